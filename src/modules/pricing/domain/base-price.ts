import { milliToText } from '../../../kernel/quantity.ts';
import type { PricedCustomer, PriceGap, PriceRecord, PriceSource, PriceStep, QuoteLine } from '../contract.ts';
import { priceSources } from '../contract.ts';
import { compare, lessThan, multiply, ratio, toText, zero, type Ratio } from '../../../kernel/ratio.ts';
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
  const colon = priceList.indexOf(':');
  if (colon === -1) return 'list';
  const prefix = priceList.slice(0, colon);
  return priceSources.find((source) => source === prefix) ?? 'list';
}

interface Candidate {
  readonly record: PriceRecord;
  /** How many units of the record one unit of the line is. */
  readonly factor: Ratio;
  /** The tier in the line's unit. */
  readonly from: Ratio;
  readonly rank: number;
}

/** The customer's own list comes before the list of everyone. */
const rank = (priceList: string): number => priceSources.indexOf(sourceOf(priceList)) * 2 + (priceList === '*' ? 1 : 0);

/** What is priced. */
export type PricedLine = Pick<QuoteLine, 'lineId' | 'sku' | 'uom' | 'quantityMilli'>;

/** Finds prices of lines for one customer on one day, among the records of the line's item. `only`: of no other source. */
export type PriceFinder = (line: PricedLine, item: ItemFacts | undefined, records: readonly PriceRecord[], only?: PriceSource) => BasePrice | PriceGap;

/**
 * The price of the best source that has one: contract, customer, group, promotion, list. On one list and unit the scale that became valid last
 * counts, of it the largest tier reached.
 */
export function priceFinder(customer: PricedCustomer, on: string): PriceFinder {
  const lists = new Set(listsOf(customer));
  const serves = ({ priceList }: PriceRecord, only: PriceSource | undefined): boolean =>
    (lists.has(priceList) || sourceOf(priceList) === 'promotion') && (only === undefined || sourceOf(priceList) === only);
  return (line, item, records, only) => {
    const gap = (code: PriceGap['code']): PriceGap => ({ lineId: line.lineId, code, sku: line.sku, uom: line.uom });
    const valid = records.filter((record) => record.currency === customer.currency && holdsOn(on, record) && serves(record, only));
    if (valid.length === 0) return gap(missing(records, (record) => serves(record, only), customer.currency, on));
    const candidates = candidatesOf(newestScales(valid), line, item);
    if (candidates.length === 0) return gap('unit_not_convertible');
    const best = bestOf(candidates, line);
    return best === null ? gap('no_price') : { unit: unitOf(best), steps: stepsOf(best, line.uom) };
  };
}

/** As `priceFinder`, for a single line. */
export const basePrice = (customer: PricedCustomer, on: string, ...asked: Parameters<PriceFinder>): ReturnType<PriceFinder> =>
  priceFinder(customer, on)(...asked);

function missing(records: readonly PriceRecord[], serves: (record: PriceRecord) => boolean, currency: string, on: string): PriceGap['code'] {
  const served = records.filter(serves);
  const ours = served.filter((record) => record.currency === currency);
  if (ours.length === 0) return served.some((record) => holdsOn(on, record)) ? 'wrong_currency' : 'no_price';
  return ours.some((record) => record.validTo < on) ? 'price_expired' : 'no_price';
}

/** A newer scale of a list and unit takes the place of an older one, with all its tiers. */
function newestScales(records: readonly PriceRecord[]): readonly PriceRecord[] {
  if (records.every((record) => record.validFrom === records[0]?.validFrom)) return records;
  const since = new Map<string, string>();
  const key = (record: PriceRecord): string => `${record.priceList}\u0000${record.uom}`;
  for (const record of records) if ((since.get(key(record)) ?? '') < record.validFrom) since.set(key(record), record.validFrom);
  return records.filter((record) => since.get(key(record)) === record.validFrom);
}

/** The records that can be told in the line's unit. A unit so small that it costs nothing cannot be sold by the piece. */
function candidatesOf(records: readonly PriceRecord[], line: PricedLine, item: ItemFacts | undefined): readonly Candidate[] {
  const factors = new Map<string, Ratio | null>();
  const candidates: Candidate[] = [];
  for (const record of records) {
    const known = factors.get(record.uom);
    const factor = known === undefined ? unitsIn(item?.units ?? [], record.uom, line.uom) : known;
    if (known === undefined) factors.set(record.uom, factor);
    if (factor === null || 2n * BigInt(record.minor) * factor.n < factor.d) continue;
    const tier = record.fromMilli ?? 0;
    const from = tier === 0 ? zero : { n: BigInt(tier) * factor.d, d: factor.n };
    candidates.push({ record, factor, from, rank: rank(record.priceList) });
  }
  return candidates;
}

const unitOf = ({ record, factor }: Candidate): Ratio => multiply(ratio(record.minor), factor);

/** The first by preference of those whose tier the line reaches. */
function bestOf(candidates: readonly Candidate[], line: PricedLine): Candidate | null {
  const quantity = ratio(line.quantityMilli);
  const before = byPreference(line.uom);
  return candidates.reduce<Candidate | null>((best, candidate) => {
    if (lessThan(quantity, candidate.from)) return best;
    return best === null || before(candidate, best) < 0 ? candidate : best;
  }, null);
}

const byPreference =
  (uom: string) =>
  (a: Candidate, b: Candidate): number =>
    a.rank - b.rank ||
    compare(b.from, a.from) ||
    Number(b.record.uom === uom) - Number(a.record.uom === uom) ||
    (a.record.validFrom === b.record.validFrom ? 0 : a.record.validFrom < b.record.validFrom ? 1 : -1) ||
    compare(unitOf(a), unitOf(b)) ||
    (a.record.uom < b.record.uom ? -1 : 1);

function stepsOf(candidate: Candidate, uom: string): readonly PriceStep[] {
  const { record } = candidate;
  const first: PriceStep = {
    rule: `${sourceOf(record.priceList)}_price`,
    source: record.priceList,
    minor: String(record.minor),
    uom: record.uom,
    asOf: record.validFrom,
  };
  const steps = [first];
  const tier = record.fromMilli ?? 0;
  if (tier > 0) steps.push({ ...first, rule: 'tier', source: `${milliToText(tier)} ${record.uom}` });
  if (record.uom !== uom) steps.push({ ...first, rule: 'unit_conversion', source: `${record.uom} → ${uom}`, minor: toText(unitOf(candidate)), uom });
  return steps;
}
