import type { Row } from '../kit/odata4/index.ts';
import type { Change } from '../kit/odata4/store.ts';
import { b1Model } from './model.ts';
import type { World } from './world.ts';

/** What a clerk does to records: saves so many again in the same instant, adds one, or removes one. */
export interface Touch {
  readonly set: 'Items' | 'BusinessPartners' | 'Orders' | 'Invoices';
  readonly count?: number;
  readonly add?: boolean;
  readonly remove?: boolean;
}

/** The keys of what was touched. */
export interface Touched {
  readonly changed: readonly string[];
  readonly added: string | null;
  readonly removed: string | null;
}

/** Records changed by hand, as a clerk does it in the client. */
export function touch(world: World, { set, count = 0, add = false, remove = false }: Touch): { readonly result: Touched; readonly changes: readonly Change[] } {
  const table = world.store.table(set);
  const key = b1Model.sets.get(set)?.keys[0] ?? '';
  const rows = table
    .all()
    .filter((row) => (set === 'BusinessPartners' ? row['CardType'] === 'cCustomer' : set === 'Items' ? row['SalesItem'] === 'tYES' : true));
  const [first, last] = [rows[0], rows.at(-1)];
  return world.store.change(() => {
    const changed = rows.slice(0, count).map((row): Row => ({ ...row, ...world.stamp() }));
    changed.forEach((row) => table.put(row));
    const added: Row | null = add && first ? { ...first, [key]: typeof last?.[key] === 'number' ? last[key] + 1 : `ZZ${rows.length}`, ...world.stamp() } : null;
    if (added) table.put(added);
    if (remove && last) table.remove(JSON.stringify([last[key]]));
    return { changed: changed.map((row) => String(row[key])), added: added && String(added[key]), removed: remove && last ? String(last[key]) : null };
  });
}
