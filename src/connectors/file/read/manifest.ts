import { join } from 'node:path';
import { sameDecimal } from '../../kit/decimal.ts';
import type { Table } from '../content/table.ts';
import { notReadable, readTable } from '../content/table.ts';
import { decimalOf, sumOf } from '../content/values.ts';
import { listFiles } from '../client.ts';
import type { FileSettings } from '../settings.ts';
import { mapTable, RowReader } from '../map/row-reader.ts';

/** What the ERP says of a file that it has written. */
export interface Promised {
  readonly file: string;
  readonly rows: string;
  readonly total: string;
  readonly totalColumn: string;
  readonly sha256: string;
}

/** The manifest by file name in lower case; null where the settings name none. Throws `ErpReadError` `no_manifest` where it should be and is not. */
export async function readManifest(settings: FileSettings): Promise<ReadonlyMap<string, Promised> | null> {
  const { manifest } = settings;
  if (manifest === null) return null;
  const files = await listFiles(join(settings.folder, settings.incoming), manifest.files);
  const file = files.at(-1);
  if (file === undefined) throw notReadable('no_manifest');
  const table = await readTable(file, { sheet: null }, settings);
  if (!table.ended) throw notReadable('file_growing');
  const mapped = mapTable(table, manifest, ['file', 'rows', 'total', 'total_column', 'sha256'], settings);
  return new Map(
    table.rows.map((row) => {
      const said = new RowReader(mapped, row);
      const name = said.text('file');
      return [
        name.toLowerCase(),
        { file: name, rows: said.text('rows'), total: said.text('total'), totalColumn: said.text('total_column'), sha256: said.text('sha256').toLowerCase() },
      ] as const;
    }),
  );
}

/** Why the file is not what the manifest promises, or null. A file that is half written and one with a wrong count look the same: it stays. */
export function brokenPromise(table: Table, promised: Promised | undefined): string | null {
  if (promised === undefined) return 'not_in_manifest';
  if (promised.sha256 !== '' && promised.sha256 !== table.sha256) return 'checksum_differs';
  if (promised.rows !== '' && promised.rows !== String(table.rows.length)) return 'row_count_differs';
  if (promised.total === '') return null;
  const at = table.heading.findIndex((heading) => heading.toLowerCase() === promised.totalColumn.toLowerCase());
  const cells = table.rows.map((row) => row.cells[at] ?? '').filter((cell) => cell.trim() !== '');
  const numbers = cells.flatMap((cell) => decimalOf(cell, table.format) ?? []);
  const sum = at < 0 || numbers.length < cells.length ? null : sumOf(numbers);
  const total = decimalOf(promised.total, table.format);
  return sum !== null && total !== null && sameDecimal(sum, total) ? null : 'total_differs';
}
