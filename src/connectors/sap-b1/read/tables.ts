import { createSingleFlight } from '../../kit/gate.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { decimalOf, intOf } from '../../kit/odata4/codec.ts';
import { readAllRows } from '../../kit/odata4/paging.ts';
import { expandedOf } from '../../kit/odata/codec.ts';
import type { B1Client } from '../client.ts';

/** 1 of the unit is `base / alternate` units of the group's base. */
export interface GroupUnit {
  readonly entry: number;
  readonly base: string;
  readonly alternate: string;
}

/** Small tables of the company. Each throws `ErpReadError` when it cannot be read. */
export interface Tables {
  /** Unit number → code, and code → number. */
  units(): Promise<{ readonly codeOf: ReadonlyMap<number, string>; readonly entryOf: ReadonlyMap<string, number> }>;
  /** Unit group → its units. */
  groups(): Promise<ReadonlyMap<number, readonly GroupUnit[]>>;
  itemGroups(): Promise<ReadonlyMap<number, string>>;
}

const keptMs = 10 * 60_000;

function kept<T>(read: () => Promise<T>, now: () => number): () => Promise<T> {
  let held: { readonly value: T; readonly at: number } | null = null;
  const flight = createSingleFlight(async () => {
    const value = await read();
    held = { value, at: now() };
    return value;
  });
  return () => (held && now() - held.at < keptMs ? Promise.resolve(held.value) : flight());
}

/** The tables of one connection, each kept for ten minutes. */
export function createTables(client: B1Client, now: () => number): Tables {
  const all = (set: string): Promise<readonly WireRecord[]> => readAllRows((step, path) => client.get(step, path), `read ${set}`, set, client.root);
  return {
    units: kept(async () => {
      const rows = (await all('UnitOfMeasurements?$select=AbsEntry,Code')).map((row) => [intOf(row, 'AbsEntry') ?? 0, textOf(row, 'Code')] as const);
      return { codeOf: new Map(rows), entryOf: new Map(rows.map(([entry, code]) => [code, entry])) };
    }, now),
    groups: kept(async () => {
      const rows = await all('UnitOfMeasurementGroups');
      return new Map(rows.map((row) => [intOf(row, 'AbsEntry') ?? 0, expandedOf(row, 'UoMGroupDefinitionCollection').map(groupUnit)]));
    }, now),
    itemGroups: kept(
      async () => new Map((await all('ItemGroups?$select=Number,GroupName')).map((row) => [intOf(row, 'Number') ?? 0, textOf(row, 'GroupName')])),
      now,
    ),
  };
}

const groupUnit = (row: WireRecord): GroupUnit => ({
  entry: intOf(row, 'AlternateUoM') ?? 0,
  base: decimalOf(row, 'BaseQuantity') ?? '0',
  alternate: decimalOf(row, 'AlternateQuantity') ?? '0',
});
