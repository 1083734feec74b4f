// Made from the migrations by tools/db-types.ts. Do not edit.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

export interface AmendmentTable {
  id: string;
  order_id: string;
  state: string;
  wanted_by: string;
  changes: ColumnType<unknown, string, string>;
  before: ColumnType<unknown, string, string>;
  after: ColumnType<unknown, string, string>;
  last_erp_line: number;
  order_state: string | null;
  waiting: ColumnType<unknown, string | null, string | null>;
  command_id: string | null;
  conversation_id: string | null;
  requested_by: string;
  requested_at: string;
  decided_by: string | null;
  changed_at: string;
}

export interface CheckCauseTable {
  order_id: string;
  code: string;
  name: string;
  cause: string;
  company: string;
  at: string;
  raised: Generated<boolean>;
}

export interface CheckResultTable {
  order_id: string;
  order_version: number;
  position: number;
  check: string;
  outcome: string;
  line_no: number | null;
  facts: ColumnType<unknown, string, string>;
  masters_version: number;
  at: string;
  rules_version: Generated<number>;
}

export interface CheckSettingTable {
  company: string;
  customer: Generated<string>;
  code: string;
  version: number;
  outcome: string | null;
  changed_by: string;
  changed_at: string;
  why: string;
}

export interface LifeEventTable {
  order_id: string;
  seq: number;
  at: string;
  kind: string;
  from_state: string | null;
  to_state: string | null;
  actor: string;
  why: string;
  facts: ColumnType<unknown, string | undefined, string>;
}

export interface NoteTable {
  id: string;
  order_id: string;
  at: string;
  actor: string;
  text: string;
}

export interface OrderTable {
  id: string;
  number: string;
  version: number;
  state: string;
  conversation_id: string | null;
  customer: string | null;
  company: string;
  ship_to: string | null;
  currency: string | null;
  language: Generated<string>;
  requested_date: string | null;
  po_number: string | null;
  net_minor: number | null;
  waiting: ColumnType<unknown, string | null, string | null>;
  command_id: string | null;
  erp_reference: string | null;
  erp_number: string | null;
  assigned_to: string | null;
  sender: string | null;
  preview: Generated<string>;
  created_at: string;
  updated_at: string;
  split_from: string | null;
  route: string | null;
  cut_off_at: string | null;
  snoozed_until: string | null;
  snoozed_version: number | null;
}

export interface OrderLineTable {
  order_id: string;
  line_no: number;
  words: string;
  spans: ColumnType<unknown, string | undefined, string>;
  sku: string | null;
  quantity_milli: number | null;
  uom: string | null;
  price_minor: number | null;
  price_trace: ColumnType<unknown, string | null, string | null>;
  net_minor: number | null;
  reading: ColumnType<unknown, string | undefined, string>;
  erp_line: number | null;
  free: ColumnType<unknown, string | null, string | null>;
  tax_bp: number | null;
  tax_minor: number | null;
}

export interface OrderRuleTable {
  company: string;
  customer: Generated<string>;
  version: number;
  body: ColumnType<unknown, string, string>;
  changed_by: string;
  changed_at: string;
  why: string;
}

export interface OrderSearchTable {
  order_id: string;
  head: Generated<string[]>;
  lines: Generated<string[]>;
  notes: Generated<string[]>;
  words: GeneratedAlways<string>;
}

export interface OrderVersionTable {
  order_id: string;
  version: number;
  at: string;
  actor: string;
  why: string;
  snapshot: ColumnType<unknown, string, string>;
}

export interface PastLineTable {
  erp_number: string;
  line_no: number;
  customer: string;
  ordered_on: string;
  sku: string;
  quantity_milli: number;
  uom: string;
  net_minor: number | null;
  words: string | null;
}

export interface PresenceTable {
  order_id: string;
  person: string;
  seen_at: string;
}

export interface PriceRequestTable {
  order_id: string;
  state: string;
  requested_by: string;
  reason: string;
  note: Generated<string>;
  case_id: string | null;
  lines: ColumnType<unknown, string | undefined, string>;
  offered: ColumnType<unknown, string | undefined, string>;
  agreed: ColumnType<unknown, string | undefined, string>;
  at: string;
  changed_at: string;
}

export interface WaveThroughTable {
  order_id: string;
  code: string;
  name: string;
  company: string;
  customer: string;
  actor: string;
  reason: Generated<string>;
  at: string;
  proposed: Generated<boolean>;
}

/** The tables of schema orders, for `on<OrdersTables>(ctx)`. */
export interface OrdersTables {
  'orders.amendment': AmendmentTable;
  'orders.check_cause': CheckCauseTable;
  'orders.check_result': CheckResultTable;
  'orders.check_setting': CheckSettingTable;
  'orders.life_event': LifeEventTable;
  'orders.note': NoteTable;
  'orders.order': OrderTable;
  'orders.order_line': OrderLineTable;
  'orders.order_rule': OrderRuleTable;
  'orders.order_search': OrderSearchTable;
  'orders.order_version': OrderVersionTable;
  'orders.past_line': PastLineTable;
  'orders.presence': PresenceTable;
  'orders.price_request': PriceRequestTable;
  'orders.wave_through': WaveThroughTable;
}
