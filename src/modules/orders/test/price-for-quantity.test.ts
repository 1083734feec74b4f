import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { holds } from '../index.ts';
import { saveRule } from '../../pricing/commands/rules/save-rule.ts';
import { priceWorld } from './price-world.ts';
import { holdWorld, type HoldWorld } from './hold-world.ts';

let world: HoldWorld;
beforeAll(async () => {
  world = await holdWorld();
});
beforeEach(() => world.reset());
afterAll(() => world?.db.close());

const { state, unit, card, approvals, answer, correct, offered } = priceWorld(() => world);

describe('a counter-offer for another quantity', () => {
  const forFifty = (unitMinor = 118_000) =>
    world.decide('vikram', { choice: 'counter', terms: { lines: [{ lineId: 'l1', unitMinor, quantityMilli: 50_000 }] } });
  const quantity = async (orderId: string): Promise<number | null> => (await world.page(orderId)).lines[0]?.quantityMilli ?? null;
  /** From 50 cartons on, five go along. */
  const fiveAlong = async (): Promise<void> => {
    const gift = { kind: 'free_goods', everyMilli: 50_000, freeMilli: 5_000, sku: null, freeUom: null, atMostMilli: null };
    const all = { items: { skus: ['SEV200'], groups: [], brands: [] }, customers: { customers: [], priceGroups: [], regions: [], channels: [] } };
    const body = {
      ...all,
      code: 'FIFTY',
      name: 'Fifty',
      uom: 'CAR',
      currency: null,
      gift,
      stackGroup: 'a',
      validFrom: '2026-01-01',
      validTo: '9999-12-31',
      active: true,
    };
    const saved = await world.act(world.as('meera'), (ctx) =>
      saveRule(ctx, { kind: 'scheme', company: 'VS01', code: 'FIFTY', body, version: 0, why: 'season' }),
    );
    expect(saved).toMatchObject({ ok: true });
  };

  it('is one offer, and a yes books that price in that quantity', async () => {
    const orderId = await world.order({ askedMinor: 115_920 });
    expect((await forFifty()).ok).toBe(true);
    expect(offered()).toMatchObject([{ payload: { kind: 'counter', lines: [{ unitMinor: 118_000, askedMinor: 115_920, quantityMilli: 50_000 }] } }]);
    expect(await quantity(orderId), 'nothing is changed before the customer has said yes').toBe(40_000);
    const { version } = await world.page(orderId);
    expect(await answer(orderId, 'yes')).toBe('agreed');
    await world.confirm(orderId);
    expect([await state(orderId), await unit(orderId), await quantity(orderId)]).toEqual(['posting', 118_000, 50_000]);
    expect(await world.page(orderId)).toMatchObject({ version: version + 2, netMinor: 5_900_000 });
    expect(await approvals()).toMatchObject([{ unit_minor: 118_000, at_least_milli: 50_000, at_most_milli: 50_000, uses: 1 }]);
  });

  it('refused by the customer leaves price and quantity as they were', async () => {
    const orderId = await world.order({ askedMinor: 115_920 });
    await forFifty();
    expect(await answer(orderId, 'no')).toBe('refused');
    expect([await quantity(orderId), (await approvals())[0]?.['uses']]).toEqual([40_000, 0]);
  });

  it.each([
    ['less', 45_000],
    ['more', 51_000],
  ])('does not hold for %s of it: somebody is asked again', async (_what, quantityMilli) => {
    const orderId = await world.order({ askedMinor: 115_920 });
    await forFifty();
    await world.credit(1);
    await answer(orderId, 'yes');
    await world.confirm(orderId);
    expect(await state(orderId)).toBe('credit_hold');
    await correct(orderId, { quantityMilli });
    await world.confirm(orderId);
    expect(await state(orderId)).toBe('price_hold');
    expect((await card()).lines).toMatchObject([{ quantityMilli, askedUnitMinor: 118_000, settled: false }]);
  });

  it('stays when the customer writes something else, and goes when they name another quantity for that line', async () => {
    const orderId = await world.order({ askedMinor: 115_920 });
    await forFifty();
    await world.credit(1);
    await answer(orderId, 'yes');
    await world.confirm(orderId);
    await world.order({ askedMinor: 115_920 });
    expect(await quantity(orderId), 'read once more').toBe(50_000);
    await world.order({ askedMinor: 115_920, quantityMilli: 60_000, spans: [{ turn: 'm2', start: 0, end: 2 }] });
    expect([await quantity(orderId), await state(orderId)]).toEqual([60_000, 'price_hold']);
  });

  it('is weighed with what that quantity earns: under the floor then, it is none', async () => {
    await fiveAlong();
    const orderId = await world.order({ askedMinor: 115_920 });
    const found = await world.openCase();
    const [fifty] =
      (await world.act(world.as('vikram'), (ctx) => holds.requoteLines(ctx, found.id, { quantities: [{ lineId: 'l1', quantityMilli: 50_000 }] }))) ?? [];
    expect(fifty).toMatchObject({
      quantityMilli: 50_000,
      ourUnitMinor: 126_000,
      askedUnitMinor: 115_920,
      verdict: 'below_floor',
      grounds: [{ rule: 'free_goods', source: 'FIFTY' }],
    });
    expect(Number(fifty?.askedNetNet)).toBeCloseTo((115_920 * 50) / 55, 4);
    await forFifty();
    expect([await state(orderId), (await world.page(orderId)).waiting?.facts['why']]).toEqual(['needs_desk', 'counter_impossible']);
    expect(await approvals()).toEqual([]);
  });

  it('may be the price that was asked, if only more is taken', async () => {
    const orderId = await world.order({ askedMinor: 115_920 });
    await world.decide('vikram', { choice: 'counter', terms: { lineId: 'l1', quantityMilli: 60_000 } });
    await answer(orderId, 'yes');
    await world.confirm(orderId);
    expect([await state(orderId), await unit(orderId), await quantity(orderId)]).toEqual(['posting', 115_920, 60_000]);
  });
});
