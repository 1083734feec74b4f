import { sql } from 'kysely';
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
  return rows.map((row) => ({
    erpNumber: row.erp_number,
    lineNo: row.line_no,
    customer: row.customer,
    on: row.sold_on,
    sku: row.sku,
    uom: row.uom,
    quantityMilli: row.quantity_milli,
    netMinor: row.net_minor,
    currency: row.currency,
  }));
}
