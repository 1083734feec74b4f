import type { CompanySeed, SeedItem } from '../../kit/index.ts';
import type { Row } from '../../kit/odata4/index.ts';

/** Units of measure and groups of them: items whose units convert in the same way share a group. */
export interface Units {
  readonly entryOf: ReadonlyMap<string, number>;
  readonly groupOf: (item: SeedItem) => number;
  readonly unitRows: readonly Row[];
  readonly groupRows: readonly Row[];
}

const signature = (item: SeedItem): string =>
  JSON.stringify([item.baseUom, ...item.uoms.map(({ uom, numerator, denominator }) => [uom, numerator, denominator])]);

/** The units of all items, numbered. */
export function unitsOf(seed: CompanySeed): Units {
  const codes = [...new Set(seed.items.flatMap((item) => [item.baseUom, ...item.uoms.map((one) => one.uom)]))].sort();
  const entryOf = new Map(codes.map((code, index) => [code, index + 1]));
  const groups = new Map<string, SeedItem>();
  seed.items.forEach((item) => groups.set(signature(item), groups.get(signature(item)) ?? item));
  const numberOf = new Map([...groups.keys()].map((key, index) => [key, index + 1]));
  const groupRows = [...groups].map(([key, item], index) => ({
    AbsEntry: index + 1,
    Code: `G${numberOf.get(key) ?? 0}`,
    Name: item.uoms.map((one) => one.uom).join(' '),
    BaseUoM: entryOf.get(item.baseUom) ?? 0,
    UoMGroupDefinitionCollection: item.uoms.map((one) => ({
      AlternateUoM: entryOf.get(one.uom) ?? 0,
      AlternateQuantity: String(one.denominator),
      BaseQuantity: String(one.numerator),
      Active: 'tYES',
    })),
  }));
  return {
    entryOf,
    groupOf: (item) => numberOf.get(signature(item)) ?? 0,
    unitRows: codes.map((code, index) => ({ AbsEntry: index + 1, Code: code, Name: code })),
    groupRows,
  };
}

/** How many base units one `uom` of the item is: numerator and denominator. */
export function factorOf(item: SeedItem | undefined, uom: string): { readonly numerator: number; readonly denominator: number } {
  const found = item?.uoms.find((one) => one.uom === uom);
  return { numerator: found?.numerator ?? 1, denominator: found?.denominator ?? 1 };
}
