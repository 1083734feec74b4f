-- The first order of those into which one was parted: lines that are fine go to the ERP, the others stay here.
alter table orders."order" add column split_from uuid references orders."order";
create index order_by_split on orders."order" (split_from) where split_from is not null;
drop index orders.order_by_conversation;
create unique index order_by_conversation on orders."order" (conversation_id) where split_from is null;
create index order_of_conversation on orders."order" (conversation_id, created_at desc);
-- the route that carries it, once it is accepted
alter table orders."order" add column route text;
create index order_by_route on orders."order" (company, route, requested_date) where route is not null;

alter table orders.check_result add column rules_version bigint not null default 0;

-- How strictly a check is taken: every version is kept, the newest counts. Customer empty: the whole company. Outcome null: the check's own way again.
create table orders.check_setting (
  company text not null,
  customer text not null default '',
  code text not null,
  version integer not null,
  outcome text,
  changed_by text not null,
  changed_at timestamptz not null,
  why text not null,
  primary key (company, customer, code, version)
);

-- What a company or a customer wants of its orders; kept in the same manner.
create table orders.order_rule (
  company text not null,
  customer text not null default '',
  version integer not null,
  body jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null,
  why text not null,
  primary key (company, customer, version)
);

-- An open check that a person let pass. Three of one check and customer propose a tuning, once.
create table orders.wave_through (
  order_id uuid not null references orders."order" on delete cascade,
  code text not null,
  name text not null,
  company text not null,
  customer text not null,
  actor text not null,
  reason text not null default '',
  at timestamptz not null,
  proposed boolean not null default false,
  primary key (order_id, code)
);
create index wave_through_open on orders.wave_through (company, customer, code) where not proposed;

-- A check that failed for a reason in the master data. Three orders with the same cause open a task, once.
create table orders.check_cause (
  order_id uuid not null references orders."order" on delete cascade,
  code text not null,
  name text not null,
  cause text not null,
  company text not null,
  at timestamptz not null,
  raised boolean not null default false,
  primary key (order_id, code, cause)
);
create index check_cause_open on orders.check_cause (company, code, cause) where not raised;
