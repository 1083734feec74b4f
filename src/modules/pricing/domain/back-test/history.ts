import type { CostRecord, PricedCustomer, PriceRecord, Sale } from '../../contract.ts';
import { multiply, ratio, type Ratio } from '../../../../kernel/ratio.ts';
import { unitsIn, type ItemFacts } from '../world.ts';

/** An item as past sales need it. */
export type PastItem = ItemFacts & { readonly name: string };

/** What past sales of a company are held against. As large as the master data, however many lines were sold. */
export interface History {
  readonly company: string;
  readonly currency: string;
  readonly customers: ReadonlyMap<string, PricedCustomer & { readonly name: string }>;
  readonly items: ReadonlyMap<string, PastItem>;
  /** By SKU; of lists and groups only, not of single customers: what a price is measured by. */
  readonly prices: ReadonlyMap<string, readonly PriceRecord[]>;
  readonly costs: ReadonlyMap<string, readonly CostRecord[]>;
}

/** What one unit of a sold line brought; null for a quantity of nothing. */
export const unitOf = (sale: Sale): Ratio | null => (sale.quantityMilli > 0 ? { n: BigInt(sale.netMinor) * 1000n, d: BigInt(sale.quantityMilli) } : null);

/** The list price of one unit of a sold line on its day: the customer's list before everybody's, the smallest quantity; null: there was none. */
export function listOf(history: History, sale: Sale): Ratio | null {
  const own = history.customers.get(sale.customer)?.priceList ?? '*';
  const records = (history.prices.get(sale.sku) ?? []).filter((record) => isListOf(record, own, sale));
  const best = records.reduce<PriceRecord | null>((found, record) => (found === null || isBetter(record, found, own, sale.uom) ? record : found), null);
  return best === null ? null : convert(history, sale, best);
}

const isListOf = (record: PriceRecord, own: string, sale: Sale): boolean =>
  record.currency === sale.currency &&
  (record.priceList === own || record.priceList === '*') &&
  record.validFrom <= sale.on &&
  sale.on <= record.validTo &&
  (record.fromMilli ?? 0) === 0;

function isBetter(record: PriceRecord, than: PriceRecord, own: string, uom: string): boolean {
  if (record.priceList !== than.priceList) return record.priceList === own;
  if ((record.uom === uom) !== (than.uom === uom)) return record.uom === uom;
  return record.validFrom > than.validFrom;
}

/** What one unit of a sold line cost us: the newest figure of its day, else the oldest one that we have; null: none. */
export function costOf(history: History, sale: Sale): Ratio | null {
  const known = (history.costs.get(sale.sku) ?? []).filter((cost) => cost.currency === sale.currency);
  const before = known.filter((cost) => cost.asOf <= sale.on).reduce<CostRecord | null>((a, b) => (a === null || b.asOf > a.asOf ? b : a), null);
  const best = before ?? known.reduce<CostRecord | null>((a, b) => (a === null || b.asOf < a.asOf ? b : a), null);
  return best === null ? null : convert(history, sale, best);
}

function convert(history: History, sale: Sale, { minor, uom }: { readonly minor: number; readonly uom: string }): Ratio | null {
  return priceInUnit(ratio(minor), uom, sale.uom, history.items.get(sale.sku));
}

/** The price of one `from` as the price of one `to`, exactly; null when the units of the item do not say. */
export function priceInUnit(price: Ratio, from: string, to: string, item: Pick<ItemFacts, 'units'> | undefined): Ratio | null {
  const factor = unitsIn(item?.units ?? [], from, to);
  return factor === null ? null : multiply(price, factor);
}
