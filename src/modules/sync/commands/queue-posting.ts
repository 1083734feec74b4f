import type { CommandKind } from '../../../connectors/kit/types.ts';
import type { Refusal, Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { SyncDeps } from '../deps.ts';
import { orderingKeyOf } from '../domain/ordering.ts';
import { postingSchemas } from '../contract.ts';
import type { PostingKind } from '../contract.ts';
import { sendCommandKind } from '../job-kinds.ts';
import { auditOf } from '../policy.ts';
import { insertCommand } from '../store/command-store.ts';
import { loadConnection } from '../store/connection-store.ts';
import type { ConnectionRecord } from '../store/connection-store.ts';
import type { ChoiceRefusal } from './choose-connection.ts';
import { chooseConnection } from './choose-connection.ts';

/** A booking that the ERP owes us. */
export interface Posting {
  /** Made by whoever wants it: the same id again is the same booking. */
  readonly commandId: string;
  readonly kind: PostingKind;
  /** What of ours wanted it, e.g. `completion:<id>`: subject of the events that follow. */
  readonly businessKey: string;
  /** Null: the ERP of the payload's customer, else the only one that has a way for it. */
  readonly connection: string | null;
  readonly payload: object;
}

/** `not_supported`: this ERP has no way for it; a person's task takes over. `bad_payload`: facts `fields`. */
export type PostingRefusal = ChoiceRefusal | 'bad_payload';

/**
 * Puts a booking into the outbox in the caller's transaction, behind whatever it must wait for (see domain/ordering.ts).
 * `erp_command.changed` with the business key tells how it ends. Called by modules, which have decided who may.
 */
export async function queuePosting(
  ctx: Ctx,
  deps: Pick<SyncDeps, 'referenceOf' | 'connectors'>,
  posting: Posting,
): Promise<Result<{ commandId: string }, Refusal<PostingRefusal>>> {
  const kind: CommandKind = posting.kind;
  const chosen = await connectionFor(ctx, deps, posting);
  if (!chosen.ok) return chosen;
  const stored = chosen.value;
  const payload = postingSchemas[posting.kind].safeParse(posting.payload);
  if (!payload.success) return refuse('bad_payload', { fields: payload.error.issues.map((issue) => issue.path.join('.')) });
  const { commandId } = posting;
  const inserted = await insertCommand(ctx, {
    id: commandId,
    connection: stored.id,
    reference: deps.referenceOf(commandId),
    kind,
    businessKey: posting.businessKey,
    orderingKey: orderingKeyOf(stored.id, kind, payload.data),
    payload: payload.data,
    createdBy: auditOf(ctx.actor),
    erpKey: null,
  });
  if (inserted) await ctx.enqueue(sendCommandKind, { commandId });
  return ok({ commandId });
}

async function connectionFor(
  ctx: Ctx,
  { connectors }: Pick<SyncDeps, 'connectors'>,
  { kind, connection, payload }: Posting,
): Promise<Result<ConnectionRecord, Refusal<ChoiceRefusal>>> {
  const { customer } = payload as { readonly customer?: unknown };
  if (connection === null) return chooseConnection(ctx, connectors, { kind, customer: typeof customer === 'string' ? customer : null });
  const stored = await loadConnection(ctx, connection);
  if (!stored) return refuse('no_erp_connection');
  const can = connectors.find((one) => one.id === stored.connector)?.capabilities.write[kind] !== undefined;
  return can ? ok(stored) : refuse('not_supported', { kind, connection });
}
