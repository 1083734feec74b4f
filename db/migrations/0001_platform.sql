-- The event feed. Readers follow (xid, seq) and never read past the oldest running transaction: see ADR 0004.
create schema platform;

create table platform.event (
  xid xid8 not null default pg_current_xact_id(),
  seq bigint generated always as identity,
  at timestamptz not null,
  type text not null,
  subject text not null,
  actor text not null,
  request_id text not null,
  payload jsonb not null,
  primary key (xid, seq)
);
create index event_by_subject on platform.event (subject, xid, seq);

create table platform.setting (
  key text primary key,
  value jsonb not null,
  changed_at timestamptz not null default now(),
  changed_by text not null
);

-- Named counters for gapless numbers (order numbers): taken in the transaction that uses the number.
create table platform.counter (
  name text primary key,
  value bigint not null
);
