import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { decimalOf } from '../../kit/odata4/codec.ts';
import { divideExact, multiplyExact } from '../../kit/decimal.ts';
import { ourUnit, type FoSettings } from '../settings.ts';

/** A unit of an item: 1 of it is `numerator / denominator` inventory units. */
export interface ItemUnit {
  readonly uom: string;
  readonly erpUom: string;
  readonly numerator: number;
  readonly denominator: number;
}

/** 1 `from` is `up / down` `to`. `product` empty: of every product. */
export interface Conversion {
  readonly product: string;
  readonly from: string;
  readonly to: string;
  readonly up: bigint;
  readonly down: bigint;
}

interface Ratio {
  readonly up: bigint;
  readonly down: bigint;
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
const reduced = ({ up, down }: Ratio): Ratio => {
  const common = gcd(up, down);
  return { up: up / common, down: down / common };
};
const product = (a: Ratio, b: Ratio): Ratio => reduced({ up: a.up * b.up, down: a.down * b.down });
const inverse = ({ up, down }: Ratio): Ratio => ({ up: down, down: up });

/** A decimal text above zero as a ratio. */
function ratioOf(text: string | null): Ratio | null {
  const [, whole = '', fraction = ''] = /^(\d{1,20})(?:\.(\d{1,32}))?$/.exec(text ?? '') ?? [];
  if (whole === '') return null;
  const up = BigInt(`${whole}${fraction}`);
  return up === 0n ? null : reduced({ up, down: 10n ** BigInt(fraction.length) });
}

/** A row of a conversion: `to = from × Factor × Numerator / Denominator`. Null for one with offsets (temperatures) or without a factor. */
export function conversionOf(row: WireRecord): Conversion | null {
  const offsets = ['InnerOffset', 'OuterOffset'].some((field) => !/^(0|)$/.test(decimalOf(row, field) ?? ''));
  const [factor, up, down] = [ratioOf(decimalOf(row, 'Factor')), ratioOf(decimalOf(row, 'Numerator') ?? '1'), ratioOf(decimalOf(row, 'Denominator') ?? '1')];
  if (offsets || !factor || !up || !down) return null;
  const ratio = product(factor, product(up, inverse(down)));
  return { product: textOf(row, 'ProductNumber'), from: textOf(row, 'FromUnitSymbol'), to: textOf(row, 'ToUnitSymbol'), ...ratio };
}

/** Rates of all units to `base`, by the product's own conversions before those of every product. */
function ratesTo(base: string, conversions: readonly Conversion[]): ReadonlyMap<string, Ratio> {
  const rates = new Map<string, Ratio>([[base, { up: 1n, down: 1n }]]);
  const ordered = [...conversions.filter((one) => one.product !== ''), ...conversions.filter((one) => one.product === '')];
  for (let grown = true; grown;) {
    grown = false;
    for (const { from, to, up, down } of ordered) {
      const [known, other] = [rates.get(to), rates.get(from)];
      if (known && !other) rates.set(from, product({ up, down }, known));
      else if (other && !known) rates.set(to, product({ up: down, down: up }, other));
      else continue;
      grown = true;
    }
  }
  return rates;
}

const unitFields = ['InventoryUnitSymbol', 'SalesUnitSymbol', 'PurchaseUnitSymbol', 'BOMUnitSymbol'];

/** The units of an item: those that it names and those of its own conversions; what cannot be told exactly is left out. The inventory unit comes first. */
export function unitsOf(item: WireRecord, conversions: readonly Conversion[], settings: FoSettings): readonly ItemUnit[] {
  const base = textOf(item, 'InventoryUnitSymbol');
  if (base === '') return [];
  const ownConversions = conversions.filter((one) => one.product !== '');
  const names = new Set(
    [...unitFields.map((field) => textOf(item, field)), ...ownConversions.flatMap((one) => [one.from, one.to])].filter((name) => name !== ''),
  );
  const rates = ratesTo(base, conversions);
  return [...names].flatMap((erpUom) => {
    const rate = rates.get(erpUom);
    const [numerator, denominator] = rate ? [Number(rate.up), Number(rate.down)] : [NaN, NaN];
    return Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator) ? [{ uom: ourUnit(settings, erpUom), erpUom, numerator, denominator }] : [];
  });
}

/** A quantity in another unit, exactly; null when it does not end within six digits. */
export function converted(quantity: string, from: ItemUnit, to: ItemUnit): string | null {
  const up = multiplyExact(multiplyExact(quantity, String(from.numerator)) ?? '', String(to.denominator));
  const down = multiplyExact(String(from.denominator), String(to.numerator));
  return up === null || down === null ? null : divideExact(up, down, 6);
}
