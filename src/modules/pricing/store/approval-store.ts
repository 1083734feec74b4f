import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Approval } from '../contract.ts';
import type { PricingTables } from '../tables.ts';

const toApproval = (row: Selectable<PricingTables['pricing.approval']>): Approval => ({
  id: row.id,
  caseId: row.case_id,
  company: row.company,
  customer: row.customer,
  sku: row.sku,
  uom: row.uom,
  currency: row.currency,
  unitMinor: row.unit_minor,
  netNet: row.net_net,
  atMostMilli: row.at_most_milli,
  atLeastMilli: row.at_least_milli,
  orderId: row.order_id,
  validUntil: row.valid_until,
  approvedBy: row.approved_by,
  at: row.at,
});

/** Keeps an approval. The same terms for the same line of a case are kept once: then the kept one is given, and `isNew` is false. */
export async function insertApproval(ctx: Ctx, approval: Approval, lineId: string): Promise<{ readonly approval: Approval; readonly isNew: boolean }> {
  const db = on<PricingTables>(ctx);
  const row = await db
    .insertInto('pricing.approval')
    .values({
      id: approval.id,
      case_id: approval.caseId,
      line_id: lineId,
      company: approval.company,
      customer: approval.customer,
      sku: approval.sku,
      uom: approval.uom,
      currency: approval.currency,
      unit_minor: approval.unitMinor,
      net_net: approval.netNet,
      at_most_milli: approval.atMostMilli,
      at_least_milli: approval.atLeastMilli,
      order_id: approval.orderId,
      valid_until: approval.validUntil,
      approved_by: [...approval.approvedBy],
      at: approval.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  if (row !== undefined) return { approval: toApproval(row), isNew: true };
  const kept = await db
    .selectFrom('pricing.approval')
    .selectAll()
    .where('case_id', '=', approval.caseId)
    .where('line_id', '=', lineId)
    .where('sku', '=', approval.sku)
    .where('uom', '=', approval.uom)
    .where('unit_minor', '=', approval.unitMinor)
    .where('net_net', '=', approval.netNet)
    .where(sql<number>`coalesce(at_most_milli, 0)`, '=', approval.atMostMilli ?? 0)
    .where(sql<number>`coalesce(at_least_milli, 0)`, '=', approval.atLeastMilli ?? 0)
    .executeTakeFirstOrThrow();
  return { approval: toApproval(kept), isNew: false };
}

/** One approval; null when unknown. */
export async function loadApproval(ctx: Ctx, id: string): Promise<Approval | null> {
  const row = await on<PricingTables>(ctx).selectFrom('pricing.approval').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toApproval(row);
}

/** All approvals ever given to a customer on items, oldest first. */
export async function loadPastApprovals(ctx: Ctx, customer: string, skus: readonly string[]): Promise<readonly Approval[]> {
  if (skus.length === 0) return [];
  const rows = await on<PricingTables>(ctx)
    .selectFrom('pricing.approval')
    .selectAll()
    .where('customer', '=', customer)
    .where('sku', '=', sql<string>`any(${[...skus]}::text[])`)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map(toApproval);
}

/** Notes that an approval let a line pass; a second time changes nothing. */
export async function insertApprovalUse(ctx: Ctx, use: { readonly approvalId: string; readonly orderId: string; readonly lineId: string }): Promise<void> {
  await on<PricingTables>(ctx)
    .insertInto('pricing.approval_use')
    .values({ approval: use.approvalId, order_id: use.orderId, line_id: use.lineId, at: ctx.now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
