import type { Refusal, Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Position } from '../contract.ts';
import { mayStateStock } from '../policy.ts';
import { beginPlace, countPositions, endReading, upsertPositions } from '../store/position-store.ts';
import { noteStockChange } from './note-change.ts';

/** What an ERP says lies at one place. `asOf`: the moment at which its reading began. */
export interface PositionSnapshot {
  readonly connection: string;
  readonly place: string;
  readonly asOf: Instant;
  readonly positions: readonly Position[];
  /** With these positions the place has been said wholly, together with those saved before with the same `asOf`: what else was there is gone. */
  readonly complete: boolean;
}

/** The SKUs of which something changed. */
export interface StockChange {
  readonly skus: readonly string[];
}

/**
 * Saves what lies at a place; saving the same again changes nothing. Of two positions with the same item, lot and status the last one counts.
 * Refused: not by this actor; a complete snapshot without any position of a place that had some, which is more often a broken filter or a
 * missing authorisation than the truth.
 */
export async function savePositions(ctx: Ctx, snapshot: PositionSnapshot): Promise<Result<StockChange, Refusal<'forbidden' | 'suddenly_empty'>>> {
  if (!mayStateStock(ctx.actor)) return refuse('forbidden');
  const { connection, place, asOf, complete } = snapshot;
  if (complete && snapshot.positions.length === 0) {
    const before = await countPositions(ctx, { connection, place }, asOf);
    if (before.all > 0 && before.seen === 0) return refuse('suddenly_empty', { place, previous: before.all });
  }
  await beginPlace(ctx, { connection, place }, asOf);
  const distinct = new Map(snapshot.positions.map((position) => [`${position.sku}\u0000${position.lot}\u0000${position.status}`, { ...position, place }]));
  const changed = distinct.size === 0 ? [] : await upsertPositions(ctx, connection, [...distinct.values()], asOf);
  const gone = complete ? await endReading(ctx, connection, place, asOf) : [];
  return ok(await noteStockChange(ctx, [...changed, ...gone]));
}

/**
 * Ends a reading of all places of a connection that was saved in parts with one `asOf`: what it did not see is gone, at every place. That the
 * reading as a whole is believable is the caller's to know. Refused: not by this actor.
 */
export async function endStockReading(
  ctx: Ctx,
  reading: { readonly connection: string; readonly asOf: Instant },
): Promise<Result<StockChange, Refusal<'forbidden'>>> {
  if (!mayStateStock(ctx.actor)) return refuse('forbidden');
  return ok(await noteStockChange(ctx, await endReading(ctx, reading.connection, null, reading.asOf)));
}
