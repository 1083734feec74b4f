-- Customers that the ERP prices together; empty: none.
alter table masters.customer add column price_group text not null default '';
create index customer_by_price_group on masters.customer (company, price_group) where price_group <> '';
