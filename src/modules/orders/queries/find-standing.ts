import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { standingStates } from '../domain/order-machine.ts';
import type { Order } from '../domain/order.ts';
import { loadOrder } from '../store/order-store.ts';
import type { OrdersTables } from '../tables.ts';

/** Which order somebody may mean: their account, their number, and what the words name. */
export interface Standing {
  readonly customer: string;
  readonly sender: string;
  /** Our number or the ERP's, where one was named. */
  readonly number: string | null;
}

/** The newest order that the ERP holds of this account and sender, or the one that was named; null when there is none. */
export async function findOrderOf(ctx: Ctx, { customer, sender, number }: Standing): Promise<Order | null> {
  const row = await on<OrdersTables>(ctx)
    .selectFrom('orders.order')
    .select('id')
    .where('customer', '=', customer)
    .where('sender', '=', sender)
    .where('state', 'in', [...standingStates])
    .where('erp_number', 'is not', null)
    .$if(number !== null, (query) => query.where((eb) => eb.or([eb('number', '=', number ?? ''), eb('erp_number', '=', number ?? '')])))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : loadOrder(ctx, row.id);
}

/** The amendment that a conversation asks the customer to agree to; null when it asks none, or it is settled. */
export async function findProposedIn(ctx: Ctx, conversationId: string): Promise<string | null> {
  const row = await on<OrdersTables>(ctx)
    .selectFrom('orders.amendment')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('state', '=', 'proposed')
    .executeTakeFirst();
  return row?.id ?? null;
}
