-- A price may hold from a quantity of its unit on: tiers of one list and day.
alter table pricing.price add column from_milli bigint not null default 0 check (from_milli >= 0);
alter table pricing.price drop constraint price_pkey;
alter table pricing.price add primary key (sku, price_list, currency, uom, valid_from, from_milli);

-- Every version of every rule that people edit. A version is never changed but for `newest`, which the next one takes away.
create table pricing.rule (
  company text not null,
  kind text not null check (kind in ('scheme', 'floor', 'tax', 'policy')),
  code text not null,
  version integer not null check (version > 0),
  body jsonb not null,
  -- what a rule can be found by: `sku:…`, `group:…`, `brand:…`, or `*` when it is for every item
  item_keys text[] not null,
  -- likewise `customer:…`, `price_group:…`, `region:…`, `channel:…`, `country:…`
  customer_keys text[] not null,
  newest boolean not null default true,
  changed_by text not null,
  changed_at timestamptz not null,
  why text not null,
  primary key (company, kind, code, version)
);
create unique index rule_newest on pricing.rule (company, kind, code) where newest;
create index rule_by_item on pricing.rule using gin (item_keys) where newest;

-- Rises with every change of a rule: a quote says which rules it stands on.
create table pricing.rules_version (
  company text primary key,
  value bigint not null
);

-- What one `uom` of an item costs us, as of a day; an older figure never replaces a newer one.
create table pricing.cost (
  sku text not null,
  currency text not null,
  uom text not null,
  minor bigint not null check (minor > 0),
  as_of date not null,
  primary key (sku, currency)
);

-- Prices that people have let pass. Never updated.
create table pricing.approval (
  id uuid primary key,
  case_id text not null,
  line_id text not null default '',
  company text not null,
  customer text not null,
  sku text not null,
  uom text not null,
  currency text not null,
  unit_minor bigint not null check (unit_minor > 0),
  -- decimal text of minor units: exact
  net_net text not null,
  at_most_milli bigint check (at_most_milli > 0),
  order_id text,
  valid_until date,
  approved_by text[] not null check (cardinality(approved_by) > 0),
  at timestamptz not null,
  check (order_id is not null or valid_until is not null)
);
create index approval_by_item on pricing.approval (customer, sku);
create unique index approval_once on pricing.approval (case_id, line_id, sku, uom, unit_minor, net_net, coalesce(at_most_milli, 0));

-- The order lines that an approval let pass.
create table pricing.approval_use (
  approval uuid not null references pricing.approval,
  order_id text not null,
  line_id text not null,
  at timestamptz not null,
  primary key (approval, order_id, line_id)
);

-- Lines that were sold: for history, peers, medians and back-tests.
create table pricing.sale (
  erp_number text not null,
  line_no integer not null,
  customer text not null,
  sold_on date not null,
  sku text not null,
  uom text not null,
  quantity_milli bigint not null check (quantity_milli > 0),
  net_minor bigint not null,
  currency text not null,
  primary key (erp_number, line_no)
);
create index sale_by_customer on pricing.sale (customer, sold_on);
create index sale_by_item on pricing.sale (sku, sold_on);
