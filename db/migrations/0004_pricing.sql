create schema pricing;

-- List prices as read from the ERP's condition records: the price of one `uom`.
create table pricing.price (
  sku text not null,
  price_list text not null,
  currency text not null,
  uom text not null,
  minor bigint not null check (minor > 0),
  valid_from date not null,
  valid_to date not null,
  source jsonb not null default '{}',
  primary key (sku, price_list, currency, uom, valid_from)
);
