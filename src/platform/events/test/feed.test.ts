import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { systemActor } from '../../runtime/ctx.ts';
import { silentLogger } from '../../runtime/log.ts';
import { createPlatform, type Platform } from '../../runtime/platform.ts';
import { compareCursors, cursorText, parseCursor } from '../cursor.ts';
import type { Subscription } from '../feed.ts';
import type { FeedEvent } from '../read.ts';

const actor = systemActor('test');
let db: TestDatabase;
let others: Platform[] = [];
let stops: (() => void)[] = [];
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());
beforeEach(() => db.clear());
afterEach(async () => {
  stops.forEach((stop) => stop());
  stops = [];
  await Promise.all(others.map((node) => node.close({ graceful: false })));
  others = [];
});

const tell = (node: { runtime: Platform['runtime'] }, subject: string, type = 'test.told', holdMs = 0): Promise<void> =>
  node.runtime.transaction(actor, async (ctx) => {
    await ctx.publish({ type, subject, payload: { subject } });
    if (holdMs > 0) await sleep(holdMs);
  });

async function follow(subscription: Subscription = {}, feed = db.feed): Promise<FeedEvent[]> {
  const seen: FeedEvent[] = [];
  stops.push(await feed.subscribe(subscription, (events) => seen.push(...events)));
  return seen;
}

async function until(condition: () => boolean, withinMs = 5_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!condition() && performance.now() < end) await sleep(5);
}
const subjects = (events: readonly FeedEvent[]): string[] => events.map((event) => event.subject);
const isInOrder = (events: readonly FeedEvent[]): boolean =>
  events.every((event, index) => {
    const before = events[index - 1];
    return before === undefined || compareCursors(before.cursor, event.cursor) < 0;
  });

describe('the feed', () => {
  it('misses nothing, doubles nothing and keeps the order under sixteen writers, slow ones among them, for early, late and resuming readers', async () => {
    const early = await follow();
    const expected: string[] = [];
    const writer = async (w: number): Promise<void> => {
      for (let n = 0; n < 25; n += 1) {
        expected.push(`${w}-${n}`);
        await tell(db, `${w}-${n}`, 'test.told', n % 8 === w % 8 ? 60 : 0);
      }
    };
    const writing = Promise.all([...Array(16).keys()].map(writer));
    await until(() => early.length > 100);
    const resumed = await follow({ from: early[40]?.cursor ?? { xid: '0', seq: 0 } });
    const fromStart = await follow({ from: { xid: '0', seq: 0 } });
    await writing;
    await until(() => early.length >= 400 && fromStart.length >= 400 && resumed.length >= 359);
    expect(subjects(early).sort()).toEqual([...expected].sort());
    expect(subjects(fromStart)).toEqual(early.map((event) => event.subject));
    expect(subjects(resumed)).toEqual(subjects(fromStart).slice(41));
    for (const events of [early, resumed, fromStart]) expect(isInOrder(events)).toBe(true);
  });

  it('tells an event of this node within milliseconds after commit', async () => {
    const seen = await follow();
    const waits: number[] = [];
    for (let n = 0; n < 10; n += 1) {
      await tell(db, `n${n}`);
      const began = performance.now();
      await until(() => seen.length > n);
      waits.push(performance.now() - began);
    }
    expect(waits.sort((a, b) => a - b)[5]).toBeLessThan(50);
  });

  it('tells an event of another node soon, and also when its ring is lost', async () => {
    const node = createPlatform({ url: db.url, log: silentLogger, jobs: [], reactions: [], connections: 3 });
    others.push(node);
    const seen = await follow({}, node.feed);
    await tell(db, 'unheard');
    await until(() => seen.length === 1, 1_500);
    expect(subjects(seen)).toEqual(['unheard']);
    const loud = createPlatform({ url: db.url, log: silentLogger, jobs: [], reactions: [], connections: 3 });
    others.push(loud);
    await loud.prepare();
    await sleep(200);
    const waits: number[] = [];
    for (let n = 0; n < 5; n += 1) {
      const began = performance.now();
      await tell(loud, 'heard');
      await until(() => seen.length === n + 2);
      waits.push(performance.now() - began);
      await sleep(37);
    }
    expect(Math.min(...waits)).toBeLessThan(250);
  });

  it('holds an event back while an older transaction may still tell an earlier one, then tells both in order', async () => {
    const seen = await follow();
    const slow = tell(db, 'slow', 'test.told', 300);
    await sleep(50);
    await tell(db, 'quick');
    await sleep(100);
    expect(seen).toEqual([]);
    await slow;
    await until(() => seen.length === 2);
    expect(subjects(seen)).toEqual(['slow', 'quick']);
  });

  it('tells only what was asked for', async () => {
    const byType = await follow({ types: ['test.told', 'test.other'] });
    const bySubject = await follow({ subject: 'b' });
    await tell(db, 'a', 'test.told');
    await tell(db, 'b', 'test.else');
    await tell(db, 'b', 'test.other');
    await until(() => byType.length === 2 && bySubject.length === 2);
    expect(byType.map((event) => event.type)).toEqual(['test.told', 'test.other']);
    expect(bySubject.map((event) => event.type)).toEqual(['test.else', 'test.other']);
  });

  it('tells nothing any more after stop, and goes on for others', async () => {
    const first = await follow();
    const second = await follow();
    stops[0]?.();
    await tell(db, 'x');
    await until(() => second.length === 1);
    expect(subjects(first)).toEqual([]);
    expect(subjects(second)).toEqual(['x']);
  });

  it('starts at the tail for a place that this database has not reached', async () => {
    const seen = await follow({ from: { xid: '99999999999', seq: 1 } });
    await tell(db, 'x');
    await until(() => seen.length === 1);
    expect(subjects(seen)).toEqual(['x']);
  });
});

describe('a cursor', () => {
  it('is read from its own text only', () => {
    expect(parseCursor(cursorText({ xid: '18446744073709551615', seq: 7 }))).toEqual({ xid: '18446744073709551615', seq: 7 });
    for (const text of ['', '1', 'a:1', '1:b', '-1:1', '1:1; drop table x']) expect(parseCursor(text)).toBeNull();
  });
  it('compares by number, not by text', () => {
    expect(compareCursors({ xid: '9', seq: 0 }, { xid: '10', seq: 0 })).toBeLessThan(0);
    expect(compareCursors({ xid: '10', seq: 2 }, { xid: '10', seq: 10 })).toBeLessThan(0);
  });
});
