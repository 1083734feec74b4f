-- What goes along free with a line by a scheme (item of the ERP's document included), and the tax on it when it was priced.
alter table orders.order_line
  add column free jsonb,
  add column tax_bp integer,
  add column tax_minor bigint;
