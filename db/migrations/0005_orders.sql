create schema orders;

create table orders."order" (
  id uuid primary key,
  number text not null unique,
  version integer not null,
  state text not null,
  conversation_id uuid,
  customer text,
  company text not null,
  ship_to text,
  currency text,
  language text not null default 'en',
  requested_date date,
  po_number text,
  net_minor bigint,
  -- why it waits: the refusal's code and facts
  waiting jsonb,
  -- ERP
  command_id uuid,
  erp_reference text unique,
  erp_number text,
  assigned_to text,
  -- who wrote, and the first words of the newest message: for recognition in the queue
  sender text,
  preview text not null default '',
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index order_open on orders."order" (updated_at) where state not in ('confirmed', 'cancelled', 'rejected', 'duplicate');
create index order_by_customer on orders."order" (customer, created_at desc);
create unique index order_by_conversation on orders."order" (conversation_id);

create table orders.order_line (
  order_id uuid not null references orders."order" on delete cascade,
  line_no integer not null,
  words text not null,
  spans jsonb not null default '[]',
  sku text,
  quantity_milli bigint,
  uom text,
  price_minor bigint,
  price_trace jsonb,
  net_minor bigint,
  reading jsonb not null default '{}',
  primary key (order_id, line_no)
);

-- Every version as it was, with who and why: never updated.
create table orders.order_version (
  order_id uuid not null references orders."order" on delete cascade,
  version integer not null,
  at timestamptz not null,
  actor text not null,
  why text not null,
  snapshot jsonb not null,
  primary key (order_id, version)
);

-- Results of the checks of the newest run, with the master-data version that they saw.
create table orders.check_result (
  order_id uuid not null references orders."order" on delete cascade,
  order_version integer not null,
  position integer not null,
  "check" text not null,
  outcome text not null,
  line_no integer,
  facts jsonb not null,
  masters_version bigint not null,
  at timestamptz not null,
  primary key (order_id, order_version, position)
);

-- The life line: state changes and milestones, append only. The honest clock is computed from it.
create table orders.life_event (
  order_id uuid not null references orders."order" on delete cascade,
  seq integer not null,
  at timestamptz not null,
  kind text not null,
  from_state text,
  to_state text,
  actor text not null,
  why text not null,
  facts jsonb not null default '{}',
  primary key (order_id, seq)
);

-- Past orders as read from the ERP, with the customer's own words where the ERP has them.
create table orders.past_line (
  erp_number text not null,
  line_no integer not null,
  customer text not null,
  ordered_on date not null,
  sku text not null,
  quantity_milli bigint not null,
  uom text not null,
  net_minor bigint,
  words text,
  primary key (erp_number, line_no)
);
create index past_line_by_customer on orders.past_line (customer, sku, ordered_on desc);
