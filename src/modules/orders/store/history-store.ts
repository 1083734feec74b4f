import { sql, type Selectable } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { PastOrderLine } from '../contract.ts';
import type { OrdersTables } from '../tables.ts';

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

/** Puts the lines of one order in the place of what was kept of it. */
export async function replacePastLines(ctx: Ctx, erpNumber: string, lines: readonly PastOrderLine[]): Promise<void> {
  await on<OrdersTables>(ctx).deleteFrom('orders.past_line').where('erp_number', '=', erpNumber).execute();
  await upsertPastLines(ctx, lines);
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
  return rows.map(pastLineOf);
}

/** The newest past lines of all customers, newest first. */
export async function loadNewestPastLines(ctx: Ctx, limit: number): Promise<readonly PastOrderLine[]> {
  const rows = await on<OrdersTables>(ctx)
    .selectFrom('orders.past_line')
    .selectAll()
    .orderBy('ordered_on', 'desc')
    .orderBy('erp_number', 'desc')
    .orderBy('line_no')
    .limit(limit)
    .execute();
  return rows.map(pastLineOf);
}

const pastLineOf = (row: Selectable<OrdersTables['orders.past_line']>): PastOrderLine => ({
  erpNumber: row.erp_number,
  lineNo: row.line_no,
  customer: row.customer,
  orderedOn: row.ordered_on,
  sku: row.sku,
  quantityMilli: row.quantity_milli,
  uom: row.uom,
  netMinor: row.net_minor,
  words: row.words,
});

/**
 * The customers' own words in past orders that came to the ERP by another way than ours, oldest first: what we booked ourselves is no
 * evidence of what the words mean.
 */
export async function loadPastWords(ctx: Ctx, erpNumbers: readonly string[]): Promise<readonly PastOrderLine[]> {
  if (erpNumbers.length === 0) return [];
  const rows = await on<OrdersTables>(ctx)
    .selectFrom('orders.past_line as p')
    .selectAll('p')
    .where('p.erp_number', 'in', [...erpNumbers])
    .where('p.words', '!=', '')
    .where((eb) => eb.not(eb.exists(eb.selectFrom('orders.order as o').select('o.id').whereRef('o.erp_number', '=', 'p.erp_number'))))
    .orderBy('p.ordered_on')
    .orderBy('p.erp_number')
    .orderBy('p.line_no')
    .execute();
  return rows.map(pastLineOf);
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
    .where('sku', '=', sql<string>`any(${[...skus]}::text[])`)
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

/** In how many of the customer's newest orders each item was; items of one order only are left out. */
export async function loadUsualItems(ctx: Ctx, customer: string, newest: number): Promise<readonly { sku: string; orders: number; ofOrders: number }[]> {
  const rows = await sql<{ sku: string; orders: string; of_orders: string }>`
    with newest as (
      select erp_number from orders.past_line where customer = ${customer}
      group by erp_number order by max(ordered_on) desc, erp_number desc limit ${newest})
    select l.sku, count(distinct l.erp_number) as orders, (select count(*) from newest) as of_orders
    from orders.past_line l join newest n on n.erp_number = l.erp_number
    where l.customer = ${customer}
    group by l.sku having count(distinct l.erp_number) > 1
    order by orders desc, l.sku`.execute(on<OrdersTables>(ctx));
  return rows.rows.map((row) => ({ sku: row.sku, orders: Number(row.orders), ofOrders: Number(row.of_orders) }));
}
