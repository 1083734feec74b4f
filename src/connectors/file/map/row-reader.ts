import { parseMinor } from '../../../kernel/money.ts';
import { parseMilli } from '../../../kernel/quantity.ts';
import { divideExact } from '../../kit/decimal.ts';
import type { Table, TableRow } from '../content/table.ts';
import { dayOf, dayOfSerial, decimalOf, flagOf } from '../content/values.ts';
import type { ColumnSettings, FileSettings, TableSettings } from '../settings.ts';

/** What cannot be said of a row, and where it stands. */
export interface RowProblem {
  readonly why: string;
  readonly address: string;
}

/** A table with what its columns mean. */
export interface MappedTable {
  readonly table: Table;
  /** Field → number of its column, for those that the file has. */
  readonly columnOf: ReadonlyMap<string, number>;
  readonly settings: Readonly<Record<string, ColumnSettings>>;
  readonly units: Readonly<Record<string, string>>;
}

const headingOf = (setting: ColumnSettings | undefined, field: string): string | undefined =>
  typeof setting === 'string' ? setting : setting === undefined ? field : (setting.column ?? (setting.value === undefined ? field : undefined));

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** Finds the columns of all fields that the mapping names or that have a heading of their own name, wherever they stand. */
export function mapTable(table: Table, mapping: Pick<TableSettings, 'columns'>, fields: readonly string[], settings: FileSettings): MappedTable {
  const columnOf = new Map<string, number>();
  for (const field of new Set([...fields, ...Object.keys(mapping.columns)])) {
    const heading = headingOf(mapping.columns[field], field);
    const at = heading === undefined ? -1 : table.heading.findIndex((one) => same(one, heading));
    if (at >= 0) columnOf.set(field, at);
  }
  // `name.hi`, `attribute.size`: a heading of such a form is a field by itself
  table.heading.forEach((heading, at) => {
    if (/^(name|attribute)\.\w+$/i.test(heading)) columnOf.set(heading.toLowerCase(), at);
  });
  return { table, columnOf, settings: mapping.columns, units: settings.units };
}

/** One row, read field by field. What cannot be read is noted with its cell and gives an empty value; a row with problems is not a record. */
export class RowReader {
  readonly problems: RowProblem[] = [];
  readonly #mapped: MappedTable;
  readonly #row: TableRow;
  constructor(mapped: MappedTable, row: TableRow) {
    this.#mapped = mapped;
    this.#row = row;
  }

