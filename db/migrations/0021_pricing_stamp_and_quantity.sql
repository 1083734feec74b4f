-- Which state of a company's rules this is: a new one with every change, also where a change was taken back and made anew under the same number.
-- A node that has read the rules of a stamp need not read them again. Whoever changes rules by SQL gives a new stamp.
alter table pricing.rules_version add column stamp uuid not null default gen_random_uuid();

-- All rules of a company are read at once and found in memory.
drop index pricing.rule_by_item;
alter table pricing.rule drop column item_keys, drop column customer_keys;

-- A price that was let pass for a quantity holds from that quantity on; less of it asks again.
alter table pricing.approval add column at_least_milli bigint check (at_least_milli > 0);
drop index pricing.approval_once;
create unique index approval_once on pricing.approval
  (case_id, line_id, sku, uom, unit_minor, net_net, coalesce(at_most_milli, 0), coalesce(at_least_milli, 0));
