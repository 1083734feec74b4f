import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counterAt, counterRange, type CounterLine } from './counter.ts';

/** 100 CAR of KHA200 at ₹1,099.80; list ₹1,170; 12 % margin over ₹960. */
const ask: CounterLine = {
  quantityMilli: 100_000,
  listMinor: 117_000,
  ourUnitMinor: 117_000,
  askedUnitMinor: 109_980,
  askedNetNet: '109980',
  floor: '109090.9090909091',
  cost: '96000',
  givenMinor: 702_000,
};

const scale = 10_000n;
/** A decimal text of four digits. */
const decimal = (tenThousandths: bigint): string =>
  `${tenThousandths < 0n ? '-' : ''}${(tenThousandths < 0n ? -tenThousandths : tenThousandths) / scale}.${String((tenThousandths < 0n ? -tenThousandths : tenThousandths) % scale).padStart(4, '0')}`;

/** A line whose net-net is `keep` of the price less `sum` a unit: what cash discount, free goods and freight do. */
const world = fc.record({
  asked: fc.integer({ min: 1, max: 5_000_000 }),
  above: fc.integer({ min: 0, max: 2_000_000 }),
  keep: fc.integer({ min: 5_000, max: 10_000 }),
  sum: fc.integer({ min: 0, max: 2_000 }),
  cost: fc.integer({ min: 1, max: 5_000_000 }),
  floor: fc.integer({ min: 1, max: 5_000_000 }),
  quantityMilli: fc.integer({ min: 1, max: 10_000_000 }),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;
const netNetOf = (w: World, unit: number): bigint => BigInt(unit) * BigInt(w.keep) - BigInt(w.sum) * scale;
const lineOf = (w: World): CounterLine => ({
  quantityMilli: w.quantityMilli,
  listMinor: w.asked + w.above,
  ourUnitMinor: w.asked + w.above,
  askedUnitMinor: w.asked,
  askedNetNet: decimal(netNetOf(w, w.asked)),
  floor: String(w.floor),
  cost: String(w.cost),
  givenMinor: Number((BigInt(w.above) * BigInt(w.quantityMilli)) / 1000n),
});

describe('the arithmetic of a counter-offer', () => {
  it('says of the price asked what the card says of it', () => {
    expect(counterAt(ask, 109_980)).toEqual({
      unitMinor: 109_980,
      netNetMinor: 109_980,
      marginBp: 1271,
      discountBp: 600,
      givenMinor: 702_000,
      overFloorMinor: 889,
      standing: 'above_floor',
    });
  });

  it('counts margin, money and distance to the floor at another price', () => {
    expect(counterAt(ask, 110_560)).toMatchObject({ marginBp: 1317, givenMinor: 644_000, overFloorMinor: 1469 });
    expect(counterAt(ask, 109_090)).toMatchObject({ overFloorMinor: -1, standing: 'below_floor' });
    expect(counterAt(ask, 95_999)).toMatchObject({ marginBp: 0, standing: 'below_cost' });
    expect(counterAt(ask, 117_000)).toMatchObject({ discountBp: 0, givenMinor: 0 });
  });

  it('tells which prices may be offered', () => {
    expect(counterRange(ask)).toEqual({ lowestMinor: 96_000, leastMinor: 109_980, highestMinor: 117_000, floorMinor: 109_091 });
    expect(counterRange({ ...ask, cost: null, floor: null })).toEqual({ lowestMinor: 1, leastMinor: 109_980, highestMinor: 117_000, floorMinor: null });
    expect(counterRange({ ...ask, ourUnitMinor: 115_000 }), 'above our own price nobody buys').toMatchObject({ highestMinor: 115_000 });
  });

  it('says nothing of a margin without a cost, nor of a floor that is not there', () => {
    expect(counterAt({ ...ask, cost: null, floor: null }, 100)).toMatchObject({ marginBp: null, overFloorMinor: null, standing: 'above_floor' });
  });

  it('never shows more than what the price truly brings, however the difference came about', () => {
    fc.assert(
      fc.property(world, fc.integer({ min: 1, max: 7_000_000 }), (w, unit) => {
        fc.pre(netNetOf(w, w.asked) > 0n);
        const shown = counterAt(lineOf(w), unit);
        expect(BigInt(shown.netNetMinor) * scale <= netNetOf(w, unit)).toBe(true);
      }),
    );
  });

  it('offers the lowest price at which cost and floor hold: it holds, one less does not', () => {
    fc.assert(
      fc.property(world, (w) => {
        const line = lineOf(w);
        const { lowestMinor, floorMinor } = counterRange(line);
        expect(counterAt(line, lowestMinor).standing).not.toBe('below_cost');
        if (lowestMinor > 1) expect(counterAt(line, lowestMinor - 1).standing).toBe('below_cost');
        expect(counterAt(line, floorMinor ?? 0).overFloorMinor).toBeGreaterThanOrEqual(0);
        if ((floorMinor ?? 0) > 1) expect(counterAt(line, (floorMinor ?? 0) - 1).overFloorMinor).toBeLessThan(0);
      }),
    );
  });

  it('gives less away and keeps more with every step up', () => {
    fc.assert(
      fc.property(world, fc.integer({ min: 1, max: 5_000_000 }), fc.integer({ min: 1, max: 100_000 }), (w, unit, step) => {
        const line = lineOf(w);
        const [low, high] = [counterAt(line, unit), counterAt(line, unit + step)];
        expect(high.givenMinor).toBeLessThanOrEqual(low.givenMinor);
        expect(high.netNetMinor).toBeGreaterThanOrEqual(low.netNetMinor);
        if (low.marginBp !== null) expect(high.marginBp).toBeGreaterThanOrEqual(low.marginBp);
      }),
    );
  });

  it('gives nothing away at the list price', () => {
    fc.assert(
      fc.property(world, (w) => {
        const line = { ...lineOf(w), quantityMilli: 1000 * Math.ceil(w.quantityMilli / 1000) };
        const exact = { ...line, givenMinor: (w.above * line.quantityMilli) / 1000 };
        expect(counterAt(exact, line.listMinor).givenMinor).toBe(0);
      }),
    );
  });
});
