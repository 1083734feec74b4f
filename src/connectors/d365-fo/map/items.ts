import { currencyDigits } from '../../../kernel/money.ts';
import type { Company, Item } from '../../../modules/masters/contract.ts';
import type { CostRecord } from '../../../modules/pricing/contract.ts';
import { divideExact, multiplyExact, multiplyRounded } from '../../kit/decimal.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { decimalOf } from '../../kit/odata4/codec.ts';
import { companyOf, ourLanguage, type FoSettings } from '../settings.ts';
import { areaOf, extraOf, minorOf, own } from './fields.ts';
import { mapped, skipped, type Mapped } from './mapped.ts';
import type { ItemUnit } from './units.ts';

/** A legal entity of ours. Skipped: none of ours. */
export function mapCompany(row: WireRecord, currency: string, settings: FoSettings): Mapped<Company> {
  const code = textOf(row, 'LegalEntityId').toLowerCase();
  const company = companyOf(settings, code);
  if (!company) return skipped(code, 'not_ours');
  const { company: ours, zone, languages } = company;
  const name = textOf(row, 'CompanyName') || textOf(row, 'Name') || ours;
  return mapped(ours, '', {
    code: ours,
    name,
    zone,
    currency,
    country: textOf(row, 'AddressCountryRegionISOCode') || textOf(row, 'AddressCountryRegionId'),
    languages,
  });
}

const known = new Set([
  ...['dataAreaId', 'ItemNumber', 'ProductNumber', 'SearchName', 'ProductSearchName', 'ProductGroupId', 'InventoryUnitSymbol', 'SalesUnitSymbol'],
  ...['PurchaseUnitSymbol', 'BOMUnitSymbol', 'UnitCost', 'UnitCostQuantity', 'UnitCostDate', 'SalesPrice', 'SalesPriceQuantity', 'SalesPriceDate'],
  ...['AlternativeItemNumber', 'ProductLifecycleStateId', 'ProductType', 'ProductSubType'],
]);

/** Weights, lengths and volumes are sold in parts. */
const fractional = new Set(['KG', 'G', 'GM', 'TO', 'MT', 'T', 'L', 'LTR', 'ML', 'M', 'CM', 'LB', 'OZ']);

/** What beside its row is known of an item. */
export interface ItemParts {
  readonly units: readonly ItemUnit[];
  /** Rows of `ProductTranslations`. */
  readonly translations: readonly WireRecord[];
  readonly barcode: string | null;
}

/** Texts by our language; the company's first language is the item's name. */
function namesOf(
  row: WireRecord,
  translations: readonly WireRecord[],
  settings: FoSettings,
): { readonly name: string; readonly names: Record<string, string> } {
  const all = translations.flatMap((one): [string, string][] => {
    const name = textOf(one, 'ProductName');
    return name === '' ? [] : [[ourLanguage(settings, textOf(one, 'LanguageId')), name]];
  });
  const names = Object.fromEntries(all);
  const first = companyOf(settings, areaOf(row))?.languages[0] ?? 'en';
  const name = names[first] ?? names['en'] ?? all[0]?.[1] ?? (textOf(row, 'ProductSearchName') || textOf(row, 'SearchName') || textOf(row, 'ItemNumber'));
  return { name, names };
}

/** A released product with its units. Skipped: no unit. */
export function mapItem(row: WireRecord, parts: ItemParts, settings: FoSettings): Mapped<Item> {
  const sku = textOf(row, 'ItemNumber');
  const [base] = parts.units;
  if (!base) return skipped(sku, 'no_base_unit');
  const sales = parts.units.find((unit) => unit.erpUom === textOf(row, 'SalesUnitSymbol')) ?? base;
  const attributes = Object.entries(settings.attributes).flatMap(([name, field]) => (textOf(row, field) === '' ? [] : [[name, textOf(row, field)]]));
  const data: Item = {
    sku,
    ...namesOf(row, parts.translations, settings),
    brand: own(row, settings.brandField) || null,
    itemGroup: textOf(row, settings.itemGroupField),
    attributes: Object.fromEntries(attributes) as Record<string, string>,
    baseUom: base.uom,
    salesUom: sales.uom,
    barcode: parts.barcode,
    active: !settings.inactiveStates.includes(textOf(row, 'ProductLifecycleStateId')),
    replacedBy: textOf(row, 'AlternativeItemNumber') || null,
    wholeUnits: !fractional.has(sales.erpUom.toUpperCase()),
    uoms: [...parts.units],
  };
  const used = new Set([...known, settings.itemGroupField, settings.brandField ?? '', ...Object.values(settings.attributes)]);
  return mapped(sku, '', data, extraOf(row, used));
}

/**
 * What one unit costs. `UnitCost` is for `UnitCostQuantity` inventory units. Told for the inventory unit, else the sales unit, else the smallest
 * in which it is a whole number of minor units, else that of the sales unit to the nearest one. Skipped: no cost.
 */
export function mapCost(row: WireRecord, units: readonly ItemUnit[], currency: string, today: string): Mapped<CostRecord> {
  const sku = textOf(row, 'ItemNumber');
  const cost = decimalOf(row, 'UnitCost');
  const per = decimalOf(row, 'UnitCostQuantity') ?? '1';
  if (cost === null || cost === '0' || cost.startsWith('-')) return skipped(sku, 'no_cost');
  const sales = units.find((unit) => unit.erpUom === textOf(row, 'SalesUnitSymbol'));
  const ranked = [...units.slice(0, 1), ...(sales ? [sales] : []), ...units.toSorted((a, b) => a.numerator / a.denominator - b.numerator / b.denominator)];
  const told = exactCost(cost, per === '0' ? '1' : per, ranked, currency) ?? nearCost(cost, per, sales ?? units[0], currency);
  return told ? mapped(sku, '', { sku, currency, ...told, asOf: today }) : skipped(sku, 'cost_not_exact');
}

type Told = Pick<CostRecord, 'uom' | 'minor'>;

function exactCost(cost: string, per: string, units: readonly ItemUnit[], currency: string): Told | null {
  for (const unit of units) {
    const whole = multiplyExact(cost, String(unit.numerator));
    const down = multiplyExact(per, String(unit.denominator));
    const minor = minorOf(whole === null || down === null ? null : divideExact(whole, down, currencyDigits(currency)), currency);
    if (minor !== null && minor > 0) return { uom: unit.uom, minor };
  }
  return null;
}

function nearCost(cost: string, per: string, unit: ItemUnit | undefined, currency: string): Told | null {
  if (!unit || unit.denominator !== 1) return null;
  const whole = multiplyExact(cost, String(unit.numerator)) ?? '';
  const each = divideExact(whole, per === '0' ? '1' : per, 12);
  const minor = each === null ? null : minorOf(multiplyRounded(each, '1', currencyDigits(currency)), currency);
  return minor !== null && minor > 0 ? { uom: unit.uom, minor } : null;
}
