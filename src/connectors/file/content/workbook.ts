import { inflateRawSync } from 'node:zlib';
import { read, utils } from '@e965/xlsx';

/** The rows of a sheet as texts, and how its days are counted. */
export interface SheetRows {
  readonly sheet: string;
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
  readonly from1904: boolean;
}

/** Why a workbook is not read. */
export type WorkbookRefusal = 'too_large_unpacked' | 'broken_workbook' | 'no_such_sheet' | 'too_many_rows';

/** What the parts of a zip are really unpacked, counted by unpacking; null when that is more than `most`, or when it is no whole zip. */
export function unpackedSize(bytes: Buffer, most: number): number | null {
  const end = bytes.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  if (end < 0 || end + 22 > bytes.length) return null;
  const entries = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  let total = 0;
  for (let entry = 0; entry < entries; entry += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) return null;
    const size = entrySize(bytes, at, most - total);
    if (size === null) return null;
    total += size;
    if (total > most) return null;
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return total;
}

function entrySize(bytes: Buffer, at: number, most: number): number | null {
  const packed = bytes.readUInt32LE(at + 20);
  const local = bytes.readUInt32LE(at + 42);
  if (local + 30 > bytes.length) return null;
  const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  if (bytes.readUInt16LE(at + 10) === 0) return packed;
  try {
    // what the directory says is not believed: a bomb lies there
    return inflateRawSync(bytes.subarray(from, from + packed), { maxOutputLength: Math.max(1, most) }).length;
  } catch {
    return null;
  }
}

/**
 * The values of one sheet. Formulas are never run: a cell shows what the ERP saved in it. Numbers have 15 digits, all that a workbook keeps.
 * `line` and the place of a cell are those that a person sees.
 */
export function readWorkbook(bytes: Buffer, sheet: string | null, limits: { readonly unpacked: number; readonly rows: number }): SheetRows | WorkbookRefusal {
  const size = unpackedSize(bytes, limits.unpacked);
  if (size === null) return bytes.includes('PK\u0005\u0006', 0, 'latin1') ? 'too_large_unpacked' : 'broken_workbook';
  const book = parse(bytes, sheet, limits.rows + 1);
  if (book === null) return 'broken_workbook';
  const name = sheet ?? book.SheetNames[0] ?? '';
  const found = book.Sheets[name];
  if (found === undefined) return 'no_such_sheet';
  const grid: readonly unknown[][] = utils.sheet_to_json(found, { header: 1, raw: true, defval: '', blankrows: true });
  const first = found['!ref'] === undefined ? { r: 0, c: 0 } : utils.decode_range(found['!ref']).s;
  if (grid.length > limits.rows) return 'too_many_rows';
  const before: string[] = Array.from({ length: first.c }, () => '');
  const rows = grid
    .map((cells, index) => ({ line: first.r + index + 1, cells: [...before, ...Array.from(cells, textOfCell)] }))
    .filter((row) => row.cells.some((cell) => cell.trim() !== ''));
  return { sheet: name, rows, from1904: book.Workbook?.WBProps?.date1904 === true };
}

function parse(bytes: Buffer, sheet: string | null, sheetRows: number) {
  try {
    return read(bytes, { type: 'buffer', cellFormula: false, cellHTML: false, cellText: false, sheets: sheet ?? 0, sheetRows, bookVBA: false });
  } catch {
    return null;
  }
}

function textOfCell(value: unknown): string {
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return typeof value === 'string' ? value : '';
}

/** A double as Excel shows it: 15 digits, no exponent. */
function numberText(value: number): string {
  const short = Number(value.toPrecision(15));
  const text = String(short);
  if (!/e/i.test(text)) return text;
  return Math.abs(short) >= 1 ? BigInt(short).toString() : short.toFixed(20).replace(/0+$/, '');
}
