import { queryOf, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { rowsOf } from '../../kit/odata4/answer.ts';
import { entityPath, literalOf } from '../../kit/odata4/codec.ts';
import { readAllRows } from '../../kit/odata4/paging.ts';
import { ErpReadError } from '../../kit/read-error.ts';
import type { ErpFailure } from '../../kit/types.ts';
import type { CallSink, FoClient } from '../client.ts';
import { areaOf } from '../map/fields.ts';
import { both, ourCompanies } from '../read/reading.ts';
import type { Tables } from '../read/tables.ts';
import { dataAreas, setOf, type FoSettings } from '../settings.ts';

/** What writing needs. */
export interface Tools {
  readonly client: FoClient;
  readonly settings: FoSettings;
  readonly tables: Tables;
  readonly record: CallSink;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Runs work whose small look-ups may fail; such a failure happened before anything was sent. */
export async function beforeSending<T>(work: () => Promise<T>): Promise<T | ErpFailure> {
  return work().catch((error: unknown) => {
    if (error instanceof ErpReadError) return error.failure;
    throw error;
  });
}

/** A refusal of ours, before anything was sent. */
export const refused = (code: string, text: string, field: string | null = null): ErpFailure => ({ kind: 'rejected', code, text, field });

/** Rows that were read, or why not. */
export type Rows = { readonly kind: 'rows'; readonly rows: readonly WireRecord[] } | ErpFailure;

/** One page of a set's rows. */
export async function readRows(step: string, set: string, filter: string, { client, record }: Tools): Promise<Rows> {
  const answer = await client.get(step, `${set}${queryOf({ $filter: filter })}`, record);
  if (answer.kind !== 'ok') return answer;
  const found = rowsOf(answer.json);
  return found ? { kind: 'rows', rows: found.rows } : { kind: 'transient', why: 'no_collection' };
}

/** A sales order as it stands: header and lines. */
export interface Order {
  readonly kind: 'order';
  readonly header: WireRecord;
  readonly lines: readonly WireRecord[];
}

/** Headers that the filter finds in these companies. */
export const readHeaders = (step: string, filter: string, tools: Tools, companies: readonly string[] = dataAreas(tools.settings)): Promise<Rows> =>
  readRows(step, setOf(tools.settings, 'salesOrderHeaders'), both(ourCompanies(tools.settings, companies), filter), tools);

/** The lines of a header; all of them, also where the ERP cuts its answer into pages. */
export async function readLines(step: string, header: WireRecord, { client, settings, record }: Tools): Promise<Order | ErpFailure> {
  const filter = both(ourCompanies(settings, [areaOf(header)]), `SalesOrderNumber eq ${literalOf('text', textOf(header, 'SalesOrderNumber'))}`);
  const path = `${setOf(settings, 'salesOrderLines')}${queryOf({ $filter: filter })}`;
  const lines = await beforeSending(() => readAllRows((name, next) => client.get(name, next, record), step, path, client.root));
  return 'kind' in lines ? lines : { kind: 'order', header, lines };
}

/** The address of a header, fit for a change. */
export const headerPath = (header: WireRecord, settings: FoSettings): string =>
  entityPath(setOf(settings, 'salesOrderHeaders'), ['dataAreaId', 'text', areaOf(header)], ['SalesOrderNumber', 'text', textOf(header, 'SalesOrderNumber')]);
/** The address of a line, fit for a change. */
export const linePath = (line: WireRecord, settings: FoSettings): string =>
  entityPath(setOf(settings, 'salesOrderLines'), ['dataAreaId', 'text', areaOf(line)], ['InventoryLotId', 'text', textOf(line, 'InventoryLotId')]);
