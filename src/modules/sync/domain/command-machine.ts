import type { Machine } from '../../../kernel/machine.ts';
import type { CommandState } from '../contract.ts';

/** What can happen to a command. */
export type CommandEvent = 'send' | 'commit' | 'refuse' | 'lose_answer' | 'put_off' | 'resend' | 'settle' | 'cancel' | 'restore';

/**
 * The life of a command. `sending` and `unknown` may have reached the ERP; from `unknown` only the look-up leads out:
 * found is committed, absent long enough is sent again. A refused one waits for a person: sent again, settled by hand, or cancelled, which can be taken back.
 */
export const commandMachine: Machine<CommandState, CommandEvent> = {
  initial: 'new',
  table: {
    new: { send: 'sending', commit: 'committed', refuse: 'rejected', put_off: 'new' },
    sending: { send: 'sending', commit: 'committed', refuse: 'rejected', lose_answer: 'unknown', put_off: 'new' },
    unknown: { send: 'sending', commit: 'committed', refuse: 'rejected', lose_answer: 'unknown', put_off: 'unknown' },
    committed: {},
    rejected: { resend: 'new', settle: 'committed', cancel: 'cancelled' },
    cancelled: { restore: 'rejected' },
  },
};

/** States in which work is left. */
export const openStates: readonly CommandState[] = ['new', 'sending', 'unknown'];
