import type { ErpObject, KeyPage } from '../../../connectors/kit/types.ts';
import type { Refusal, Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Ctx, Runtime } from '../../../platform/runtime/ctx.ts';
import { activeMapping } from '../active-mapping.ts';
import { admitPage } from '../commands/admit-page.ts';
import { retireTold, retireUnseen } from '../commands/retire-gone.ts';
import { savePage } from '../commands/save-page.ts';
import type { ConnectionPool } from '../connections.ts';
import { connectionDownUntil } from '../connections.ts';
import type { ReadRefusal } from '../contract.ts';
import type { SyncDeps } from '../deps.ts';
import type { Mapping } from '../domain/mapping/mapping.ts';
import { readingOrder } from '../domain/objects.ts';
import type { Due } from '../domain/freshness.ts';
import { isDue } from '../domain/freshness.ts';
import type { ConnectionRecord } from '../store/connection-store.ts';
import { loadConnection, loadProvenConnections, noteSuccess } from '../store/connection-store.ts';
import type { ReadState } from '../store/cursor-store.ts';
import { loadReadStates, noteSwept, saveChangesPlace } from '../store/cursor-store.ts';
import { noteSeen } from '../store/record-store.ts';
import type { ReadingOf } from './patience.ts';
import { readPatiently } from './patience.ts';
import { readEverything } from './read-all.ts';
import { syncActor } from './send-command.ts';

type Outcome = Result<number, Refusal<ReadRefusal>>;
type State = ReadState & { readonly object: ErpObject };

/**
 * Keeps every proven connection current: changes are read where the ERP tells them, other objects as a whole when they are due, and keys
 * are compared where vanished records are not told. One object after the other; what goes wrong is logged, and the next round tries again.
 */
export async function keepCurrent(runtime: Runtime, deps: SyncDeps, pool: ConnectionPool, signal?: AbortSignal): Promise<void> {
  for (const id of await runtime.transaction(syncActor, loadProvenConnections)) {
    for (const object of readingOrder) {
      if (signal?.aborted) return;
      const task = await taskOf(runtime, pool, id, object);
      const read = task ? await carryOut({ runtime, deps, pool, signal }, task) : ok(0);
      if (!read.ok) runtime.log.warn({ connection: id, object, ...read.refusal }, 'not read anew');
    }
  }
}

interface Tools {
  readonly runtime: Runtime;
  readonly deps: SyncDeps;
  readonly pool: ConnectionPool;
  readonly signal: AbortSignal | undefined;
}

/** What is due of an object. */
interface Task {
  readonly connection: ConnectionRecord;
  readonly object: ErpObject;
  readonly due: Exclude<Due, 'nothing'>;
  readonly state: ReadState | null;
}

/** Known to be away, or left in peace. */
const isAway = ({ settings, restsUntil }: ConnectionRecord, now: Instant): boolean =>
  connectionDownUntil(settings, now) !== null || (restsUntil !== null && restsUntil > now);

/** Read as late as possible: another worker may have taken the object up meanwhile. */
async function taskOf(runtime: Runtime, pool: ConnectionPool, id: string, object: ErpObject): Promise<Task | null> {
  const [connection, states] = await runtime.transaction(syncActor, async (ctx) => [await loadConnection(ctx, id), await loadReadStates(ctx, id)] as const);
  const can = connection && pool.connectorOf(connection.connector)?.capabilities.read[object];
  if (!connection || !can || connection.state !== 'active' || isAway(connection, runtime.now())) return null;
  const state = states.find((one) => one.object === object) ?? null;
  const due = isDue({ object, can, state, now: runtime.now() });
  return due === 'nothing' ? null : { connection, object, due, state };
}

async function carryOut({ runtime, deps, pool, signal }: Tools, { connection, object, due, state }: Task): Promise<Outcome> {
  if (due === 'everything' || state === null) {
    const read = await readEverything(runtime, deps, pool, connection.id, { only: [object], ...(signal ? { signal } : {}) });
    return read.ok ? ok(read.value.records[object] ?? 0) : read;
  }
  const reading = { runtime, connection: pool.open(connection), connectionId: connection.id, signal };
  const connector = pool.connectorOf(connection.connector);
  const changed = await readChanges(reading, deps, { ...state, object }, (ctx) => activeMapping(ctx, connector, connection));
  if (!changed.ok || due === 'changes') return changed;
  const swept = await sweep(reading, object);
  return swept.ok ? changed : swept;
}

/**
 * Reads what changed since the watermark; each page is committed together with its place. A page that comes twice changes nothing.
 * Gives how many records came.
 */
export async function readChanges(reading: ReadingOf, deps: SyncDeps, state: State, mappingNow: (ctx: Ctx) => Promise<Mapping>): Promise<Outcome> {
  const { runtime, connectionId } = reading;
  const of = { connection: connectionId, object: state.object, startedAt: runtime.now() };
  let place = state.changesPage;
  for (let seen = 0; ;) {
    const page = await readPatiently(reading, state.object, (connection) => connection.readPage(state.object, place, state.watermark));
    if (!page.ok) return page;
    await runtime.transaction(syncActor, async (ctx) => {
      await savePage(ctx, deps.orders, of, await admitPage(ctx, of, await mappingNow(ctx), page.value));
      await retireTold(ctx, of, page.value.deleted ?? []);
      await saveChangesPlace(ctx, of, page.value.nextCursor, page.value.watermark ?? null);
      if (page.value.nextCursor === null) await noteSuccess(ctx, connectionId, ctx.now());
    });
    seen += page.value.records.length;
    place = page.value.nextCursor;
    if (place === null) return ok(seen);
  }
}

/** Compares our keys with the ERP's: what it has no more is retired. Cut short, it begins anew. Gives how many were retired. */
export async function sweep(reading: ReadingOf, object: ErpObject): Promise<Outcome> {
  const { runtime, connectionId } = reading;
  const of = { connection: connectionId, object, reading: runtime.newId() };
  let cursor: string | null = null;
  do {
    const at: string | null = cursor;
    const page: Result<KeyPage, Refusal<ReadRefusal>> = await readPatiently(reading, object, (connection): Promise<KeyPage> => connection.readKeys(object, at));
    if (!page.ok) return page;
    const { keys, nextCursor }: KeyPage = page.value;
    await runtime.transaction(syncActor, (ctx) => noteSeen(ctx, of.reading, keys));
    cursor = nextCursor;
  } while (cursor !== null);
  return runtime.transaction(syncActor, async (ctx) => {
    const retired = await retireUnseen(ctx, of, false);
    if (retired.ok) await noteSwept(ctx, of);
    return retired;
  });
}
