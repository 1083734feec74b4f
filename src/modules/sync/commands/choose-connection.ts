import type { CommandKind, Connector } from '../../../connectors/kit/types.ts';
import type { Refusal, Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { sources } from '../../masters/index.ts';
import type { ConnectionRecord } from '../store/connection-store.ts';
import { loadConnection, loadConnections } from '../store/connection-store.ts';

/** `not_supported`: the ERP has no way for it, facts `connection` · `which_erp`: several could, and nothing says which, facts `connections`. */
export type ChoiceRefusal = 'no_erp_connection' | 'not_supported' | 'which_erp';

/**
 * The ERP that a command goes to: the one from which its customer was read, and no other. A command about no customer, or about one that no
 * connected ERP brought, goes to the only ERP that has a way for it.
 */
export async function chooseConnection(
  ctx: Ctx,
  connectors: readonly Connector[],
  { kind, customer }: { readonly kind: CommandKind; readonly customer: string | null },
): Promise<Result<ConnectionRecord, Refusal<ChoiceRefusal>>> {
  const can = (one: ConnectionRecord): boolean => connectors.find((connector) => connector.id === one.connector)?.capabilities.write[kind] !== undefined;
  const holder = customer === null ? undefined : (await sources.listHolders(ctx, 'customer', [customer])).get(customer);
  const own = holder === undefined ? null : await loadConnection(ctx, holder.connection);
  if (own) return can(own) ? ok(own) : refuse('not_supported', { kind, connection: own.id });
  const all = await loadConnections(ctx);
  if (all.length === 0) return refuse('no_erp_connection');
  const able = all.filter(can);
  const [only, second] = able;
  if (second) return refuse('which_erp', { kind, connections: able.map((one) => one.id) });
  return only ? ok(only) : refuse('not_supported', { kind, connection: all.map((one) => one.id).join(', ') });
}
