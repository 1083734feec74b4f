import type { Row } from '../kit/odata4/index.ts';
import type { Change } from '../kit/odata4/store.ts';
import { save, type Company } from './world.ts';

/** Sets in which a clerk can be seen at work. */
export type TouchedSet = 'items' | 'customers' | 'salesOrders' | 'salesInvoices' | 'salesShipments' | 'purchaseOrders';

/** What a clerk does to records: saves so many again in the same instant, adds one, or removes one. */
export interface Touch {
  readonly set: TouchedSet;
  readonly count?: number;
  readonly add?: boolean;
  readonly remove?: boolean;
}

/** The numbers of what was touched. */
export interface Touched {
  readonly changed: readonly string[];
  readonly added: string | null;
  readonly removed: string | null;
}

/** Records changed by hand, as a clerk does it in the client. */
export function touch(
  company: Company,
  { set, count = 0, add = false, remove = false }: Touch,
): { readonly result: Touched; readonly changes: readonly Change[] } {
  const table = company.store.table(set);
  const byNumber = (a: Row, b: Row): number => (String(a['number']) < String(b['number']) ? -1 : 1);
  const rows = [...table.all()].sort(byNumber);
  const [first, last] = [rows[0], rows.at(-1)];
  return company.store.change(() => {
    const instant = company.stamp();
    const changed = rows.slice(0, count).map((row): Row => ({ ...row, lastModifiedDateTime: instant }));
    changed.forEach((row) => table.put(row));
    const added = add && first ? save(company, set, { ...first, id: company.newId(), number: `ZZ${rows.length}` }) : null;
    if (remove && last) table.remove(JSON.stringify([last['id'] ?? null]));
    return {
      changed: changed.map((row) => String(row['number'])),
      added: added && String(added['number']),
      removed: remove && last ? String(last['number']) : null,
    };
  });
}
