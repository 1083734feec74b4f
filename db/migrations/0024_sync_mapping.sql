-- How what one ERP says becomes what we say: rules that people edit. Every version is kept, with who saved it, when and why.
create table sync.mapping (
  connection text not null references sync.connection,
  version integer not null check (version > 0),
  at timestamptz not null,
  by text not null,
  why text not null,
  rules jsonb not null,
  primary key (connection, version)
);

-- What a draft would do, asked of the ERP itself. The last ones of a connection are kept.
create table sync.mapping_preview (
  id uuid primary key,
  connection text not null references sync.connection,
  asked_at timestamptz not null,
  asked_by text not null,
  draft jsonb not null,
  -- null: the ERP is being asked
  answered_at timestamptz,
  body jsonb
);
create index mapping_preview_of on sync.mapping_preview (connection, asked_at);

alter table sync.cursor
  -- why rows of the last reading were skipped, and how many for each reason: {reason: count}
  add column skipped_why jsonb not null default '{}';

alter table sync.command
  -- the mapping with which it was last sent: while that is in doubt it is looked for in the same words
  add column mapping_version integer,
  -- what people corrected after a refusal: [{at, by, why, changes}]
  add column corrections jsonb not null default '[]';

alter table sync.connection
  -- after a rest one command tries the ERP, until then; the others wait for how it fares
  add column probe_until timestamptz;
