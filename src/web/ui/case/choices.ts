import type { CasePage, Choice } from '../../../modules/exceptions/contract.ts';
import { linesBelowCost } from '../../../modules/exceptions/domain/index.ts';
import type { Action } from '../keys/key-map.ts';

/** The key of each choice. */
export const choiceActions: Readonly<Record<Choice, Action>> = {
  approve: 'approve_case',
  approve_until: 'approve_case_until',
  counter: 'counter_case',
  decline: 'decline_case',
  ask: 'ask_case',
  forward: 'forward_case',
  accept: 'accept_case',
  done: 'finish_case',
  dismiss: 'dismiss_case',
};

/** What a choice needs to be told before it is one. `none`: it is said by one key. */
export type ChoiceForm = 'none' | 'reason' | 'until' | 'counter' | 'person';

const forms: Readonly<Record<Choice, ChoiceForm>> = {
  approve: 'none',
  approve_until: 'until',
  counter: 'counter',
  decline: 'reason',
  ask: 'reason',
  forward: 'person',
  accept: 'none',
  done: 'none',
  dismiss: 'reason',
};

/** What a choice needs on this case: an approval under cost is never one key, it says why. */
export function formOf(choice: Choice, page: CasePage): ChoiceForm {
  return choice === 'approve' && linesBelowCost(page.card) > 0 ? 'reason' : forms[choice];
}

/** Choices that let something pass, in one form or another. */
const letPass: ReadonlySet<Choice> = new Set(['approve', 'approve_until', 'counter', 'accept']);

/** Whether a choice is refused without a reason: a no is explained, and so is everything about a price under cost. */
export const mustReason = (choice: Choice, page: CasePage): boolean =>
  formOf(choice, page) === 'reason' || (letPass.has(choice) && linesBelowCost(page.card) > 0);

/** The case as a link offers it: what is under cost passes only at the desk. */
export const offeredByLink = <P extends CasePage>(page: P): P =>
  linesBelowCost(page.card) === 0 ? page : { ...page, choices: page.choices.filter((choice) => !letPass.has(choice)) };

/** The choices in the order of their buttons. */
const order: readonly Choice[] = ['approve', 'accept', 'done', 'approve_until', 'counter', 'decline', 'dismiss', 'ask', 'forward'];

/** What this viewer may choose now, the likeliest first; nothing when somebody else must decide or nobody any more. */
export const choicesOf = (page: CasePage): readonly Choice[] => (page.mayDecide ? order.filter((choice) => page.choices.includes(choice)) : []);
