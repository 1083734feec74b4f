import { aliasKey } from '../../../engines/reading/index.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { OrderEvents } from '../../orders/contract.ts';
import type { Order } from '../../orders/index.ts';
import { strengthen, unlearn, weaken } from '../store/alias-store.ts';

/** A clerk said what a customer's words mean: learnt for this customer only, and what was wrongly believed loses weight. */
export async function learnFromDesk(ctx: Ctx, correction: OrderEvents['order.line_corrected']): Promise<void> {
  const key = aliasKey(correction.words);
  if (correction.customer === null || key === '') return;
  const { customer: scopeId, sku, uom, wrongSku, words } = correction;
  if (wrongSku !== null) await weaken(ctx, { scope: 'customer', scopeId, key, sku: wrongSku });
  await strengthen(ctx, { scope: 'customer', scopeId, key, sku, uom, example: words.slice(0, 200), source: 'desk' });
}

/** The clerk took the correction back. */
export async function unlearnFromDesk(ctx: Ctx, undone: OrderEvents['order.correction_undone']): Promise<void> {
  const key = aliasKey(undone.words);
  if (undone.customer !== null && key !== '') await unlearn(ctx, { scope: 'customer', scopeId: undone.customer, key, sku: undone.sku });
}

/** The customer's own answers to our questions, once the order is accepted. */
export async function learnFromAnswers(ctx: Ctx, order: Pick<Order, 'customer' | 'lines'>): Promise<void> {
  for (const line of order.lines) {
    const key = aliasKey(line.words);
    if (line.via !== 'answer' || line.sku === null || order.customer === null || key === '') continue;
    await strengthen(ctx, {
      scope: 'customer',
      scopeId: order.customer,
      key,
      sku: line.sku,
      uom: line.uom,
      example: line.words.slice(0, 200),
      source: 'answer',
    });
  }
}
