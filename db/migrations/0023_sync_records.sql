-- What was last read of each record of an ERP: it tells what is gone there, and when what we hold was true. Documents are kept whole.
create table sync.record (
  connection text not null references sync.connection,
  object text not null,
  key text not null,
  version text not null,
  hash text not null,
  -- when it was first read as it is now
  read_at timestamptz not null,
  -- since when the ERP has it no more
  gone_at timestamptz,
  -- of documents and of what has no row with a source of its own; null for other masters
  data jsonb,
  extra jsonb,
  primary key (connection, object, key)
);
create index record_documents on sync.record (connection, object, (data->>'customer')) where data is not null and gone_at is null;

-- The keys that one full reading or sweep has seen so far; what is not among them at its end is gone. Two readings at once do not share theirs.
create table sync.seen_key (
  reading uuid not null,
  key text not null,
  noted_at timestamptz not null,
  primary key (reading, key)
);

alter table sync.cursor
  -- somebody is reading the object until then; moved on with every page
  add column busy_until timestamptz,
  -- the next page of a reading of changes that was cut short
  add column changes_page text,
  -- when the keys of the object were last compared with the ERP's
  add column swept_at timestamptz,
  -- rows of the last reading that could not be said in our words
  add column skipped integer not null default 0,
  -- why the last reading stopped: {code, facts, at}; null when it came to its end
  add column trouble jsonb;

alter table sync.command
  -- what the document looked like when it was first reconciled after our last write to it
  add column digest text,
  -- a person said that it is done, or that it is no longer wanted: who, and why
  add column settled_by text,
  add column settled_why text;
create index command_committed on sync.command (connection, kind, finished_at) where state = 'committed';
create index command_rejected on sync.command (finished_at) where state = 'rejected';

-- What a look at an ERP gave: the doctor's findings, and reconciliations. The last ones of each kind are kept.
create table sync.report (
  id uuid primary key,
  connection text not null references sync.connection,
  kind text not null,
  at timestamptz not null,
  body jsonb not null
);
create index report_last on sync.report (connection, kind, at);
