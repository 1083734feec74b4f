/** The pure part of pricing, for those who price or judge without a database. */
export { listsOf, sourceOf } from './base-price.ts';
export type { QuoteAt } from './invoice-price.ts';
export { defaultApprovalPolicy } from './policy-default.ts';
export { priceHistory } from './price-history.ts';
export { quote } from './quote.ts';
export { tierFor, type Authority } from './verdict.ts';
export type { ItemFacts, KnownApproval, MedianPrice, PriceWorld, Rules } from './world.ts';
export { bodyOfCells } from './rules/read-cells.ts';
export { readRule } from './rules/read-rule.ts';
export { cellsOfRule } from './rules/rule-cells.ts';
export { ruleColumns } from './rules/rule-file.ts';
