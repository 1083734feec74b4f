import { parseScaled } from '../../../kernel/money.ts';
import type { Condition } from '../masters/conditions.ts';
import type { SeedItem } from '../../kit/company-seed.ts';
import type { LinePrice } from './types.ts';

const rateDigits = 9;

/** Finds the price condition of a line: the customer's own price before the price list, valid on the day. Null when there is none. */
export type PriceFinder = (ask: {
  readonly org: string;
  readonly customer: string;
  readonly priceList: string;
  readonly sku: string;
  readonly on: string;
}) => LinePrice | null;

/** A finder over the condition records. */
export function createPriceFinder(conditions: readonly Condition[]): PriceFinder {
  const byKey = new Map<string, Condition[]>();
  for (const condition of conditions) {
    const key = [condition.salesOrg, condition.customer ?? '', condition.customer === null ? (condition.priceList ?? '') : '', condition.sku].join('/');
    byKey.set(key, [...(byKey.get(key) ?? []), condition]);
  }
  return ({ org, customer, priceList, sku, on }) => {
    const found = [`${org}/${customer}//${sku}`, `${org}//${priceList}/${sku}`]
      .flatMap((key) => byKey.get(key) ?? [])
      .find((condition) => condition.validFrom <= on && on <= condition.validTo);
    if (!found) return null;
    return {
      rate: `${Math.trunc(found.minor / 100)}.${String(found.minor % 100).padStart(2, '0')}`,
      per: found.per,
      unit: found.uom,
      manual: false,
      record: found.record,
    };
  };
}

/** The amount of a line in minor units, rounded half away from zero; null when the units cannot be converted. */
export function lineNet(price: LinePrice, milli: number, unit: string, item: SeedItem): number | null {
  const from = item.uoms.find((candidate) => candidate.uom === unit);
  const to = item.uoms.find((candidate) => candidate.uom === price.unit);
  const rate = scaledRate(price.rate);
  if (!from || !to || rate === null) return null;
  // rate (10^-9 currency) × milli (10^-3 units) → 10^-12 currency; minor units are 10^-2
  const numerator = rate * BigInt(milli) * BigInt(from.numerator) * BigInt(to.denominator);
  const denominator = BigInt(from.denominator) * BigInt(to.numerator) * BigInt(price.per) * 10n ** 10n;
  const doubled = 2n * numerator + (numerator < 0n ? -denominator : denominator);
  return Number(doubled / (2n * denominator));
}

/** A rate as an integer of nine digits after the point; large rates stay exact. */
function scaledRate(text: string): bigint | null {
  const [whole = '', fraction = ''] = text.split('.');
  const part = parseScaled(`0.${fraction || '0'}`, rateDigits);
  if (!/^\d{1,15}$/.test(whole) || part === null) return null;
  return BigInt(whole) * 10n ** BigInt(rateDigits) + BigInt(part);
}
