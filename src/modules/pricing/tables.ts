// Made from the migrations by tools/db-types.ts. Do not edit.
import type { ColumnType, Generated } from 'kysely';

export interface ApprovalTable {
  id: string;
  case_id: string;
  line_id: Generated<string>;
  company: string;
  customer: string;
  sku: string;
  uom: string;
  currency: string;
  unit_minor: number;
  net_net: string;
  at_most_milli: number | null;
  order_id: string | null;
  valid_until: string | null;
  approved_by: string[];
  at: string;
  at_least_milli: number | null;
}

export interface ApprovalUseTable {
  approval: string;
  order_id: string;
  line_id: string;
  at: string;
}

export interface CostTable {
  sku: string;
  currency: string;
  uom: string;
  minor: number;
  as_of: string;
}

export interface PriceTable {
  sku: string;
  price_list: string;
  currency: string;
  uom: string;
  minor: number;
  valid_from: string;
  valid_to: string;
  source: ColumnType<unknown, string | undefined, string>;
  from_milli: Generated<number>;
}

export interface RuleTable {
  company: string;
  kind: string;
  code: string;
  version: number;
  body: ColumnType<unknown, string, string>;
  newest: Generated<boolean>;
  changed_by: string;
  changed_at: string;
  why: string;
}

export interface RulesVersionTable {
  company: string;
  value: number;
  stamp: Generated<string>;
}

export interface SaleTable {
  erp_number: string;
  line_no: number;
  customer: string;
  sold_on: string;
  sku: string;
  uom: string;
  quantity_milli: number;
  net_minor: number;
  currency: string;
}

/** The tables of schema pricing, for `on<PricingTables>(ctx)`. */
export interface PricingTables {
  'pricing.approval': ApprovalTable;
  'pricing.approval_use': ApprovalUseTable;
  'pricing.cost': CostTable;
  'pricing.price': PriceTable;
  'pricing.rule': RuleTable;
  'pricing.rules_version': RulesVersionTable;
  'pricing.sale': SaleTable;
}
