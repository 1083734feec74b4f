-- The desk works its queue to zero: what is urgent, who has it, what sleeps, who looks at it, what was noted.
alter table orders."order"
  -- until when it must be settled to go on its day; null: nobody knows
  add column cut_off_at timestamptz,
  -- sleeps until then, and only while it is this version
  add column snoozed_until timestamptz,
  add column snoozed_version integer;

-- The open orders with all that ranks and filters them: the queue is ranked without touching the rows.
create index order_desk on orders."order" (state)
  include (id, net_minor, cut_off_at, customer, assigned_to, version, snoozed_version, snoozed_until, updated_at)
  where state in ('assembling', 'needs_customer', 'needs_desk', 'price_hold', 'credit_hold', 'stock_decision', 'posting', 'post_unknown');
create index order_by_state on orders."order" (state) include (assigned_to, version, snoozed_version, snoozed_until);
create index order_newest on orders."order" (updated_at desc, id desc);

-- What an order is found by: lower-cased words of its head, lines and notes. domain/search-words.ts makes them.
create table orders.order_search (
  order_id uuid primary key references orders."order" on delete cascade,
  head text[] not null default '{}',
  lines text[] not null default '{}',
  notes text[] not null default '{}',
  words tsvector not null generated always as (array_to_tsvector(head || lines || notes)) stored
);
create index order_search_words on orders.order_search using gin (words);

insert into orders.order_search (order_id, head, lines)
select o.id,
  array_remove(regexp_split_to_array(lower(concat_ws(' ', o.number, o.erp_number, o.customer, o.po_number, o.sender, o.preview)), '[^[:alnum:]]+'), ''),
  array_remove(regexp_split_to_array(lower(coalesce((select string_agg(concat_ws(' ', l.sku, l.words), ' ') from orders.order_line l where l.order_id = o.id), '')), '[^[:alnum:]]+'), '')
from orders."order" o;

-- What clerks tell each other about an order: append only.
create table orders.note (
  id uuid primary key,
  order_id uuid not null references orders."order" on delete cascade,
  at timestamptz not null,
  actor text not null,
  text text not null check (length(text) between 1 and 2000)
);
create index note_by_order on orders.note (order_id, at);

-- Who is looking at which order; a row that is not renewed in time says nothing any more.
create table orders.presence (
  order_id uuid not null references orders."order" on delete cascade,
  person text not null,
  seen_at timestamptz not null,
  primary key (order_id, person)
) with (fillfactor = 50);
