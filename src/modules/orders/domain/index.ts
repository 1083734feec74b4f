/** Pure decisions of orders that screens share with the server. */
export { indispensable, settledByCase } from './confirm.ts';
export { corrections, reasonOfChange } from './corrections.ts';
export { draftStates } from './order-machine.ts';
export { sumsOf } from './order-sums.ts';
export { urgency } from './urgency.ts';
export { neverMilder, openRule, strictness } from './settings.ts';
