import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { ApprovalPolicy } from '../contract.ts';
import { approvalPolicyCode } from '../domain/policy-default.ts';
import { policyOf } from '../store/load-rules.ts';
import { loadNewestRule } from '../store/rule-store.ts';

/** Who may give what in a company; our default until it says otherwise. */
export async function getApprovalPolicy(ctx: Ctx, company: string): Promise<ApprovalPolicy> {
  return policyOf((await loadNewestRule(ctx, company, 'policy', approvalPolicyCode))?.body);
}
