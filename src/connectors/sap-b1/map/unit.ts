import { multiplyExact, divideExact, normalDecimal } from '../../kit/decimal.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { intOf } from '../../kit/odata4/codec.ts';
import type { GroupUnit } from '../read/tables.ts';
import { ourUnit, type B1Settings } from '../settings.ts';

/** A unit of an item: 1 of it is `numerator / denominator` base units. */
export interface ItemUnit {
  readonly entry: number;
  readonly uom: string;
  readonly erpUom: string;
  readonly numerator: number;
  readonly denominator: number;
}

/** What of the units is known. */
export interface UnitTables {
  readonly codeOf: ReadonlyMap<number, string>;
  readonly groups: ReadonlyMap<number, readonly GroupUnit[]>;
}

/** `base / alternate` as whole numbers: both are raised until they are. Null for zero and for what is larger than a whole number holds. */
function ratioOf(base: string, alternate: string): { readonly numerator: number; readonly denominator: number } | null {
  const digits = Math.max(...[base, alternate].map((text) => (normalDecimal(text) ?? '').split('.')[1]?.length ?? 0));
  const raised = [base, alternate].map((text) => Number(multiplyExact(text, `1${'0'.repeat(digits)}`) ?? 'NaN'));
  const [numerator = NaN, denominator = NaN] = raised;
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator) || numerator <= 0 || denominator <= 0) return null;
  const common = gcd(numerator, denominator);
  return { numerator: numerator / common, denominator: denominator / common };
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** The units of an item's group; units that cannot be told exactly are left out. An item without group has its inventory unit only. */
export function unitsOf(item: WireRecord, tables: UnitTables, settings: B1Settings): readonly ItemUnit[] {
  const group = tables.groups.get(intOf(item, 'UoMGroupEntry') ?? -1) ?? [];
  const base = intOf(item, 'InventoryUoMEntry') ?? -1;
  const unit = (entry: number, numerator: number, denominator: number): ItemUnit => {
    const erpUom = tables.codeOf.get(entry) ?? '';
    return { entry, erpUom, uom: ourUnit(settings, erpUom), numerator, denominator };
  };
  const units = group.flatMap((one) => {
    const ratio = ratioOf(one.base, one.alternate);
    return ratio ? [unit(one.entry, ratio.numerator, ratio.denominator)] : [];
  });
  const all = units.some((one) => one.entry === base) ? units : [unit(base, 1, 1), ...units];
  return all.filter((one) => one.erpUom !== '');
}

/** A quantity in another unit, exactly; null when it does not end within six digits. */
export function converted(quantity: string, from: ItemUnit, to: ItemUnit): string | null {
  const up = multiplyExact(multiplyExact(quantity, String(from.numerator)) ?? '', String(to.denominator));
  const down = multiplyExact(String(from.denominator), String(to.numerator));
  return up === null || down === null ? null : divideExact(up, down, 6);
}
