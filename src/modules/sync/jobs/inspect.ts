import type { Finding } from '../../../connectors/kit/types.ts';
import type { Refusal, Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Runtime } from '../../../platform/runtime/ctx.ts';
import type { ConnectionPool } from '../connections.ts';
import type { ReadRefusal } from '../contract.ts';
import { loadConnection } from '../store/connection-store.ts';
import { insertReport } from '../store/report-store.ts';
import { syncActor } from './send-command.ts';

/** Looks at an ERP as its doctor, and keeps what was found. Reads only. Refused: `unknown_connection`. */
export async function inspectConnection(runtime: Runtime, pool: ConnectionPool, id: string): Promise<Result<readonly Finding[], Refusal<ReadRefusal>>> {
  const stored = await runtime.transaction(syncActor, (ctx) => loadConnection(ctx, id));
  if (!stored || !pool.connectorOf(stored.connector)) return refuse('unknown_connection', { connection: id });
  const connection = pool.open(stored);
  const started = performance.now();
  const test = await connection.testConnection();
  const ms = Math.round(performance.now() - started);
  const reach: Finding = { about: 'connect', what: 'connection', state: test.ok ? 'ok' : 'bad', text: test.text };
  const speed: Finding = { about: 'speed', what: 'first answer', state: ms < 2_000 ? 'ok' : 'warn', text: `${ms} ms` };
  // where nobody answers, looking further only takes time
  const findings = test.ok ? [reach, speed, ...(await connection.inspect())] : [reach];
  await runtime.transaction(syncActor, (ctx) => insertReport(ctx, id, 'doctor', { findings }));
  return ok(findings);
}
