import { multiplyExact, normalDecimal } from '../../kit/decimal.ts';

/** A number of one unit. */
export interface Measure {
  readonly amount: string;
  readonly unit: string;
}

/** A compound unit of Tally: `head` is `conversion` of `tail`; its symbol is a sentence (`Box of 30 Nos`). */
export interface CompoundUnit {
  readonly symbol: string;
  readonly head: string;
  readonly tail: string;
  readonly conversion: string;
}

const number = String.raw`(?:\(-\)|-)?\s*(?:\d[\d,]*)?(?:\.\d*)?`;

/** A number as Tally writes it: `1,00,000.50`, `(-)30`, ` 12 `. Null when it is none. */
export function numberOf(text: string): string | null {
  const plain = text
    .trim()
    .replace(/^\(-\)\s*/, '-')
    .replace(/(?<=\d),(?=\d{2,3}(\D|$))/g, '');
  return normalDecimal(plain);
}

/** Money: `-5000.00`, also behind a currency sign. Null for what is no plain amount (two currencies at once). */
export const amountOf = (text: string): string | null => (/[@=]/.test(text) ? null : numberOf(text.replace(/^\s*(-?)[^\d\s.(-]+\s*/, '$1')));

/** `995.24/PC`: the price of one unit. Null when it is none. */
export function rateOf(text: string): Measure | null {
  const match = /^(.*)\/\s*(.+)$/.exec(text.trim());
  const amount = match ? amountOf(match[1] ?? '') : null;
  return match && amount !== null ? { amount, unit: (match[2] ?? '').trim() } : null;
}

/**
 * A quantity as all measures that it is told in: ` 1200 PC = 40 CAR` has two. A quantity in a compound unit (`2 Box 5 Nos`, `2-5 Box of 30 Nos`)
 * is told in its smaller unit, exactly. Null when a part cannot be read; none when the text is empty.
 */
export function measuresOf(text: string, compounds: readonly CompoundUnit[] = []): readonly Measure[] | null {
  if (text.trim() === '') return [];
  const measures = text.split('=').map((part) => measureOf(part.trim(), compounds));
  return measures.every((one) => one !== null) ? measures : null;
}

function measureOf(text: string, compounds: readonly CompoundUnit[]): Measure | null {
  for (const compound of compounds) {
    const two = inCompound(text, compound);
    if (two !== null) return two;
  }
  const match = new RegExp(`^(${number})\\s*([^\\d\\s].*)$`).exec(text);
  const amount = match ? numberOf(match[1] ?? '') : null;
  return match && amount !== null ? { amount, unit: (match[2] ?? '').trim() } : null;
}

function inCompound(text: string, { symbol, head, tail, conversion }: CompoundUnit): Measure | null {
  const words = text.endsWith(symbol) ? text.slice(0, -symbol.length).trim() : null;
  const both = words === null ? /^(-?[\d.]+)\s*(\S+)\s+([\d.]+)\s*(\S+)$/.exec(text) : /^(-?[\d.]+)(?:-([\d.]+))?$/.exec(words);
  if (both === null || (words === null && (both[2] !== head || both[4] !== tail))) return null;
  const heads = multiplyExact(both[1] ?? '', conversion);
  const rest = (words === null ? both[3] : both[2]) ?? '0';
  const sum = heads === null ? null : addSigned(heads, rest);
  return sum === null ? null : { amount: sum, unit: tail };
}

/** `a + b`, where `b` goes away from zero as `a` does. */
const addSigned = (a: string, b: string): string | null => add(a, a.startsWith('-') ? negated(b) : b);

/** The sum of decimal texts; null when one is no number. */
export function sumOf(amounts: readonly string[]): string | null {
  return amounts.reduce<string | null>((sum, one) => (sum === null ? null : add(sum, one)), '0');
}

function add(a: string, b: string): string | null {
  const [x, y] = [normalDecimal(a), normalDecimal(b)];
  if (x === null || y === null) return null;
  const digits = Math.max(...[x, y].map((text) => text.split('.')[1]?.length ?? 0));
  const scaled = (text: string): bigint => BigInt(text.replace('.', '') + '0'.repeat(digits - (text.split('.')[1]?.length ?? 0)));
  const sum = scaled(x) + scaled(y);
  const size = (sum < 0n ? -sum : sum).toString().padStart(digits + 1, '0');
  return normalDecimal(`${sum < 0n ? '-' : ''}${size.slice(0, size.length - digits)}.${size.slice(size.length - digits)}`);
}

/** Without its sign: Tally tells the direction by the sign, and we by the field. */
export const sizeOf = (amount: string): string => (amount.startsWith('-') ? amount.slice(1) : amount);
/** With the sign turned. */
export const negated = (amount: string): string => (amount === '0' ? '0' : amount.startsWith('-') ? amount.slice(1) : `-${amount}`);
