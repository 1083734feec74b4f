import type { Refusal, Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Reservation, Reserved, ReserveOptions } from '../contract.ts';
import { changedSkus, decideReservation } from '../domain/reserve.ts';
import { auditOf, mayReserve } from '../policy.ts';
import { loadStocks, todayOf } from '../store/item-stocks.ts';
import { deleteReservation, dropOwnerLock, insertReservation, lockReserving } from '../store/reservation-store.ts';
import { noteStockChange } from './note-change.ts';

/**
 * Takes stock for an owner, in place of all that the owner had: to repeat it changes nothing. What is short is not taken, and said; with
 * `overbook` it is taken all the same. Whoever reserves the same items at the same time waits, so nothing is given away twice. An item whose
 * stock was never read is taken as asked. Refused: not by this actor; `short` with `allOrNothing`, and the owner keeps what it had.
 */
export async function reserveStock(
  ctx: Ctx,
  reservation: Reservation,
  options: ReserveOptions = {},
): Promise<Result<Reserved, Refusal<'forbidden' | 'short'>>> {
  if (!mayReserve(ctx.actor)) return refuse('forbidden');
  const asked = reservation.lines.filter((line) => line.baseMilli > 0);
  const skus = asked.map((line) => line.sku);
  await lockReserving(ctx, reservation.owner, skus);
  const stocks = await loadStocks(ctx, skus, reservation.owner);
  const reserved = decideReservation(asked, stocks, todayOf(ctx), options.overbook === true);
  if (options.allOrNothing === true && reserved.short.length > 0) return refuse('short', { short: reserved.short });
  const before = await deleteReservation(ctx, reservation.owner);
  const after = reserved.lines.filter((line) => line.baseMilli > 0);
  await insertReservation(ctx, { owner: reservation.owner, lines: after }, auditOf(ctx.actor));
  await noteStockChange(ctx, changedSkus(before, after));
  return ok(reserved);
}

/** Gives back all that an owner has reserved; one that has nothing is no mistake. Refused: not by this actor. */
export async function releaseStock(ctx: Ctx, owner: string): Promise<Result<{ readonly skus: readonly string[] }, Refusal<'forbidden'>>> {
  if (!mayReserve(ctx.actor)) return refuse('forbidden');
  await lockReserving(ctx, owner, []);
  const before = await deleteReservation(ctx, owner);
  await dropOwnerLock(ctx, owner);
  return ok(await noteStockChange(ctx, changedSkus(before, [])));
}
