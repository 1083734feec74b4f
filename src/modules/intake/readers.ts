import { buildReader, type Reader, type ReadingCustomer, type ReadingItem } from '../../engines/reading/index.ts';
import type { BusinessDate } from '../../kernel/time.ts';
import type { Ctx } from '../../platform/runtime/ctx.ts';
import { getMastersVersion, listItems } from '../masters/index.ts';
import type { Customer, Item } from '../masters/contract.ts';
import { listPastLines } from '../orders/index.ts';
import { loadAliases } from './store/alias-store.ts';

/** Past lines that the reader knows of a customer. */
const memory = 400;

/** Finds the reader of the current catalogue. */
export interface Readers {
  current(ctx: Ctx, company: string): Promise<Reader>;
}

/**
 * Keeps one reader for the current master data. It is only a cache: the version is looked up each time, and a reader of an
 * older version is never used. Two callers at once share one building.
 */
export function createReaders(): Readers {
  let kept: { readonly key: string; readonly reader: Promise<Reader> } | null = null;
  return {
    async current(ctx, company) {
      const aliases = await loadAliases(ctx, 'company', company);
      const key = `${await getMastersVersion(ctx)}|${company}|${JSON.stringify(aliases.map((alias) => [alias.key, alias.sku, alias.weight]))}`;
      if (kept?.key !== key) {
        const building = listItems(ctx).then((items) => buildReader({ items: items.map(readingItem), aliases }));
        building.catch(() => (kept = null));
        kept = { key, reader: building };
      }
      return kept.reader;
    },
  };
}

const readingItem = (item: Item): ReadingItem => ({
  sku: item.sku,
  name: item.name,
  otherNames: Object.values(item.names),
  brand: item.brand,
  category: item.itemGroup,
  attributes: item.attributes,
  barcode: item.barcode,
  baseUom: item.baseUom,
  salesUom: item.salesUom,
  uoms: item.uoms.map((unit) => ({ uom: unit.uom, numerator: unit.numerator, denominator: unit.denominator, aliases: [] })),
  wholeUnits: item.wholeUnits,
  active: item.active,
  replacedBy: item.replacedBy,
});

/** What the reader knows of a customer: places, history with the customer's own words, learnt meanings. */
export async function readingCustomer(ctx: Ctx, customer: Customer): Promise<ReadingCustomer> {
  const history = await listPastLines(ctx, customer.code, memory);
  return {
    code: customer.code,
    language: customer.language,
    shipTos: customer.shipTos.map((place) => ({ code: place.code, names: [place.name, place.city].filter((name) => name !== ''), isDefault: place.isDefault })),
    history: history.map((line) => ({
      orderRef: line.erpNumber,
      on: line.orderedOn as BusinessDate,
      sku: line.sku,
      quantityMilli: line.quantityMilli,
      uom: line.uom,
      words: line.words,
    })),
    aliases: await loadAliases(ctx, 'customer', customer.code),
  };
}
