import type { Machine } from '../../../kernel/machine.ts';
import type { ClockOwner, OrderState } from '../contract.ts';

/** What can happen to an order. */
export type OrderEventName =
  'ask' | 'send_to_desk' | 'hold_credit' | 'accept' | 'cancel' | 'reject' | 'find_duplicate' | 'commit' | 'lose_answer' | 'erp_refuse' | 'reopen';

const open = {
  ask: 'needs_customer',
  send_to_desk: 'needs_desk',
  hold_credit: 'credit_hold',
  accept: 'posting',
  cancel: 'cancelled',
  reject: 'rejected',
  find_duplicate: 'duplicate',
} as const;

/** The order life as data. Ended states keep the order visible; a rejected one can be taken up again. */
export const orderMachine: Machine<OrderState, OrderEventName> = {
  initial: 'assembling',
  table: {
    assembling: open,
    needs_customer: open,
    // a refused command that is sent again by hand may still be taken by the ERP
    needs_desk: { ...open, commit: 'confirmed' },
    credit_hold: open,
    posting: { commit: 'confirmed', lose_answer: 'post_unknown', erp_refuse: 'needs_desk' },
    post_unknown: { commit: 'confirmed', lose_answer: 'post_unknown', erp_refuse: 'needs_desk' },
    confirmed: {},
    cancelled: { reopen: 'needs_desk' },
    rejected: { reopen: 'needs_desk' },
    duplicate: { reopen: 'needs_desk' },
  },
};

/** States in which what is ordered may still change without the ERP. */
export const draftStates: ReadonlySet<OrderState> = new Set(['assembling', 'needs_customer', 'needs_desk', 'credit_hold']);

/** Who holds an order in a state. Posting is ours until the first call has left for the ERP: see clock.ts. */
export const clockOwnerOf: Readonly<Record<OrderState, ClockOwner | null>> = {
  assembling: 'ours',
  needs_customer: 'customer',
  needs_desk: 'ours',
  credit_hold: 'approver',
  posting: 'ours',
  post_unknown: 'erp',
  confirmed: null,
  cancelled: null,
  rejected: null,
  duplicate: null,
};
