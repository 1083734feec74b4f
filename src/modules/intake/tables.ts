// Made from the migrations by tools/db-types.ts. Do not edit.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

export interface AliasTable {
  id: string;
  scope: string;
  scope_id: string;
  key: string;
  sku: string;
  uom: string | null;
  negative: Generated<boolean>;
  source: string;
  example: string;
  created_at: string;
  created_by: string;
  last_used_at: string;
  weight: Generated<number>;
  weighed_at: string;
  share: Generated<number>;
  conflict: Generated<boolean>;
  uoms: ColumnType<unknown, string | undefined, string>;
  by_clerk: Generated<boolean>;
  times_used: Generated<number>;
  removed_at: string | null;
  removed_by: string | null;
  search: GeneratedAlways<string>;
}

export interface AliasLessonTable {
  id: string;
  alias_id: string;
  at: string;
  learnt_at: string;
  by: string;
  source: string;
  change: string;
  amount: number;
  words: string;
  uom: string | null;
  order_ref: string | null;
  order_id: string | null;
  conversation_id: string | null;
  facts: ColumnType<unknown, string | undefined, string>;
  undone_at: string | null;
  undone_by: string | null;
}

export interface AliasOwnerTable {
  scope: string;
  scope_id: string;
  version: Generated<number>;
}

export interface AliasUseTable {
  order_id: string;
  line_id: string;
  alias_id: string;
  words: string;
  decided_at: string;
  booked_at: string | null;
  done_at: string | null;
}

export interface CatalogueVersionTable {
  only_row: Generated<boolean>;
  value: Generated<number>;
}

export interface ConversationTable {
  id: string;
  channel: string;
  line: string;
  sender: string;
  sender_name: string | null;
  version: number;
  state: string;
  customer: string | null;
  order_id: string | null;
  language: Generated<string>;
  opened_at: string;
  last_message_at: string;
  quiet_from: string | null;
  quiet_until: string | null;
  questions_asked: Generated<number>;
  pending: ColumnType<unknown, string | null, string | null>;
  reading: ColumnType<unknown, string | null, string | null>;
  closed_at: string | null;
}

export interface InboundEventTable {
  id: string;
  channel: string;
  event_key: string;
  kind: string;
  type: string;
  line: string;
  sender: string;
  sent_at: string;
  received_at: string;
  raw: string;
  message_id: string;
  refers_to: string | null;
  text: string | null;
  conversation_id: string | null;
  handled_at: string | null;
}

export interface LlmAdviceTable {
  conversation_id: string;
  line_id: string;
  prompt_hash: string;
  company: string;
  provider: string;
  model: string;
  asked_at: string;
  state: string;
  problem: string | null;
  choice: string | null;
  answer: string | null;
  final_sku: string | null;
}

export interface OutboundTable {
  id: string;
  conversation_id: string;
  kind: string;
  body: ColumnType<unknown, string, string>;
  text: string;
  language: string;
  state: string;
  reference: string;
  provider_id: string | null;
  attempts: Generated<number>;
  error: ColumnType<unknown, string | null, string | null>;
  created_at: string;
  sent_at: string | null;
  delivered_at: string | null;
  read_at: string | null;
}

export interface ReadingAuditTable {
  id: string;
  company: string;
  conversation_id: string;
  line_id: string;
  order_id: string;
  created_at: string;
  verdict: string | null;
  sku: string | null;
  note: Generated<string>;
  answered_at: string | null;
  answered_by: string | null;
}

export interface ReadingModelTable {
  company: string;
  version: number;
  trained_at: string;
  catalogue_version: number;
  kept: boolean;
  reason: string;
  threshold: number;
  report: ColumnType<unknown, string, string>;
  model: ColumnType<unknown, string | null, string | null>;
}

export interface ReadingOutcomeTable {
  conversation_id: string;
  line_id: string;
  order_id: string;
  company: string;
  customer: string | null;
  words: string;
  decision: string;
  sku: string | null;
  quantity_milli: number | null;
  uom: string | null;
  p: number;
  via: string;
  vetoes: ColumnType<unknown, string, string>;
  features: ColumnType<unknown, string | null, string | null>;
  unexplained: ColumnType<unknown, string, string>;
  model_version: number;
  decided_at: string;
  settled_at: string | null;
  final_sku: string | null;
  verdict: string | null;
  judged_by: string | null;
  sampled: Generated<boolean>;
}

export interface SenderTable {
  channel: string;
  line: string;
  sender: string;
  name: string | null;
  last_inbound_at: string | null;
}

export interface WordListTable {
  company: string;
  version: number;
  fillers: ColumnType<unknown, string, string>;
  same_thing: ColumnType<unknown, string, string>;
  units: ColumnType<unknown, string, string>;
  changed_at: string;
  changed_by: string;
}

export interface WordProposalTable {
  id: string;
  company: string;
  kind: string;
  words: ColumnType<unknown, string, string>;
  seen: number;
  customers: number;
  example: string;
  state: Generated<string>;
  proposed_at: string;
  decided_at: string | null;
  decided_by: string | null;
}

/** The tables of schema intake, for `on<IntakeTables>(ctx)`. */
export interface IntakeTables {
  'intake.alias': AliasTable;
  'intake.alias_lesson': AliasLessonTable;
  'intake.alias_owner': AliasOwnerTable;
  'intake.alias_use': AliasUseTable;
  'intake.catalogue_version': CatalogueVersionTable;
  'intake.conversation': ConversationTable;
  'intake.inbound_event': InboundEventTable;
  'intake.llm_advice': LlmAdviceTable;
  'intake.outbound': OutboundTable;
  'intake.reading_audit': ReadingAuditTable;
  'intake.reading_model': ReadingModelTable;
  'intake.reading_outcome': ReadingOutcomeTable;
  'intake.sender': SenderTable;
  'intake.word_list': WordListTable;
  'intake.word_proposal': WordProposalTable;
}
