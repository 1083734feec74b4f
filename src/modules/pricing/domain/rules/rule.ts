import type { ApprovalPolicy, Floor, RuleKind, Scheme, TaxRule } from '../../contract.ts';

/** A rule that has the form of its kind. */
export type Rule =
  | { readonly kind: 'scheme'; readonly body: Scheme }
  | { readonly kind: 'floor'; readonly body: Floor }
  | { readonly kind: 'tax'; readonly body: TaxRule }
  | { readonly kind: 'policy'; readonly body: ApprovalPolicy };

/** Names one rule of a company. */
export interface RuleName {
  readonly company: string;
  readonly kind: RuleKind;
  readonly code: string;
}
