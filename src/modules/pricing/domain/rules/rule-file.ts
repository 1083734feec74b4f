import type { RuleKind } from '../../contract.ts';

/** The columns of a file of rules, by kind, in the order in which they are written. Lists within a cell are parted by `|`. */
const scope = ['skus', 'groups', 'brands', 'customers', 'price_groups', 'regions', 'channels'] as const;
const days = ['valid_from', 'valid_to', 'active'] as const;
const schemeColumns = [
  ...['code', 'name', ...scope, 'gift', 'basis', 'scale', 'uom', 'currency', 'bands'],
  ...['every', 'free', 'free_sku', 'free_uom', 'at_most', 'needs', 'percent', 'stack_group', ...days],
];

export const ruleColumns: Readonly<Record<RuleKind, readonly string[]>> = {
  scheme: schemeColumns,
  floor: ['code', 'name', ...scope, 'limit', 'amount', 'uom', 'currency', 'percent', 'days', ...days],
  tax: ['code', 'name', 'country', 'skus', 'groups', 'brands', 'percent', ...days],
  policy: ['code', 'auto_percent', 'tiers', 'persons_below_floor', 'tolerance_percent'],
};

/** Columns without which a file cannot be read. */
export const neededColumns: Readonly<Record<RuleKind, readonly string[]>> = {
  scheme: ['code', 'gift'],
  floor: ['code', 'limit'],
  tax: ['code', 'country', 'percent'],
  policy: ['auto_percent', 'tiers'],
};
