-- Which item of the ERP's document a line is; null: ten times its number, as it was created.
alter table orders.order_line add column erp_line integer;

-- Changes to orders that the ERP holds, with what they change, before and after; every one is kept.
create table orders.amendment (
  id uuid primary key,
  order_id uuid not null references orders."order" on delete cascade,
  state text not null,
  -- who wants it: customer, desk (on the customer's behalf) or us
  wanted_by text not null,
  changes jsonb not null,
  before jsonb not null,
  after jsonb not null,
  -- the highest item of the ERP's document that this or an earlier amendment has used: never used again
  last_erp_line integer not null,
  -- the order's state when it was sent: it stands there again when the ERP refuses
  order_state text,
  waiting jsonb,
  command_id uuid unique,
  conversation_id uuid,
  requested_by text not null,
  requested_at timestamptz not null,
  decided_by text,
  changed_at timestamptz not null
);
create index amendment_by_order on orders.amendment (order_id, requested_at);
create unique index amendment_open on orders.amendment (order_id) where state in ('proposed', 'needs_desk', 'needs_planner', 'sending', 'unknown');
