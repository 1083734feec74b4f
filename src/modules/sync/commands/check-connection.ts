import type { Connector } from '../../../connectors/kit/types.ts';
import type { Refusal, Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { SyncDeps } from '../deps.ts';

type Unfit = 'unknown_connector' | 'invalid_settings' | 'missing_secret';

/** The connector of these settings, when it takes them with these secrets. Refused: no such connector, settings that it does not take, a secret that is missing. */
export function checkConnection(
  deps: Pick<SyncDeps, 'connectors'>,
  given: { readonly connector: string; readonly settings: unknown; readonly secrets: Readonly<Record<string, string>> },
): Result<Connector, Refusal<Unfit>> {
  const connector = deps.connectors.find((candidate) => candidate.id === given.connector);
  if (!connector) return refuse('unknown_connector', { connector: given.connector });
  const checked = connector.settings.safeParse(given.settings);
  if (!checked.success) return refuse('invalid_settings', { fields: checked.error.issues.map((issue) => issue.path.map(String).join('.')) });
  const missing = (connector.secretsFor?.(checked.data) ?? connector.secretNames).filter((name) => !given.secrets[name]);
  return missing.length > 0 ? refuse('missing_secret', { missing }) : ok(connector);
}
