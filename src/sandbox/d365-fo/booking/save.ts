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
