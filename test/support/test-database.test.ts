import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineJob, type JobDefinition } from '../../src/platform/jobs/definition.ts';
import { systemActor } from '../../src/platform/runtime/ctx.ts';
import { testDatabase, type TestDatabase } from './database.ts';

const ran: string[] = [];
const later = defineJob<{ n: number }>({ name: 'test.later', handle: async (_runtime, { n }) => void ran.push(`later ${n}`) });
const chain = defineJob<{ n: number }>({
  name: 'test.chain',
  async handle(runtime, { n }) {
    ran.push(`chain ${n}`);
    await runtime.transaction(systemActor('test'), (ctx) => ctx.enqueue(later, { n: n + 1 }));
  },
});
const broken = defineJob({
  name: 'test.broken',
  handle: async () => {
    throw new Error('broken');
  },
});
const endless: JobDefinition = defineJob({
  name: 'test.endless',
  handle: (runtime) => runtime.transaction(systemActor('test'), (ctx) => ctx.enqueue(endless, {})),
});

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase({ jobs: [later, chain, broken, endless] });
});
afterAll(() => db.close());

describe('drain', () => {
  const put = (job: typeof later | typeof chain | typeof broken, data: object, delayMs = 0): Promise<void> =>
    db.runtime.transaction(systemActor('test'), (ctx) => ctx.enqueue(job as typeof broken, data, { delayMs }));

  it('runs the due jobs and those that they queue, and leaves delayed ones alone unless asked', async () => {
    await put(later, { n: 9 }, 60_000);
    await put(chain, { n: 1 });
    expect((await db.drain()).ran).toEqual(['test.chain', 'test.later']);
    expect(ran).toEqual(['chain 1', 'later 2']);
    expect((await db.drain({ includeDelayed: true })).ran).toEqual(['test.later']);
    expect(ran.at(-1)).toBe('later 9');
  });
  it('tells which jobs failed and leaves them for their next attempt', async () => {
    await put(broken, {});
    const result = await db.drain({ includeDelayed: true });
    expect(result.failed).toMatchObject([{ job: 'test.broken', error: new Error('broken') }]);
    expect((await db.pool.query(`select state, retry_count from pgboss.job`)).rows).toMatchObject([{ state: 'retry' }]);
    await db.clear();
  });
  it('stops when jobs queue each other for ever', async () => {
    await put(endless, {});
    await expect(db.drain({ most: 20 })).rejects.toThrow('more than 20 jobs ran');
    await db.clear();
  });
});

describe('clear', () => {
  it('brings back the state after the migrations', async () => {
    await db.pool.query(`update masters.version set value = 7; insert into platform.counter values ('x', 1)`);
    await db.clear();
    expect((await db.pool.query('select value from masters.version')).rows).toEqual([{ value: 1 }]);
    expect((await db.pool.query('select count(*) as n from platform.counter')).rows).toEqual([{ n: 0 }]);
  });
});
