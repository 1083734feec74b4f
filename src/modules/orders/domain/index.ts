/** Pure decisions of orders that screens share with the server. */
export { indispensable } from './confirm.ts';
export { draftStates } from './order-machine.ts';
