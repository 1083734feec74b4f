import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '../../../platform/runtime/ctx.ts';
import { paperErp } from './paper-erp.ts';
import { paperWorld } from './paper-world.ts';

const id = 'paper';
let world: Awaited<ReturnType<typeof paperWorld>>;
beforeAll(async () => {
  world = await paperWorld([id], () => paperErp({ limits: { atOnce: 2, perMinute: null } }));
});
afterAll(() => world.close());
beforeEach(() => world.begin());

/** Movements of different places, so that none waits for another. */
const post = async (number: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let at = 0; at < number; at += 1) {
    const commandId = world.db.runtime.newId();
    const payload = {
      ...{ company: 'C1', movement: 'scrap', postedOn: '2026-11-23', reason: 'broken', productionOrder: null },
      lines: [{ sku: 'I1', quantity: '1', uom: 'PC', erpUom: 'PC', place: `P${at}`, placeTo: null, lot: '' }],
    };
    await world.db.runtime.transaction(systemActor('test'), (ctx) =>
      world.sync.post(ctx, { commandId, kind: 'stock_movement', businessKey: `x${at}`, connection: null, payload }),
    );
    ids.push(commandId);
  }
  return ids;
};
const work = (ids: readonly string[]) =>
  Promise.all(ids.map((commandId) => world.sync.jobs?.[0]?.handle(world.db.runtime, { commandId }, new AbortController().signal)));
const connection = async () =>
  (
    await world.db.pool.query(
      'select failures, breaker_until > now() as resting, extract(epoch from breaker_until - now()) as seconds, probe_until from sync.connection',
    )
  ).rows[0] as { failures: number; resting: boolean | null; seconds: number; probe_until: string | null };
const due = () => world.db.pool.query('update sync.command set not_before = now()');
const rested = () => world.db.pool.query("update sync.connection set breaker_until = now() - interval '1 second'");
const states = async () =>
  (await world.db.pool.query<{ state: string; n: number }>('select state, count(*)::int as n from sync.command group by state order by state')).rows;

it('an ERP gets no more calls at once than its connector says it stands, and all commands go', async () => {
  const { state } = world.erp(id);
  state.delayMs = 15;
  await work(await post(8));
  expect(await states()).toEqual([{ state: 'committed', n: 8 }]);
  expect(state.most).toBe(2);
});

it("a connection's own limit counts before its connector's", async () => {
  await world.begin(() => ({ limits: { atOnce: 1 } }));
  const { state } = world.erp(id);
  state.delayMs = 5;
  await work(await post(4));
  expect(state.most).toBe(1);
});

it('an ERP that asks for time is left in peace by all of its commands, and is not counted as failing', async () => {
  const { state } = world.erp(id);
  state.failure = () => ({ kind: 'throttled', afterMs: 45_000 });
  const [first = '', ...others] = await post(4);
  await work([first]);
  expect(state.calls).toBe(1);
  await work(others);
  expect(state.calls).toBe(1);
  const { failures, resting, seconds } = await connection();
  expect({ failures, resting }).toEqual({ failures: 0, resting: true });
  expect(Number(seconds)).toBeGreaterThan(40);
  expect(await states()).toEqual([{ state: 'new', n: 4 }]);
});

describe('an ERP that is away', () => {
  const failFive = async (): Promise<string[]> => {
    const { state } = world.erp(id);
    state.failure = () => ({ kind: 'transient', why: 'refused' });
    const ids = await post(5);
    await work(ids);
    return ids;
  };

  it('rests after five failures in a row, and is then tried by one command alone', async () => {
    const ids = await failFive();
    expect(await connection()).toMatchObject({ failures: 5, resting: true });
    const { state } = world.erp(id);
    const before = state.calls;
    await due();
    await work(ids);
    expect(state.calls).toBe(before);
    await rested();
    await due();
    await work(ids);
    expect(state.calls).toBe(before + 1);
    const { failures, resting, seconds } = await connection();
    expect({ failures, resting }).toEqual({ failures: 6, resting: true });
    expect(Number(seconds)).toBeGreaterThan(8);
  });

  it('and is back lets all go, as soon as the one that tried has its answer', async () => {
    const ids = await failFive();
    world.erp(id).state.failure = () => null;
    await rested();
    await due();
    const [first = '', ...others] = ids;
    await work([first]);
    expect(await connection()).toMatchObject({ failures: 0, resting: null, probe_until: null });
    await due();
    await work(others);
    expect(await states()).toEqual([{ state: 'committed', n: 5 }]);
  });

  it('and refuses in its own words is back', async () => {
    const [first = ''] = await failFive();
    world.erp(id).state.failure = () => ({ kind: 'rejected', code: 'M7', text: 'no', field: null });
    await rested();
    await due();
    await work([first]);
    expect(await connection()).toMatchObject({ failures: 0 });
  });

  it('is not read while it rests', async () => {
    world.erp(id).saveItem('I1');
    await world.sync.readAll(world.db.runtime, id);
    await failFive();
    world.erp(id).asked.length = 0;
    await world.db.pool.query("update sync.cursor set finished_at = finished_at - interval '1 hour'");
    const keepCurrent = () => world.sync.periodic?.find((job) => job.name === 'sync.keep-current')?.handle(world.db.runtime, new AbortController().signal);
    await keepCurrent();
    expect(world.erp(id).asked).toEqual([]);
    world.erp(id).state.failure = () => null;
    await rested();
    await keepCurrent();
    expect(world.erp(id).asked).not.toEqual([]);
    expect(await connection()).toMatchObject({ failures: 0 });
  });
});
