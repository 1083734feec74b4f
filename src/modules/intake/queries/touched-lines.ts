import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { getOrder, type Order } from '../../orders/index.ts';
import { draftStates } from '../../orders/domain/index.ts';
import { loadOpenUses, type OpenUse } from '../store/aliases/uses.ts';

/** A line of an open order that an alias decided, with its order. */
export interface TouchedLine {
  readonly use: OpenUse;
  readonly order: Order;
}

const openStates = new Set(['posting', 'post_unknown']);
const isOpen = (order: Order): boolean => draftStates.has(order.state) || openStates.has(order.state);

/** Most orders that one undoing looks at. */
const most = 200;

/** Lines of open orders that aliases decided and that still say what these made of them. Newest first. */
export async function findTouchedLines(ctx: Ctx, aliases: readonly { readonly id: string; readonly sku: string }[]): Promise<readonly TouchedLine[]> {
  const skus = new Map(aliases.map((alias) => [alias.id, alias.sku]));
  const uses = await loadOpenUses(ctx, [...skus.keys()], most);
  const orders = new Map<string, Order | null>();
  for (const { orderId } of uses) if (!orders.has(orderId)) orders.set(orderId, await getOrder(ctx, orderId));
  return uses.flatMap((use) => {
    const order = orders.get(use.orderId) ?? null;
    const line = order?.lines.find((each) => each.lineId === use.lineId);
    return order !== null && isOpen(order) && line?.via === 'alias' && line.sku === skus.get(use.aliasId) ? [{ use, order }] : [];
  });
}
