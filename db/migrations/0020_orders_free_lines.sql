-- What goes along free with a line by a scheme (item of the ERP's document included), and the tax on it when it was priced.
alter table orders.order_line
  add column free jsonb,
  add column tax_bp integer,
  add column tax_minor bigint;

-- What the ERP says that an order would come to, tried without writing anything: the newest answer an order.
create table sync.simulation (
  order_id uuid primary key,
  -- the version of the order that was asked about
  order_version integer not null,
  asked_at timestamptz not null,
  -- null: not answered yet
  answered_at timestamptz,
  answer jsonb
);
