import type { Finding } from '../../connectors/kit/types.ts';
import type { Target } from './target.ts';

/** What the doctor finds of a target: whether it answers, how fast, and what its connector misses. */
export async function examine(target: Target): Promise<readonly Finding[]> {
  const connection = target.open();
  try {
    const started = performance.now();
    const test = await connection.testConnection();
    const ms = Math.round(performance.now() - started);
    const reach: Finding = { about: 'connect', what: 'connection', state: test.ok ? 'ok' : 'bad', text: test.text };
    if (!test.ok) return [reach];
    const speed: Finding = { about: 'speed', what: 'first answer', state: ms < 2_000 ? 'ok' : 'warn', text: `${ms} ms` };
    return [reach, speed, ...(await connection.inspect()), ...(await objectFindings(target))];
  } finally {
    await target.closeAll();
  }
}

/** One page of everything that the connector says it reads: permissions and mappings show themselves there. */
async function objectFindings(target: Target): Promise<readonly Finding[]> {
  const connection = target.open();
  const findings: Finding[] = [];
  for (const object of Object.keys(target.connector.capabilities.read) as (keyof typeof target.connector.capabilities.read)[]) {
    const started = performance.now();
    try {
      const page = await connection.readPage(object, null);
      const skipped = page.skipped ?? [];
      const why = [...new Set(skipped.map((row) => row.why))].slice(0, 5).join(', ');
      const text = `${page.records.length} on the first page${page.total === null ? '' : ` of ${page.total}`}, ${Math.round(performance.now() - started)} ms`;
      const empty = page.records.length === 0;
      const state = empty || skipped.length > page.records.length ? 'warn' : 'ok';
      findings.push({ about: 'permission', what: object, state, text: skipped.length === 0 ? text : `${text}; ${skipped.length} skipped (${why})` });
    } catch (error) {
      findings.push({ about: 'permission', what: object, state: 'bad', text: failureText(error) });
    }
  }
  await connection.close();
  return findings;
}

/** What a reading failed by, in words. */
export function failureText(error: unknown): string {
  const failure = error instanceof Error && 'failure' in error ? (error.failure as Readonly<Record<string, unknown>>) : null;
  if (!failure) return error instanceof Error ? error.message : String(error);
  return [failure['kind'], failure['code'], failure['text'], failure['why']].filter((part) => part !== undefined && part !== '').join(': ');
}
