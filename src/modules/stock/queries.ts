import type { Ctx } from '../../platform/runtime/ctx.ts';
import type { Availability } from './contract.ts';
import { availabilityOf } from './domain/availability.ts';
import { loadStocks, todayOf } from './store/item-stocks.ts';

/** Whose question it is, and for which day. */
export interface AvailabilityQuestion {
  readonly skus: readonly string[];
  /** What this owner has reserved counts as free; null: what everybody has reserved is taken. */
  readonly owner: string | null;
  /** Lots that expire before this day do not count; null: today. */
  readonly on: string | null;
}

/** What there is of each item for the owner: free after everybody else's reservations. Every asked SKU is in the answer. */
export async function getAvailability(ctx: Ctx, question: AvailabilityQuestion): Promise<ReadonlyMap<string, Availability>> {
  const today = todayOf(ctx);
  const stocks = await loadStocks(ctx, question.skus, question.owner);
  return new Map([...stocks].map(([sku, stock]) => [sku, availabilityOf(stock, today, question.on ?? today)]));
}
