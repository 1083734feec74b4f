/** The pure part of pricing that the web shares: rules as rows of text, and whether they have the right form. */
export { bodyOfCells } from './rules/read-cells.ts';
export { readRule } from './rules/read-rule.ts';
export type { Rule } from './rules/rule.ts';
export { cellsOfRule } from './rules/rule-cells.ts';
export { ruleColumns } from './rules/rule-file.ts';
