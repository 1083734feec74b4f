import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { withdrawCase } from '../../../exceptions/index.ts';
import type { OrderState } from '../../contract.ts';
import { holdKey } from '../../domain/price-request/offer.ts';

/** The order has left a hold by another way than a decision: the question is void. */
export async function withdrawHold(ctx: Ctx, orderId: string, left: OrderState, why: string): Promise<void> {
  if (left === 'credit_hold') await withdrawCase(ctx, { kind: 'credit_hold', key: holdKey(orderId), why });
  if (left !== 'price_hold') return;
  await withdrawCase(ctx, { kind: 'price_request', key: holdKey(orderId), why });
  await withdrawCase(ctx, { kind: 'frozen_plan', key: holdKey(orderId), why });
}
