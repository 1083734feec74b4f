create schema identity;

-- "user", session, account, verification and rate_limit belong to the sign-in library (better-auth); only their shape is ours.
create table identity."user" (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table identity.session (
  id text primary key,
  token text not null unique,
  user_id text not null references identity."user" on delete cascade,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index session_by_user on identity.session (user_id);

create table identity.account (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references identity."user" on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  -- a salted hash
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index account_by_user on identity.account (user_id);

create table identity.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verification_by_identifier on identity.verification (identifier);

create table identity.rate_limit (
  id text primary key,
  key text not null unique,
  count integer not null,
  last_request bigint not null
);

-- Who somebody is to the business: what they may do, in which language they read. A person is never deleted, only switched off.
create table identity.person (
  id text primary key references identity."user",
  name text not null,
  roles text[] not null,
  language text not null default 'en',
  company text not null,
  active boolean not null default true,
  created_at timestamptz not null,
  changed_at timestamptz not null
);

-- Who changed what about people. Append only.
create table identity.audit (
  id uuid primary key,
  at timestamptz not null,
  actor text not null,
  what text not null,
  subject text not null,
  facts jsonb not null default '{}'
);
create index audit_by_subject on identity.audit (subject, at desc);
create index audit_recent on identity.audit (at desc);
