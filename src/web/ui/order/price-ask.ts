import { approvalPolicySchema, type ApprovalPolicy } from '../../../modules/pricing/contract.ts';
import type { RuleList } from '../../../modules/pricing/contract.ts';
import { defaultApprovalPolicy, tierFor } from '../../../modules/pricing/domain/index.ts';

const whole = 10_000n;
const half = (numerator: bigint, denominator: bigint): number => Number((numerator * 2n + denominator) / (denominator * 2n));

/** The unit price that is so many basis points off list, to the nearest minor unit. */
export const unitOfDiscount = (listMinor: number, bp: number): number => half(BigInt(listMinor) * (whole - BigInt(bp)), whole);

/** How far a unit price is off list in basis points, to the nearest one; a price at or over list is none off. */
export const discountOfUnit = (listMinor: number, unitMinor: number): number =>
  listMinor <= 0 || unitMinor >= listMinor ? 0 : half(BigInt(listMinor - unitMinor) * whole, BigInt(listMinor));

/** The approval policy of a company as far as the page knows it; null when the rules at hand are not those of the company. */
export function policyOf(rules: RuleList | undefined, company: string | undefined): ApprovalPolicy | null {
  if (rules === undefined || rules.company !== company) return null;
  const row = rules.rows.find((rule) => rule.kind === 'policy');
  if (row === undefined) return defaultApprovalPolicy;
  const parsed = approvalPolicySchema.safeParse(row.body);
  return parsed.success ? parsed.data : null;
}

/** Who will be asked for a discount: nobody (it goes by itself), these roles first, or somebody whom the page does not know. A price below the floor may go further up. */
export type Asked = { readonly kind: 'nobody' } | { readonly kind: 'roles'; readonly roles: readonly string[] } | { readonly kind: 'somebody' };

/** Answers for one discount off list. */
export function whoIsAsked(policy: ApprovalPolicy | null, discountBp: number): Asked {
  if (policy === null) return { kind: 'somebody' };
  if (discountBp <= policy.autoUpToBp) return { kind: 'nobody' };
  const roles = tierFor(policy, { verdict: 'over_authority', discountBp })?.steps[0]?.roles ?? [];
  return roles.length === 0 ? { kind: 'somebody' } : { kind: 'roles', roles };
}
