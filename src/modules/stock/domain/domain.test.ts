import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Position } from '../contract.ts';
import type { ItemStock } from './availability.ts';
import { availabilityOf, lotsLeft } from './availability.ts';
import { changedSkus, decideReservation } from './reserve.ts';

const today = '2026-11-23';
const day = fc.constantFrom(null, '2026-11-20', '2026-11-23', '2026-11-25', '2026-12-10', '2027-03-01');
const place = fc.constantFrom('PI01/FG01', 'RY01/FG01');
const status = fc.constantFrom('free', 'free', 'free', 'quality', 'blocked');
const amount = fc.integer({ min: 1, max: 1_000_000 });

const position = fc.record({
  sku: fc.constant('SEV200'),
  place,
  lot: fc.constantFrom('', 'L1', 'L2', 'L3'),
  status,
  baseMilli: amount,
  expiresOn: day,
}) as fc.Arbitrary<Position>;
const demand = fc.record({ place: fc.option(place), baseMilli: amount, neededOn: day });
const stockOf = (positions: readonly Position[], others: ItemStock['others'], asOf: string | null = '2026-11-23T00:00:00.000Z'): ItemStock => ({
  sku: 'SEV200',
  positions,
  others,
  asOf,
});
const lines = fc.array(
  demand.map((one) => ({ ...one, sku: 'SEV200' })),
  { maxLength: 6 },
);
const sum = (parts: readonly { readonly baseMilli: number }[]): number => parts.reduce((all, part) => all + part.baseMilli, 0);
const decide = (asked: Parameters<typeof decideReservation>[0], stock: ItemStock, overbook = false) =>
  decideReservation(asked, new Map([['SEV200', stock]]), today, overbook);

const at = (lot: string, cartons: number, expiresOn: string | null, more: Partial<Position> = {}): Position => ({
  sku: 'SEV200',
  place: 'PI01/FG01',
  lot,
  status: 'free',
  baseMilli: cartons * 30_000,
  expiresOn,
  ...more,
});

describe('availability', () => {
  it('is what is free after everybody else, and never what is held or has expired', () => {
    const stock = stockOf(
      [at('L1', 300, '2027-02-01'), at('L2', 200, '2026-12-01'), at('L0', 50, '2026-11-22'), at('L2', 20, '2026-12-01', { status: 'quality' })],
      [{ place: null, baseMilli: 230 * 30_000, neededOn: null }],
    );
    expect(availabilityOf(stock, today, '2026-11-24')).toEqual({
      sku: 'SEV200',
      freeMilli: 270 * 30_000,
      heldMilli: 20 * 30_000,
      reservedMilli: 230 * 30_000,
      lots: [{ lot: 'L1', baseMilli: 270 * 30_000, expiresOn: '2027-02-01' }],
      asOf: '2026-11-23T00:00:00.000Z',
    });
  });

  it('leaves out lots that expire before the day that is asked for', () => {
    const stock = stockOf([at('L1', 1, '2027-02-01'), at('L2', 2, '2026-12-01')], []);
    expect(availabilityOf(stock, today, '2026-12-01').freeMilli).toBe(90_000);
    expect(availabilityOf(stock, today, '2026-12-02').freeMilli).toBe(30_000);
  });

  it('reckons with a place that the ERP shows below zero', () => {
    expect(availabilityOf(stockOf([at('', 5, null), at('L9', -2, null)], []), today, today).freeMilli).toBe(90_000);
  });

  it('lists lots longest first, whatever their number, and they are what is free', () => {
    fc.assert(
      fc.property(fc.array(position, { maxLength: 8 }), fc.array(demand, { maxLength: 4 }), (positions, others) => {
        const seen = availabilityOf(stockOf(positions, others), today, today);
        expect(sum(seen.lots)).toBe(seen.freeMilli);
        const days = seen.lots.map((lot) => lot.expiresOn ?? '9999-12-31');
        expect(days).toEqual(days.toSorted().reverse());
        const good = sum(positions.filter((one) => one.status === 'free' && (one.expiresOn ?? '9') >= today));
        expect(seen.freeMilli).toBeLessThanOrEqual(good);
        expect(seen.freeMilli).toBeGreaterThanOrEqual(Math.max(0, good - sum(others)));
      }),
    );
  });
});

describe('a reservation', () => {
  it('never takes more than is free, and with what is short is what was asked', () => {
    fc.assert(
      fc.property(fc.array(position, { maxLength: 8 }), fc.array(demand, { maxLength: 4 }), lines, (positions, others, asked) => {
        const stock = stockOf(positions, others);
        const { lines: taken, short } = decide(asked, stock);
        expect(sum(taken)).toBeLessThanOrEqual(sum(lotsLeft(stock, today)));
        expect(sum(taken) + short.reduce((all, one) => all + one.shortMilli, 0)).toBe(sum(asked));
      }),
    );
  });

  it('fits after others have taken theirs: what two take one after the other never exceeds what is there', () => {
    fc.assert(
      fc.property(fc.array(position, { maxLength: 8 }), lines, lines, (positions, first, second) => {
        const free = sum(lotsLeft(stockOf(positions, []), today));
        const one = decide(first, stockOf(positions, [])).lines;
        const two = decide(second, stockOf(positions, one)).lines;
        expect(sum(one) + sum(two)).toBeLessThanOrEqual(free);
      }),
    );
  });

  it('that overbooks takes what was asked and says what is short', () => {
    const asked = [{ sku: 'SEV200', place: null, baseMilli: 100, neededOn: null }];
    expect(decide(asked, stockOf([], []), true)).toEqual({ lines: asked, short: [{ sku: 'SEV200', askedMilli: 100, shortMilli: 100 }] });
  });

  it('of an item whose stock was never read takes what was asked', () => {
    const asked = [{ sku: 'SEV200', place: null, baseMilli: 100, neededOn: null }];
    expect(decide(asked, stockOf([], [], null))).toEqual({ lines: asked, short: [] });
  });

  it('bound to a place takes nothing from another', () => {
    const asked = [{ sku: 'SEV200', place: 'RY01/FG01', baseMilli: 100, neededOn: null }];
    expect(decide(asked, stockOf([at('L1', 9, null)], [])).short).toEqual([{ sku: 'SEV200', askedMilli: 100, shortMilli: 100 }]);
  });

  it('changed nothing when its lines are as they were', () => {
    const line = { sku: 'SEV200', place: null, baseMilli: 100, neededOn: null };
    expect(changedSkus([line], [line])).toEqual([]);
    expect(
      changedSkus(
        [line],
        [
          { ...line, baseMilli: 101 },
          { ...line, sku: 'CHP5' },
        ],
      ),
    ).toEqual(['SEV200', 'CHP5']);
  });
});
