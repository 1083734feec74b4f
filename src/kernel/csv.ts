/** A table as a file for a spreadsheet, and back. */

/** A cell that a spreadsheet would run as a formula. */
const formula = /^[=+\-@\t\r]/;

/** One cell, quoted. What a spreadsheet would take for a formula gets an apostrophe in front, which it shows as text. */
export function csvCell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** Rows of cells as a file that spreadsheets open, in UTF-8 with a mark. */
export const csvText = (rows: readonly (readonly string[])[]): string => `\uFEFF${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;

/** A row of a file with the number of the line on which it begins. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

const unquoted = (cell: string): string => {
  const text = cell.trim();
  return /^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
};

/** The separator is what stands most often in the first line: spreadsheets write commas, semicolons or tabs. */
export function separatorOf(text: string): string {
  const head = text.slice(0, (text.indexOf('\n') + text.length + 1) % (text.length + 1));
  const count = (sign: string): number => head.split(sign).length;
  return count('\t') > count(';') && count('\t') > count(',') ? '\t' : count(';') > count(',') ? ';' : ',';
}

/** How a file is read when it is not a person's spreadsheet. */
export interface CsvOptions {
  /** What stands between cells; default: `separatorOf` the text. */
  readonly separator?: string;
  /** Cells as they stand: blanks around them and apostrophes in front are data. */
  readonly keep?: boolean;
}

interface Scan {
  readonly rows: CsvRow[];
  readonly cellOf: (cell: string) => string;
  cells: string[];
  cell: string;
  quoted: boolean;
  line: number;
  /** The line on which the present row began. */
  begins: number;
}

function endRow(scan: Scan): void {
  scan.cells.push(scan.cellOf(scan.cell));
  if (scan.cells.some((each) => each.trim() !== '')) scan.rows.push({ line: scan.begins, cells: scan.cells });
  scan.cells = [];
  scan.cell = '';
  scan.begins = scan.line;
}

/** One sign inside quotes; gives how many signs it took. */
function takeQuoted(scan: Scan, sign: string, next: string): number {
  const end = sign === '"' && next !== '"';
  if (end) scan.quoted = false;
  else scan.cell += sign;
  return sign === '"' && !end ? 2 : 1;
}

function takePlain(scan: Scan, sign: string, separator: string): void {
  if (sign === '"' && scan.cell.trim() === '') {
    scan.quoted = true;
    scan.cell = '';
  } else if (sign === separator) {
    scan.cells.push(scan.cellOf(scan.cell));
    scan.cell = '';
  } else if (sign === '\n') endRow(scan);
  else if (sign !== '\r') scan.cell += sign;
}

/** Reads a file; null when a quote is never closed. Empty rows are left out. One pass, whatever the text. */
export function parseCsv(input: string, options: CsvOptions = {}): readonly CsvRow[] | null {
  const text = input.startsWith('\uFEFF') ? input.slice(1) : input;
  const separator = options.separator ?? separatorOf(text);
  const scan: Scan = { rows: [], cellOf: options.keep ? (cell) => cell : unquoted, cells: [], cell: '', quoted: false, line: 1, begins: 1 };
  for (let at = 0; at < text.length;) {
    const sign = text.charAt(at);
    if (sign === '\n') scan.line += 1;
    if (scan.quoted) at += takeQuoted(scan, sign, text.charAt(at + 1));
    else {
      takePlain(scan, sign, separator);
      at += 1;
    }
  }
  if (scan.quoted) return null;
  endRow(scan);
  return scan.rows;
}
