import { readFileSync } from 'node:fs';

const folder = new URL('./data/', import.meta.url);

/** A row of a data file, read by column name. Asking for a column that the file does not have throws. */
export interface DataRow {
  text(column: string): string;
  /** Null for a cell that holds "-" or nothing. */
  maybe(column: string): string | null;
  number(column: string): number;
}

function dataRow(place: string, cells: ReadonlyMap<string, string>): DataRow {
  const text = (column: string): string => {
    const cell = cells.get(column);
    if (cell === undefined) throw new Error(`${place}: no column ${column}`);
    return cell;
  };
  return {
    text,
    maybe: (column) => (text(column) === '-' || text(column) === '' ? null : text(column)),
    number: (column) => {
      const value = Number(text(column));
      if (Number.isNaN(value)) throw new Error(`${place}: ${column} is no number`);
      return value;
    },
  };
}

/** The rows of a tab-separated data file. Its first line, after `# `, names the columns; other lines with `#` are remarks. */
export function readTable(name: string): readonly DataRow[] {
  const [header = '', ...lines] = readFileSync(new URL(name, folder), 'utf8').split('\n');
  const columns = header.replace(/^# /, '').split('\t');
  return lines.flatMap((line, index) => {
    if (line.startsWith('#') || line.trim() === '') return [];
    const cells = line.split('\t').map((cell) => cell.trim());
    return [dataRow(`db/seed/data/${name}, line ${index + 2}`, new Map(columns.map((column, at) => [column, cells[at] ?? ''])))];
  });
}

/** A JSON data file. */
export const readJson = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
