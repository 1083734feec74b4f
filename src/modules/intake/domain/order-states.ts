import type { OrderState } from '../../orders/contract.ts';

/** Order states in which the order still waits for someone before the ERP. */
export const draftStates: ReadonlySet<OrderState> = new Set(['assembling', 'needs_customer', 'needs_desk', 'credit_hold']);
