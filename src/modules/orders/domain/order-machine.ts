import type { Machine } from '../../../kernel/machine.ts';
import type { ClockOwner, OrderState } from '../contract.ts';

/** What can happen to an order. */
export type OrderEventName =
  | 'ask'
  | 'send_to_desk'
  | 'hold_price'
  | 'hold_credit'
  | 'hold_stock'
  | 'accept'
  | 'cancel'
  | 'reject'
  | 'find_duplicate'
  | 'commit'
  | 'lose_answer'
  | 'erp_refuse'
  | 'amend'
  | 'settle_amendment'
  | 'allocate'
  | 'deallocate'
  | 'pick'
  | 'load'
  | 'deliver'
  | 'deliver_part'
  | 'fail_delivery'
  | 'invoice'
  | 'close'
  | 'reopen';

const open = {
  ask: 'needs_customer',
  send_to_desk: 'needs_desk',
  hold_price: 'price_hold',
  hold_credit: 'credit_hold',
  hold_stock: 'stock_decision',
  accept: 'posting',
  cancel: 'cancelled',
  reject: 'rejected',
  find_duplicate: 'duplicate',
} as const;

// What happens to goods may be told late or with steps left out; it only ever leads onwards.
const delivered = { deliver: 'delivered', deliver_part: 'part_delivered', fail_delivery: 'delivery_failed' } as const;
const billed = { invoice: 'invoiced', close: 'closed' } as const;

/** The order life as data. Ended states keep the order visible; one that ended by mistake can be taken up again. */
export const orderMachine: Machine<OrderState, OrderEventName> = {
  initial: 'assembling',
  table: {
    assembling: open,
    needs_customer: open,
    // a refused command that is sent again by hand may still be taken by the ERP
    needs_desk: { ...open, commit: 'confirmed' },
    price_hold: open,
    credit_hold: open,
    stock_decision: open,
    posting: { commit: 'confirmed', lose_answer: 'post_unknown', erp_refuse: 'needs_desk' },
    post_unknown: { commit: 'confirmed', lose_answer: 'post_unknown', erp_refuse: 'needs_desk' },
    confirmed: { amend: 'amending', cancel: 'cancelled', allocate: 'allocated', pick: 'picked', load: 'loaded', ...delivered, ...billed },
    // whatever the ERP says of the change, the order stands again; cancelled when the change was to cancel all
    amending: { settle_amendment: 'confirmed', cancel: 'cancelled', allocate: 'allocated', pick: 'picked', load: 'loaded', ...delivered, ...billed },
    allocated: { amend: 'amending', cancel: 'cancelled', deallocate: 'confirmed', pick: 'picked', load: 'loaded', ...delivered, ...billed },
    picked: { load: 'loaded', ...delivered, ...billed },
    loaded: { ...delivered, ...billed },
    // a failed delivery is tried again, or its goods come back
    delivery_failed: { pick: 'picked', load: 'loaded', deliver: 'delivered', deliver_part: 'part_delivered', cancel: 'cancelled', close: 'closed' },
    part_delivered: { deliver: 'delivered', ...billed },
    delivered: billed,
    invoiced: { close: 'closed' },
    // a claim after the end
    closed: { reopen: 'invoiced' },
    cancelled: { reopen: 'needs_desk' },
    rejected: { reopen: 'needs_desk' },
    duplicate: { reopen: 'needs_desk' },
  },
};

/** States in which what is ordered may still change without the ERP. */
export const draftStates: ReadonlySet<OrderState> = new Set(['assembling', 'needs_customer', 'needs_desk', 'price_hold', 'credit_hold', 'stock_decision']);

/** States in which the ERP holds the order and a change goes through it. */
export const standingStates: ReadonlySet<OrderState> = new Set(['confirmed', 'amending', 'allocated', 'picked', 'loaded', 'delivery_failed', 'part_delivered']);

/** States in which an order ended before the ERP saw it, and from which a person may take it up again. */
export const mayBeReopened = (state: OrderState): boolean => state === 'rejected' || state === 'cancelled' || state === 'duplicate';

/** Who holds an order in a state. Posting is ours until the first call has left for the ERP: see clock.ts. */
export const clockOwnerOf: Readonly<Record<OrderState, ClockOwner | null>> = {
  assembling: 'ours',
  needs_customer: 'customer',
  needs_desk: 'ours',
  price_hold: 'approver',
  credit_hold: 'approver',
  stock_decision: 'ours',
  posting: 'ours',
  post_unknown: 'erp',
  confirmed: null,
  amending: null,
  allocated: null,
  picked: null,
  loaded: null,
  delivered: null,
  part_delivered: null,
  delivery_failed: null,
  invoiced: null,
  closed: null,
  cancelled: null,
  rejected: null,
  duplicate: null,
};
