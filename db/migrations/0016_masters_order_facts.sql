-- How an item may be ordered, in thousandths of its sales unit; null: no such rule. Not the ERP's to overwrite.
alter table masters.item add column min_order_milli bigint check (min_order_milli > 0);
alter table masters.item add column order_multiple_milli bigint check (order_multiple_milli > 0);
alter table masters.item add column max_order_milli bigint check (max_order_milli > 0);
alter table masters.item add column shelf_life_days integer check (shelf_life_days > 0);
alter table masters.item add column licence_required boolean not null default false;

-- A delivery route. Times of day are the company's own; weekdays 0 = Sunday.
create table masters.route (
  company text not null references masters.company,
  code text not null,
  name text not null,
  weekdays integer[] not null,
  cut_off text,
  lead_days integer not null default 0,
  -- orders that it can carry on one day
  capacity integer,
  primary key (company, code)
);

alter table masters.customer add column route text;
alter table masters.customer add column licence_number text;
alter table masters.customer add column licence_until date;
-- null: never read
alter table masters.customer add column overdue_minor bigint;
alter table masters.customer add column overdue_days integer;

-- Weekdays on which nobody works; null: nobody has said.
alter table masters.company add column weekend integer[];

-- Days that are no working days, or (closes_at) shorter ones.
create table masters.holiday (
  company text not null references masters.company,
  day date not null,
  name text not null,
  closes_at text,
  primary key (company, day)
);
