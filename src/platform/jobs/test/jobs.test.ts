import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { systemActor } from '../../runtime/ctx.ts';
import { silentLogger } from '../../runtime/log.ts';
import { createPlatform, type Platform } from '../../runtime/platform.ts';
import { defineJob, type JobDefinition, type JobOptions } from '../definition.ts';

const actor = systemActor('test');
const ran: { job: string; at: number; data: Record<string, unknown> }[] = [];
let behaviour: (data: Record<string, unknown>, signal: AbortSignal) => Promise<void> = async () => undefined;

const job = (definition: Partial<JobDefinition<Record<string, unknown>>> & { name: string }): JobDefinition<Record<string, unknown>> =>
  defineJob({
    ...definition,
    handle: async (_runtime, data, signal) => {
      ran.push({ job: definition.name, at: performance.now(), data });
      await behaviour(data, signal);
    },
  });

const plain = job({ name: 'test.plain' });
const stubborn = job({ name: 'test.stubborn', retries: 1 });
const short = job({ name: 'test.short', expireSeconds: 1, retries: 0 });
const ordered = job({ name: 'test.ordered', ordered: true });
const brittle = job({ name: 'test.brittle', ordered: true, retries: 0 });
const jobs = [plain, stubborn, short, ordered, brittle];

let db: TestDatabase;
let workers: Platform[] = [];
beforeAll(async () => {
  db = await testDatabase({ jobs });
});
afterAll(() => db.close());
beforeEach(() => {
  ran.length = 0;
  behaviour = async () => undefined;
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.close({ graceful: false })));
  workers = [];
  await db.pool.query('delete from pgboss.job');
});

/** A node that works on the test's database. */
async function startWorker(options: { soleNode?: boolean; periodic?: Parameters<typeof createPlatform>[0]['periodic'] } = {}): Promise<Platform> {
  const worker = createPlatform({ url: db.url, log: silentLogger, jobs, reactions: [], connections: 6, ...options });
  workers.push(worker);
  await worker.prepare();
  await worker.startWorking();
  return worker;
}

const enqueue = (
  node: { runtime: Platform['runtime'] },
  definition: JobDefinition<Record<string, unknown>>,
  data: Record<string, unknown>,
  options?: JobOptions,
): Promise<void> => node.runtime.transaction(actor, (ctx) => ctx.enqueue(definition, data, options));

async function until(condition: () => boolean | Promise<boolean>, withinMs = 15_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`not within ${withinMs} ms; ran ${JSON.stringify(ran.map((entry) => entry.data))}`);
    await sleep(5);
  }
}
const states = async (): Promise<Record<string, unknown>[]> =>
  (await db.pool.query('select name, state, retry_count as "retryCount" from pgboss.job order by created_on')).rows;

