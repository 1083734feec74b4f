-- Whose aliases: a customer, a region, the company. The row is locked while they change; `version` rises with every change.
create table intake.alias_owner (
  scope text not null,
  scope_id text not null,
  version bigint not null default 0,
  primary key (scope, scope_id)
);

-- Weights fall with time: `weight` is what it was at `weighed_at`; the reader decays it. `share` and `conflict` compare the
-- meanings of one key and do not change with time, because all of them fall alike.
alter table intake.alias add column weight double precision not null default 1;
alter table intake.alias add column weighed_at timestamptz;
alter table intake.alias add column share double precision not null default 1;
alter table intake.alias add column conflict boolean not null default false;
-- unit → weight with which it was meant
alter table intake.alias add column uoms jsonb not null default '{}';
-- a person of the desk confirmed it at least once
alter table intake.alias add column by_clerk boolean not null default false;
alter table intake.alias add column times_used integer not null default 0;
-- taken back: kept, so that the same past orders do not teach it again
alter table intake.alias add column removed_at timestamptz;
alter table intake.alias add column removed_by text;
-- what a search looks in
alter table intake.alias add column search text collate "C" not null generated always as (lower(example || ' ' || sku)) stored;

update intake.alias set
  weight = count_milli / 1000.0,
  weighed_at = last_used_at,
  by_clerk = (source = 'desk'),
  uoms = case when uom is null then '{}'::jsonb else jsonb_build_object(uom, count_milli / 1000.0) end;
alter table intake.alias alter column weighed_at set not null;
alter table intake.alias drop column count_milli;

-- Everything that made an alias what it is: its weight can be computed from these rows at any time.
create table intake.alias_lesson (
  id uuid primary key,
  alias_id uuid not null references intake.alias on delete cascade,
  at timestamptz not null,
  learnt_at timestamptz not null,
  by text not null,
  -- history | answer | desk | import | delivery | promotion
  source text not null,
  -- taught | confirmed | weakened | ruled_out | promoted | undone | imported
  change text not null,
  amount double precision not null,
  words text not null,
  uom text,
  -- our order, or the number of a past order: one order teaches a meaning once
  order_ref text,
  order_id uuid,
  conversation_id uuid,
  facts jsonb not null default '{}',
  undone_at timestamptz,
  undone_by text
);
create index alias_lesson_by_alias on intake.alias_lesson (alias_id, at);
create index alias_lesson_by_order on intake.alias_lesson (order_id) where order_id is not null;
create unique index alias_lesson_once on intake.alias_lesson (alias_id, source, order_ref)
  where order_ref is not null and undone_at is null and change in ('taught', 'confirmed');

-- The order lines that an alias decided.
create table intake.alias_use (
  order_id uuid not null,
  line_id text not null,
  alias_id uuid not null references intake.alias on delete cascade,
  words text not null,
  decided_at timestamptz not null,
  booked_at timestamptz,
  -- set when the order is confirmed or has ended: nothing can be done about the line any more
  done_at timestamptz,
  primary key (order_id, line_id)
);
create index alias_use_open on intake.alias_use (alias_id) where done_at is null;

insert into intake.alias_lesson (id, alias_id, at, learnt_at, by, source, change, amount, words, uom)
  select gen_random_uuid(), id, created_at, created_at, created_by, source, case when negative then 'ruled_out' else 'taught' end, weight, example, uom
  from intake.alias;
update intake.alias a set share = case when t.total = 0 then 1 else a.weight / t.total end
  from (select scope, scope_id, key, sum(weight) as total from intake.alias where not negative group by 1, 2, 3) t
  where t.scope = a.scope and t.scope_id = a.scope_id and t.key = a.key and not a.negative;
update intake.alias set share = 0 where negative;
update intake.alias a set conflict = true
  where not negative and share >= 0.35
    and exists (select 1 from intake.alias o where o.scope = a.scope and o.scope_id = a.scope_id and o.key = a.key and o.id <> a.id and not o.negative and o.share >= 0.35);

create index alias_by_key on intake.alias (key) where scope = 'customer' and removed_at is null;
create index alias_newest on intake.alias (last_used_at desc, id desc) where removed_at is null;
create index alias_of_owner on intake.alias (scope, scope_id, last_used_at desc, id desc) where removed_at is null;
create index alias_ruled_out on intake.alias (last_used_at desc, id desc) where removed_at is null and negative;
create index alias_in_conflict on intake.alias (last_used_at desc, id desc) where removed_at is null and conflict;
