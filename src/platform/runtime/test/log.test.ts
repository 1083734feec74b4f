import { describe, expect, it } from 'vitest';
import { createLogger } from '../log.ts';
import { withRequestId } from '../request.ts';

function logged(work: (log: ReturnType<typeof createLogger>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  work(createLogger({ destination: { write: (line) => void lines.push(line) } }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('the log', () => {
  it('carries the id of the request that logs', async () => {
    const lines = logged((log) => {
      withRequestId('req-7', () => log.info({ n: 1 }, 'inside'));
      log.info({ n: 2 }, 'outside');
    });
    expect(lines).toMatchObject([
      { level: 'info', requestId: 'req-7', n: 1, msg: 'inside' },
      { n: 2, msg: 'outside' },
    ]);
    expect(lines[1]).not.toHaveProperty('requestId');
  });

  it('hides secrets, also inside of what is logged', () => {
    const lines = logged((log) =>
      log.info({ password: 'a-secret', headers: { authorization: 'Bearer b-secret', cookie: 'c-secret' }, settings: { sap: { token: 'd-secret' } } }, 'x'),
    );
    expect(JSON.stringify(lines)).not.toContain('-secret');
    expect(lines[0]).toMatchObject({ password: '[hidden]' });
  });

  it('writes errors with their stack and cause', () => {
    const lines = logged((log) => log.error({ error: new Error('outer', { cause: new Error('inner') }) }, 'x'));
    expect(lines[0]?.error).toMatchObject({ message: 'outer', cause: { message: 'inner' } });
  });
});
