import { parseBusinessDate } from '../../../kernel/time.ts';
import { normalDecimal } from '../../kit/decimal.ts';
import type { Format } from '../settings.ts';

/** `A`, `Z`, `AA` … for the column counted from 0. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26);
  return `${rest === 0 ? '' : columnLetters(rest - 1)}${String.fromCharCode(65 + (index % 26))}`;
}

/** A number as the file writes it, as plain decimal text; null when it is none. Marks between thousands must stand where they belong. */
export function decimalOf(text: string, format: Pick<Format, 'decimal' | 'grouping'>): string | null {
  let plain = text.trim().replace(/\u00a0/g, ' ');
  if (format.grouping !== '' && plain.includes(format.grouping)) {
    const [whole = '', ...rest] = plain.split(format.decimal);
    const groups = whole.replace(/^[+-]/, '').split(format.grouping);
    // 1,234,567 and the Indian 12,34,567
    if (!groups.every((group, index) => (index === 0 ? /^\d{1,3}$/ : index === groups.length - 1 ? /^\d{3}$/ : /^\d{2,3}$/).test(group))) return null;
    plain = [whole.split(format.grouping).join(''), ...rest].join(format.decimal);
  }
  if (format.decimal === ',') plain = plain.includes('.') ? '?' : plain.replace(',', '.');
  return normalDecimal(plain);
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const parts: Readonly<Record<string, string>> = {
  YYYY: '(?<y>\\d{4})',
  YY: '(?<y>\\d{2})',
  MM: '(?<m>\\d{1,2})',
  MON: '(?<n>[A-Za-z]{3})',
  DD: '(?<d>\\d{1,2})',
};

function datePattern(format: string): RegExp {
  const source = format.replace(/YYYY|YY|MON|MM|DD|[^YMD]/g, (part) => parts[part] ?? part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  // without signs between, each part has its full width
  return new RegExp(`^${/[^YMDON]/.test(format) ? source : source.replaceAll('{1,2}', '{2}')}(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?)?$`);
}

const patterns = new Map<string, RegExp>();

/** A day as `YYYY-MM-DD`; null when the text is no such day. ISO days are always read; two-digit years are of this century. */
export function dayOf(text: string, format: string): string | null {
  const plain = text.trim();
  const pattern = patterns.get(format) ?? datePattern(format);
  patterns.set(format, pattern);
  const found = pattern.exec(plain)?.groups ?? /^(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})(?:[T ].*)?$/.exec(plain)?.groups;
  if (found === undefined) return null;
  const year = (found['y'] ?? '').padStart(4, '20');
  const month = found['n'] === undefined ? (found['m'] ?? '') : String(months.indexOf(found['n'].toLowerCase()) + 1);
  return parseBusinessDate(`${year}-${month.padStart(2, '0')}-${(found['d'] ?? '').padStart(2, '0')}`);
}

/** A day that a workbook counts; the hour is cut off. Day 60 of 1900 never was. */
export function dayOfSerial(text: string, from1904: boolean): string | null {
  if (!/^\d{1,7}(\.\d+)?$/.test(text)) return null;
  const serial = Math.floor(Number(text)) + (from1904 ? 1_462 : 0);
  if (serial < 1 || serial === 60 || serial > 2_958_465) return null;
  return new Date(Date.UTC(1899, 11, serial < 60 ? 31 : 30) + serial * 86_400_000).toISOString().slice(0, 10);
}

/** A day in the form that the ERP wants. */
export function dayText(day: string, format: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const name = (months[Number(month) - 1] ?? '').toUpperCase();
  const said: Readonly<Record<string, string>> = { YYYY: year, YY: year.slice(2), MON: name, MM: month, DD: date };
  return format.replace(/YYYY|YY|MON|MM|DD/g, (part) => said[part] ?? part);
}

/** Yes or no in the words of most ERPs; null for others. */
export function flagOf(text: string): boolean | null {
  const plain = text.trim().toLowerCase();
  if (['y', 'yes', 'true', 't', '1', 'x', 'j', 'ja', 'o', 'oui', 's', 'si', 'active'].includes(plain)) return true;
  return ['n', 'no', 'false', 'f', '0', '', 'nein', 'non', 'inactive'].includes(plain) ? false : null;
}

/** The sum of decimal texts, exact; null when one is no number. */
export function sumOf(texts: readonly string[]): string | null {
  const numbers = texts.map((text) => normalDecimal(text));
  const digits = Math.max(0, ...numbers.map((number) => (number?.split('.')[1] ?? '').length));
  let total = 0n;
  for (const number of numbers) {
    if (number === null) return null;
    const [whole = '0', fraction = ''] = number.replace('-', '').split('.');
    const size = BigInt(`${whole}${fraction.padEnd(digits, '0')}`);
    total += number.startsWith('-') ? -size : size;
  }
  const text = (total < 0n ? -total : total).toString().padStart(digits + 1, '0');
  return normalDecimal(`${total < 0n ? '-' : ''}${text.slice(0, text.length - digits)}.${text.slice(text.length - digits)}`);
}
