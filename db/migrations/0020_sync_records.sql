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
  add column swept_at timestamptz;
