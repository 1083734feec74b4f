import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../kernel/time.ts';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { PriceCardLine } from '../../exceptions/contract.ts';
import type { Agreed, PriceRequest, PriceRequestState, RefusedAsk } from '../domain/price-request/offer.ts';
import type { OrdersTables } from '../tables.ts';

/** Offers that were made before a quantity could be offered are a price alone. */
const offerSchema = z.record(
  z.string(),
  z.union([
    z.object({ unitMinor: z.int().nullable(), quantityMilli: z.int().nullable() }),
    z
      .int()
      .nullable()
      .transform((unitMinor) => ({ unitMinor, quantityMilli: null })),
  ]),
);

const fromRow = (row: Selectable<OrdersTables['orders.price_request']>): PriceRequest => ({
  orderId: row.order_id,
  state: row.state as PriceRequestState,
  requestedBy: row.requested_by,
  reason: row.reason,
  note: row.note,
  caseId: row.case_id,
  lines: row.lines as readonly PriceCardLine[],
  offered: offerSchema.parse(row.offered),
  agreed: row.agreed as Agreed,
});

/** The price request of an order; null when nobody has asked for a price. */
export async function loadPriceRequest(ctx: Ctx, orderId: string): Promise<PriceRequest | null> {
  const row = await on<OrdersTables>(ctx).selectFrom('orders.price_request').selectAll().where('order_id', '=', orderId).executeTakeFirst();
  return row === undefined ? null : fromRow(row);
}

/** The price request that a case is about. */
export async function loadPriceRequestOfCase(ctx: Ctx, caseId: string): Promise<PriceRequest | null> {
  const row = await on<OrdersTables>(ctx).selectFrom('orders.price_request').selectAll().where('case_id', '=', caseId).executeTakeFirst();
  return row === undefined ? null : fromRow(row);
}

/** What was asked for the customer's orders and not given, since a moment; of this order whenever it was. */
export async function listRefusedAsks(
  ctx: Ctx,
  { orderId, customer, since }: { readonly orderId: string; readonly customer: string; readonly since: Instant },
): Promise<readonly RefusedAsk[]> {
  const rows = await on<OrdersTables>(ctx)
    .selectFrom('orders.price_request as r')
    .innerJoin('orders.order as o', 'o.id', 'r.order_id')
    .select('r.lines')
    .where('o.customer', '=', customer)
    // somebody has said another price than the one asked, or none
    .where('r.state', 'in', ['offered', 'agreed', 'refused_by_customer'])
    .where((eb) => eb.or([eb('r.changed_at', '>=', since), eb('r.order_id', '=', orderId)]))
    .execute();
  return rows.flatMap((row) => (row.lines as readonly PriceCardLine[]).filter((line) => !line.settled));
}

/** Writes a price request; the caller holds the order's lock. */
export async function savePriceRequest(ctx: Ctx, request: PriceRequest): Promise<void> {
  const values = {
    state: request.state,
    requested_by: request.requestedBy,
    reason: request.reason,
    note: request.note,
    case_id: request.caseId,
    lines: JSON.stringify(request.lines),
    offered: JSON.stringify(request.offered),
    agreed: JSON.stringify(request.agreed),
    changed_at: ctx.now(),
  };
  await on<OrdersTables>(ctx)
    .insertInto('orders.price_request')
    .values({ ...values, order_id: request.orderId, at: ctx.now() })
    .onConflict((conflict) => conflict.column('order_id').doUpdateSet(values))
    .execute();
}
