/** Pure decisions of identity that other modules share. */
export { seesMargins, withoutMargins } from './margins.ts';
