import { join } from 'node:path';
import { createGate } from '../../kit/gate.ts';
import { ErpReadError } from '../../kit/read-error.ts';
import { readTable } from '../content/table.ts';
import { listFiles } from '../client.ts';
import type { Lying } from '../client.ts';
import type { FileSettings } from '../settings.ts';
import { mapTable, RowReader } from '../map/row-reader.ts';

/** One row of an acknowledgement: what became of a file of ours, or of one line of it. */
export interface AckRow {
  readonly reference: string;
  /** Which of our files it is about; empty: the ERP does not say. */
  readonly attempt: string;
  readonly state: 'posted' | 'refused' | 'again' | 'not_yet';
  readonly status: string;
  readonly key: string;
  readonly code: string;
  readonly message: string;
  /** What was booked: empty where the ERP does not say. */
  readonly line: string;
  readonly sku: string;
  readonly quantity: string;
  readonly uom: string;
  readonly price: string;
  /** The line with which it goes along free. */
  readonly freeWith: string;
  readonly file: string;
}

const fields = ['reference', 'attempt', 'status', 'key', 'code', 'message', 'line', 'sku', 'quantity', 'uom', 'price', 'free_with'];

/** Files this old do not change any more and are not looked at again. */
const settledMs = 10 * 60_000;

/** Finds acknowledgement rows by reference, oldest first. Files are read once; half-written ones when they are whole. */
export interface Acknowledgements {
  rowsFor(reference: string): Promise<readonly AckRow[]>;
  /** Names of files that could not be read, with why, as of the last look. */
  unread(): readonly string[];
}

/** The acknowledgements of one exchange folder. */
export function createAcknowledgements(settings: FileSettings, now: () => number): Acknowledgements {
  const folder = join(settings.folder, settings.acknowledgements);
  const known = new Map<string, { readonly looks: string; readonly settled: boolean; readonly rows: readonly AckRow[] }>();
  const byReference = new Map<string, AckRow[]>();
  let unread: string[] = [];
  const gate = createGate(1);

  const take = async (file: Lying): Promise<void> => {
    const looks = `${file.size} ${file.changedMs}`;
    const before = known.get(file.name);
    if (before?.looks === looks) return;
    const rows = await readRows(file, settings);
    if (typeof rows === 'string') {
      unread.push(`${file.name}: ${rows}`);
      return;
    }
    for (const row of before?.rows ?? [])
      byReference.set(
        row.reference,
        (byReference.get(row.reference) ?? []).filter((one) => one !== row),
      );
    for (const row of rows) byReference.set(row.reference, [...(byReference.get(row.reference) ?? []), row]);
    known.set(file.name, { looks, settled: now() - file.changedMs > settledMs, rows });
  };

  return {
    // one look at a time: two of them would take the same file twice
    rowsFor: (reference) =>
      gate(async () => {
        unread = [];
        const files = await listFiles(folder, settings.acks.files);
        for (const file of files) if (known.get(file.name)?.settled !== true) await take(file);
        return byReference.get(reference) ?? [];
      }),
    unread: () => unread,
  };
}

async function readRows(file: Lying, settings: FileSettings): Promise<readonly AckRow[] | string> {
  const { acks } = settings;
  const stateOf = (status: string): AckRow['state'] => {
    const word = (words: readonly string[]): boolean => words.some((one) => one.toLowerCase() === status.toLowerCase());
    return word(acks.accepted) ? 'posted' : word(acks.refused) ? 'refused' : word(acks.again) ? 'again' : 'not_yet';
  };
  try {
    const table = await readTable(file, { sheet: null }, settings);
    const mapped = mapTable(table, acks, fields, settings);
    if (!mapped.columnOf.has('reference') || !mapped.columnOf.has('status')) return table.ended ? 'no_reference_or_status' : 'file_growing';
    // a last row without its end may be cut in the middle of a number
    return (table.ended ? table.rows : table.rows.slice(0, -1)).flatMap((row) => {
      const read = new RowReader(mapped, row);
      const [reference, status] = [read.text('reference').toUpperCase(), read.text('status')];
      const decimal = (field: string): string => read.decimal(field) ?? '';
      const said = { key: read.text('key'), code: read.text('code'), message: read.text('message'), line: read.text('line'), sku: read.text('sku') };
      const booked = { quantity: decimal('quantity'), uom: read.text('uom'), price: decimal('price'), freeWith: read.text('free_with') };
      return reference === '' ? [] : [{ reference, attempt: read.text('attempt'), state: stateOf(status), status, ...said, ...booked, file: file.name }];
    });
  } catch (error) {
    if (error instanceof ErpReadError) return error.failure.kind === 'transient' ? error.failure.why : error.failure.kind;
    throw error;
  }
}
