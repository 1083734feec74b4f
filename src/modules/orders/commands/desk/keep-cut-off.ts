import { businessDateIn } from '../../../../kernel/time.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { getCustomer, orderTerms } from '../../../masters/index.ts';
import { cutOffAt } from '../../domain/cut-off.ts';
import type { Order } from '../../domain/order.ts';
import { setCutOff } from '../../store/desk-store.ts';
import { loadWishes } from '../load-facts.ts';

/**
 * Keeps until when an order must be settled: by the customer's order rule, the company's, or the route that they are delivered on, as the checks
 * of the day take it. Nobody knows without a customer.
 */
export async function keepCutOff(ctx: Ctx, order: Order): Promise<void> {
  const customer = order.customer === null ? null : await getCustomer(ctx, order.customer);
  if (customer === null) return setCutOff(ctx, order.id, null);
  const { rule } = await loadWishes(ctx, order.company, customer.code);
  const { route } = await orderTerms.getOrderTerms(ctx, {
    company: order.company,
    customer: customer.code,
    skus: [],
    from: businessDateIn(customer.zone, ctx.now()),
  });
  const known = { cutOff: rule.cutOff ?? route?.cutOff ?? null, leadDays: rule.leadDays ?? route?.leadDays ?? null };
  await setCutOff(ctx, order.id, cutOffAt(order, customer.zone, known));
}
