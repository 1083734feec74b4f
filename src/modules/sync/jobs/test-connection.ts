import { setTimeout as wait } from 'node:timers/promises';
import type { ErpConnection } from '../../../connectors/kit/types.ts';
import type { Refusal, Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Actor, Runtime } from '../../../platform/runtime/ctx.ts';
import { checkConnection } from '../commands/check-connection.ts';
import { mergedSecrets } from '../commands/change-connection.ts';
import type { ConnectionTest, SetupRefusal, SyncRefusal, TestConnection } from '../contract.ts';
import type { SyncDeps } from '../deps.ts';
import { mayManageConnections } from '../policy.ts';
import { loadConnection } from '../store/connection-store.ts';

/** How long somebody at a form waits. */
const patienceMs = 20_000;

/**
 * Asks an ERP whether it would answer with settings that nobody has saved. Reads only, keeps nothing: secrets that are only tried are
 * written nowhere, so this is no queued job. Refused: as `changeConnection`.
 */
export async function testConnection(
  runtime: Runtime,
  deps: Pick<SyncDeps, 'connectors' | 'connectorDeps' | 'secretKey'>,
  actor: Actor,
  asked: TestConnection,
): Promise<Result<ConnectionTest, Refusal<SetupRefusal | SyncRefusal>>> {
  if (!mayManageConnections(actor)) return refuse('forbidden');
  const { id } = asked;
  const stored = id === null ? null : await runtime.transaction(actor, (ctx) => loadConnection(ctx, id));
  if (stored !== null && stored.connector !== asked.connector) return refuse('other_connector');
  const secrets = mergedSecrets(deps, stored, asked);
  if (!secrets.ok) return secrets;
  const connector = checkConnection(deps, { ...asked, secrets: secrets.value });
  if (!connector.ok) return connector;
  const connection = connector.value.open(asked.settings, secrets.value, deps.connectorDeps);
  return ok(await answerOf(connection));
}

async function answerOf(connection: ErpConnection): Promise<ConnectionTest> {
  const started = performance.now();
  const patience = new AbortController();
  const answer = await Promise.race([connection.testConnection(), wait(patienceMs, null, { signal: patience.signal })]);
  patience.abort();
  // a session that still waits is closed when it comes back; nobody waits for that
  void connection.close();
  const ms = Math.round(performance.now() - started);
  return answer === null ? { outcome: 'no_answer', text: '', ms } : { outcome: answer.ok ? 'works' : 'fails', text: answer.text, ms };
}
