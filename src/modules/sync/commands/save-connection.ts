import type { Refusal, Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { connectionSettingsSchema } from '../connections.ts';
import type { SyncDeps } from '../deps.ts';
import { mayManageConnections } from '../policy.ts';
import { sealSecrets } from '../secrets.ts';
import { upsertConnection } from '../store/connection-store.ts';
import { checkConnection } from './check-connection.ts';

/** What it takes to connect an ERP. `settings` are the connector's own. */
export interface ConnectionInput {
  /** Short name, e.g. `sap-vindhya`. */
  readonly id: string;
  /** Which connector, e.g. `sap-s4`. */
  readonly connector: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly settleSeconds?: number;
  /** Calls at once and in any minute; left out: as the connector says. */
  readonly limits?: { readonly atOnce?: number | null | undefined; readonly perMinute?: number | null | undefined };
  /** Trying orders before they are written: left out, it is done where the ERP can. */
  readonly dryRun?: { readonly on?: boolean | undefined; readonly seconds?: number | undefined; readonly toleranceMinor?: number | undefined };
}

type Outcome = Result<{ id: string }, Refusal<'forbidden' | 'unknown_connector' | 'invalid_settings' | 'missing_secret'>>;

/**
 * Connects an ERP, or changes how it is connected; secrets are encrypted before they are stored. A paused connection is active again.
 * Refused: not by this actor, no such connector, settings that it does not take, a secret that is missing.
 */
export async function createConnection(ctx: Ctx, deps: Pick<SyncDeps, 'connectors' | 'secretKey'>, input: ConnectionInput): Promise<Outcome> {
  if (!mayManageConnections(ctx.actor)) return refuse('forbidden');
  const connector = checkConnection(deps, input);
  if (!connector.ok) return connector;
  const settings = connectionSettingsSchema.parse({
    connector: input.settings,
    ...(input.settleSeconds === undefined ? {} : { settleSeconds: input.settleSeconds }),
    ...(input.limits === undefined ? {} : { limits: input.limits }),
    ...(input.dryRun === undefined ? {} : { dryRun: input.dryRun }),
  });
  await upsertConnection(ctx, { id: input.id, connector: input.connector, settings, secrets: sealSecrets(deps.secretKey, input.id, input.secrets) });
  return ok({ id: input.id });
}
