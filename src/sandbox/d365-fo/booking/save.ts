import type { Row } from '../../kit/odata4/index.ts';
import { noon } from '../seed/companies.ts';
import type { World } from '../world.ts';

/** Puts a row in its table. */
export function save(world: World, set: string, row: Row): Row {
  world.store.table(set).put(row);
  return row;
}

/** Days of a body as the ERP keeps them: noon. */
export const atNoon = (values: Row, fields: readonly string[]): Row =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fields.includes(name) && typeof value === 'string' ? noon(value) : value]));

/** The next number of a row of numbers, kept in the rows themselves: the highest serial behind `prefix` and one. */
export function nextSerial(rows: readonly Row[], field: string, prefix: string): number {
  const last = rows.reduce((highest, row) => {
    const text = String(row[field] ?? '');
    const serial = text.startsWith(prefix) ? Number(text.slice(prefix.length)) : NaN;
    return Number.isSafeInteger(serial) && serial > highest ? serial : highest;
  }, 0);
  return last + 1;
}