  /** Where a field stands; the beginning of the row for one that has no column. */
  addressOf(field: string): string {
    return this.#mapped.table.addressOf(this.#row.line, this.#mapped.columnOf.get(field) ?? 0);
  }
  #problem(field: string, why: string): void {
    this.problems.push({ why: `${why}_${field.replace(/\W/g, '_')}`, address: this.addressOf(field) });
  }
  /** The cell as it stands, or the constant of the mapping; empty where there is none. */
  raw(field: string): string {
    const setting = this.#mapped.settings[field];
    const at = this.#mapped.columnOf.get(field);
    const cell = at === undefined ? '' : (this.#row.cells[at] ?? '');
    if (setting === undefined || typeof setting === 'string') return cell;
    const said = cell.trim() === '' ? (setting.value ?? cell) : cell;
    return setting.words?.[said.trim()] ?? said;
  }
  /** A text without blanks around it; signs that no text has become blanks. */
  text(field: string): string {
    const text = this.raw(field)
      .replace(/[\p{Cc}\uFFFE\uFFFF]+/gu, ' ')
      .trim();
    if (this.#mapped.table.from1904 !== null && /^#(REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!)$/.test(text)) {
      this.#problem(field, 'formula_error');
      return '';
    }
    return text;
  }
  /** A text that must be there. */
  need(field: string): string {
    const text = this.text(field);
    if (text === '') this.#problem(field, 'no');
    return text;
  }
  /** A text, or null where it is empty. */
  orNull(field: string): string | null {
    return this.text(field) || null;
  }
  /** A decimal text; null where the cell is empty. */
  decimal(field: string): string | null {
    const text = this.text(field);
    if (text === '') return null;
    const setting = this.#mapped.settings[field];
    const own = typeof setting === 'object' ? setting.decimal : undefined;
    const number = decimalOf(text, own === undefined ? this.#mapped.table.format : { ...this.#mapped.table.format, decimal: own });
    if (number === null) this.#problem(field, 'no_number');
    return number;
  }
  /** Thousandths; null where the cell is empty. Finer quantities are a problem: nothing is rounded. */
  milli(field: string): number | null {
    const number = this.decimal(field);
    const milli = number === null ? null : parseMilli(number);
    if (number !== null && milli === null) this.#problem(field, 'too_fine');
    return milli;
  }
  /** Thousandths that must be there. */
  needMilli(field: string): number {
    if (this.text(field) === '') this.#problem(field, 'no');
    return this.milli(field) ?? 0;
  }
  /** Minor units of the currency, divided exactly by `per`; null where the cell is empty. */
  minor(field: string, currency: string, per = '1'): number | null {
    const number = this.decimal(field);
    if (number === null) return null;
    const one = per === '1' ? number : divideExact(number, per, 4);
    const minor = one === null ? null : parseMinor(one, currency);
    if (minor === null) this.#problem(field, 'not_exact');
    return minor;
  }
  /** Minor units that must be there. */
  needMinor(field: string, currency: string, per = '1'): number {
    if (this.text(field) === '') this.#problem(field, 'no');
    return this.minor(field, currency, per) ?? 0;
  }
  /** A whole number; null where the cell is empty. */
  whole(field: string): number | null {
    const number = this.decimal(field);
    if (number === null) return null;
    if (!/^-?\d{1,15}$/.test(number)) this.#problem(field, 'no_whole_number');
    return Math.trunc(Number(number));
  }
  /** A day; null where the cell is empty or all zeros, as ERPs write "none". */
  day(field: string): string | null {
    const text = this.text(field);
    if (text === '' || /^[0./-]+$/.test(text)) return null;
    const { format, from1904 } = this.#mapped.table;
    const setting = this.#mapped.settings[field];
    const own = (typeof setting === 'object' ? setting.date : undefined) ?? format.date;
    const day = dayOf(text, own) ?? (from1904 === null ? null : dayOfSerial(text, from1904));
    if (day === null) this.#problem(field, 'no_day');
    return day;
  }
  /** A day that must be there. */
  needDay(field: string): string {
    if (this.text(field) === '') this.#problem(field, 'no');
    return this.day(field) ?? '';
  }
  /** Yes or no; `otherwise` where the file has no such column. */
  flag(field: string, otherwise: boolean): boolean {
    if (!this.has(field)) return otherwise;
    const flag = flagOf(this.text(field));
    if (flag === null) this.#problem(field, 'neither_yes_nor_no');
    return flag ?? otherwise;
  }
  /** One of our words; `otherwise` where the cell is empty. Any other word is a problem: it must be mapped. */
  oneOf<T extends string>(field: string, words: readonly T[], otherwise: T): T {
    const text = this.text(field);
    const word = words.find((one) => same(one, text));
    if (text !== '' && word === undefined) this.#problem(field, 'unknown_word');
    return word ?? otherwise;
  }
  /** Our code of a unit that must be there. */
  unit(field: string): string {
    const unit = this.need(field);
    return this.#mapped.units[unit] ?? unit;
  }
  /** Whether the field has a column or a constant. */
  has(field: string): boolean {
    const setting = this.#mapped.settings[field];
    return this.#mapped.columnOf.has(field) || (typeof setting === 'object' && setting.value !== undefined);
  }
  /** `name.` → language and name, for those that are filled. */
  family(prefix: string): Record<string, string> {
    const fields = new Set([...this.#mapped.columnOf.keys(), ...Object.keys(this.#mapped.settings)].filter((field) => field.startsWith(prefix)));
    return Object.fromEntries([...fields].map((field) => [field.slice(prefix.length), this.text(field)] as const).filter(([, text]) => text !== ''));
  }
  /** Filled columns that no field has taken. */
  extra(): Record<string, string> {
    const taken = new Set(this.#mapped.columnOf.values());
    return Object.fromEntries(
      this.#mapped.table.heading.flatMap((heading, at) => {
        const cell = this.#row.cells[at] ?? '';
        return taken.has(at) || heading === '' || cell.trim() === '' ? [] : [[heading, cell]];
      }),
    );
  }
  /** The whole row, to tell whether another one is the same. */
  get wholeRow(): string {
    return this.#row.cells.join('\u0000');
  }
}
