import { createSingleFlight } from '../../kit/gate.ts';
import { queryOf, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { readAllRows } from '../../kit/odata4/paging.ts';
import type { FoClient } from '../client.ts';
import { areaOf, yes } from '../map/fields.ts';
import { conversionOf, type Conversion } from '../map/units.ts';
import { setOf, type FoSettings } from '../settings.ts';
import { optional } from './optional.ts';

/** Small tables of the environment. Each throws `ErpReadError` when it cannot be read. */
export interface Tables {
  /** dataAreaId → currency of its ledger. */
  currencies(): Promise<ReadonlyMap<string, string>>;
  /** Conversions that hold for every product. */
  conversions(): Promise<readonly Conversion[]>;
  /** `dataAreaId/status` of statuses that block goods. */
  blocking(): Promise<ReadonlySet<string>>;
  /** `dataAreaId/operation` → its name. */
  operations(): Promise<ReadonlyMap<string, string>>;
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
export function createTables(client: FoClient, settings: FoSettings, now: () => number): Tables {
  const all = (set: string, select?: string): Promise<readonly WireRecord[]> =>
    readAllRows((step, path) => client.get(step, path), `read ${set}`, `${set}${queryOf({ $select: select })}`, client.root);
  return {
    currencies: kept(
      async () =>
        new Map(
          (await all('Ledgers', 'LegalEntityId,AccountingCurrency')).map((row) => [
            textOf(row, 'LegalEntityId').toLowerCase(),
            textOf(row, 'AccountingCurrency'),
          ]),
        ),
      now,
    ),
    conversions: kept(async () => (await all('UnitOfMeasureConversions')).flatMap((row) => conversionOf(row) ?? []), now),
    blocking: kept(async () => {
      const rows = (await optional(all(setOf(settings, 'statuses')))).filter((row) => yes(row, 'WillStatusBlockInventory'));
      return new Set(rows.map((row) => `${areaOf(row)}/${textOf(row, 'StatusId')}`));
    }, now),
    operations: kept(
      async () =>
        new Map(
          (await optional(all('Operations', 'dataAreaId,OperationId,OperationName'))).map((row) => [
            `${areaOf(row)}/${textOf(row, 'OperationId')}`,
            textOf(row, 'OperationName'),
          ]),
        ),
      now,
    ),
  };
}
