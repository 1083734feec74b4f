import type { CanonicalRecord, SnapshotPage } from '../../../connectors/kit/types.ts';
import type { Refusal, Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Instant } from '../../../kernel/time.ts';
import { addMs } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { listItems } from '../../masters/index.ts';
import { listPositionsOf } from '../../stock/index.ts';
import { admitPage } from '../commands/admit-page.ts';
import type { ReadRefusal, StockComparison } from '../contract.ts';
import type { Lying, OurMove } from '../domain/compare-stock.ts';
import { compareStock } from '../domain/compare-stock.ts';
import { incompleteness } from '../domain/completeness.ts';
import type { Mapping } from '../domain/mapping/mapping.ts';
import { effectsOf, stockKinds, type UnitOfItem } from '../domain/stock-moves.ts';
import { loadReadStates } from '../store/cursor-store.ts';
import { loadStockCommands, type StockCommand } from '../store/stock-command-store.ts';
import type { ReadingOf } from './patience.ts';
import { readPatiently } from './patience.ts';
import { syncActor } from './send-command.ts';

type Outcome<T> = Result<T, Refusal<ReadRefusal | 'never_read' | 'being_read'>>;

/** The clocks of two machines: what we booked so shortly before a reading may not have been in it. */
const marginMs = 60_000;

/**
 * Compares what we hold of stock with what the ERP says now, and names our bookings that explain the differences. Nothing is saved of what is read.
 * Refused: `never_read`, `being_read` (ours is half old, half new), or what reading is refused for. Memory grows with the number of positions.
 */
export async function compareStockOf(reading: ReadingOf, mappingNow: (ctx: Ctx) => Promise<Mapping>): Promise<Outcome<StockComparison>> {
  const { runtime, connectionId } = reading;
  const held = await runtime.transaction(syncActor, async (ctx) => {
    const state = (await loadReadStates(ctx, connectionId)).find((one) => one.object === 'stock') ?? null;
    return { state, positions: await listPositionsOf(ctx, connectionId) };
  });
  const { state, positions } = held;
  if (state === null || (state.finishedAt === null && state.complete)) return refuse('never_read');
  if (!state.complete || state.startedAt === null || state.finishedAt === null) return refuse('being_read');
  const asked = runtime.now();
  const now = await stockNow(reading, mappingNow, state.records);
  if (!now.ok) return now;
  const since = addMs(state.startedAt as Instant, -marginMs);
  const moves = await runtime.transaction(syncActor, async (ctx) => {
    const commands = await loadStockCommands(ctx, connectionId, stockKinds, since);
    return movesOf(commands, await unitsOf(ctx, commands), { readTo: addMs(state.finishedAt as Instant, marginMs), asked: addMs(asked, -marginMs) });
  });
  return ok({ readAt: state.startedAt, nowAt: asked, ...compareStock(positions, now.value, moves) });
}

async function stockNow(reading: ReadingOf, mappingNow: (ctx: Ctx) => Promise<Mapping>, previous: number): Promise<Outcome<readonly Lying[]>> {
  const { runtime, connectionId } = reading;
  const lying: Lying[] = [];
  let seen = 0;
  for (let cursor: string | null = null; ;) {
    const at: string | null = cursor;
    const page: Result<SnapshotPage, Refusal<ReadRefusal>> = await readPatiently(reading, 'stock', (connection): Promise<SnapshotPage> =>
      connection.readPage('stock', at),
    );
    if (!page.ok) return page;
    const { nextCursor, total, records, skipped = [] }: SnapshotPage = page.value;
    seen += records.length + skipped.length;
    const why = incompleteness({ previous, total, seen, done: nextCursor === null });
    if (why !== null) return refuse(why);
    const of = { connection: connectionId, object: 'stock' } as const;
    const admitted = await runtime.transaction(syncActor, async (ctx) => admitPage(ctx, of, await mappingNow(ctx), page.value));
    lying.push(...admitted.records.map((record: CanonicalRecord) => record.data as Lying));
    if (nextCursor === null) return ok(lying);
    cursor = nextCursor;
  }
}

async function unitsOf(ctx: Ctx, commands: readonly StockCommand[]): Promise<readonly UnitOfItem[]> {
  const skus = commands.flatMap(({ payload }) => {
    const { sku, lines = [] } = payload as { readonly sku?: string; readonly lines?: readonly { readonly sku: string }[] };
    return [...(sku === undefined ? [] : [sku]), ...lines.map((line) => line.sku)];
  });
  return (await listItems(ctx, [...new Set(skus)])).flatMap(({ sku, uoms }) => uoms.map((unit) => ({ sku, ...unit })));
}

/** A booking is certain to be in the one figure and not in the other only when it ended well after the one was read and well before the other was asked for. */
function movesOf(
  commands: readonly StockCommand[],
  units: readonly UnitOfItem[],
  { readTo, asked }: { readonly readTo: Instant; readonly asked: Instant },
): OurMove[] {
  return commands.map((command) => {
    const { id, kind, reference, state, finishedAt, sentAt, createdAt } = command;
    const done = state === 'committed' ? finishedAt : null;
    return {
      ...{ commandId: id, kind, reference, state, at: done ?? sentAt ?? createdAt },
      certain: done !== null && done > readTo && done < asked,
      left: sentAt !== null || state === 'committed',
      effects: effectsOf(kind, command.payload, units),
    };
  });
}
