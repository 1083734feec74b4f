import { divideExact, multiplyExact, normalDecimal } from '../../kit/decimal.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { decimalOf } from '../../kit/odata4/codec.ts';
import { ourUnit, type BcSettings } from '../settings.ts';

/** A unit of an item: 1 of it is `numerator / denominator` base units. */
export interface ItemUnit {
  readonly uom: string;
  readonly erpUom: string;
  readonly numerator: number;
  readonly denominator: number;
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** A decimal as a ratio of whole numbers; null for zero, for what is no number and for what is larger than a whole number holds. */
function ratioOf(text: string): { readonly numerator: number; readonly denominator: number } | null {
  const digits = (normalDecimal(text) ?? '').split('.')[1]?.length ?? 0;
  const denominator = 10 ** digits;
  const numerator = Number(multiplyExact(text, String(denominator)) ?? 'NaN');
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator) || numerator <= 0) return null;
  const common = gcd(numerator, denominator);
  return { numerator: numerator / common, denominator: denominator / common };
}

/** The units of an item: its base unit first, then those of the published page; units that cannot be told exactly are left out. */
export function unitsOf(item: WireRecord, rows: readonly WireRecord[], settings: BcSettings): readonly ItemUnit[] {
  const base = textOf(item, 'baseUnitOfMeasureCode');
  if (base === '') return [];
  const others = rows.flatMap((row): ItemUnit[] => {
    const erpUom = textOf(row, 'Code');
    const ratio = ratioOf(decimalOf(row, 'Qty_per_Unit_of_Measure') ?? '');
    return erpUom === '' || erpUom === base || !ratio ? [] : [{ erpUom, uom: ourUnit(settings, erpUom), ...ratio }];
  });
  return [{ erpUom: base, uom: ourUnit(settings, base), numerator: 1, denominator: 1 }, ...others];
}

/** The unit that an item is sold in: the first of the settings that it has, else its base unit. */
export const salesUnitOf = (units: readonly ItemUnit[], settings: BcSettings): ItemUnit | undefined =>
  settings.salesUnits.flatMap((code) => units.find((unit) => unit.erpUom === code || unit.uom === code) ?? [])[0] ?? units[0];

/** An amount for one `from` as an amount for one `to`, with at most `digits` places; null when it does not end there. */
export function amountPer(amount: string, from: ItemUnit, to: ItemUnit, digits: number): string | null {
  const up = multiplyExact(multiplyExact(amount, String(to.numerator)) ?? '', String(from.denominator));
  const down = multiplyExact(String(to.denominator), String(from.numerator));
  return up === null || down === null ? null : divideExact(up, down, digits);
}
