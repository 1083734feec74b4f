import { extendPrice } from '../../../kernel/quantity.ts';
import type { UomFactor } from '../../../kernel/quantity.ts';
import type { ListGap, PriceQuote, PriceRecord } from '../contract.ts';

/** What is asked: one line, with the lists to look at, best first, and the units of the item. */
export interface QuoteQuestion {
  readonly sku: string;
  readonly uom: string;
  readonly quantityMilli: number;
  readonly currency: string;
  readonly lists: readonly string[];
  /** Business day, `YYYY-MM-DD`. */
  readonly on: string;
  readonly units: readonly UomFactor[];
}

/** The price of a line from the records of its item, with its trace, or why there is none. */
export function quoteLine(question: QuoteQuestion, records: readonly PriceRecord[]): PriceQuote | ListGap {
  const gap = (code: ListGap['code']): ListGap => ({ code, sku: question.sku, uom: question.uom });
  const ours = records.filter((record) => record.sku === question.sku && record.currency === question.currency && question.lists.includes(record.priceList));
  const valid = ours.filter((record) => record.validFrom <= question.on && question.on <= record.validTo);
  if (valid.length === 0) return gap(ours.some((record) => record.validTo < question.on) ? 'price_expired' : 'no_price');
  for (const record of [...valid].sort(byPreference(question))) {
    const minor = pricePerUnit(record, question);
    if (minor === null) continue;
    return {
      sku: question.sku,
      uom: question.uom,
      currency: question.currency,
      minor,
      netMinor: extendPrice(minor, question.quantityMilli),
      trace: traceOf(record, minor, question.uom),
    };
  }
  return gap('unit_not_convertible');
}

function byPreference(question: QuoteQuestion): (a: PriceRecord, b: PriceRecord) => number {
  const asked = (record: PriceRecord): number => (record.uom === question.uom ? 0 : 1);
  return (a, b) =>
    question.lists.indexOf(a.priceList) - question.lists.indexOf(b.priceList) ||
    asked(a) - asked(b) ||
    compare(b.validFrom, a.validFrom) ||
    compare(a.uom, b.uom);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The record's price for one of the asked unit; null when it is no whole number of minor units or the units do not convert. */
export function pricePerUnit(record: Pick<PriceRecord, 'uom' | 'minor'>, question: Pick<QuoteQuestion, 'uom' | 'units'>): number | null {
  if (record.uom === question.uom) return record.minor;
  const from = question.units.find((unit) => unit.uom === record.uom);
  const to = question.units.find((unit) => unit.uom === question.uom);
  if (!from || !to) return null;
  const numerator = BigInt(record.minor) * BigInt(to.numerator) * BigInt(from.denominator);
  const denominator = BigInt(to.denominator) * BigInt(from.numerator);
  if (denominator === 0n || numerator % denominator !== 0n) return null;
  const minor = Number(numerator / denominator);
  return Number.isSafeInteger(minor) && minor > 0 ? minor : null;
}

function traceOf(record: PriceRecord, minor: number, uom: string): PriceQuote['trace'] {
  const rule = record.priceList.startsWith('customer:') ? 'customer_price' : 'list_price';
  const step = { rule, source: record.priceList, minor: record.minor, uom: record.uom, validFrom: record.validFrom, validTo: record.validTo };
  return record.uom === uom ? [step] : [step, { ...step, rule: 'unit_conversion', source: `${record.uom} → ${uom}`, minor, uom }];
}
