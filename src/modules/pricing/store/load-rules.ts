import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { approvalPolicySchema, floorSchema, schemeSchema, taxRuleSchema } from '../contract.ts';
import type { ApprovalPolicy } from '../contract.ts';
import { defaultApprovalPolicy } from '../domain/policy-default.ts';
import type { Rules } from '../domain/world.ts';
import { loadKeptRules, type RuleKeys } from './rule-store.ts';

/** The rules of a company: all of them, or only those that the keys find. The policy is always among them. */
export async function loadRules(ctx: Ctx, company: string, keys: RuleKeys | null = null): Promise<Rules> {
  const { version, rules } = await loadKeptRules(ctx, company, keys);
  const bodies = (kind: string): readonly unknown[] => rules.filter((row) => row.kind === kind).map((row) => row.body);
  return {
    schemes: bodies('scheme')
      .map((body) => schemeSchema.parse(body))
      .filter((scheme) => scheme.active),
    floors: bodies('floor')
      .map((body) => floorSchema.parse(body))
      .filter((floor) => floor.active),
    taxes: bodies('tax')
      .map((body) => taxRuleSchema.parse(body))
      .filter((tax) => tax.active),
    policy: policyOf(bodies('policy')[0]),
    version,
  };
}

/** A kept policy, or our default where there is none. */
export const policyOf = (body: unknown): ApprovalPolicy => (body === undefined ? defaultApprovalPolicy : approvalPolicySchema.parse(body));
