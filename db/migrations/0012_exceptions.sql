create schema exceptions;

-- Something that somebody must know, acknowledge or decide.
-- A row for each thing that a case was ever about: whoever raises or withdraws one locks it first.
create table exceptions.case_key (
  kind text not null,
  key text not null,
  primary key (kind, key)
);

create table exceptions."case" (
  id uuid primary key,
  number text not null unique,
  kind text not null,
  -- what keeps two open cases about the same thing from existing
  key text not null,
  state text not null,
  -- version of the content: a decision counts only for the version that was looked at
  version integer not null,
  version_at timestamptz not null,
  company text not null,
  subject_noun text not null,
  subject_id text not null,
  subject_label text not null,
  customer text,
  amount_minor bigint,
  currency text,
  requested_by text not null,
  -- everybody who ever asked for it while it was open: none of them decides it
  requesters text[] not null,
  card jsonb not null,
  audiences jsonb not null,
  steps jsonb not null,
  choices text[] not null,
  persons_needed integer not null check (persons_needed > 0),
  deadline_at timestamptz,
  -- how many steps of the ladder have been asked, since when the last of them, and when the clock next has something to do
  steps_asked integer not null,
  step_at timestamptz not null,
  reminded boolean not null,
  next_at timestamptz,
  outcome text,
  raised_at timestamptz not null,
  acked_at timestamptz,
  decided_at timestamptz,
  changed_at timestamptz not null
);
create unique index case_open_key on exceptions."case" (kind, key) where state in ('raised', 'acked');
create index case_open_due on exceptions."case" (next_at) where state in ('raised', 'acked');
create index case_by_state on exceptions."case" (state, deadline_at, id);
create index case_by_subject on exceptions."case" (subject_id, raised_at desc);

-- The case's own story. Append only.
create table exceptions.case_event (
  case_id uuid not null references exceptions."case",
  seq integer not null,
  at timestamptz not null,
  actor text not null,
  what text not null,
  facts jsonb not null default '{}',
  primary key (case_id, seq)
);

-- Who was told of which version, at which tier.
create table exceptions.telling (
  case_id uuid not null references exceptions."case",
  version integer not null,
  person text not null,
  tier integer not null,
  name text not null,
  -- the role for which this person was asked; `forwarded`: was only shown it
  role text not null,
  instead_of text,
  told_at timestamptz not null,
  reminded_at timestamptz,
  acked_at timestamptz,
  primary key (case_id, version, person, tier)
);
create index telling_by_person on exceptions.telling (person, case_id);

-- What people chose. Append only.
create table exceptions.decision (
  case_id uuid not null references exceptions."case",
  seq integer not null,
  at timestamptz not null,
  by text not null,
  name text not null,
  way text not null,
  choice text not null,
  until text,
  terms jsonb not null default '{}',
  reason text not null default '',
  case_version integer not null,
  primary key (case_id, seq)
);
create index decision_by_person on exceptions.decision (by, at desc);

-- Links that let one person decide one case without a sign-in. Neither the token nor its random id is kept.
create table exceptions.link (
  id_hash text primary key,
  case_id uuid not null references exceptions."case",
  case_version integer not null,
  person text not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null
);
create index link_by_case on exceptions.link (case_id, person);
