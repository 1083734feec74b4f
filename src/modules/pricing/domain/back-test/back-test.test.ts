import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Floor, Sale } from '../../contract.ts';
import { history, saleSample } from '../../test/history-samples.ts';
import { everyCustomer, floorSample, policySample } from '../../test/rule-samples.ts';
import { testFloor, testPolicy } from './back-test.ts';

const tested = { from: '2026-08-01', days: 91 };
const run = (floor: Floor, sales: readonly Sale[]) => {
  const running = testFloor(floor, history, tested);
  for (const sale of sales) running.tell(sale);
  return running.result();
};
/** Carton list 1,260.00; a carton is 30 pieces; costs 960.00. */
const at = (netMinor: number, more: Partial<Sale> = {}): Sale => saleSample({ quantityMilli: 1_000, netMinor, ...more });
const limit = (floorLimit: Floor['limit']): Floor => floorSample({ limit: floorLimit });

describe('a back-test', () => {
  it('counts lines under the limit, their orders and what they gave away', () => {
    const sales = [
      at(113_400, { erpNumber: '1' }),
      at(113_399, { erpNumber: '2' }),
      at(113_000, { erpNumber: '2', lineNo: 20 }),
      saleSample({ erpNumber: '3', quantityMilli: 2_000, netMinor: 220_000 }),
    ];
    expect(run(limit({ kind: 'percent_below_list', bp: 1_000 }), sales)).toMatchObject({
      days: 91,
      currency: 'INR',
      lines: 4,
      orders: 3,
      blockedLines: 3,
      blockedOrders: 2,
      amountMinor: 1 + 400 + 6_800,
      examples: [{ erpNumber: '3', unit: '110000', limit: '113400' }, { unit: '113000' }, { unit: '113399' }],
    });
  });

  it('holds a price per piece against a limit per carton', () => {
    const floor = limit({ kind: 'absolute', minor: 120_000, uom: 'CAR', currency: 'INR' });
    expect(run(floor, [at(4_000, { uom: 'PC' })])).toMatchObject({ lines: 1, blockedLines: 0 });
    expect(run(floor, [at(3_999, { uom: 'PC' })])).toMatchObject({ blockedLines: 1, amountMinor: 1 });
  });

  it('takes a margin over cost as a part of the price', () => {
    // 960 / 0.88 = 1,090.909…
    const floor = limit({ kind: 'margin_over_cost', bp: 1_200 });
    expect(run(floor, [at(109_091)])).toMatchObject({ blockedLines: 0 });
    expect(run(floor, [at(109_090)])).toMatchObject({ blockedLines: 1, examples: [{ limit: '109090.90909' }] });
  });

  it('looks back on days before, never on the day itself or later', () => {
    const floor = limit({ kind: 'last_days', days: 30, bp: 500 });
    const sales = [
      at(100, { on: '2026-06-01' }),
      at(120_000, { on: '2026-07-10' }),
      at(126_000, { on: '2026-07-20' }),
      at(126_000, { on: '2026-07-25' }),
      at(119_700, { on: '2026-08-02' }),
      at(119_699, { on: '2026-08-02', lineNo: 20 }),
    ];
    expect(run(floor, sales)).toMatchObject({ lines: 2, blockedLines: 1, amountMinor: 1, examples: [{ limit: '119700' }] });
    expect(run(floor, [at(1, { on: '2026-08-02' })])).toMatchObject({ lines: 0 });
  });

  it('leaves alone what the rule is not for', () => {
    const floor = limit({ kind: 'percent_below_list', bp: 0 });
    const others = [at(1, { customer: 'C-9999' }), at(1, { sku: 'NONE' }), at(1, { on: '2026-07-31' }), at(1, { currency: 'SAR' })];
    expect(run(floor, others)).toMatchObject({ lines: 0, blockedLines: 0, amountMinor: 0, examples: [] });
    const group = { ...floor, customers: { ...everyCustomer, priceGroups: ['GOLD'] } };
    expect(run(group, [at(1), at(1, { customer: 'C-1107' })])).toMatchObject({ lines: 1 });
    expect(run({ ...floor, items: { skus: [], groups: ['sweets'], brands: [] } }, [at(1)])).toMatchObject({ lines: 0 });
  });

  it('of an approval policy counts the discounts that somebody would have to give', () => {
    const running = testPolicy(policySample({ autoUpToBp: 500 }), history, tested);
    for (const netMinor of [126_000, 119_700, 119_699]) running.tell(at(netMinor));
    expect(running.result()).toMatchObject({ lines: 3, blockedLines: 1, amountMinor: 1 });
  });

  it('blocks more the stricter the floor, whatever was sold, and shows the dearest', () => {
    const sale = fc
      .record({ netMinor: fc.integer({ min: 0, max: 5_000_000 }), quantityMilli: fc.integer({ min: 1, max: 40_000 }), erp: fc.integer({ min: 1, max: 9 }) })
      .map(({ netMinor, quantityMilli, erp }) => saleSample({ netMinor, quantityMilli, erpNumber: String(erp) }));
    fc.assert(
      fc.property(fc.array(sale, { maxLength: 30 }), fc.integer({ min: 0, max: 9_999 }), fc.integer({ min: 0, max: 9_999 }), (sales, a, b) => {
        const [strict, loose] = [Math.min(a, b), Math.max(a, b)].map((bp) => run(limit({ kind: 'percent_below_list', bp }), sales));
        if (strict === undefined || loose === undefined) return;
        expect(strict.blockedLines).toBeGreaterThanOrEqual(loose.blockedLines);
        expect(strict.amountMinor).toBeGreaterThanOrEqual(loose.amountMinor);
        expect(strict.blockedOrders).toBeLessThanOrEqual(strict.orders);
        expect(strict.lines).toBe(sales.length);
        expect(strict.examples.length).toBe(Math.min(5, strict.blockedLines));
      }),
    );
  });
});
