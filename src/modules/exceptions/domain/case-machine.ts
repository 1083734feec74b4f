import type { Machine } from '../../../kernel/machine.ts';
import type { CaseState } from '../contract.ts';

/** What can happen to a case. */
export type CaseEventName = 'ack' | 'renew' | 'decide' | 'finish' | 'expire' | 'withdraw' | 'act' | 'verify' | 'close' | 'reopen';

const open = { renew: 'raised', decide: 'decided', finish: 'closed', expire: 'expired', withdraw: 'withdrawn' } as const;
const after = { close: 'closed', reopen: 'raised', withdraw: 'withdrawn' } as const;

/** The life of a case as data. What lapsed was never approved: from `expired` a case only comes back to people. */
export const caseMachine: Machine<CaseState, CaseEventName> = {
  initial: 'raised',
  table: {
    raised: { ...open, ack: 'acked' },
    // the second of two people has seen it too
    acked: { ...open, ack: 'acked' },
    decided: { ...after, act: 'acting', verify: 'verified' },
    acting: { ...after, verify: 'verified' },
    verified: { ...after },
    closed: { reopen: 'raised' },
    expired: { reopen: 'raised' },
    withdrawn: { reopen: 'raised' },
  },
};

/** States in which somebody is still to decide, the clock runs, and the same key renews the case. */
export const openStates = ['raised', 'acked'] as const satisfies readonly CaseState[];

/** True while somebody is still to decide. */
export const isOpen = (state: CaseState): boolean => openStates.some((one) => one === state);
