// Made from the migrations by tools/db-types.ts. Do not edit.
import type { ColumnType, Generated } from 'kysely';

export interface AbsenceTable {
  id: string;
  person_id: string;
  delegate_id: string | null;
  from_at: string;
  to_at: string;
  changed_at: string;
  changed_by: string;
}

export interface AccountTable {
  id: string;
  account_id: string;
  provider_id: string;
  user_id: string;
  access_token: string | null;
  refresh_token: string | null;
  id_token: string | null;
  access_token_expires_at: string | null;
  refresh_token_expires_at: string | null;
  scope: string | null;
  password: string | null;
  created_at: string;
  updated_at: string;
}

export interface AuditTable {
  id: string;
  at: string;
  actor: string;
  what: string;
  subject: string;
  facts: ColumnType<unknown, string | undefined, string>;
}

export interface PersonTable {
  id: string;
  name: string;
  roles: string[];
  language: Generated<string>;
  company: string;
  active: Generated<boolean>;
  created_at: string;
  changed_at: string;
  phone: string | null;
  customers: Generated<string[]>;
}

export interface RateLimitTable {
  id: string;
  key: string;
  count: number;
  last_request: number;
}

export interface RotaShiftTable {
  id: string;
  company: string;
  role: string;
  person_id: string;
  zone: string;
  weekdays: number[];
  from_min: number;
  to_min: number;
  changed_at: string;
  changed_by: string;
}

export interface SessionTable {
  id: string;
  token: string;
  user_id: string;
  expires_at: string;
  ip_address: string | null;
  user_agent: string | null;
  created_at: string;
  updated_at: string;
}

export interface UserTable {
  id: string;
  name: string;
  email: string;
  email_verified: Generated<boolean>;
  image: string | null;
  created_at: string;
  updated_at: string;
}

export interface VerificationTable {
  id: string;
  identifier: string;
  value: string;
  expires_at: string;
  created_at: string;
  updated_at: string;
}

/** The tables of schema identity, for `on<IdentityTables>(ctx)`. */
export interface IdentityTables {
  'identity.absence': AbsenceTable;
  'identity.account': AccountTable;
  'identity.audit': AuditTable;
  'identity.person': PersonTable;
  'identity.rate_limit': RateLimitTable;
  'identity.rota_shift': RotaShiftTable;
  'identity.session': SessionTable;
  'identity.user': UserTable;
  'identity.verification': VerificationTable;
}
