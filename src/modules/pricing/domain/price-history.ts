import { addDays, type BusinessDate } from '../../../kernel/time.ts';
import type { Approval, CostRecord, PricedCustomer, PriceRecord, Sale, PriceHistory } from '../contract.ts';
import { basePrice } from './base-price.ts';
import { costOf } from './floors.ts';
import { add, compare, divide, multiply, ratio, rounded, subtract, zero, type Ratio } from '../../../kernel/ratio.ts';
import type { ItemFacts } from './world.ts';

/** What a history is read from: sales of the year, of the customer and of the group, before the day. */
export interface HistoryFacts {
  readonly customer: PricedCustomer;
  readonly skus: readonly string[];
  readonly on: string;
  readonly sales: readonly Sale[];
  readonly peerSales: readonly Sale[];
  readonly prices: readonly PriceRecord[];
  readonly costs: readonly CostRecord[];
  readonly items: ReadonlyMap<string, ItemFacts>;
  readonly approvals: readonly Approval[];
}

const shownDiscounts = 5;
const promiseDays = 14;

/** Reads a customer's year and its peers. Discounts are against the customer's list on the day of the sale; a sale without one has none. */
export function priceHistory(facts: HistoryFacts): PriceHistory {
  const since = (days: number): string => addDays(facts.on as BusinessDate, -days);
  const net = (from: string, before: string): number =>
    facts.sales.filter((sale) => from <= sale.on && sale.on < before).reduce((sum, sale) => sum + sale.netMinor, 0);
  const [now, then] = [net(since(91), facts.on), net(since(182), since(91))];
  const listed = (sale: Sale): Ratio | null => listPrice(facts, sale);
  const discounts = facts.peerSales.flatMap((sale) => discountBp(sale, listed(sale))).sort((a, b) => a - b);
  return {
    sales12Minor: net(since(365), facts.on),
    margin12Bp: marginBp(facts),
    trendBp: then === 0 ? null : rounded(ratio((now - then) * 10_000, then)),
    before: lastDiscounts(facts, listed),
    peers: { customers: new Set(facts.peerSales.map((sale) => sale.customer)).size, medianBp: nth(discounts, 50), p80Bp: nth(discounts, 80) },
  };
}

const unitOf = (sale: Sale): Ratio => ratio(sale.netMinor * 1_000, sale.quantityMilli);

function listPrice({ customer, prices, items }: HistoryFacts, sale: Sale): Ratio | null {
  const line = { lineId: '', sku: sale.sku, uom: sale.uom, quantityMilli: sale.quantityMilli };
  const ours = prices.filter((price) => price.sku === sale.sku);
  const found = basePrice(customer, sale.on, line, items.get(sale.sku), ours, 'list');
  return 'code' in found ? null : found.unit;
}

const discountBp = (sale: Sale, list: Ratio | null): number[] =>
  list === null ? [] : [Math.max(0, rounded(divide(multiply(subtract(list, unitOf(sale)), ratio(10_000)), list)))];

/** The smallest value that so many percent do not exceed. */
const nth = (sorted: readonly number[], percent: number): number | null => sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? null;

function marginBp({ sales, costs, items }: HistoryFacts): number | null {
  const bySku = new Map(costs.map((cost) => [cost.sku, cost]));
  let [earned, sold] = [zero, zero];
  for (const sale of sales) {
    const cost = costOf(bySku.get(sale.sku), sale.uom, items.get(sale.sku));
    if (cost === null) continue;
    earned = add(earned, subtract(ratio(sale.netMinor), multiply(cost, ratio(sale.quantityMilli, 1_000))));
    // Whole sums stay small: the cost alone brings a fraction.
    earned = { n: (earned.n * 1_000_000n) / earned.d, d: 1_000_000n };
    sold = add(sold, ratio(sale.netMinor));
  }
  return sold.n <= 0n ? null : rounded(divide(multiply(earned, ratio(10_000)), sold));
}

function lastDiscounts(facts: HistoryFacts, listed: (sale: Sale) => Ratio | null): PriceHistory['before'] {
  const sales = facts.sales.filter((sale) => facts.skus.includes(sale.sku));
  const given = sales.flatMap((sale) => {
    const list = listed(sale);
    const bp = discountBp(sale, list)[0] ?? 0;
    return list === null || bp === 0 ? [] : [{ sale, list, bp }];
  });
  return given
    .slice(-shownDiscounts)
    .reverse()
    .map(({ sale, list, bp }) => {
      const promisedOnce = facts.approvals.some((approval) => letPass(approval, sale));
      const cheap = unitOf(sale);
      const again = sales.some((later) => later.on > sale.on && later.sku === sale.sku && later.uom === sale.uom && compare(unitOf(later), cheap) <= 0);
      const givenMinor = rounded(multiply(subtract(list, cheap), ratio(sale.quantityMilli, 1_000)));
      return { on: sale.on, sku: sale.sku, discountBp: bp, givenMinor, promisedOnce, repeated: promisedOnce && again };
    });
}

/** A sale at the price of an approval that was for one order, within the fortnight after it. */
function letPass(approval: Approval, sale: Sale): boolean {
  const day = approval.at.slice(0, 10);
  if (approval.orderId === null || approval.sku !== sale.sku || approval.uom !== sale.uom) return false;
  const soonEnough = day <= sale.on && sale.on <= addDays(day as BusinessDate, promiseDays);
  return soonEnough && rounded(unitOf(sale)) === approval.unitMinor;
}
