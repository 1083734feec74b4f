import type { CommandState } from '../contract.ts';
import { nextState } from '../../../kernel/machine.ts';
import type { CommandEvent } from './command-machine.ts';
import { commandMachine } from './command-machine.ts';
import { backoffMs } from './backoff.ts';

/** How one attempt at a command ended. */
export type Ending =
  | { readonly kind: 'committed'; readonly erpKey: string; readonly warnings: readonly string[]; readonly document: Readonly<Record<string, unknown>> }
  /** `erpKey`: a document that exists but is not what we asked for. */
  | {
      readonly kind: 'rejected';
      readonly code: string;
      readonly text: string;
      readonly field: string | null;
      readonly erpKey: string | null;
      readonly facts: Readonly<Record<string, unknown>>;
    }
  /** It may be in the ERP. `lost`: this attempt sent it, so the time to wait begins anew. */
  | { readonly kind: 'unknown'; readonly why: string; readonly lost: boolean; readonly erpKey: string | null; readonly afterMs: number | null }
  /** This attempt certainly changed nothing. `trouble`: the connection itself failed, which counts against it. */
  | { readonly kind: 'put_off'; readonly why: string; readonly trouble: boolean; readonly afterMs: number | null }
  | { readonly kind: 'unauthorised'; readonly why: string };

/** What is remembered of a command between attempts. */
export interface CommandMemory {
  /** Attempts since the last good sign, for the back-off. */
  readonly tries: number;
  /** Sends that certainly did nothing; see ErpCommand.round. */
  readonly round: number;
  readonly why: string | null;
}

export const freshMemory: CommandMemory = { tries: 0, round: 0, why: null };

/** What an ending changes on the command. */
export interface Change {
  readonly state: CommandState;
  readonly memory: CommandMemory;
  /** Milliseconds until the next attempt; null when there is none to be queued. */
  readonly nextMs: number | null;
  /** `keep` the moment of the last send, `restart` it now, or `clear` it: nothing is in the ERP. */
  readonly sentAt: 'keep' | 'restart' | 'clear';
}

const eventOf: Readonly<Record<Ending['kind'], CommandEvent>> = {
  committed: 'commit',
  rejected: 'refuse',
  unknown: 'lose_answer',
  put_off: 'put_off',
  unauthorised: 'put_off',
};

/**
 * What becomes of the command. `before` is the state before this attempt's send, `inDoubt` whether an earlier send may be in the ERP,
 * `sent` whether this attempt sent, `chance` a number 0…1 for the spread.
 */
export function changeFor(
  ending: Ending,
  memory: CommandMemory,
  facts: { readonly inDoubt: boolean; readonly sent: boolean; readonly chance: number },
): Change {
  const from: CommandState = facts.inDoubt ? 'unknown' : 'sending';
  const state = nextState(commandMachine, from, eventOf[ending.kind]) ?? from;
  if (ending.kind === 'committed') return { state, memory: { ...memory, why: null }, nextMs: null, sentAt: 'keep' };
  if (ending.kind === 'rejected') return { state, memory: { ...memory, why: ending.code }, nextMs: null, sentAt: afterRefusal(ending, facts.inDoubt) };
  const tries = memory.tries + 1;
  if (ending.kind === 'unknown') {
    const nextMs = Math.max(ending.afterMs ?? 0, backoffMs(memory.tries, facts.chance, 250, 15_000));
    return { state, memory: { ...memory, tries: ending.lost ? 1 : tries, why: ending.why }, nextMs, sentAt: ending.lost ? 'restart' : 'keep' };
  }
  // Certain that this attempt did nothing. What an earlier one may have done stays in doubt.
  return afterNothing(ending, state, memory, facts);
}

function afterNothing(
  ending: Extract<Ending, { kind: 'put_off' | 'unauthorised' }>,
  state: CommandState,
  memory: CommandMemory,
  facts: { readonly inDoubt: boolean; readonly sent: boolean; readonly chance: number },
): Change {
  const kept = { tries: memory.tries + 1, round: memory.round + (facts.sent ? 1 : 0), why: ending.why };
  return { state, memory: kept, nextMs: nextAfterNothing(ending, memory.tries, facts.chance), sentAt: facts.inDoubt ? 'keep' : 'clear' };
}

/** It was sent, it is not seen in the ERP, and the ERP may still book it: a person looks there before it is sent again. */
export const sentNotSeen = 'sent_not_seen';

/** Refused and nothing left behind, or a person has looked: whoever sends it again need not wait until the ERP has settled. */
const afterRefusal = ({ code, erpKey }: Extract<Ending, { kind: 'rejected' }>, inDoubt: boolean): Change['sentAt'] =>
  code === sentNotSeen || (!inDoubt && erpKey === null) ? 'clear' : 'keep';

/** A paused connection queues its commands itself when it is resumed. */
function nextAfterNothing(ending: Extract<Ending, { kind: 'put_off' | 'unauthorised' }>, tries: number, chance: number): number | null {
  if (ending.kind === 'unauthorised') return null;
  return ending.afterMs === null ? backoffMs(tries, chance, 500, 60_000) : ending.afterMs + Math.round(chance * 250);
}
