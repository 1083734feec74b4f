import { currencyDigits, parseMinor } from '../../../kernel/money.ts';
import { parseMilli } from '../../../kernel/quantity.ts';
import { normalDecimal } from '../../kit/decimal.ts';
import { cleanText, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { decimalOf } from '../../kit/odata4/codec.ts';

/** The dataAreaId of a row, in small letters. */
export const areaOf = (row: WireRecord): string => textOf(row, 'dataAreaId').toLowerCase();

/** Whether a NoYes field says yes. */
export const yes = (row: WireRecord, field: string): boolean => textOf(row, field) === 'Yes';

/** Text of a field that a setting names; empty without one. */
export const own = (row: WireRecord, field: string | null): string => (field === null ? '' : textOf(row, field));

/** A quantity in thousandths; null when it is finer or none. */
export const milliOf = (row: WireRecord, field: string): number | null => parseMilli(decimalOf(row, field) ?? '');

/** Amount with as many digits as the currency has; null when it has more or is none. */
export const minorOf = (amount: string | null, currency: string): number | null => (amount === null ? null : parseMinor(amount, currency));

/** Sums are told with six digits: what is beyond the currency's is cut. */
export function cutMinor(amount: string | null, currency: string): number | null {
  const [whole = '0', fraction = ''] = (normalDecimal(amount ?? '') ?? 'x').split('.');
  return minorOf(`${whole}.${fraction.slice(0, currencyDigits(currency)) || '0'}`, currency);
}

const bookkeeping = /@odata|^odata|RecId$|RecordId$|^(Created|Modified)(Date|By|Time|DateTime)/i;
const empty = /^$|^No$|^None$|^-?0(\.0*)?$|^1900-01-01T/;

/** Fields that we have no word for and that say something: a company's own and standard ones that are filled. Links are left out. */
export function extraOf(row: WireRecord, known: ReadonlySet<string>): Record<string, unknown> {
  const says = ([name, value]: readonly [string, unknown]): boolean =>
    !bookkeeping.test(name) && !known.has(name) && (value === true || (typeof value === 'string' && !empty.test(value)));
  const kept = Object.entries(row).filter(says);
  return Object.fromEntries(kept.map(([name, value]) => [name, typeof value === 'string' ? cleanText(value) : value]));
}
