import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { approvalSchema, type Approval, type PricingRefusal } from '../contract.ts';
import { fromText } from '../../../kernel/ratio.ts';
import { mayGrant } from '../policy.ts';
import { insertApproval, insertApprovalUse, loadApproval } from '../store/approval-store.ts';

/**
 * Lets a price pass, for one order or until a day. The same terms for the same line of a case are granted once, however often it is called.
 * Refuses whoever did not agree (`forbidden`), prices that are not positive, and approvals bound to neither order nor day (`bad_rule`).
 */
export async function grantApproval(ctx: Ctx, grant: Omit<Approval, 'id' | 'at'>, lineId = ''): Promise<Result<Approval, Refusal<PricingRefusal>>> {
  if (!mayGrant(ctx.actor, grant.approvedBy)) return refuse('forbidden');
  if (!(grant.unitMinor > 0)) return refuse('not_positive', { unitMinor: grant.unitMinor });
  const parsed = approvalSchema.safeParse({ ...grant, id: ctx.newId(), at: ctx.now() });
  const netNet = fromText(grant.netNet);
  if (!parsed.success || netNet === null || (grant.orderId === null && grant.validUntil === null)) return refuse('bad_rule', { caseId: grant.caseId });
  const { approval, isNew } = await insertApproval(ctx, parsed.data, lineId);
  if (isNew) {
    const payload = { caseId: approval.caseId, customer: approval.customer, sku: approval.sku };
    await ctx.publish({ type: 'price_approval.granted', subject: approval.id, payload });
  }
  return ok(approval);
}

/** Notes that an approval let an order's line pass; again changes nothing. Refuses an unknown approval and one that is bound to another order. */
export async function spendApproval(
  ctx: Ctx,
  use: { readonly approvalId: string; readonly orderId: string; readonly lineId: string },
): Promise<Result<null, Refusal<PricingRefusal>>> {
  if (ctx.actor.kind === 'customer') return refuse('forbidden');
  const approval = await loadApproval(ctx, use.approvalId);
  if (approval === null || (approval.orderId !== null && approval.orderId !== use.orderId)) return refuse('not_found', { approvalId: use.approvalId });
  await insertApprovalUse(ctx, use);
  return ok(null);
}