describe('a job', () => {
  it('is queued with its transaction or not at all', async () => {
    await db.runtime
      .transaction(actor, async (ctx) => {
        await ctx.enqueue(plain, { n: 1 });
        throw new Error('no');
      })
      .catch(() => undefined);
    expect(await states()).toEqual([]);
    await enqueue(db, plain, { n: 2 });
    expect(await states()).toEqual([{ name: 'test.plain', state: 'created', retryCount: 0 }]);
  });

  it('runs once, soon after commit, and leaves nothing behind', async () => {
    const worker = await startWorker();
    const began = performance.now();
    await enqueue(worker, plain, { n: 1 });
    await until(() => ran.length === 1);
    expect(performance.now() - began).toBeLessThan(300);
    await until(async () => (await states()).length === 0);
    await sleep(600);
    expect(ran).toHaveLength(1);
  });

  it('queued by one node is run by another within a fraction of a second', async () => {
    await startWorker();
    await sleep(200);
    const waits: number[] = [];
    for (let n = 0; n < 5; n += 1) {
      const before = ran.length;
      const began = performance.now();
      await enqueue(await other(), plain, { n });
      await until(() => ran.length > before);
      waits.push(performance.now() - began);
      await sleep(150);
    }
    expect(Math.min(...waits)).toBeLessThan(250);
    expect(Math.max(...waits)).toBeLessThan(1_500);
  });

  it('that is delayed runs when its time has come and not before', async () => {
    const worker = await startWorker();
    const began = performance.now();
    await enqueue(worker, plain, {}, { delayMs: 700 });
    await until(() => ran.length === 1);
    const waited = (ran[0]?.at ?? 0) - began;
    expect(waited).toBeGreaterThanOrEqual(690);
    expect(waited).toBeLessThan(1_300);
  });

  it('that fails runs again later', async () => {
    let failures = 1;
    behaviour = async () => {
      if (failures-- > 0) throw new Error('not yet');
    };
    const worker = await startWorker();
    await enqueue(worker, plain, {});
    await until(() => ran.length === 2);
    expect((ran[1]?.at ?? 0) - (ran[0]?.at ?? 0)).toBeGreaterThan(900);
  });

  it('that fails for good stays in the table, is told as an event and runs no more', async () => {
    behaviour = async () => {
      throw new Error('always broken');
    };
    const worker = await startWorker();
    await enqueue(worker, stubborn, {});
    await until(async () => (await db.pool.query(`select 1 from platform.event where type = 'job.given_up'`)).rowCount === 1);
    expect(await states()).toEqual([{ name: 'test.stubborn', state: 'failed', retryCount: 1 }]);
    const told = await db.pool.query(`select payload from platform.event where type = 'job.given_up'`);
    expect(told.rows[0]).toEqual({ payload: { job: 'test.stubborn', key: null, attempts: 2, error: 'always broken' } });
    expect(ran).toHaveLength(2);
  });

  it('that runs too long is told to stop', async () => {
    let reason: unknown = null;
    behaviour = (_data, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reason = signal.reason;
          reject(new Error('stopped'));
        });
      });
    const worker = await startWorker();
    await enqueue(worker, short, {});
    await until(() => reason !== null, 5_000);
    expect(String(reason)).toContain('test.short ran longer than 1 s');
  });

  it('keeps its place when others of its kind run: no more than four at once', async () => {
    let now = 0;
    let most = 0;
    behaviour = async () => {
      most = Math.max(most, (now += 1));
      await sleep(20);
      now -= 1;
    };
    const worker = await startWorker();
    await worker.runtime.transaction(actor, async (ctx) => {
      for (let n = 0; n < 20; n += 1) await ctx.enqueue(plain, { n });
    });
    await until(() => ran.length === 20);
    expect(most).toBe(4);
  });

  it('of an unknown kind is refused, and so is an ordered one without key', async () => {
    await expect(enqueue(db, job({ name: 'test.unknown' }), {})).rejects.toThrow('job test.unknown is not defined');
    await expect(enqueue(db, ordered, {})).rejects.toThrow('needs a key');
  });
});

