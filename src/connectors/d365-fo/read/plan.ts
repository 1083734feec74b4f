import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { cursorFromText, type KeyField } from '../../kit/odata4/paging.ts';
import type { ErpObject, SnapshotPage } from '../../kit/types.ts';
import { areaOf } from '../map/fields.ts';
import { skipped, type Mapped } from '../map/mapped.ts';
import { dataAreas } from '../settings.ts';
import { both, ourCompanies, pageOf, rawPage, type Reading } from './reading.ts';

/** Reads one page behind the cursor. Throws `ErpReadError`. */
export type ReadPage = (reading: Reading, cursor: string | null) => Promise<SnapshotPage>;

/** A set to read, and how. */
export interface Plan {
  readonly set: string | ((reading: Reading) => string);
  readonly key: readonly KeyField[];
  readonly filter?: (reading: Reading) => string;
  readonly select?: string;
  /** The first field of the key names the record: a second company's row of that name is left out, as what it is. */
  readonly oncePer?: boolean;
  /** What is left out so is told as skipped. */
  readonly tellRepeated?: boolean;
}

/** The set of a plan, here. */
export const setNameOf = (plan: Plan, reading: Reading): string => (typeof plan.set === 'string' ? plan.set : plan.set(reading));

/** Pages of one set, each row mapped to records. `prepare` reads what the rows of a page need besides. */
export function reader<C>(
  object: ErpObject,
  plan: Plan,
  prepare: (reading: Reading, rows: readonly WireRecord[]) => Promise<C>,
  map: (row: WireRecord, context: C, reading: Reading) => readonly Mapped<unknown>[],
  oneToOne = true,
): ReadPage {
  return async (reading, cursor) => {
    const filter = both(ourCompanies(reading.settings), plan.filter?.(reading));
    const raw = await rawPage(
      reading,
      { step: `read ${object}`, set: setNameOf(plan, reading), key: plan.key, filter, ...(plan.select === undefined ? {} : { select: plan.select }) },
      cursor,
    );
    const first = plan.key[0]?.name ?? '';
    const { fresh, repeated } = plan.oncePer ? splitRepeated(raw.rows, first, cursorFromText(cursor)?.after[0]) : { fresh: raw.rows, repeated: [] };
    const context = await prepare(reading, fresh);
    const rows = fresh.flatMap((row) => map(row, context, reading));
    // the server's count has the rows of other companies in it
    const exact = oneToOne && (!plan.oncePer || dataAreas(reading.settings).length === 1);
    const left = plan.tellRepeated ? repeated.map((row) => skipped<unknown>(textOf(row, first), `also_in_${areaOf(row)}`)) : [];
    return pageOf([...rows, ...left], exact ? raw : { ...raw, total: null });
  };
}

/** Rows that name their record for the first time, and those that a row before them names; `before`: the last name of the page before. */
export function splitRepeated(
  rows: readonly WireRecord[],
  field: string,
  before: string | undefined,
): { readonly fresh: readonly WireRecord[]; readonly repeated: readonly WireRecord[] } {
  const fresh: WireRecord[] = [];
  const repeated: WireRecord[] = [];
  let last = before;
  for (const row of rows) {
    const name = String(row[field] ?? '');
    (name === last ? repeated : fresh).push(row);
    last = name;
  }
  return { fresh, repeated };
}

/** Nothing besides. */
export const none = (): Promise<null> => Promise.resolve(null);
