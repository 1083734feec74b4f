import { sql, type Selectable } from 'kysely';
import { on } from '../../../../platform/db/on.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import type { Sale } from '../../contract.ts';
import type { PricingTables } from '../../tables.ts';

const pageSize = 5_000;

/** Which sales: of days, both included; of these items only when any are named. */
export interface SalesOf {
  readonly from: string;
  readonly to: string;
  readonly skus?: readonly string[];
}

/** Tells sales item by item, those of one item by day. A page of them is in memory at a time, however many there are. */
export async function listSales(ctx: Ctx, wanted: SalesOf, tell: (sale: Sale) => void): Promise<void> {
  for (let last: Sale | null = null; ;) {
    const page: readonly Sale[] = await loadPage(ctx, wanted, last);
    for (const sale of page) tell(sale);
    last = page.at(-1) ?? null;
    if (last === null || page.length < pageSize) return;
  }
}

/** Tells sales order by order, those of one order by line. A page of them is in memory at a time. */
export async function listOrders(ctx: Ctx, days: Pick<SalesOf, 'from' | 'to'>, tell: (order: readonly Sale[]) => void): Promise<void> {
  let order: Sale[] = [];
  for (let last: Sale | null = null; ;) {
    const page: readonly Sale[] = (
      await salesPage(ctx, days)
        .$if(last !== null, (query) => query.where(afterLine(last)))
        .execute()
    ).map(toSale);
    for (const sale of page) {
      if (order[0] !== undefined && order[0].erpNumber !== sale.erpNumber) {
        tell(order);
        order = [];
      }
      order.push(sale);
    }
    last = page.at(-1) ?? null;
    if (last === null || page.length < pageSize) break;
  }
  if (order.length > 0) tell(order);
}

const afterLine = (last: Sale | null) => sql<boolean>`(erp_number, line_no) > (${last?.erpNumber}, ${last?.lineNo}::int)`;

const salesPage = (ctx: Ctx, { from, to }: Pick<SalesOf, 'from' | 'to'>) =>
  on<PricingTables>(ctx)
    .selectFrom('pricing.sale')
    .selectAll()
    .where('sold_on', '>=', from)
    .where('sold_on', '<=', to)
    .orderBy('erp_number')
    .orderBy('line_no')
    .limit(pageSize);

async function loadPage(ctx: Ctx, { from, to, skus = [] }: SalesOf, after: Sale | null): Promise<readonly Sale[]> {
  const rows = await on<PricingTables>(ctx)
    .selectFrom('pricing.sale')
    .selectAll()
    .where('sold_on', '>=', from)
    .where('sold_on', '<=', to)
    .$if(skus.length > 0, (query) => query.where('sku', 'in', [...skus]))
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(sku, sold_on, erp_number, line_no) > (${after?.sku}, ${after?.on}::date, ${after?.erpNumber}, ${after?.lineNo}::int)`),
    )
    .orderBy('sku')
    .orderBy('sold_on')
    .orderBy('erp_number')
    .orderBy('line_no')
    .limit(pageSize)
    .execute();
  return rows.map(toSale);
}

const toSale = (row: Selectable<PricingTables['pricing.sale']>): Sale => ({
  erpNumber: row.erp_number,
  lineNo: row.line_no,
  customer: row.customer,
  on: row.sold_on,
  sku: row.sku,
  uom: row.uom,
  quantityMilli: row.quantity_milli,
  netMinor: row.net_minor,
  currency: row.currency,
});
