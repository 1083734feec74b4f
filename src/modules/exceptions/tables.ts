// Made from the migrations by tools/db-types.ts. Do not edit.
import type { ColumnType, Generated } from 'kysely';

export interface CaseTable {
  id: string;
  number: string;
  kind: string;
  key: string;
  state: string;
  version: number;
  version_at: string;
  company: string;
  subject_noun: string;
  subject_id: string;
  subject_label: string;
  customer: string | null;
  amount_minor: number | null;
  currency: string | null;
  requested_by: string;
  requesters: string[];
  card: ColumnType<unknown, string, string>;
  audiences: ColumnType<unknown, string, string>;
  steps: ColumnType<unknown, string, string>;
  choices: string[];
  persons_needed: number;
  deadline_at: string | null;
  steps_asked: number;
  step_at: string;
  reminded: boolean;
  next_at: string | null;
  outcome: string | null;
  raised_at: string;
  acked_at: string | null;
  decided_at: string | null;
  changed_at: string;
}

export interface CaseEventTable {
  case_id: string;
  seq: number;
  at: string;
  actor: string;
  what: string;
  facts: ColumnType<unknown, string | undefined, string>;
}

export interface CaseKeyTable {
  kind: string;
  key: string;
}

export interface DecisionTable {
  case_id: string;
  seq: number;
  at: string;
  by: string;
  name: string;
  way: string;
  choice: string;
  until: string | null;
  terms: ColumnType<unknown, string | undefined, string>;
  reason: Generated<string>;
  case_version: number;
}

export interface LinkTable {
  id_hash: string;
  case_id: string;
  case_version: number;
  person: string;
  expires_at: string;
  used_at: string | null;
  created_at: string;
}

export interface TellingTable {
  case_id: string;
  version: number;
  person: string;
  tier: number;
  name: string;
  role: string;
  instead_of: string | null;
  told_at: string;
  reminded_at: string | null;
  acked_at: string | null;
}

/** The tables of schema exceptions, for `on<ExceptionsTables>(ctx)`. */
export interface ExceptionsTables {
  'exceptions.case': CaseTable;
  'exceptions.case_event': CaseEventTable;
  'exceptions.case_key': CaseKeyTable;
  'exceptions.decision': DecisionTable;
  'exceptions.link': LinkTable;
  'exceptions.telling': TellingTable;
}
