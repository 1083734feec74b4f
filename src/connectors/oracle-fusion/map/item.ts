import { currencyDigits, parseMinor } from '../../../kernel/money.ts';
import type { Item } from '../../../modules/masters/contract.ts';
import type { CostRecord } from '../../../modules/pricing/contract.ts';
import { divideExact, multiplyExact, multiplyRounded, normalDecimal } from '../../kit/decimal.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { Mapped } from '../read/pages.ts';
import type { OracleSettings } from '../settings.ts';
import { childRows, dayOf, flagOf } from '../wire.ts';
import { extraOf, fractionOf, optional, ourUnit } from './values.ts';

/** What one unit costs in whole minor units: exactly, or rounded half up; null when it cannot be said so. */
function costIn(per: string, unit: Item['uoms'][number], currency: string, exact: boolean): { readonly uom: string; readonly minor: number } | null {
  const digits = currencyDigits(currency);
  const whole = multiplyExact(per, String(unit.numerator));
  const amount = exact
    ? whole === null
      ? null
      : divideExact(whole, String(unit.denominator), digits)
    : unit.denominator === 1
      ? multiplyRounded(per, String(unit.numerator), digits)
      : null;
  const minor = amount === null ? null : parseMinor(amount, currency);
  return minor !== null && minor > 0 ? { uom: unit.uom, minor } : null;
}

const known = [
  'ItemId',
  'ItemNumber',
  'OrganizationCode',
  'ItemDescription',
  'ItemStatusValue',
  'PrimaryUOMCode',
  'CustomerOrderEnabledFlag',
  'CustomerOrderFlag',
  'ItemDFF',
];

/** Units of an item with how many base units each is; the base unit is first. Conversions that are no exact fraction are left out. */
export function uomsOf(row: WireRecord, conversions: readonly WireRecord[], settings: OracleSettings): Item['uoms'] {
  const base = textOf(row, 'PrimaryUOMCode');
  const others = conversions.flatMap((one) => {
    const erpUom = textOf(one, 'FromUOMCode');
    const fraction = fractionOf(textOf(one, 'IntraclassConversion'));
    return erpUom === '' || fraction === null || textOf(one, 'ToUOMCode') !== base ? [] : [{ uom: ourUnit(settings, erpUom), ...fraction, erpUom }];
  });
  const all = [{ uom: ourUnit(settings, base), numerator: 1, denominator: 1, erpUom: base }, ...others];
  // two codes may mean the same unit of ours: the first one stays
  return all.filter((unit, index) => all.findIndex((other) => other.uom === unit.uom) === index);
}

/** itemsV2 as an item. Skipped: what customers cannot order, and what has no base unit. */
export function mapItem(row: WireRecord, conversions: readonly WireRecord[], settings: OracleSettings): Mapped<Item> {
  const sku = textOf(row, 'ItemNumber');
  const base = textOf(row, 'PrimaryUOMCode');
  if (!flagOf(row, 'CustomerOrderFlag')) return { kind: 'skipped', key: sku, why: 'not_sold_by_us' };
  if (base === '') return { kind: 'skipped', key: sku, why: 'no_base_unit' };
  const flex = childRows(row, 'ItemDFF')[0] ?? {};
  const fields = settings.itemFields;
  const salesUnit = optional(flex, fields.salesUom) || base;
  const texts = (map: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(map).flatMap(([ours, field]) => (textOf(flex, field) === '' ? [] : [[ours, textOf(flex, field)]])));
  const data: Item = {
    sku,
    name: textOf(row, 'ItemDescription') || sku,
    names: texts(fields.names),
    brand: optional(flex, fields.brand) || null,
    itemGroup: optional(flex, fields.group),
    attributes: texts(fields.attributes),
    baseUom: ourUnit(settings, base),
    salesUom: ourUnit(settings, salesUnit),
    barcode: optional(flex, fields.barcode) || null,
    active: flagOf(row, 'CustomerOrderEnabledFlag') && textOf(row, 'ItemStatusValue') === 'Active',
    replacedBy: optional(flex, fields.successor) || null,
    wholeUnits: !settings.fractionalUnits.includes(salesUnit),
    uoms: uomsOf(row, conversions, settings),
  };
  return { kind: 'mapped', record: { key: sku, version: textOf(row, 'LastUpdateDateTime'), data, extra: extraOf(row, known) } };
}

/**
 * An item's cost. Oracle tells it for the base unit, with as many digits as its average has; it is told for the first unit of the item in which it is a
 * whole number of minor units. Where none is, for the largest unit, rounded there: less than one minor unit of a carton is nobody's cost.
 */
export function mapCost(row: WireRecord, conversions: readonly WireRecord[], settings: OracleSettings): Mapped<CostRecord> {
  const sku = textOf(row, 'ItemNumber');
  const skip = (why: string): Mapped<CostRecord> => ({ kind: 'skipped', key: sku, why });
  const currency = textOf(row, 'CurrencyCode');
  const per = normalDecimal(textOf(row, 'UnitCostAverage'));
  const unit = textOf(row, 'UOMCode');
  if (currency.length !== 3 || unit === '') return skip('no_unit_or_currency');
  if (per === null || Number(per) <= 0) return skip('no_cost');
  const units = uomsOf({ PrimaryUOMCode: unit }, conversions, settings).toSorted((a, b) => a.numerator / a.denominator - b.numerator / b.denominator);
  const cost = units.flatMap((uom) => costIn(per, uom, currency, true) ?? [])[0] ?? units.flatMap((uom) => costIn(per, uom, currency, false) ?? []).at(-1);
  if (!cost) return skip('cost_not_exact');
  const asOf = dayOf(row, 'CostDate');
  if (asOf === null) return skip('no_date');
  return { kind: 'mapped', record: { key: sku, version: asOf, data: { sku, currency, ...cost, asOf }, extra: {} } };
}
