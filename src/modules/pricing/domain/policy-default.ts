import type { ApprovalPolicy } from '../contract.ts';

/** Who may give what until a company says otherwise. */
export const defaultApprovalPolicy: ApprovalPolicy = {
  autoUpToBp: 500,
  tiers: [
    { tier: 1, roles: ['sales_head'], upToBp: 1_000, belowFloor: false, minutes: 10 },
    { tier: 2, roles: ['owner'], upToBp: 10_000, belowFloor: true, minutes: 20 },
  ],
  personsBelowFloor: 2,
  toleranceBp: 50,
};

/** The code under which a company's approval policy is kept. */
export const approvalPolicyCode = 'approval';
