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
