import { parseMinor } from '../../../kernel/money.ts';
import { parseMilli } from '../../../kernel/quantity.ts';
import { normalDecimal } from '../../kit/decimal.ts';
import { cleanText, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { OracleSettings } from '../settings.ts';

/** Our code of an Oracle unit. */
export const ourUnit = (settings: OracleSettings, code: string): string => settings.units[code] ?? code;

/** A quantity in thousandths; null when digits would be lost. */
export function milliOf(row: WireRecord, field: string): number | null {
  const number = normalDecimal(textOf(row, field));
  return number === null ? null : parseMilli(number);
}

/** An amount in minor units; null when digits would be lost. */
export function minorOf(row: WireRecord, field: string, currency: string): number | null {
  const number = normalDecimal(textOf(row, field));
  return number === null ? null : parseMinor(number, currency);
}

/** A decimal as a fraction of whole numbers in lowest terms; null when it is not positive or leaves the range of exact integers. */
export function fractionOf(text: string): { readonly numerator: number; readonly denominator: number } | null {
  const number = normalDecimal(text);
  if (number === null || number.startsWith('-') || number === '0') return null;
  const [whole = '0', digits = ''] = number.split('.');
  const top = BigInt(`${whole}${digits}`);
  const bottom = 10n ** BigInt(digits.length);
  const divisor = gcd(top, bottom);
  const [numerator, denominator] = [Number(top / divisor), Number(bottom / divisor)];
  return Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator) ? { numerator, denominator } : null;
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}

/** Who changed a row, and when: Oracle's own bookkeeping, which would make every touched record look new. */
const bookkeeping = /^(Creat(ion|ed)|LastUpdate)/;

/** Fields of the row that we have no word for and that say something, the company's own ones (`…_c`) among them. Links and children are left out. */
export function extraOf(row: WireRecord, known: readonly string[]): Record<string, unknown> {
  const says = (value: unknown): boolean => value !== null && value !== '' && value !== false && typeof value !== 'object';
  const kept = Object.entries(row).filter(([name, value]) => name !== 'links' && !bookkeeping.test(name) && !known.includes(name) && says(value));
  return Object.fromEntries(kept.map(([name, value]) => [name, typeof value === 'string' ? cleanText(value) : value]));
}

/** The first text that is not empty; empty when all are. */
export const firstOf = (...texts: readonly string[]): string => texts.find((text) => text !== '') ?? '';

/** Text of a field whose name is a setting; empty without one. */
export const optional = (row: WireRecord, field: string | null): string => (field === null ? '' : textOf(row, field));
