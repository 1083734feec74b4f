import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Item } from '../../masters/contract.ts';
import { release, reserve } from '../../stock/index.ts';
import { needsOf } from '../domain/checks/base.ts';
import type { Order } from '../domain/order.ts';

/** The name under which an order holds stock. */
export const stockOwner = (orderId: string): string => `order:${orderId}`;

/**
 * Reserves what an accepted order needs. False when somebody else has taken some of it since it was looked at, and nobody has said to take it
 * all the same (`overbook`); then nothing is taken.
 */
export async function takeStock(ctx: Ctx, order: Order, items: ReadonlyMap<string, Item>, overbook: boolean): Promise<boolean> {
  const lines = needsOf(order, items).map(({ item, baseMilli }) => ({ sku: item.sku, place: null, baseMilli, neededOn: order.requestedDate }));
  const taken = await reserve(ctx, { owner: stockOwner(order.id), lines }, overbook ? { overbook } : { allOrNothing: true });
  return taken.ok;
}

/** Gives back what an order has reserved; one that has nothing is no mistake. */
export async function giveStockBack(ctx: Ctx, orderId: string): Promise<void> {
  await release(ctx, stockOwner(orderId));
}
