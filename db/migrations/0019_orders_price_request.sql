-- The price that a customer or a clerk asks for an order: who asked, what the approver was shown, what we offered, what the customer agreed to.
create table orders.price_request (
  order_id uuid primary key references orders."order" on delete cascade,
  state text not null,
  requested_by text not null,
  reason text not null,
  note text not null default '',
  case_id uuid,
  -- lines of the newest card: what a yes lets pass
  lines jsonb not null default '[]',
  -- line id → price of one unit in minor units (null: our own price stands)
  offered jsonb not null default '{}',
  agreed jsonb not null default '{}',
  at timestamptz not null,
  changed_at timestamptz not null
);
create index price_request_by_case on orders.price_request (case_id);
