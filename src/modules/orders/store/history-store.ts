import { sql } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { OrdersTables } from '../tables.ts';

/** A line of a past ERP order. `words`: the customer's own, where the ERP holds them. */
export interface PastOrderLine {
  readonly erpNumber: string;
  readonly lineNo: number;
  readonly customer: string;
  readonly orderedOn: string;
  readonly sku: string;
  readonly quantityMilli: number;
  readonly uom: string;
  readonly netMinor: number | null;
  readonly words: string | null;
}

/** Saves past lines; a line read again replaces itself. */
export async function upsertPastLines(ctx: Ctx, lines: readonly PastOrderLine[]): Promise<void> {
  if (lines.length === 0) return;
  const rows = lines.map((line) => ({
    erp_number: line.erpNumber,
    line_no: line.lineNo,
    customer: line.customer,
    ordered_on: line.orderedOn,
    sku: line.sku,
    quantity_milli: line.quantityMilli,
    uom: line.uom,
    net_minor: line.netMinor,
    words: line.words,
  }));
  await on<OrdersTables>(ctx)
    .insertInto('orders.past_line')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['erp_number', 'line_no']).doUpdateSet((eb) => ({
        customer: eb.ref('excluded.customer'),
        ordered_on: eb.ref('excluded.ordered_on'),
        sku: eb.ref('excluded.sku'),
        quantity_milli: eb.ref('excluded.quantity_milli'),
        uom: eb.ref('excluded.uom'),
        net_minor: eb.ref('excluded.net_minor'),
        words: sql<string | null>`coalesce(excluded.words, orders.past_line.words)`,
      })),
    )
    .execute();
}

/** A customer's newest past lines, newest first. */
export async function loadPastLines(ctx: Ctx, customer: string, limit: number): Promise<readonly PastOrderLine[]> {
  const rows = await on<OrdersTables>(ctx)
    .selectFrom('orders.past_line')
    .selectAll()
    .where('customer', '=', customer)
    .orderBy('ordered_on', 'desc')
    .orderBy('erp_number', 'desc')
    .orderBy('line_no')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    erpNumber: row.erp_number,
    lineNo: row.line_no,
    customer: row.customer,
    orderedOn: row.ordered_on,
    sku: row.sku,
    quantityMilli: row.quantity_milli,
    uom: row.uom,
    netMinor: row.net_minor,
    words: row.words,
  }));
}

/** What the customer ordered of these items in the last year, per unit: largest and median quantity. */
export async function loadPastUse(
  ctx: Ctx,
  customer: string,
  skus: readonly string[],
): Promise<readonly { sku: string; uom: string; orders: number; maxMilli: number; medianMilli: number }[]> {
  if (skus.length === 0) return [];
  const rows = await on<OrdersTables>(ctx)
    .selectFrom('orders.past_line')
    .select((eb) => [
      'sku',
      'uom',
      eb.fn.countAll<string>().as('orders'),
      eb.fn.max('quantity_milli').as('max_milli'),
      sql<string>`percentile_disc(0.5) within group (order by quantity_milli)`.as('median_milli'),
    ])
    .where('customer', '=', customer)
    .where('sku', 'in', skus)
    .groupBy(['sku', 'uom'])
    .execute();
  return rows.map((row) => ({
    sku: row.sku,
    uom: row.uom,
    orders: Number(row.orders),
    maxMilli: Number(row.max_milli),
    medianMilli: Number(row.median_milli),
  }));
}
