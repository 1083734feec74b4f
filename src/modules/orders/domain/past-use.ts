import { convertMilli } from '../../../kernel/quantity.ts';
import type { Item } from '../../masters/contract.ts';
import type { PastUse } from './checks/check.ts';

/** What a customer ordered of an item in one unit. */
export interface UseInUnit {
  readonly sku: string;
  readonly uom: string;
  readonly orders: number;
  readonly maxMilli: number;
  readonly medianMilli: number;
}

/** Past quantities in base units, so that a carton and its pieces compare; the unit ordered most often gives the usual quantity. */
export function pastUseInBase(rows: readonly UseInUnit[], items: ReadonlyMap<string, Item>): ReadonlyMap<string, PastUse> {
  const use = new Map<string, PastUse>();
  for (const row of rows) {
    const inBase = baseUseOf(row, items.get(row.sku));
    if (inBase === null) continue;
    const before = use.get(row.sku);
    const usual = before === undefined || before.orders < inBase.orders ? inBase : before;
    use.set(row.sku, { ...usual, maxBaseMilli: Math.max(inBase.maxBaseMilli, before?.maxBaseMilli ?? 0) });
  }
  return use;
}

function baseUseOf(row: UseInUnit, item: Item | undefined): PastUse | null {
  const from = item?.uoms.find((unit) => unit.uom === row.uom);
  const base = item?.uoms.find((unit) => unit.uom === item.baseUom);
  if (from === undefined || base === undefined) return null;
  const maxBaseMilli = convertMilli(row.maxMilli, from, base);
  const medianBaseMilli = convertMilli(row.medianMilli, from, base);
  return maxBaseMilli === null || medianBaseMilli === null ? null : { orders: row.orders, maxBaseMilli, medianBaseMilli };
}
