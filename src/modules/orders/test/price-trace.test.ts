import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OrderPage } from '../contract.ts';
import { pageOf } from '../answer-page.ts';
import { holdWorld, type HoldWorld, type Name } from './hold-world.ts';

let world: HoldWorld;
beforeAll(async () => {
  world = await holdWorld();
});
afterAll(() => world.db.close());
beforeEach(() => world.reset());

const seenBy = async (name: Name, orderId: string): Promise<OrderPage> => {
  const page = await world.act(world.as(name), (ctx) => pageOf(ctx, orderId));
  if (!page.ok) throw new Error(page.refusal.code);
  return page.value;
};

describe('how a price came about', () => {
  it('is told to everybody who may see the order, floor and cost only to those who may see margins', async () => {
    const orderId = await world.order({ askedMinor: 100_900 });
    const desk = await seenBy('asha', orderId);
    expect(desk.lines[0]?.price).toMatchObject({ listMinor: 126_000, askedMinor: 100_900 });
    expect(desk.lines[0]?.price?.steps[0]).toMatchObject({ minor: '126000', uom: 'CAR' });
    expect(desk.lines[0]?.price?.margin).toBe(undefined);
    for (const name of ['vikram', 'meera'] as const) {
      const margin = (await seenBy(name, orderId)).lines[0]?.price?.margin;
      expect(Number(margin?.cost), name).toBe(100_800);
      expect(Number(margin?.floor), name).toBeGreaterThan(100_800);
    }
  });

  it('does not reach the desk or the planner by way of a check, a version or the life line', async () => {
    const orderId = await world.order({ askedMinor: 100_900 });
    await world.db.pool.query(`update orders.check_result set facts = facts || '{"floorMinor": 114545}' where order_id = $1 and "check" like 'V20 %'`, [
      orderId,
    ]);
    expect((await seenBy('vikram', orderId)).checks.find((check) => check.code === 'V20')?.facts['floorMinor']).toBe(114_545);
    for (const name of ['asha', 'rohit'] as const) {
      const told = JSON.stringify(await seenBy(name, orderId));
      for (const secret of ['"floorMinor":1', '114545', '100800', 'marginBp', '"cost"'])
        expect([name, secret, told.includes(secret)]).toEqual([name, secret, false]);
    }
  });

  it('of a line priced by an older version is its steps alone, and of what cannot be read nothing', async () => {
    const orderId = await world.order();
    const steps = [{ rule: 'list_price', source: 'PL1', minor: '126000', uom: 'CAR', asOf: '2026-11-01' }];
    const keep = (trace: unknown) => world.db.pool.query('update orders.order_line set price_trace = $2 where order_id = $1', [orderId, JSON.stringify(trace)]);
    await keep(steps);
    expect((await seenBy('asha', orderId)).lines[0]?.price).toEqual({ listMinor: null, askedMinor: null, steps });
    await keep({ anything: 1 });
    expect((await seenBy('asha', orderId)).lines[0]?.price).toBe(null);
  });
});
