import { expect, it } from 'vitest';
import type { Sale } from '../contract.ts';
import { approval, balaji, items, price, today } from '../test/samples.ts';
import { priceHistory, type HistoryFacts } from './price-history.ts';

const sale = (erpNumber: string, on: string, unitMinor: number, more: Partial<Sale> = {}): Sale => ({
  ...{ erpNumber, lineNo: 10, customer: 'C-1033', on, sku: 'ALU150', uom: 'CAR', quantityMilli: 10_000, netMinor: unitMinor * 10, currency: 'INR' },
  ...more,
});
const facts: HistoryFacts = {
  customer: balaji,
  skus: ['ALU150'],
  on: today,
  sales: [],
  peerSales: [],
  prices: [price('ALU150', 129_600, { validFrom: '2025-01-01' })],
  costs: [{ sku: 'ALU150', currency: 'INR', uom: 'CAR', minor: 105_000, asOf: '2026-11-01' }],
  items,
  approvals: [],
};

it('sums the year, its margin and its trend', () => {
  const sales = [sale('1', '2026-06-01', 129_600), sale('2', '2026-10-01', 129_600), sale('3', '2026-11-01', 129_600)];
  expect(priceHistory({ ...facts, sales })).toMatchObject({ sales12Minor: 3_888_000, margin12Bp: 1_898, trendBp: 10_000, before: [] });
  expect(priceHistory(facts)).toMatchObject({ sales12Minor: 0, margin12Bp: null, trendBp: null });
});

it('shows what was promised for one time only and given again', () => {
  const once = approval({ at: '2026-10-03T05:00:00.000Z', orderId: 'o-0', unitMinor: 119_232 });
  const sales = [sale('1', '2026-10-03', 119_232), sale('2', '2026-10-20', 119_232), sale('3', '2026-10-25', 129_600)];
  expect(priceHistory({ ...facts, sales, approvals: [once] }).before).toEqual([
    { on: '2026-10-20', sku: 'ALU150', discountBp: 800, givenMinor: 103_680, promisedOnce: false, repeated: false },
    { on: '2026-10-03', sku: 'ALU150', discountBp: 800, givenMinor: 103_680, promisedOnce: true, repeated: true },
  ]);
});

it('takes median and 80th percentile of the peers’ discounts', () => {
  const peerSales = [0, 100, 200, 300, 400].map((bp, index) =>
    sale(String(index), '2026-11-01', (129_600 * (10_000 - bp)) / 10_000, { customer: `C-${index % 3}` }),
  );
  expect(priceHistory({ ...facts, peerSales }).peers).toEqual({ customers: 3, medianBp: 200, p80Bp: 300 });
  expect(priceHistory(facts).peers).toEqual({ customers: 0, medianBp: null, p80Bp: null });
});
