import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { testClock } from '../../../../test/support/clock.ts';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { defineJob } from '../../jobs/definition.ts';
import { takeNumber } from '../../db/counter.ts';
import { systemActor, type Reaction } from '../ctx.ts';
import { withRequestId } from '../request.ts';

const actor = systemActor('test');
const clock = testClock('2026-11-17T00:42:00.000Z');
const heard: string[] = [];

const note = defineJob<{ text: string }>({
  name: 'test.note',
  handle: async (_runtime, data) => void heard.push(`job ${data.text}`),
});
const reactions: Reaction[] = [
  { event: 'thing.made', when: 'same-transaction', name: 'test.first', handle: async (_ctx, event) => void heard.push(`first ${event.subject}`) },
  { event: 'thing.made', when: 'after', name: 'test.later', handle: async (ctx, event) => void heard.push(`later ${event.subject} by ${ctx.actor.id}`) },
  {
    event: 'thing.made',
    when: 'same-transaction',
    name: 'test.second',
    handle: async (ctx, event) => {
      heard.push(`second ${event.subject}`);
      await ctx.publish({ type: 'thing.noticed', subject: event.subject, payload: null });
    },
  },
];

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase({ clock, jobs: [note], reactions });
});
afterAll(() => db.close());
beforeEach(async () => {
  heard.length = 0;
  await db.clear();
});

const events = async (): Promise<unknown[]> =>
  (await db.pool.query('select type, subject, actor, at, request_id, payload from platform.event order by xid, seq')).rows;

describe('a transaction', () => {
  it('keeps who, when and under which request an event was published', async () => {
    await withRequestId('req-1', () =>
      db.runtime.transaction({ kind: 'person', id: 'p1', name: 'Meena', roles: [] }, (ctx) =>
        ctx.publish({ type: 'order.drafted', subject: 'o1', payload: { number: 'SO-1' } }),
      ),
    );
    expect(await events()).toEqual([
      { type: 'order.drafted', subject: 'o1', actor: 'person:p1', at: '2026-11-17T00:42:00.000Z', request_id: 'req-1', payload: { number: 'SO-1' } },
    ]);
  });

  it('takes back its events and jobs with itself', async () => {
    const failing = db.runtime.transaction(actor, async (ctx) => {
      await ctx.publish({ type: 'thing.made', subject: 'x', payload: {} });
      await ctx.enqueue(note, { text: 'never' });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await events()).toEqual([]);
    expect((await db.drain()).ran).toEqual([]);
  });

  it('runs same-transaction reactions at once and in order, the others as jobs under the name of the reaction', async () => {
    await db.runtime.transaction(actor, (ctx) => ctx.publish({ type: 'thing.made', subject: 'x', payload: {} }));
    expect(heard).toEqual(['first x', 'second x']);
    await db.drain();
    expect(heard).toEqual(['first x', 'second x', 'later x by system:test.later']);
    expect((await events()).map((event) => (event as { type: string }).type)).toEqual(['thing.made', 'thing.noticed']);
  });

  it('is run again as a whole after a deadlock, and only its last run counts', async () => {
    await db.pool.query(`insert into platform.setting (key, value, changed_by) values ('a', '0', 't'), ('b', '0', 't')`);
    let runs = 0;
    // each first run holds its own row before it wants the other's: a deadlock for certain, however busy the machine is
    let holding = 0;
    let bothHold = (): void => undefined;
    const eachHolds = new Promise<void>((resolve) => (bothHold = resolve));
    const both = (first: string, second: string): Promise<void> =>
      db.runtime.transaction(actor, async (ctx) => {
        runs += 1;
        const add = (key: string) => sql`update platform.setting set value = to_jsonb(value::int + 1) where key = ${key}`.execute(ctx.trx);
        await add(first);
        holding += 1;
        if (holding === 2) bothHold();
        await eachHolds;
        await add(second);
        await ctx.enqueue(note, { text: first });
      });
    await Promise.all([both('a', 'b'), both('b', 'a')]);
    expect(runs).toBe(3);
    expect((await db.pool.query('select value from platform.setting')).rows).toEqual([{ value: 2 }, { value: 2 }]);
    await db.drain();
    expect([...heard].sort()).toEqual(['job a', 'job b']);
  });

  it('gives up after five serialization failures', async () => {
    let runs = 0;
    const never = db.runtime.transaction(actor, async (ctx) => {
      runs += 1;
      await sql`do $$ begin raise exception 'no' using errcode = '40001'; end $$`.execute(ctx.trx);
    });
    await expect(never).rejects.toMatchObject({ code: '40001' });
    expect(runs).toBe(5);
  });

  it('takes numbers without gaps, also when a taker fails', async () => {
    const take = () => db.runtime.transaction(actor, (ctx) => takeNumber(ctx, 'order'));
    expect(await take()).toBe(1);
    await db.runtime
      .transaction(actor, async (ctx) => {
        await takeNumber(ctx, 'order');
        throw new Error('rolled back');
      })
      .catch(() => undefined);
    expect((await Promise.all([take(), take(), take()])).sort()).toEqual([2, 3, 4]);
  });

  it('makes ids that sort by time', () => {
    const before = db.runtime.newId();
    clock.advance(1);
    const after = db.runtime.newId();
    expect(before < after).toBe(true);
    expect(before).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