describe('ordered jobs', () => {
  it('with one key run in the order in which they were queued, those of other keys are not held up', async () => {
    behaviour = async (data) => {
      if (data.n === 3 && data.key === 'a' && ran.filter((entry) => entry.data.n === 3 && entry.data.key === 'a').length === 1) throw new Error('once');
    };
    const worker = await startWorker();
    for (let n = 0; n < 6; n += 1) {
      await worker.runtime.transaction(actor, async (ctx) => {
        for (const key of ['a', 'b', 'c']) await ctx.enqueue(ordered, { n, key }, { key });
      });
    }
    await until(() => ran.length === 19);
    const of = (key: string): unknown[] => ran.filter((entry) => entry.data.key === key).map((entry) => entry.data.n);
    expect(of('a')).toEqual([0, 1, 2, 3, 3, 4, 5]);
    expect(of('b')).toEqual([0, 1, 2, 3, 4, 5]);
    expect(ran.findIndex((entry) => entry.data.key === 'b' && entry.data.n === 5)).toBeLessThan(
      ran.findLastIndex((entry) => entry.data.key === 'a' && entry.data.n === 3),
    );
  });

  it('queued in one transaction keep their order', async () => {
    await db.runtime.transaction(actor, async (ctx) => {
      for (let n = 0; n < 20; n += 1) await ctx.enqueue(ordered, { n }, { key: 'k' });
    });
    await db.drain();
    expect(ran.map((entry) => entry.data.n)).toEqual([...Array(20).keys()]);
  });

  it('take their place when they are queued, not when their transaction began', async () => {
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const early = db.runtime.transaction(actor, async (ctx) => {
      await ctx.publish({ type: 'test.began', subject: 'x', payload: {} });
      await gate;
      await ctx.enqueue(ordered, { n: 'second' }, { key: 'k' });
    });
    await sleep(20);
    await enqueue(db, ordered, { n: 'first' }, { key: 'k' });
    release();
    await early;
    await db.drain();
    expect(ran.map((entry) => entry.data.n)).toEqual(['first', 'second']);
  });

  it('go on after one that failed for good', async () => {
    behaviour = async (data) => {
      if (data.n === 1) throw new Error('broken');
    };
    const worker = await startWorker();
    for (const n of [1, 2, 3]) await enqueue(worker, brittle, { n }, { key: 'k' });
    await until(() => ran.length === 3);
    expect(ran.map((entry) => entry.data.n)).toEqual([1, 2, 3]);
    await until(async () => (await states()).length === 1);
    expect(await states()).toEqual([{ name: 'test.brittle', state: 'failed', retryCount: 0 }]);
  });
});

describe('a node', () => {
  it('that died leaves jobs which the sole node runs again as it starts', async () => {
    await enqueue(db, plain, { n: 1 });
    await enqueue(db, ordered, { n: 2 }, { key: 'k' });
    for (const name of [plain.name, ordered.name]) await db.jobs.inspect.boss.fetch(name);
    expect((await states()).map((row) => row.state)).toEqual(['active', 'active']);
    await startWorker({ soleNode: true });
    await until(() => ran.length === 2, 2_000);
  });

  it('that died among others leaves jobs which they run when its heartbeat is missed', async () => {
    await enqueue(db, plain, { n: 1 });
    await db.jobs.inspect.boss.fetch(plain.name);
    await db.pool.query(`update pgboss.job set heartbeat_on = now() - interval '11 seconds'`);
    await startWorker();
    await until(() => ran.length === 1, 12_000);
  });

  it('that stops in order lets running jobs end', async () => {
    let ended = false;
    behaviour = async () => {
      await sleep(300);
      ended = true;
    };
    const worker = await startWorker();
    await enqueue(worker, plain, {});
    await until(() => ran.length === 1);
    workers = [];
    await worker.close();
    expect(ended).toBe(true);
    expect(await states()).toEqual([]);
  });

  it('that stops at once gives its jobs back', async () => {
    behaviour = (_data, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
    const worker = await startWorker();
    await enqueue(worker, plain, {});
    await until(() => ran.length === 1);
    workers = [];
    await worker.close({ graceful: false });
    expect(await states()).toEqual([{ name: 'test.plain', state: 'retry', retryCount: 0 }]);
  });
});

describe('a periodic job', () => {
  it('runs once per slot, however many nodes there are', async () => {
    let runs = 0;
    const periodic = [{ name: 'test.tick', everySeconds: 1, handle: async () => void (runs += 1) }];
    await Promise.all([startWorker({ periodic }), startWorker({ periodic })]);
    await sleep(3_400);
    expect(runs).toBeGreaterThanOrEqual(3);
    expect(runs).toBeLessThanOrEqual(5);
  });
});

/** A second node that only enqueues. */
async function other(): Promise<Platform> {
  if (workers.length > 1 && workers[1]) return workers[1];
  const node = createPlatform({ url: db.url, log: silentLogger, jobs, reactions: [], connections: 3 });
  workers.push(node);
  await node.prepare();
  return node;
}
