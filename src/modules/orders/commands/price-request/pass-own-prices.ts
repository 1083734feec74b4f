import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { auditedBy } from '../../../identity/index.ts';
import { getCustomer } from '../../../masters/index.ts';
import type { LineQuote, PriceGap } from '../../../pricing/contract.ts';
import { getApprovalPolicy } from '../../../pricing/index.ts';
import { cardLines } from '../../domain/price-request/card.ts';
import { withinOwnAuthority } from './ladder.ts';
import type { Order } from '../../domain/order.ts';
import { machineCtx } from '../../policy.ts';
import { appendLife } from '../../store/life-store.ts';
import { loadPriceRequest } from '../../store/price-request-store.ts';
import { priceLines, quoteAtPrices } from '../load-facts.ts';
import { grantLine } from './grant-line.ts';

/**
 * What a clerk has just asked for and may give himself by rule passes at once: an approval in his name, as any other one. Lines that need more
 * than his authority are left alone: they go before whoever may decide.
 */
export async function passOwnPrices(ctx: Ctx, order: Order, lineIds: ReadonlySet<string>): Promise<void> {
  const customer = order.customer === null ? null : await getCustomer(ctx, order.customer);
  if (customer === null) return;
  const agreed = (await loadPriceRequest(ctx, order.id))?.agreed ?? {};
  const { quotes } = await priceLines(ctx, customer, { orderId: order.id, lines: order.lines, agreed });
  const ours = new Map([...quotes].filter((entry): entry is [string, LineQuote] => isQuote(entry[1])));
  const asked = await quoteAtPrices(ctx, order, customer, {});
  const policy = await getApprovalPolicy(ctx, order.company);
  const own = cardLines({ order, ours, asked, itemNames: new Map() }).filter(
    (line) => lineIds.has(line.lineId) && !line.settled && withinOwnAuthority(policy, [line]),
  );
  const passed = { because: `own_authority:${order.id}`, by: [auditedBy(ctx.actor)], until: null };
  for (const line of own) await grantLine(machineCtx(ctx), { ...order, currency: customer.currency }, { ...passed, line });
  if (own.length > 0)
    await appendLife(ctx, order.id, [{ kind: 'milestone', why: 'price_within_authority', facts: { lines: own.length, upToBp: policy.autoUpToBp } }]);
}

const isQuote = (quote: LineQuote | PriceGap): quote is LineQuote => 'verdict' in quote;
