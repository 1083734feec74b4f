import type pg from 'pg';

/** States of open orders, from everybody's desk to the ERP's door. */
export const openStates = ['assembling', 'needs_customer', 'needs_desk', 'price_hold', 'credit_hold', 'stock_decision', 'posting', 'post_unknown'] as const;

/** Open orders with two lines each, in these states in turn, and as many that have ended if wanted; from a formula: the same every time. */
export async function seedQueue(pool: pg.Pool, openOrders: number, states: readonly string[], ended: number): Promise<void> {
  const made = `id >= '00000000-0000-7000-8000-000000000000' and id < '00000000-0000-7000-9000-000000000000'`;
  await pool.query(
    `insert into orders."order" (id, number, version, state, customer, company, currency, net_minor, sender, preview, created_at, updated_at, cut_off_at)
     select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'Q-' || lpad(n::text, 6, '0'), 1,
       case when n > $1 then 'confirmed' else ($2::text[])[1 + n % cardinality($2::text[])] end, 'C-' || n % 2000, 'VS01', 'INR', (n * 7919::bigint) % 90000000,
       '9199' || lpad(n::text, 8, '0'), 'bhai ' || n % 90 || ' peti ' || (array['sev','bhujia','papdi','mixture'])[1 + n % 4] || ' bhej do',
       now() - n * interval '1 second', now() - n * interval '1 second', case when n % 5 = 0 then null else now() + (n % 2880) * interval '1 minute' end
     from generate_series(1, $1::int + $3::int) n`,
    [openOrders, states, ended],
  );
  await pool.query(
    `insert into orders.order_line (order_id, line_no, words, sku, quantity_milli, uom, reading)
     select id, line, 'lal wala ' || line, 'SKU' || (abs(hashtext(id::text)) + line) % 800, 1000, 'CAR',
       jsonb_build_object('lineId', 'l' || line, 'decision', 'auto', 'p', 1, 'via', 'code', 'vetoes', '[]'::jsonb, 'open', '[]'::jsonb, 'rivals', '[]'::jsonb, 'why', '[]'::jsonb)
     from orders."order", generate_series(1, 2) line where ${made}`,
  );
  await pool.query(
    `insert into orders.life_event (order_id, seq, at, kind, to_state, actor, why) select id, 1, created_at, 'state', state, 'system:intake', 'message_received' from orders."order" where ${made}`,
  );
  await pool.query(
    `insert into orders.order_search (order_id, head, lines)
     select o.id, array_remove(regexp_split_to_array(lower(concat_ws(' ', o.number, o.customer, o.sender, o.preview)), '[^a-z0-9]+'), ''),
       array(select distinct unnest(array['lal', 'wala', lower(l.sku), 'item=' || lower(l.sku)]) from orders.order_line l where l.order_id = o.id)
     from orders."order" o where ${made}`,
  );
  for (const table of ['"order"', 'order_line', 'life_event', 'order_search']) await pool.query(`vacuum analyze orders.${table}`);
}
