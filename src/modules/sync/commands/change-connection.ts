import { createHash } from 'node:crypto';
import type { Refusal, Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { connectionSettingsSchema } from '../connections.ts';
import type { StoredConnection } from '../connections.ts';
import type { ChangeConnection, SetupRefusal, SyncRefusal } from '../contract.ts';
import type { SyncDeps } from '../deps.ts';
import { goesElsewhere } from '../domain/secret-hosts.ts';
import { auditOf, mayManageConnections } from '../policy.ts';
import { openSecrets, sealSecrets } from '../secrets.ts';
import { upsertConnection } from '../store/connection-store.ts';
import { lockConnection } from '../store/setup-store.ts';
import { checkConnection } from './check-connection.ts';

type Outcome<T> = Result<T, Refusal<SetupRefusal | SyncRefusal>>;

/** What a connection is now, so that a change made from an older look at it is noticed. */
export const revisionOf = ({ connector, settings, secrets }: Omit<StoredConnection, 'id'>): string =>
  createHash('sha256')
    .update(JSON.stringify([connector, settings]))
    .update(secrets ?? '')
    .digest('hex')
    .slice(0, 16);

/**
 * Connects an ERP (`revision` null), or changes how it is connected: it is active then, and its commands go. Refused: not by this actor,
 * an id that is taken, changed by somebody else meanwhile, another connector, settings or secrets that do not do, held secrets for a new host.
 */
export async function changeConnection(
  ctx: Ctx,
  deps: Pick<SyncDeps, 'connectors' | 'secretKey'>,
  id: string,
  change: ChangeConnection,
): Promise<Outcome<{ id: string }>> {
  if (!mayManageConnections(ctx.actor)) return refuse('forbidden');
  const stored = await lockConnection(ctx, id);
  const fits = fitsStored(stored, change);
  if (!fits.ok) return fits;
  const secrets = mergedSecrets(deps, stored, change);
  if (!secrets.ok) return secrets;
  const connector = checkConnection(deps, { ...change, secrets: secrets.value });
  if (!connector.ok) return connector;
  // what is kept for this connection and asked by no form stays
  const before = stored?.settings as Record<string, unknown> | undefined;
  const settings = connectionSettingsSchema.loose().safeParse({ ...before, ...change.own, connector: change.settings });
  if (!settings.success) return refuse('invalid_settings', { fields: settings.error.issues.map((issue) => issue.path.map(String).join('.')) });
  await upsertConnection(ctx, { id, connector: change.connector, settings: settings.data, secrets: sealSecrets(deps.secretKey, id, secrets.value) });
  await ctx.publish({ type: 'erp_connection.changed', subject: id, payload: { by: auditOf(ctx.actor) } });
  return ok({ id });
}

function fitsStored(stored: StoredConnection | null, { revision, connector }: ChangeConnection): Outcome<null> {
  if (revision === null) return stored === null ? ok(null) : refuse('already_there');
  if (stored === null) return refuse('not_found');
  if (stored.connector !== connector) return refuse('other_connector');
  return revisionOf(stored) === revision ? ok(null) : refuse('stale_connection');
}

/** Held secrets and those given now. Refused: `secrets_again`, where held ones would go to a host that they were not given for. */
export function mergedSecrets(
  deps: Pick<SyncDeps, 'secretKey'>,
  stored: StoredConnection | null,
  given: { readonly settings: unknown; readonly secrets: Readonly<Record<string, string>> },
): Outcome<Readonly<Record<string, string>>> {
  if (stored === null) return ok(given.secrets);
  const held = openSecrets(deps.secretKey, stored.id, stored.secrets);
  const kept = Object.keys(held).filter((name) => !(name in given.secrets));
  const before = (stored.settings as { readonly connector?: unknown }).connector;
  if (kept.length > 0 && goesElsewhere(before, given.settings)) return refuse('secrets_again', { missing: kept });
  return ok({ ...held, ...given.secrets });
}
