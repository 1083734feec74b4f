import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { yes } from '../map/fields.ts';
import type { ItemParts } from '../map/items.ts';
import { conversionOf, unitsOf, type Conversion, type ItemUnit } from '../map/units.ts';
import { optional } from './optional.ts';
import { groupBy, ourCompanies, readAlong, readMany, type Reading } from './reading.ts';

const productOf = (row: WireRecord): string => textOf(row, 'ProductNumber') || textOf(row, 'ItemNumber');
const unitSelect = 'dataAreaId,ItemNumber,ProductNumber,InventoryUnitSymbol,SalesUnitSymbol,PurchaseUnitSymbol,BOMUnitSymbol';

/** Rows of items, and whether they are in the order of their numbers, as a page of items is: then what belongs to them is a range too. */
export interface Items {
  readonly rows: readonly WireRecord[];
  readonly inOrder: boolean;
}

/** Rows of a set of products for rows of items: one range where these are in order and products are named as their items. */
function ofProducts(reading: Pick<Reading, 'client'>, step: string, set: string, { rows, inOrder }: Items): Promise<readonly WireRecord[]> {
  const sameNames = rows.every((row) => productOf(row) === textOf(row, 'ItemNumber'));
  return (inOrder && sameNames ? readAlong : readMany)(reading, { step, set, field: 'ProductNumber' }, rows.map(productOf));
}

/** The conversions of products, by product. */
async function conversionsOf(reading: Pick<Reading, 'client'>, step: string, items: Items): Promise<ReadonlyMap<string, readonly Conversion[]>> {
  const rows = await ofProducts(reading, step, 'ProductUnitOfMeasureConversions', items);
  return new Map([...groupBy(rows, productOf)].map(([product, group]) => [product, group.flatMap((row) => conversionOf(row) ?? [])]));
}

/** Units of rows of items. */
export async function unitsOfItems(
  reading: Pick<Reading, 'client' | 'settings' | 'tables'>,
  step: string,
  items: Items,
): Promise<(item: WireRecord) => readonly ItemUnit[]> {
  const [own, general] = await Promise.all([conversionsOf(reading, step, items), reading.tables.conversions()]);
  return (item) => unitsOf(item, [...(own.get(productOf(item)) ?? []), ...general], reading.settings);
}

/** What beside their rows is known of a page of items. */
export async function partsOfItems(reading: Reading, items: readonly WireRecord[]): Promise<(item: WireRecord) => ItemParts> {
  const step = 'read item';
  const barcodes = { step, set: 'ProductBarcodesV3', field: 'ItemNumber', filter: ourCompanies(reading.settings) };
  const [units, translations, codes] = await Promise.all([
    unitsOfItems(reading, step, { rows: items, inOrder: true }),
    optional(ofProducts(reading, step, 'ProductTranslations', { rows: items, inOrder: true })),
    optional(
      readAlong(
        reading,
        barcodes,
        items.map((row) => textOf(row, 'ItemNumber')),
      ),
    ),
  ]);
  const named = groupBy(translations, productOf);
  const coded = groupBy(codes, (row) => textOf(row, 'ItemNumber'));
  return (item) => {
    const all = coded.get(textOf(item, 'ItemNumber')) ?? [];
    const base = all.filter((row) => textOf(row, 'ProductQuantityUnitSymbol') === textOf(item, 'InventoryUnitSymbol'));
    const code = base.find((row) => yes(row, 'IsDefaultScannedBarcode')) ?? base[0];
    return { units: units(item), translations: named.get(productOf(item)) ?? [], barcode: code ? textOf(code, 'Barcode') || null : null };
  };
}

/** Items by number (of whichever company of ours has them first), with their units. `inOrder`: the numbers come in the server's own order. */
export async function itemsByNumber(
  reading: Pick<Reading, 'client' | 'settings' | 'tables'>,
  step: string,
  given: readonly string[],
  inOrder: boolean,
): Promise<ReadonlyMap<string, { readonly row: WireRecord; readonly units: readonly ItemUnit[] }>> {
  const numbers = [...new Set(given.filter((number) => number !== ''))];
  const along = { step, set: 'ReleasedProductsV2', field: 'ItemNumber', filter: ourCompanies(reading.settings), select: unitSelect };
  const found = await (inOrder ? readAlong : readMany)(reading, along, numbers);
  const place = new Map(numbers.map((number, index) => [number, index]));
  const placeOf = (row: WireRecord): number => place.get(textOf(row, 'ItemNumber')) ?? numbers.length;
  const rows = inOrder ? found.toSorted((a, b) => placeOf(a) - placeOf(b)) : found;
  const units = await unitsOfItems(reading, step, { rows, inOrder });
  return new Map(rows.toReversed().map((row) => [textOf(row, 'ItemNumber'), { row, units: units(row) }]));
}
