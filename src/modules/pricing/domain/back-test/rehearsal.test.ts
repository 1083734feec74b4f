import { describe, expect, it } from 'vitest';
import type { Sale, Scheme, TaxRule } from '../../contract.ts';
import { history, saleSample } from '../../test/history-samples.ts';
import { floorSample } from '../../test/rule-samples.ts';
import { percentOff, scheme as schemeSample, tenPlusOne } from '../../test/samples.ts';
import { defaultApprovalPolicy } from '../policy-default.ts';
import type { Rules } from '../world.ts';
import { testScheme } from './test-scheme.ts';
import { testTax } from './test-tax.ts';

const tested = { from: '2026-08-01', days: 91 };
const standing = (more: Partial<Rules> = {}): Rules => ({ schemes: [], floors: [], taxes: [], policy: defaultApprovalPolicy, version: 1, ...more });
/** Carton list 1,260.00, cost 960.00. */
const cartons = (erpNumber: string, many: number, more: Partial<Sale> = {}): Sale =>
  saleSample({ erpNumber, quantityMilli: many * 1_000, netMinor: many * 126_000, ...more });
const only = (code: string, gift: Scheme['gift'], more: Partial<Scheme> = {}): Scheme =>
  schemeSample(code, gift, { items: { skus: ['SEV200'], groups: [], brands: [] }, uom: 'CAR', stackGroup: 'season', ...more });
const fromTen = (bp: number): Scheme['gift'] => ({ kind: 'percent_off', basis: 'quantity', scale: 'slab', bands: [{ from: 10_000, bp }] });

const rehearse = (tried: Scheme, orders: readonly (readonly Sale[])[], rules: Rules = standing()) => {
  const running = testScheme(tried, { history, prices: history.prices, rules, medians: new Map() }, tested);
  for (const order of orders) running.tell(order);
  return running.result();
};

describe('a scheme over past orders', () => {
  it('counts the orders that would have qualified, and what it would have given', () => {
    const orders = [[cartons('1', 10)], [cartons('2', 9)], [cartons('3', 20)], [cartons('4', 10, { customer: 'C-9999' })]];
    expect(rehearse(only('S', fromTen(1_000)), orders)).toMatchObject({
      orders: 3,
      qualifiedOrders: 2,
      qualifiedLines: 2,
      beforeMinor: 30 * 126_000,
      givenMinor: 3 * 126_000,
      months: [{ month: '2026-08', orders: 2, givenMinor: 3 * 126_000 }],
      examples: [
        { erpNumber: '3', givenMinor: 2 * 126_000 },
        { erpNumber: '1', givenMinor: 126_000 },
      ],
    });
  });

  it('adds up goods that would have gone along, by item, with their worth', () => {
    const result = rehearse(only('S', tenPlusOne), [[cartons('1', 10)], [cartons('2', 25)], [cartons('3', 9)]]);
    expect(result.freeGoods).toEqual([{ sku: 'SEV200', name: 'Ratlami Sev', uom: 'CAR', quantityMilli: 3_000, valueMinor: 3 * 126_000 }]);
    // ten at 1,260 for eleven: 1,145.45 each; twenty-five for twenty-seven: 1,166.67 each
    expect(result.givenMinor).toBe(114_545 + 233_333);
  });

  it('tells which orders would then lie under their floor, and not those that do anyway', () => {
    const floors = [floorSample({ limit: { kind: 'margin_over_cost', bp: 1_200 } })];
    const orders = [[cartons('1', 10)], [cartons('2', 9)]];
    expect(rehearse(only('S', fromTen(1_500)), orders, standing({ floors }))).toMatchObject({
      underFloorOrders: 1,
      underFloorLines: 1,
      examples: [{ underFloor: true }],
    });
    expect(rehearse(only('S', fromTen(1_000)), orders, standing({ floors }))).toMatchObject({ qualifiedOrders: 1, underFloorOrders: 0 });
    const already = standing({ floors, schemes: [only('OLD', fromTen(1_500), { stackGroup: 'old' })] });
    expect(rehearse(only('S', fromTen(100)), orders, already)).toMatchObject({ qualifiedOrders: 1, underFloorOrders: 0 });
  });

  it('costs nothing where a better scheme of its group stands, and only what is more where it is the better one', () => {
    const five = standing({ schemes: [only('OLD', fromTen(500))] });
    expect(rehearse(only('S', fromTen(300)), [[cartons('1', 10)]], five)).toMatchObject({ qualifiedOrders: 0, givenMinor: 0 });
    expect(rehearse(only('S', fromTen(700)), [[cartons('1', 10)]], five)).toMatchObject({ qualifiedOrders: 1, givenMinor: 25_200 });
  });

  it('takes the place of the version that stands, and its own days do not matter', () => {
    const now = standing({ schemes: [only('S', fromTen(500))] });
    const next = only('S', fromTen(700), { validFrom: '2027-01-01', validTo: '2027-03-31', active: false });
    expect(rehearse(next, [[cartons('1', 10)]], now)).toMatchObject({ givenMinor: 88_200 });
  });

  it('prices nothing that had no price on its day, and says so', () => {
    expect(rehearse(only('S', percentOff(100)), [[cartons('1', 10, { on: '2024-01-01' })]])).toMatchObject({ orders: 1, unpriced: 1, qualifiedOrders: 0 });
  });
});

