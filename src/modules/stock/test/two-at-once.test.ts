import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../test/support/database.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { systemActor } from '../../../platform/runtime/ctx.ts';
import { getAvailability, reserve, savePositions } from '../index.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());
beforeEach(() => db.clear());

const inside = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => db.runtime.transaction(systemActor('orders'), work);
const skus = ['ALU150', 'CHP5', 'SEV200'];
const stockUp = (baseMilli: number) =>
  inside((ctx) =>
    savePositions(ctx, {
      connection: 'sap',
      place: 'PI01/FG01',
      asOf: '2026-11-22T20:00:00.000Z' as Instant,
      complete: true,
      positions: skus.map((sku) => ({ sku, place: 'PI01/FG01', lot: '', status: 'free', baseMilli, expiresOn: null })),
    }),
  );
const line = (sku: string, baseMilli: number) => ({ sku, place: null, baseMilli, neededOn: null });

it('the second of two orders waits for the first, and is told what is short', async () => {
  await stockUp(100);
  let letFirstGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letFirstGo = resolve));
  let firstHas = (): void => undefined;
  const taken = new Promise<void>((resolve) => (firstHas = resolve));
  const first = inside(async (ctx) => {
    const reserved = await reserve(ctx, { owner: 'order:1', lines: [line('SEV200', 70)] }, { allOrNothing: true });
    firstHas();
    await held;
    return reserved;
  });
  await taken;
  let secondEnded = false;
  const second = inside((ctx) => reserve(ctx, { owner: 'order:2', lines: [line('SEV200', 70)] }, { allOrNothing: true })).finally(() => (secondEnded = true));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(secondEnded).toBe(false);
  letFirstGo();
  expect((await first).ok).toBe(true);
  expect(await second).toEqual({ ok: false, refusal: { code: 'short', facts: { short: [{ sku: 'SEV200', askedMilli: 70, shortMilli: 40 }] } } });
});

it('orders that ask for the same items in other order take each carton once, and none is stuck', async () => {
  await stockUp(100);
  const asked = Array.from({ length: 12 }, (_unused, index) => ({
    owner: `order:${index}`,
    lines: (index % 2 === 0 ? skus : skus.toReversed()).map((sku) => line(sku, 30)),
  }));
  const answers = await Promise.all(asked.map((one) => inside((ctx) => reserve(ctx, one, { allOrNothing: true }))));
  expect(answers.filter((answer) => answer.ok)).toHaveLength(3);
  const left = await inside((ctx) => getAvailability(ctx, { skus, owner: null, on: null }));
  expect(skus.map((sku) => [left.get(sku)?.freeMilli, left.get(sku)?.reservedMilli])).toEqual(skus.map(() => [10, 90]));
});

it('one owner that reserves twice at the same time ends with one of the two, whole', async () => {
  await stockUp(100);
  const both = [
    [line('SEV200', 10), line('CHP5', 10)],
    [line('ALU150', 20), line('SEV200', 20)],
  ];
  await Promise.all(both.map((lines) => inside((ctx) => reserve(ctx, { owner: 'order:1', lines }))));
  const kept = await db.pool.query<{ sku: string }>('select sku from stock.reservation order by line');
  expect(both.map((lines) => lines.map((one) => one.sku))).toContainEqual(kept.rows.map((row) => row.sku));
});
