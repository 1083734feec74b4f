/** Goods that a scheme gives along with a line: delivered with it, for nothing. */
export interface FreeGood {
  readonly sku: string;
  readonly uom: string;
  readonly quantityMilli: number;
  /** Code of the scheme that gives them. */
  readonly scheme: string;
  /** Item of the ERP's document; absent: the ERP does not hold it yet. */
  readonly erpLine?: number;
}

/** How much of which item. */
export interface Goods {
  readonly sku: string | null;
  readonly uom: string | null;
  readonly quantityMilli: number | null;
}

/** Everything that must be there for a line: what is bought, then what goes along free. */
export const goodsOf = (line: Goods & { readonly free?: readonly FreeGood[] }): readonly Goods[] => [line, ...(line.free ?? [])];

/** The items that lines name, free ones too; each once. */
export const skusOfGoods = (lines: readonly (Goods & { readonly free?: readonly FreeGood[] })[]): readonly string[] => [
  ...new Set(lines.flatMap((line) => goodsOf(line).flatMap(({ sku }) => sku ?? []))),
];

/** Whether two lines are given the same goods by the same schemes. */
export const sameGifts = (left: { readonly free?: readonly FreeGood[] }, right: { readonly free?: readonly FreeGood[] }): boolean =>
  giftsText(left.free ?? []) === giftsText(right.free ?? []);

const giftsText = (free: readonly FreeGood[]): string => JSON.stringify(free.map((good) => [good.sku, good.uom, good.quantityMilli, good.scheme]));
