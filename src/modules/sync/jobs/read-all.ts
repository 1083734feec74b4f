import { setTimeout as sleep } from 'node:timers/promises';
import type { ErpConnection, ErpFailure, SnapshotPage } from '../../../connectors/kit/types.ts';
import type { Refusal, Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Runtime } from '../../../platform/runtime/ctx.ts';
import type { KeptObject } from '../commands/save-page.ts';
import { endObject, savePage } from '../commands/save-page.ts';
import type { ConnectionPool } from '../connections.ts';
import type { ReadProgress, ReadRefusal } from '../contract.ts';
import type { SyncDeps } from '../deps.ts';
import { backoffMs } from '../domain/backoff.ts';
import { incompleteness } from '../domain/completeness.ts';
import { loadConnection, noteSuccess, pauseConnection } from '../store/connection-store.ts';
import type { ReadPlace, ReadState } from '../store/cursor-store.ts';
import { beginReading, dropPlace, loadReadStates, savePlace } from '../store/cursor-store.ts';
import { syncActor } from './send-command.ts';

/** What depends on what: companies before customers, items before prices and bills of material, masters before history. */
const order: readonly KeptObject[] = ['company', 'item', 'cost', 'customer', 'credit', 'price', 'stock', 'work_centre', 'bom', 'routing', 'past_order'];

const mostTries = 5;

/** How a reading is watched and steered. */
export interface ReadOptions {
  readonly onProgress?: (progress: ReadProgress) => void;
  /** Objects whose shrinking a person has looked at and accepts. */
  readonly accept?: readonly string[];
  /** Only these; default: everything that the connector reads. */
  readonly only?: readonly KeptObject[];
  readonly signal?: AbortSignal;
}

type Outcome = Result<{ readonly records: Readonly<Record<string, number>> }, Refusal<ReadRefusal>>;

/**
 * Reads everything that the connector reads, page by page; each page is committed together with its place, so a reading that was killed
 * goes on where it was. Memory does not grow with the number of records. Refused with a name when the ERP cannot be read or what it
 * gives is not believable; what was read until then stays.
 */
export async function readEverything(
  runtime: Runtime,
  deps: SyncDeps,
  pool: ConnectionPool,
  connectionId: string,
  options: ReadOptions = {},
): Promise<Outcome> {
  const stored = await runtime.transaction(syncActor, (ctx) => loadConnection(ctx, connectionId));
  const connector = stored && pool.connectorOf(stored.connector);
  if (!stored || !connector) return refuse('unknown_connection', { connection: connectionId });
  const connection = pool.open(stored);
  const objects = order.filter((object) => connector.capabilities.read[object] !== undefined && (options.only?.includes(object) ?? true));
  const records: Record<string, number> = {};
  for (const state of await statesFor(runtime, connectionId, objects)) {
    const done = state.complete ? ok(state.records) : await readObject({ runtime, deps, connection, connectionId, options }, state);
    if (!done.ok) return done;
    records[state.object] = done.value;
  }
  await runtime.transaction(syncActor, (ctx) => noteSuccess(ctx, connectionId, ctx.now()));
  return ok({ records });
}

/** Where each object stands. When the last reading came to its end, or there was none, a new one begins. */
async function statesFor(runtime: Runtime, connectionId: string, objects: readonly KeptObject[]): Promise<readonly (ReadState & { object: KeptObject })[]> {
  return runtime.transaction(syncActor, async (ctx) => {
    const before = await loadReadStates(ctx, connectionId);
    const interrupted = objects.some((object) => before.find((state) => state.object === object)?.complete === false);
    const fresh = objects.filter((object) => !interrupted || !before.some((state) => state.object === object));
    await beginReading(ctx, connectionId, fresh);
    const states = await loadReadStates(ctx, connectionId);
    return objects.flatMap((object) => states.filter((state) => state.object === object).map((state) => ({ ...state, object })));
  });
}

interface Reading {
  readonly runtime: Runtime;
  readonly deps: SyncDeps;
  readonly connection: ErpConnection;
  readonly connectionId: string;
  readonly options: ReadOptions;
}

async function readObject(reading: Reading, state: ReadState & { object: KeptObject }): Promise<Result<number, Refusal<ReadRefusal>>> {
  const { runtime, connectionId, options } = reading;
  const { object } = state;
  const of = { connection: connectionId, object, startedAt: (state.startedAt ?? runtime.now()) as Instant };
  let place: ReadPlace = state.place ?? { page: null, seen: 0, skipped: 0, total: null };
  for (;;) {
    const page = await readPatiently(reading, object, place.page);
    if (!page.ok) return page;
    const done = page.value.nextCursor === null;
    const next = advance(place, page.value);
    const why = incompleteness({ previous: state.records, total: next.total, seen: next.seen, done });
    if (why !== null && !(options.accept ?? []).includes(object)) {
      await runtime.transaction(syncActor, (ctx) => dropPlace(ctx, connectionId, object));
      return refuse(why, { object, previous: state.records, total: next.total, seen: next.seen });
    }
    place = await runtime.transaction(syncActor, async (ctx) => {
      const lost = await savePage(ctx, reading.deps.orders, of, page.value);
      const reached = { ...next, skipped: next.skipped + lost };
      if (done) await endObject(ctx, of);
      await savePlace(ctx, connectionId, object, reached, done);
      return reached;
    });
    options.onProgress?.({ object, records: place.seen - place.skipped, skipped: place.skipped, total: place.total, done });
    if (done) return ok(place.seen);
  }
}

function advance(place: ReadPlace, page: SnapshotPage): ReadPlace {
  const skipped = page.skipped?.length ?? 0;
  return { page: page.nextCursor, seen: place.seen + page.records.length + skipped, skipped: place.skipped + skipped, total: page.total ?? place.total };
}

/** One page, tried again while the ERP is slow or away. */
async function readPatiently(reading: Reading, object: KeptObject, cursor: string | null): Promise<Result<SnapshotPage, Refusal<ReadRefusal>>> {
  for (let tries = 0; ; tries += 1) {
    const outcome = await reading.connection.readPage(object, cursor).catch(failureOf);
    if (!('kind' in outcome)) return ok(outcome);
    if (outcome.kind === 'unauthorised') {
      await reading.runtime.transaction(syncActor, (ctx) => pauseConnection(ctx, reading.connectionId, outcome.text));
      return refuse('unauthorised', { object, text: outcome.text });
    }
    if (outcome.kind === 'rejected') return refuse('refused_by_erp', { object, code: outcome.code, text: outcome.text });
    if (tries === mostTries || reading.options.signal?.aborted)
      return refuse('erp_away', { object, why: outcome.kind === 'transient' ? outcome.why : outcome.kind });
    await sleep(outcome.kind === 'throttled' ? outcome.afterMs : backoffMs(tries, Math.random(), 500, 15_000));
  }
}

/** Reads the failure that a connector's `readPage` throws; a fault of ours is thrown on. */
function failureOf(error: unknown): ErpFailure {
  if (error instanceof Error && error.name === 'ErpReadError' && 'failure' in error) return error.failure as ErpFailure;
  throw error;
}
