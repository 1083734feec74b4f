import type { ErpConnection, ErpObject, SnapshotPage } from '../../../connectors/kit/types.ts';
import type { Refusal, Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Ctx, Runtime } from '../../../platform/runtime/ctx.ts';
import { activeMapping } from '../active-mapping.ts';
import { admitPage } from '../commands/admit-page.ts';
import { retireUnseen } from '../commands/retire-gone.ts';
import type { PageOf } from '../commands/save-page.ts';
import { endObject, savePage } from '../commands/save-page.ts';
import type { ConnectionPool } from '../connections.ts';
import type { ReadProgress, ReadRefusal } from '../contract.ts';
import type { SyncDeps } from '../deps.ts';
import { incompleteness } from '../domain/completeness.ts';
import type { Mapping } from '../domain/mapping/mapping.ts';
import { isTracked, readingOrder } from '../domain/objects.ts';
import { loadConnection, noteSuccess } from '../store/connection-store.ts';
import type { ReadPlace, ReadState } from '../store/cursor-store.ts';
import { beginReading, dropPlace, loadReadStates, noteTrouble, savePlace } from '../store/cursor-store.ts';
import { noteSeen } from '../store/record-store.ts';
import { readPatiently } from './patience.ts';
import { syncActor } from './send-command.ts';

/** How a reading is watched and steered. */
export interface ReadOptions {
  readonly onProgress?: (progress: ReadProgress) => void;
  /** Objects whose shrinking a person has looked at and accepts. */
  readonly accept?: readonly string[];
  /** Only these; default: everything that the connector reads. */
  readonly only?: readonly ErpObject[];
  /** From their beginning, also where a reading was cut short. */
  readonly anew?: boolean;
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
  const objects = readingOrder.filter((object) => connector.capabilities.read[object] !== undefined && (options.only?.includes(object) ?? true));
  const records: Record<string, number> = {};
  const reading = { runtime, deps, connection, connectionId, options, mappingNow: (ctx: Ctx) => activeMapping(ctx, connector, stored) };
  for (const state of await statesFor(runtime, connectionId, objects, options.anew === true)) {
    const done = state.complete ? ok(state.records) : await readObject(reading, state);
    if (!done.ok) {
      const { refusal } = done;
      await runtime.transaction(syncActor, (ctx) => noteTrouble(ctx, { connection: connectionId, object: state.object }, refusal));
      return done;
    }
    records[state.object] = done.value;
  }
  await runtime.transaction(syncActor, (ctx) => noteSuccess(ctx, connectionId, ctx.now()));
  return ok({ records });
}

/** Where each object stands. When the last reading came to its end, or there was none, or it is wanted, a new one begins. */
async function statesFor(
  runtime: Runtime,
  connectionId: string,
  objects: readonly ErpObject[],
  anew: boolean,
): Promise<readonly (ReadState & { object: ErpObject })[]> {
  return runtime.transaction(syncActor, async (ctx) => {
    const before = await loadReadStates(ctx, connectionId);
    const interrupted = !anew && objects.some((object) => before.find((state) => state.object === object)?.complete === false);
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
  readonly mappingNow: (ctx: Ctx) => Promise<Mapping>;
}

async function readObject(reading: Reading, state: ReadState & { object: ErpObject }): Promise<Result<number, Refusal<ReadRefusal>>> {
  const { runtime, connectionId, options } = reading;
  const { object } = state;
  const of = { connection: connectionId, object, startedAt: (state.startedAt ?? runtime.now()) as Instant };
  const accepted = options.accept?.includes(object) === true;
  const patience = { ...reading, signal: options.signal };
  let place = state.place ?? (await beginAt(reading));
  for (;;) {
    const page = await readPatiently(patience, object, (connection) => connection.readPage(object, place.page));
    if (!page.ok) return page;
    const next = advance(place, page.value);
    const why = accepted ? null : incompleteness({ previous: state.records, total: next.total, seen: next.seen, done: next.page === null });
    if (why !== null) {
      await runtime.transaction(syncActor, (ctx) => dropPlace(ctx, of));
      return refuse(why, { object, previous: state.records, total: next.total, seen: next.seen });
    }
    const kept = await runtime.transaction(syncActor, (ctx) => keepPage(ctx, reading, { of, page: page.value, place, accepted }));
    if (!kept.ok) return kept;
    place = kept.value ?? (await beginAt(reading));
    if (kept.value === null) continue;
    tellProgress(options, object, place);
    if (place.page === null) return ok(place.seen);
  }
}

const tellProgress = ({ onProgress }: ReadOptions, object: string, { seen, skipped, total, page }: ReadPlace): void =>
  onProgress?.({ object, records: seen - skipped, skipped, total, done: page === null });

/** The beginning of a reading, with the mapping that counts now. */
const beginAt = ({ runtime, mappingNow }: Reading): Promise<ReadPlace> =>
  runtime.transaction(syncActor, async (ctx) => {
    const { version: mapping } = await mappingNow(ctx);
    return { reading: runtime.newId(), page: null, seen: 0, skipped: 0, skippedWhy: {}, total: null, mapping };
  });

interface Page {
  readonly of: PageOf;
  readonly page: SnapshotPage;
  readonly place: ReadPlace;
  readonly accepted: boolean;
}

/**
 * A page and its place, in one transaction; with the last one, what the ERP has no more. Vanished records that nobody would believe stay.
 * Null: the mapping has changed since the reading began, and half of it would be said otherwise than the rest.
 */
async function keepPage(ctx: Ctx, reading: Reading, { of, page, place, accepted }: Page): Promise<Result<ReadPlace | null, Refusal<ReadRefusal>>> {
  const mapping = await reading.mappingNow(ctx);
  if (mapping.version !== place.mapping) return ok(null);
  const mapped = await admitPage(ctx, of, mapping, page);
  const next = advance(place, mapped);
  const lost = await savePage(ctx, reading.deps.orders, of, mapped);
  const reached = { ...next, skipped: next.skipped + lost };
  const done = reached.page === null;
  const swept = isTracked(of.object) ? await noteKeys(ctx, { of: { ...of, reading: next.reading }, page: mapped, done, accepted }) : ok(0);
  if (done) await endObject(ctx, of);
  await savePlace(ctx, of, reached, page.watermark ?? null);
  return swept.ok ? ok(reached) : swept;
}

interface Noting {
  readonly of: PageOf & { readonly reading: string };
  readonly page: SnapshotPage;
  readonly done: boolean;
  readonly accepted: boolean;
}

async function noteKeys(ctx: Ctx, { of, page, done, accepted }: Noting): Promise<Result<number, Refusal<ReadRefusal>>> {
  await noteSeen(ctx, of.reading, [...page.records.map((record) => record.key), ...(page.skipped ?? []).map((row) => row.key)]);
  return done ? retireUnseen(ctx, of, accepted) : ok(0);
}

function advance(place: ReadPlace, page: SnapshotPage): ReadPlace {
  const rows = page.skipped ?? [];
  return {
    ...place,
    page: page.nextCursor,
    seen: place.seen + page.records.length + rows.length,
    skipped: place.skipped + rows.length,
    skippedWhy: counted(place.skippedWhy, rows),
    total: page.total ?? place.total,
  };
}

/** Counts reasons on top of those that were counted before. */
const counted = (before: Readonly<Record<string, number>>, rows: readonly { readonly why: string }[]): Readonly<Record<string, number>> =>
  rows.reduce((sums, { why }) => ({ ...sums, [why]: (sums[why] ?? 0) + 1 }), before);
