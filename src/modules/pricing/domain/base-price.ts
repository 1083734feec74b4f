import { milliToText } from '../../../kernel/quantity.ts';
import type { PricedCustomer, PriceGap, PriceRecord, PriceSource, PriceStep, QuoteLine } from '../contract.ts';
import { priceSources } from '../contract.ts';
import { compare, multiply, ratio, rounded, toText, type Ratio } from './ratio.ts';
import { holdsOn, unitsIn, type ItemFacts } from './world.ts';

/** A price before discounts, of one `uom` of the line, with how it came about. */
export interface BasePrice {
  readonly unit: Ratio;
  readonly steps: readonly PriceStep[];
}

/** The lists on which a customer's prices may stand, but for promotions, which are anybody's. */
export const listsOf = (customer: PricedCustomer): readonly string[] => [
  `contract:${customer.code}`,
  `customer:${customer.code}`,
  ...(customer.priceGroup === '' ? [] : [`group:${customer.priceGroup}`]),
  customer.priceList,
  '*',
];

/** From which source a list's price is. */
export function sourceOf(priceList: string): PriceSource {
  const prefix = priceList.split(':')[0] ?? '';
  return priceList.includes(':') ? (priceSources.find((source) => source === prefix) ?? 'list') : 'list';
}

interface Candidate {
  readonly record: PriceRecord;
  readonly unit: Ratio;
  /** The tier in the line's unit. */
  readonly from: Ratio;
}

/** The customer's own list comes before the list of everyone. */
const rank = (priceList: string): number => priceSources.indexOf(sourceOf(priceList)) * 2 + (priceList === '*' ? 1 : 0);

/**
 * The price of the best source that has one: contract, customer, group, promotion, list. On one list and unit the scale that became valid last
 * counts, of it the largest tier reached. `only`: nothing but that source.
 */
export function basePrice(
  customer: PricedCustomer,
  on: string,
  line: Pick<QuoteLine, 'lineId' | 'sku' | 'uom' | 'quantityMilli'>,
  item: ItemFacts | undefined,
  records: readonly PriceRecord[],
  only?: PriceSource,
): BasePrice | PriceGap {
  const gap = (code: PriceGap['code']): PriceGap => ({ lineId: line.lineId, code, sku: line.sku, uom: line.uom });
  const lists = new Set(listsOf(customer));
  const served = records.filter((record) => {
    const source = sourceOf(record.priceList);
    return (source === 'promotion' || lists.has(record.priceList)) && (only === undefined || source === only);
  });
  const ours = served.filter((record) => record.currency === customer.currency);
  const valid = newestScales(ours.filter((record) => holdsOn(on, record)));
  if (valid.length === 0) return gap(missing(served, ours, on));
  const candidates = valid.flatMap((record) => candidateOf(record, line, item));
  const reached = candidates.filter((candidate) => compare(candidate.from, ratio(line.quantityMilli)) <= 0);
  const best = reached.sort(byPreference(line.uom))[0];
  if (best === undefined) return gap(candidates.length === 0 ? 'unit_not_convertible' : 'no_price');
  return { unit: best.unit, steps: stepsOf(best, line.uom) };
}

function missing(served: readonly PriceRecord[], ours: readonly PriceRecord[], on: string): PriceGap['code'] {
  if (ours.length === 0) return served.some((record) => holdsOn(on, record)) ? 'wrong_currency' : 'no_price';
  return ours.some((record) => record.validTo < on) ? 'price_expired' : 'no_price';
}

/** A newer scale of a list and unit takes the place of an older one, with all its tiers. */
function newestScales(records: readonly PriceRecord[]): readonly PriceRecord[] {
  const since = new Map<string, string>();
  const key = (record: PriceRecord): string => `${record.priceList}\u0000${record.uom}`;
  for (const record of records) if ((since.get(key(record)) ?? '') < record.validFrom) since.set(key(record), record.validFrom);
  return records.filter((record) => since.get(key(record)) === record.validFrom);
}

function candidateOf(record: PriceRecord, line: Pick<QuoteLine, 'uom'>, item: ItemFacts | undefined): readonly Candidate[] {
  const factor = unitsIn(item?.units ?? [], record.uom, line.uom);
  if (factor === null) return [];
  const unit = multiply(ratio(record.minor), factor);
  // A unit so small that it costs nothing cannot be sold by the piece.
  if (rounded(unit) < 1) return [];
  return [{ record, unit, from: { n: BigInt(record.fromMilli ?? 0) * factor.d, d: factor.n } }];
}

const byPreference =
  (uom: string) =>
  (a: Candidate, b: Candidate): number =>
    rank(a.record.priceList) - rank(b.record.priceList) ||
    compare(b.from, a.from) ||
    Number(b.record.uom === uom) - Number(a.record.uom === uom) ||
    (a.record.validFrom === b.record.validFrom ? 0 : a.record.validFrom < b.record.validFrom ? 1 : -1) ||
    compare(a.unit, b.unit) ||
    (a.record.uom < b.record.uom ? -1 : 1);

function stepsOf({ record, unit }: Candidate, uom: string): readonly PriceStep[] {
  const first: PriceStep = {
    rule: `${sourceOf(record.priceList)}_price`,
    source: record.priceList,
    minor: String(record.minor),
    uom: record.uom,
    asOf: record.validFrom,
  };
  const tier: PriceStep = { ...first, rule: 'tier', source: `${milliToText(record.fromMilli ?? 0)} ${record.uom}` };
  const converted: PriceStep = { ...first, rule: 'unit_conversion', source: `${record.uom} → ${uom}`, minor: toText(unit), uom };
  return [first, ...((record.fromMilli ?? 0) > 0 ? [tier] : []), ...(record.uom === uom ? [] : [converted])];
}
