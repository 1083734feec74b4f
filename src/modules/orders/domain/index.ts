/** Pure decisions of orders that screens share with the server. */
export { indispensable, settledByCase } from './confirm.ts';
export { draftStates } from './order-machine.ts';
export { sumsOf } from './order-sums.ts';
export { neverMilder, openRule, strictness } from './settings.ts';
