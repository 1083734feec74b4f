import type { Machine } from '../../../../kernel/machine.ts';
import type { AmendmentState } from '../../contract.ts';

/** What can happen to an amendment. */
export type AmendmentEventName = 'ask_customer' | 'hold_desk' | 'hold_planner' | 'send' | 'lose_answer' | 'apply' | 'refuse' | 'withdraw';

/** The life of an amendment. What has left for the ERP can be neither withdrawn nor refused by us: only the ERP's answer ends it. */
export const amendmentMachine: Machine<AmendmentState, AmendmentEventName> = {
  initial: 'proposed',
  table: {
    proposed: { ask_customer: 'proposed', hold_desk: 'needs_desk', hold_planner: 'needs_planner', send: 'sending', withdraw: 'withdrawn' },
    needs_desk: { ask_customer: 'proposed', hold_desk: 'needs_desk', hold_planner: 'needs_planner', send: 'sending', withdraw: 'withdrawn' },
    needs_planner: { ask_customer: 'proposed', hold_desk: 'needs_desk', hold_planner: 'needs_planner', send: 'sending', withdraw: 'withdrawn' },
    sending: { lose_answer: 'unknown', apply: 'applied', refuse: 'refused' },
    unknown: { lose_answer: 'unknown', apply: 'applied', refuse: 'refused' },
    applied: {},
    refused: {},
    withdrawn: {},
  },
};

/** States in which an amendment is not over: an order has at most one such. */
export const openAmendmentStates: readonly AmendmentState[] = ['proposed', 'needs_desk', 'needs_planner', 'sending', 'unknown'];
