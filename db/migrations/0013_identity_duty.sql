-- Who is reached where, who stands in for whom, and who is on duty.
alter table identity.person
  -- digits with the country code; an answer from this phone is this person's
  add column phone text unique check (phone ~ '^[1-9][0-9]{6,14}$'),
  -- customers whom this person looks after: may not decide on their requests
  add column customers text[] not null default '{}';

create table identity.absence (
  id uuid primary key,
  person_id text not null references identity.person,
  delegate_id text references identity.person,
  from_at timestamptz not null,
  to_at timestamptz not null,
  changed_at timestamptz not null,
  changed_by text not null,
  check (from_at < to_at),
  check (delegate_id <> person_id)
);
create index absence_by_person on identity.absence (person_id, to_at);

-- Shifts on the wall clock of `zone`. A role of a company without any row: everybody of the role is on duty.
create table identity.rota_shift (
  id uuid primary key,
  company text not null,
  role text not null,
  person_id text not null references identity.person,
  zone text not null,
  -- 0 = Sunday; a shift over midnight belongs to the day on which it begins
  weekdays integer[] not null,
  from_min integer not null check (from_min between 0 and 1439),
  to_min integer not null check (to_min between 1 and 1440),
  changed_at timestamptz not null,
  changed_by text not null
);
create index rota_shift_by_role on identity.rota_shift (company, role);
