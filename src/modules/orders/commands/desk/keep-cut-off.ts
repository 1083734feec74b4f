import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { getCustomer } from '../../../masters/index.ts';
import { cutOffAt, type CutOffRule } from '../../domain/cut-off.ts';
import type { Order } from '../../domain/order.ts';
import { setCutOff } from '../../store/desk-store.ts';

/** Keeps until when an order must be settled, by what is known of its customer's cut-off; nobody knows without a customer. */
export async function keepCutOff(ctx: Ctx, order: Order, rule: CutOffRule | null): Promise<void> {
  const customer = order.customer === null ? null : await getCustomer(ctx, order.customer);
  await setCutOff(ctx, order.id, customer === null ? null : cutOffAt(order, customer.zone, rule));
}
