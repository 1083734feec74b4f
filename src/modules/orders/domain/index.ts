/** Pure decisions of orders that screens share with the server. */
export { indispensable } from './confirm.ts';
