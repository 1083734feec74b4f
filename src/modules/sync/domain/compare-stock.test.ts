import { describe, expect, it } from 'vitest';
import type { OurMove } from './compare-stock.ts';
import { compareStock } from './compare-stock.ts';
import { effectsOf } from './stock-moves.ts';

const units = [
  { sku: 'I1', uom: 'PC', numerator: 1, denominator: 1 },
  { sku: 'I1', uom: 'CTN', numerator: 12, denominator: 1 },
];
const free = (baseMilli: number, lot = 'L1', place = 'P1') => ({ sku: 'I1', place, lot, status: 'free', baseMilli });
const move = (commandId: string, milli: number, more: Partial<OurMove> = {}, lot = 'L1'): OurMove => ({
  ...{ commandId, kind: 'delivery', reference: `R${commandId}`, state: 'committed', at: '2026-11-23T07:00:00.000Z', certain: true, left: true },
  effects: [{ sku: 'I1', place: 'P1', lot, status: 'free', milli }],
  ...more,
});
const seen = (result: ReturnType<typeof compareStock>) =>
  result.differences.map((one) => [
    one.place,
    one.lot,
    one.nowMilli - one.readMilli,
    one.moves.filter((each) => each.counted).map((each) => each.commandId),
    one.unexplainedMilli,
  ]);

describe('stock that is not what it was', () => {
  it('is explained by what we booked since, and the rest is named', () => {
    expect(seen(compareStock([free(10_000)], [free(7_000)], [move('a', -3_000)]))).toEqual([['P1', 'L1', -3_000, ['a'], 0]]);
    expect(seen(compareStock([free(10_000)], [free(5_000)], [move('a', -3_000)]))).toEqual([['P1', 'L1', -5_000, ['a'], -2_000]]);
  });

  it('is named although nothing changed, when our booking should show and does not', () => {
    expect(seen(compareStock([free(10_000)], [free(10_000)], [move('a', -3_000)]))).toEqual([['P1', 'L1', 0, ['a'], 3_000]]);
  });

  it('is named where nothing ever lay, when our booking should have brought it there', () => {
    expect(seen(compareStock([], [], [move('a', 3_000, {}, '')]))).toEqual([['P1', '', 0, ['a'], -3_000]]);
  });

  it('may be explained by what is under way, only as far as it fits', () => {
    const underWay = { state: 'unknown', certain: false };
    expect(seen(compareStock([free(10_000)], [free(7_000)], [move('a', -3_000, underWay), move('b', -1_000, underWay)]))).toEqual([
      ['P1', 'L1', -3_000, ['a'], 0],
    ]);
    expect(seen(compareStock([free(10_000)], [free(10_000)], [move('a', -3_000, underWay)]))).toEqual([]);
    expect(seen(compareStock([free(10_000)], [free(7_000)], [move('a', -3_000, { ...underWay, state: 'new', left: false })]))).toEqual([
      ['P1', 'L1', -3_000, [], -3_000],
    ]);
  });

  it('explains a lot that the ERP has chosen once, not in every lot', () => {
    const result = compareStock([free(10_000), free(10_000, 'L2')], [free(7_000), free(7_000, 'L2')], [move('a', -3_000, {}, '')]);
    expect(seen(result)).toEqual([
      ['P1', 'L2', -3_000, [], -3_000],
      ['P1', 'L1', -3_000, ['a'], 0],
    ]);
    expect(result).toMatchObject({ positions: 2, differing: 2, unexplained: 1 });
  });

  it('that came or went altogether is told too', () => {
    expect(seen(compareStock([free(10_000)], [free(4_000, 'L9')], []))).toEqual([
      ['P1', 'L1', -10_000, [], -10_000],
      ['P1', 'L9', 4_000, [], 4_000],
    ]);
  });
});

describe('what a booking does to stock', () => {
  const line = { sku: 'I1', quantity: '2', uom: 'CTN', erpUom: 'KAR', place: 'P1', placeTo: null, lot: 'L1' };
  it('is said in base units: out of one place, into another, from one status to another', () => {
    expect(effectsOf('stock_movement', { movement: 'transfer', lines: [{ ...line, placeTo: 'P2' }] }, units).map((one) => [one.place, one.milli])).toEqual([
      ['P1', -24_000],
      ['P2', 24_000],
    ]);
    for (const movement of ['scrap', 'issue']) expect(effectsOf('stock_movement', { movement, lines: [line] }, units)[0]?.milli).toBe(-24_000);
    expect(effectsOf('stock_movement', { movement: 'receipt', lines: [line] }, units)[0]?.milli).toBe(24_000);
    expect(effectsOf('stock_status', { ...line, from: 'free', to: 'blocked' }, units).map((one) => [one.status, one.milli])).toEqual([
      ['free', -24_000],
      ['blocked', 24_000],
    ]);
    expect(effectsOf('production_receipt', line, units)[0]?.milli).toBe(24_000);
    expect(effectsOf('delivery', { lines: [line] }, units)[0]?.milli).toBe(-24_000);
    expect(effectsOf('delivery', { lines: [{ ...line, uom: 'BOX' }] }, units)).toEqual([]);
    expect(effectsOf('payment_receipt', {}, units)).toEqual([]);
  });
});
