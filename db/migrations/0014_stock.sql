create schema stock;

-- How far a place has been read from a connection. `complete` turns true with the first reading that came to its end.
create table stock.snapshot (
  connection text not null,
  place text not null,
  as_of timestamptz not null,
  complete boolean not null default false,
  primary key (connection, place)
);

-- What the ERP says lies where. Base units in thousandths; negative is what the ERP has let go below zero.
create table stock.position (
  connection text not null,
  place text not null,
  sku text not null,
  -- empty: the item is not kept by lots
  lot text not null,
  status text not null check (status in ('free', 'quality', 'blocked')),
  base_milli bigint not null,
  expires_on date,
  -- the reading that saw it last; a complete reading takes away what it did not see
  as_of timestamptz not null,
  primary key (connection, place, sku, lot, status),
  foreign key (connection, place) references stock.snapshot
);
create index position_by_sku on stock.position (sku);

-- What open orders have taken of it.
create table stock.reservation (
  owner text not null,
  line integer not null,
  sku text not null,
  -- null: any place
  place text,
  base_milli bigint not null check (base_milli > 0),
  needed_on date,
  reserved_at timestamptz not null,
  reserved_by text not null,
  primary key (owner, line)
);
create index reservation_by_sku on stock.reservation (sku);

-- One row for each item that was ever reserved and for each owner that holds something: whoever reserves locks them, in the order of the key.
create table stock.reserve_lock (
  kind text not null check (kind in ('owner', 'sku')),
  name text not null,
  primary key (kind, name)
);
