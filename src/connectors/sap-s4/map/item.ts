import type { Item } from '../../../modules/masters/contract.ts';
import { expandedOf, expandedOneOf, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { normalDecimal } from '../../kit/decimal.ts';
import type { SapSettings } from '../settings.ts';
import { ourUnit } from '../units.ts';
import { extraOf } from './extra.ts';
import type { Mapped } from './mapped.ts';

/** A_Product with descriptions, units, sales rows and plants as an item. Skipped: not sold by our organisations, no usable base unit. */
export function mapItem(row: WireRecord, settings: SapSettings): Mapped<Item> {
  const sku = textOf(row, 'Product');
  const sales = salesAreasOf(row, settings);
  if (sales.length === 0) return { kind: 'skipped', key: sku, why: 'not_sold_by_us' };
  const baseUnit = textOf(row, 'BaseUnit');
  if (baseUnit === '') return { kind: 'skipped', key: sku, why: 'no_base_unit' };
  const names = namesOf(row);
  const salesUnit = textOf(sales[0] ?? {}, 'SalesMeasureUnit') || baseUnit;
  const uoms = uomsOf(row, baseUnit, settings);
  const data: Item = {
    sku,
    name: names['en'] ?? Object.values(names)[0] ?? sku,
    names: Object.fromEntries(Object.entries(names).filter(([language]) => language !== 'en')),
    brand: textOf(row, 'Brand') || null,
    itemGroup: textOf(row, 'ProductGroup'),
    attributes: attributesOf(row, sales[0] ?? {}, settings),
    baseUom: ourUnit(settings, baseUnit),
    salesUom: ourUnit(settings, salesUnit),
    barcode: textOf(row, 'ProductStandardID') || null,
    active:
      row['IsMarkedForDeletion'] !== true &&
      textOf(row, 'CrossPlantStatus') === '' &&
      sales.some((area) => textOf(area, 'ProductSalesStatus') === '' && area['IsMarkedForDeletion'] !== true),
    replacedBy: successorOf(row, settings),
    // Sold by the piece or pack unless the sales unit is a weight or volume.
    wholeUnits: !fractional.has(salesUnit),
    uoms,
  };
  return { kind: 'mapped', record: { key: sku, version: textOf(row, 'LastChangeDateTime'), data, extra: extraOf(row, known) } };
}

const fractional = new Set(['KG', 'G', 'TO', 'L', 'ML', 'M', 'CM']);

const known = new Set([
  'Product',
  'BaseUnit',
  'Brand',
  'ProductGroup',
  'SizeOrDimensionText',
  'ProductStandardID',
  'IsMarkedForDeletion',
  'CrossPlantStatus',
  'LastChangeDateTime',
]);

function namesOf(row: WireRecord): Record<string, string> {
  const rows = expandedOf(row, 'to_Description').map((text) => [textOf(text, 'Language').toLowerCase(), textOf(text, 'ProductDescription')] as const);
  return Object.fromEntries(rows.filter(([language, name]) => language !== '' && name !== ''));
}

/** The sales rows of a product in our organisations; none: we do not sell it. */
export const salesAreasOf = (row: WireRecord, settings: SapSettings): readonly WireRecord[] =>
  expandedOf(row, 'to_SalesDelivery').filter((area) => textOf(area, 'ProductSalesOrg') in settings.salesOrganizations);

/** The units of a product with how many base units each one is; the base unit is always among them. */
export function uomsOf(row: WireRecord, baseUnit: string, settings: SapSettings): Item['uoms'] {
  const rows = expandedOf(row, 'to_ProductUnitsOfMeasure').flatMap((unit) => {
    const erpUom = textOf(unit, 'AlternativeUnit');
    const numerator = Number(normalDecimal(textOf(unit, 'QuantityNumerator')) ?? NaN);
    const denominator = Number(normalDecimal(textOf(unit, 'QuantityDenominator')) ?? NaN);
    const usable = erpUom !== '' && Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator) && numerator > 0 && denominator > 0;
    return usable ? [{ uom: ourUnit(settings, erpUom), numerator, denominator, erpUom }] : [];
  });
  const own = ourUnit(settings, baseUnit);
  const all = rows.some((unit) => unit.uom === own) ? rows : [{ uom: own, numerator: 1, denominator: 1, erpUom: baseUnit }, ...rows];
  // Two SAP units may mean the same of ours (ST and EA): the first, in SAP's order, stays.
  return all.filter((unit, index) => all.findIndex((other) => other.uom === unit.uom) === index);
}

function attributesOf(row: WireRecord, sales: WireRecord, settings: SapSettings): Record<string, string> {
  const flavour = settings.flavourField === null ? '' : textOf(sales, settings.flavourField);
  const point = settings.pricePointField === null ? '' : textOf(sales, settings.pricePointField).replace(/^0+/, '');
  const pairs: [string, string][] = [
    ['size', textOf(row, 'SizeOrDimensionText').toLowerCase()],
    ['price_point', point],
    ['flavour', settings.flavours[flavour] ?? ''],
  ];
  return Object.fromEntries(pairs.filter(([, value]) => value !== ''));
}

function successorOf(row: WireRecord, settings: SapSettings): string | null {
  const plants = expandedOf(row, 'to_Plant').filter((plant) => settings.successorPlant === null || textOf(plant, 'Plant') === settings.successorPlant);
  for (const plant of plants) {
    const successor = textOf(expandedOneOf(plant, 'to_ProductSupplyPlanning') ?? {}, 'FollowUpProduct');
    if (successor !== '') return successor;
  }
  return null;
}