const tax = (code: string, bp: number, more: Partial<TaxRule> = {}): TaxRule => ({
  ...{ code, name: code, country: 'IN', items: { skus: [], groups: [], brands: [] }, bp, validFrom: '2026-01-01', validTo: '9999-12-31', active: true },
  ...more,
});
const retax = (tried: TaxRule, taxes: readonly TaxRule[], sales: readonly Sale[]) => {
  const running = testTax(tried, taxes, history, tested);
  for (const sale of sales) running.tell(sale);
  return running.result();
};

describe('a tax over past lines', () => {
  it('tells from which rate to which, on how much, and what it comes to', () => {
    const sales = [cartons('1', 10), cartons('2', 1), cartons('2', 1, { lineNo: 20, customer: 'C-9999' })];
    expect(retax(tax('SNACKS', 500, { items: { skus: [], groups: ['namkeen'], brands: [] } }), [tax('GST', 1_200)], sales)).toMatchObject({
      orders: 2,
      lines: 2,
      changedOrders: 2,
      changedLines: 2,
      netMinor: 11 * 126_000,
      beforeMinor: 11 * 15_120,
      afterMinor: 11 * 6_300,
      changes: [{ fromBp: 1_200, toBp: 500, lines: 2, items: 1, netMinor: 11 * 126_000, differenceMinor: -11 * 8_820 }],
    });
  });

  it('changes nothing for items that a closer rule names, nor in other countries, nor when it says what stands', () => {
    const closer = tax('SEV', 1_800, { items: { skus: ['SEV200'], groups: [], brands: [] } });
    expect(retax(tax('GST', 500), [tax('GST', 1_200), closer], [cartons('1', 1)])).toMatchObject({ lines: 1, changedLines: 0, changes: [] });
    expect(retax(tax('VAT', 1_500, { country: 'SA' }), [], [cartons('1', 1)])).toMatchObject({ lines: 0 });
    expect(retax(tax('GST', 1_200), [tax('GST', 1_200)], [cartons('1', 1)])).toMatchObject({ changedLines: 0 });
  });

  it('counts as the newest beside another rule for the same items, whatever its own days are', () => {
    const next = tax('NEW', 1_800, { validFrom: '2027-04-01' });
    expect(retax(next, [tax('GST', 1_200)], [cartons('1', 1)])).toMatchObject({ changes: [{ fromBp: 1_200, toBp: 1_800 }] });
  });
});
