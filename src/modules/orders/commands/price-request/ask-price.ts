import { refuse, type Refusal, type Result } from '../../../../kernel/result.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { auditedBy } from '../../../identity/index.ts';
import type { AskPrice, OrderRefusal } from '../../contract.ts';
import { draftStates } from '../../domain/order-machine.ts';
import { mayWorkOrders } from '../../policy.ts';
import { keepVersion } from '../../store/life-store.ts';
import { lockOrder, replaceLines, updateOrder } from '../../store/order-store.ts';
import { loadPriceRequest, savePriceRequest } from '../../store/price-request-store.ts';
import { confirmOrder } from '../confirm-order.ts';
import type { Settled } from '../settle-order.ts';

/**
 * A clerk asks for other prices than ours on a draft, with a reason: the order runs through its checks and waits for whoever may decide.
 * Refused: `forbidden`, `not_found`, `stale_version`, `wrong_state`, `unknown_line`, `not_positive`.
 */
export async function askPrice(ctx: Ctx, orderId: string, input: AskPrice): Promise<Result<Settled, Refusal<OrderRefusal>>> {
  if (!mayWorkOrders(ctx.actor)) return refuse('forbidden');
  const order = await lockOrder(ctx, orderId);
  if (order === null) return refuse('not_found', { orderId });
  if (order.version !== input.version) return refuse('stale_version', { yours: input.version, current: order.version });
  if (!draftStates.has(order.state)) return refuse('wrong_state', { state: order.state });
  const unknown = input.lines.find((ask) => !order.lines.some((line) => line.lineId === ask.lineId && line.sku !== null));
  if (unknown !== undefined) return refuse('unknown_line', { lineId: unknown.lineId });
  const asked = new Map(input.lines.map((ask) => [ask.lineId, ask.unitMinor]));
  const lines = order.lines.map((line) => (asked.has(line.lineId) ? { ...line, askedMinor: asked.get(line.lineId) ?? null } : line));
  const changed = { ...order, lines, version: order.version + 1, updatedAt: ctx.now() };
  await updateOrder(ctx, changed);
  await replaceLines(ctx, changed);
  await keepVersion(ctx, changed, 'price_asked');
  const before = await loadPriceRequest(ctx, orderId);
  const agreed = Object.fromEntries(Object.entries(before?.agreed ?? {}).filter(([lineId]) => !asked.has(lineId)));
  await savePriceRequest(ctx, {
    orderId,
    state: 'asked',
    requestedBy: auditedBy(ctx.actor),
    reason: input.reason,
    note: input.note,
    caseId: before?.caseId ?? null,
    lines: before?.lines ?? [],
    offered: {},
    agreed,
  });
  return confirmOrder(ctx, { orderId });
}
