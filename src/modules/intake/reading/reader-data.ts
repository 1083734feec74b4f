import { joinLexicons, type LexiconPatch, type ReaderData, type ReadingItem } from '../../../engines/reading/index.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Item } from '../../masters/contract.ts';
import { listItems } from '../../masters/index.ts';
import { loadCompanyWords, loadCompanyWordsVersion } from '../store/aliases/for-reader.ts';
import { loadCatalogueVersion, loadFittingKey, loadPresentFitting } from '../store/reading-model-store.ts';
import { loadWords, loadWordsVersion } from '../store/words-store.ts';

/** Everything that a company's reader depends on, as one text: another text, another reader. */
export async function readerKey(ctx: Ctx, company: string): Promise<string> {
  const fitting = await loadFittingKey(ctx, company);
  const words = [await loadWordsVersion(ctx, company), await loadCompanyWordsVersion(ctx, company)];
  return [company, await loadCatalogueVersion(ctx), ...words, fitting.version, fitting.threshold].join('|');
}

/** What a company's reader is built from: catalogue, shared aliases, words, fitting. `installed`: words of this installation. */
export async function loadReaderData(ctx: Ctx, company: string, installed: LexiconPatch | null): Promise<ReaderData> {
  const { model, threshold } = await loadPresentFitting(ctx, company);
  return {
    items: (await listItems(ctx)).map(readingItem),
    aliases: await loadCompanyWords(ctx, company),
    lexicon: joinLexicons([...(installed === null ? [] : [installed]), await loadWords(ctx, company)]),
    options: { threshold },
    model,
  };
}

/** An item as the reader knows it. */
export const readingItem = (item: Item): ReadingItem => ({
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
