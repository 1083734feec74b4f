import { convertMilli } from '../../../../kernel/quantity.ts';
import type { Item } from '../../../masters/contract.ts';
import { goodsOf } from '../free-goods.ts';
import type { Order, PricedLine } from '../order.ts';

const unitOf = (item: Item, uom: string | null): Item['uoms'][number] | undefined => item.uoms.find((each) => each.uom === uom);

/** A line's quantity in thousandths of the item's base unit; null when it is not known or not exact. */
export const baseMilliOf = (line: Pick<PricedLine, 'quantityMilli' | 'uom'>, item: Item): number | null =>
  line.quantityMilli === null ? null : between(item, line.quantityMilli, line.uom, item.baseUom);

/** A quantity in another unit of the item; null when a unit is unknown or the result is not exact. */
export function between(item: Item, milli: number, from: string | null, to: string | null): number | null {
  const [left, right] = [unitOf(item, from), unitOf(item, to)];
  return left === undefined || right === undefined ? null : convertMilli(milli, left, right);
}

/** What the whole order needs of one item, and the line on which it first stands. */
export interface Need {
  readonly item: Item;
  readonly lineNo: number;
  readonly baseMilli: number;
}

/** What the order needs of each item, what goes along free included, in base units, in the order of its lines. Lines without a known quantity are left out. */
export function needsOf(order: Order, items: ReadonlyMap<string, Item>): readonly Need[] {
  const needs = new Map<string, Need>();
  order.lines.forEach((line, index) => {
    for (const goods of goodsOf(line)) {
      const item = goods.sku === null ? undefined : items.get(goods.sku);
      const base = item === undefined ? null : baseMilliOf(goods, item);
      if (item === undefined || base === null || base <= 0) continue;
      const before = needs.get(item.sku);
      needs.set(item.sku, { item, lineNo: before?.lineNo ?? index + 1, baseMilli: (before?.baseMilli ?? 0) + base });
    }
  });
  return [...needs.values()];
}
