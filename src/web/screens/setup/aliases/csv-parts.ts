import { separatorOf } from '../../../../kernel/csv.ts';

/** A piece of a file with its header, and how far its lines stand above their place in the whole. */
export interface CsvPart {
  readonly csv: string;
  /** Rows in it, without the header. */
  readonly rows: number;
  /** To be added to a line number within the part. */
  readonly offset: number;
}

interface Row {
  readonly text: string;
  /** Lines of the file that it takes: more than one where a cell holds line breaks. */
  readonly lines: number;
}

/** Cuts a file into parts of so many rows, so that a long import shows how far it is. Cells may hold line breaks; a lone quote within a cell (6" pipe) is text. */
export function csvParts(text: string, rowsEach: number): readonly CsvPart[] {
  const [head, ...rows] = rowsOf(text.startsWith('\uFEFF') ? text.slice(1) : text);
  if (head === undefined) return [];
  const parts: CsvPart[] = [];
  let above = 0;
  for (let at = 0; at < rows.length; at += rowsEach) {
    const own = rows.slice(at, at + rowsEach);
    parts.push({ csv: `${head.text}${own.map((row) => row.text).join('')}`, rows: own.filter((row) => row.text.trim() !== '').length, offset: above });
    above += own.reduce((sum, row) => sum + row.lines, 0);
  }
  return parts.length > 0 ? parts : [{ csv: head.text, rows: 0, offset: 0 }];
}

function rowsOf(text: string): readonly Row[] {
  const separator = separatorOf(text);
  const rows: Row[] = [];
  let start = 0;
  let lines = 0;
  let quoted = false;
  let blank = true;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === '\n') lines += 1;
    if (sign === '"' && (quoted || blank)) {
      quoted = !quoted;
      blank = quoted;
    } else if (quoted) continue;
    else if (sign === '\n') {
      rows.push({ text: text.slice(start, at + 1), lines });
      [start, lines, blank] = [at + 1, 0, true];
    } else blank = sign === separator || (blank && sign.trim() === '');
  }
  if (start < text.length) rows.push({ text: `${text.slice(start)}\n`, lines: lines + 1 });
  return rows;
}
