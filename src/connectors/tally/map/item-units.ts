import type { Item } from '../../../modules/masters/contract.ts';
import { normalDecimal } from '../../kit/decimal.ts';
import type { TallySettings } from '../settings.ts';
import { textOf } from '../wire/node.ts';
import type { CompoundUnit } from '../wire/amounts.ts';
import type { XmlNode } from '../wire/xml-format.ts';

/** Our unit for a Tally unit; a unit that the settings do not name keeps its symbol. */
export const ourUnit = (settings: Pick<TallySettings, 'units'>, symbol: string): string => settings.units[symbol] ?? symbol;

/** A unit master as a compound unit; null for a simple one. */
export function compoundOf(row: XmlNode): CompoundUnit | null {
  const [head, tail, conversion] = [textOf(row, 'BASEUNITS'), textOf(row, 'ADDITIONALUNITS'), normalDecimal(textOf(row, 'CONVERSION'))];
  const symbol = textOf(row, 'NAME') || textOf(row, '@NAME');
  return head !== '' && tail !== '' && conversion !== null && conversion !== '0' ? { symbol, head, tail, conversion } : null;
}

/** How an item is counted: the unit that stock is told in, and every unit with how many of it one is. */
export interface ItemUnits {
  readonly base: string;
  readonly sales: string;
  readonly uoms: Item['uoms'];
}

/** Numerator and denominator as whole numbers of a ratio of decimals; null where they are not both positive and small enough. */
function wholeRatio(numerator: string, denominator: string): { readonly numerator: number; readonly denominator: number } | null {
  const digits = Math.max(...[numerator, denominator].map((text) => text.split('.')[1]?.length ?? 0));
  const [n, d] = [numerator, denominator].map((text) => Number(`${text.replace('.', '')}${'0'.repeat(digits - (text.split('.')[1]?.length ?? 0))}`));
  if (n === undefined || d === undefined || !Number.isSafeInteger(n) || !Number.isSafeInteger(d) || n <= 0 || d <= 0) return null;
  const divisor = gcd(n, d);
  return { numerator: n / divisor, denominator: d / divisor };
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** How many base units the additional one is. */
function additionalRatio(row: XmlNode, settings: TallySettings): ReturnType<typeof wholeRatio> {
  const [conversion, denominator] = [normalDecimal(textOf(row, 'CONVERSION')), normalDecimal(textOf(row, 'DENOMINATOR') || '1')];
  if (conversion === null || denominator === null) return null;
  return settings.turnedConversion ? wholeRatio(denominator, conversion) : wholeRatio(conversion, denominator);
}

/**
 * The units of an item. A compound base unit is counted in its smaller part; the additional unit by its conversion. The item is sold in its
 * additional unit, else in its base unit (the larger part of a compound one). Null without a base unit, or with a conversion that is no ratio.
 */
export function unitsOf(row: XmlNode, compounds: readonly CompoundUnit[], settings: TallySettings): ItemUnits | null {
  const symbol = textOf(row, 'BASEUNITS');
  if (symbol === '') return null;
  const compound = compounds.find((one) => one.symbol === symbol);
  const base = compound?.tail ?? symbol;
  const own = { uom: ourUnit(settings, base), numerator: 1, denominator: 1, erpUom: base };
  const parts: Item['uoms'] = [own];
  if (compound) {
    const ratio = wholeRatio(compound.conversion, '1');
    if (ratio === null) return null;
    parts.push({ uom: ourUnit(settings, compound.head), ...ratio, erpUom: compound.head });
  }
  const additional = textOf(row, 'ADDITIONALUNITS');
  if (additional !== '') {
    const ratio = additionalRatio(row, settings);
    if (ratio === null) return null;
    parts.push({ uom: ourUnit(settings, additional), ...ratio, erpUom: additional });
  }
  const uoms = parts.filter((unit, index) => parts.findIndex((other) => other.uom === unit.uom) === index);
  return { base: own.uom, sales: (parts.at(-1) ?? own).uom, uoms };
}
