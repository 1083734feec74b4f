create schema masters;

-- Rises with every change of master data; checks store the value they saw.
create table masters.version (
  only_row boolean primary key default true check (only_row),
  value bigint not null default 1
);
insert into masters.version default values;

create table masters.company (
  code text primary key,
  name text not null,
  zone text not null,
  currency text not null,
  country text not null,
  languages text[] not null default '{en}',
  settings jsonb not null default '{}'
);

create table masters.item (
  sku text primary key,
  name text not null,
  -- names in other languages, by BCP 47 tag: {"hi": "...", "ar": "..."}
  names jsonb not null default '{}',
  brand text,
  item_group text not null default '',
  attributes jsonb not null default '{}',
  base_uom text not null,
  sales_uom text not null,
  barcode text,
  active boolean not null default true,
  replaced_by text,
  -- a whole number of sales units only, unless false
  whole_units boolean not null default true,
  source jsonb not null default '{}'
);

create table masters.item_uom (
  sku text not null references masters.item on delete cascade,
  uom text not null,
  numerator integer not null check (numerator > 0),
  denominator integer not null default 1 check (denominator > 0),
  erp_uom text not null,
  primary key (sku, uom)
);

create table masters.customer (
  code text primary key,
  name text not null,
  names jsonb not null default '{}',
  company text not null references masters.company,
  -- ERP sales area: organisation/channel/division
  sales_org text not null,
  channel text not null,
  division text not null,
  price_list text not null,
  currency text not null,
  language text not null default 'en',
  zone text not null,
  country text not null,
  region text not null default '',
  tax_number text,
  blocked boolean not null default false,
  block_reason text,
  credit_limit_minor bigint,
  receivables_minor bigint not null default 0,
  open_orders_minor bigint not null default 0,
  credit_as_of timestamptz,
  -- whole_order | good_lines
  partial_policy text not null default 'whole_order',
  source jsonb not null default '{}'
);

create table masters.ship_to (
  customer text not null references masters.customer on delete cascade,
  code text not null,
  name text not null,
  city text not null default '',
  address text not null default '',
  is_default boolean not null default false,
  primary key (customer, code)
);

create table masters.contact (
  id uuid primary key,
  customer text not null references masters.customer on delete cascade,
  name text not null,
  -- E.164 digits without plus, the form of WhatsApp's wa_id
  phone text not null,
  role text not null default 'buyer',
  language text,
  source text not null default 'erp',
  created_at timestamptz not null,
  created_by text not null,
  unique (phone, customer)
);
create index contact_by_phone on masters.contact (phone);

create table masters.work_centre (
  code text primary key,
  name text not null,
  plant text not null,
  source jsonb not null default '{}'
);

create table masters.bom (
  sku text not null references masters.item on delete cascade,
  plant text not null,
  base_milli bigint not null,
  base_uom text not null,
  primary key (sku, plant)
);
create table masters.bom_item (
  sku text not null,
  plant text not null,
  line_no integer not null,
  component text not null,
  quantity_milli bigint not null,
  uom text not null,
  primary key (sku, plant, line_no),
  foreign key (sku, plant) references masters.bom on delete cascade
);

create table masters.routing_operation (
  sku text not null references masters.item on delete cascade,
  plant text not null,
  operation text not null,
  work_centre text not null,
  name text not null,
  rate_per_hour_milli bigint not null,
  uom text not null,
  setup_min integer not null default 0,
  primary key (sku, plant, operation)
);
