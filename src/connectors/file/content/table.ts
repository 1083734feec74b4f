import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parseCsv } from '../../../kernel/csv.ts';
import { ErpReadError } from '../../kit/read-error.ts';
import type { Lying } from '../client.ts';
import { lying } from '../client.ts';
import type { FileSettings, Format, TableSettings } from '../settings.ts';
import { contentOf, decodeText } from './decode.ts';
import { columnLetters } from './values.ts';
import { readWorkbook } from './workbook.ts';

/** A row with the line that a person sees. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A file as rows under a heading. */
export interface Table {
  readonly file: string;
  readonly sha256: string;
  readonly heading: readonly string[];
  readonly rows: readonly TableRow[];
  readonly format: Format;
  /** Null: text. Else how the workbook counts days. */
  readonly from1904: boolean | null;
  /** Whether the last row has its line end: text without may be cut. */
  readonly ended: boolean;
  /** `ITEMS.csv B12`, `PRICES.xlsx Prices!B12`. */
  readonly addressOf: (line: number, column: number) => string;
}

/** A file that cannot be read now or as it is: later, by a name. It stays where it is. */
export const notReadable = (why: string): ErpReadError => new ErpReadError({ kind: 'transient', why });

/** Words of a format, each of which may be left out. */
export type FormatWords = { readonly [K in keyof Format]?: Format[K] | undefined };

/** The format of a table: its own words before those for all. */
export function formatOf(table: FormatWords, settings: FileSettings): Format {
  const { defaults } = settings;
  return {
    encoding: table.encoding ?? defaults.encoding,
    separator: table.separator ?? defaults.separator,
    decimal: table.decimal ?? defaults.decimal,
    grouping: table.grouping ?? defaults.grouping,
    date: table.date ?? defaults.date,
    headerLine: table.headerLine ?? defaults.headerLine,
  };
}

/** Reads one file by its content. Throws `ErpReadError` (transient, with a name) for what is no table, too large, or changes meanwhile. */
export async function readTable(file: Lying, table: Pick<TableSettings, 'sheet'> & FormatWords, settings: FileSettings): Promise<Table> {
  if (file.size > settings.maxFileBytes) throw notReadable('file_too_large');
  const bytes = await readFile(file.path);
  const after = await lying(file.path.slice(0, -file.name.length - 1), file.name);
  if (after?.size !== file.size || after.changedMs !== file.changedMs || bytes.length !== file.size) throw notReadable('file_growing');
  const format = formatOf(table, settings);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const content = contentOf(bytes);
  if (content === 'workbook') return workbookTable(file, bytes, sha256, table.sheet, format, settings);
  if (content !== 'text') throw notReadable(`file_is_${content}`);
  return textTable(file, bytes, sha256, format, settings);
}

function textTable(file: Lying, bytes: Buffer, sha256: string, format: Format, settings: FileSettings): Table {
  const text = decodeText(bytes, format.encoding, settings.fallbackEncoding);
  if (text === null) throw notReadable('wrong_encoding');

  const all = parseCsv(text, { keep: true, ...(format.separator === 'auto' ? {} : { separator: format.separator }) });
  if (all === null) throw notReadable('quote_never_closed');
  const rows = all.filter((row) => row.line >= format.headerLine);
  if (rows.length - 1 > settings.maxRows) throw notReadable('too_many_rows');
  return {
    file: file.name,
    sha256,
    heading: (rows[0]?.cells ?? []).map((cell) => cell.trim()),
    rows: rows.slice(1),
    format,
    from1904: null,
    ended: /[\r\n]$/.test(text),
    addressOf: (line, column) => `${file.name} ${columnLetters(column)}${line}`,
  };
}

function workbookTable(file: Lying, bytes: Buffer, sha256: string, sheet: string | null, format: Format, settings: FileSettings): Table {
  const read = readWorkbook(bytes, sheet, { unpacked: settings.maxUnpackedBytes, rows: settings.maxRows });
  if (typeof read === 'string') throw notReadable(read);
  const rows = read.rows.filter((row) => row.line >= format.headerLine);
  return {
    file: file.name,
    sha256,
    heading: (rows[0]?.cells ?? []).map((cell) => cell.trim()),
    rows: rows.slice(1),
    // what a workbook holds as a number has a point, whatever the country
    format: { ...format, decimal: '.' },
    from1904: read.from1904,
    ended: true,
    addressOf: (line, column) => `${file.name} ${read.sheet}!${columnLetters(column)}${line}`,
  };
}
