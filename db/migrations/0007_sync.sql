create schema sync;

create table sync.connection (
  id text primary key,
  connector text not null,
  settings jsonb not null,
  -- encrypted; never logged
  secrets bytea,
  state text not null default 'active',
  paused_why text,
  breaker_until timestamptz,
  failures integer not null default 0,
  last_ok_at timestamptz
);

create table sync.command (
  id uuid primary key,
  connection text not null references sync.connection,
  -- 16 characters, carried by the ERP document: the only way to find it again
  reference text not null unique,
  kind text not null,
  business_key text not null,
  ordering_key text not null,
  payload jsonb not null,
  state text not null,
  attempts integer not null default 0,
  not_before timestamptz not null,
  -- when the last create left us; a new create is forbidden until the ERP can no longer be working on it
  sent_at timestamptz,
  lease_until timestamptz,
  fence integer not null default 0,
  erp_key text,
  result jsonb,
  created_by text not null,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index command_open on sync.command (connection, not_before) where state in ('new', 'sending', 'unknown');
create index command_ordering on sync.command (ordering_key, created_at) where state in ('new', 'sending', 'unknown');
create index command_by_business_key on sync.command (business_key);

-- Each call to an ERP on behalf of a command: what the order page shows. Bodies are masked.
create table sync.erp_call (
  id uuid primary key,
  command_id uuid not null references sync.command,
  at timestamptz not null,
  step text not null,
  method text not null,
  path text not null,
  status integer,
  ms integer not null,
  outcome text not null,
  detail text
);
create index erp_call_by_command on sync.erp_call (command_id, at);

create table sync.cursor (
  connection text not null references sync.connection,
  object text not null,
  cursor text,
  watermark text,
  complete boolean not null default false,
  records bigint not null default 0,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (connection, object)
);
