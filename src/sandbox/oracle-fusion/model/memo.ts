import type { TableName } from '../records.ts';
import type { Row } from '../rest/resource.ts';
import type { World } from '../world.ts';

/** Rows that are built anew only when one of the tables has changed. */
export function memo(world: World, tables: readonly TableName[], build: () => readonly Row[]): () => readonly Row[] {
  let held: { readonly at: string; readonly rows: readonly Row[] } | null = null;
  return () => {
    const at = tables.map((table) => world.store.version(table)).join('/');
    if (held?.at !== at) held = { at, rows: build() };
    return held.rows;
  };
}
