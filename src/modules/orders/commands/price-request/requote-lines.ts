import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import type { PriceCardLine, Requote } from '../../../exceptions/contract.ts';
import { getCustomer } from '../../../masters/index.ts';
import { loadItems, quoteAtOurs, quoteAtPrices } from '../load-facts.ts';
import { cardLinesOf } from '../../domain/price-request/card.ts';
import { inQuantities } from '../../domain/price-request/offer.ts';
import { loadOrder } from '../../store/order-store.ts';
import { loadPriceRequestOfCase } from '../../store/price-request-store.ts';

/**
 * The lines of a price request in other quantities, as the rules stand now: what we would take and what the price asked would mean, with tiers and schemes
 * that they earn. The rest of the order counts as it is. Saves nothing. Null when there is no such request; lines that have no price are left out.
 */
export async function requoteLines(ctx: Ctx, caseId: string, { quantities }: Requote): Promise<readonly PriceCardLine[] | null> {
  const request = await loadPriceRequestOfCase(ctx, caseId);
  const order = request === null ? null : await loadOrder(ctx, request.orderId);
  const customer = order === null || order.customer === null ? null : await getCustomer(ctx, order.customer);
  if (request === null || order === null || customer === null) return null;
  const wanted = new Map(quantities.map((one) => [one.lineId, one]));
  const changed = { ...order, lines: inQuantities(order.lines, Object.fromEntries(wanted)) };
  const items = await loadItems(ctx, changed.lines);
  return cardLinesOf(
    {
      order: changed,
      ours: await quoteAtOurs(ctx, changed, customer, request.agreed),
      asked: await quoteAtPrices(ctx, changed, customer, {}),
      itemNames: new Map([...items.values()].map((item) => [item.sku, item.name])),
    },
    new Set(wanted.keys()),
  );
}
