// Made from the migrations by tools/db-types.ts. Do not edit.
import type { ColumnType, Generated } from 'kysely';

export interface AliasTable {
  id: string;
  scope: string;
  scope_id: string;
  key: string;
  sku: string;
  uom: string | null;
  count_milli: Generated<number>;
  negative: Generated<boolean>;
  source: string;
  example: string;
  created_at: string;
  created_by: string;
  last_used_at: string;
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

export interface SenderTable {
  channel: string;
  line: string;
  sender: string;
  name: string | null;
  last_inbound_at: string | null;
}

/** The tables of schema intake, for `on<IntakeTables>(ctx)`. */
export interface IntakeTables {
  'intake.alias': AliasTable;
  'intake.conversation': ConversationTable;
  'intake.inbound_event': InboundEventTable;
  'intake.outbound': OutboundTable;
  'intake.sender': SenderTable;
}
