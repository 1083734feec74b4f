import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { startEmbedded } from '../src/platform/db/embedded/start.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import type { Actor, Ctx } from '../src/platform/runtime/ctx.ts';
import { silentLogger } from '../src/platform/runtime/log.ts';
import { createPlatform } from '../src/platform/runtime/platform.ts';
import { getOrderPage } from '../src/modules/orders/index.ts';
import { listOrders, type OrderFilter } from '../src/modules/orders/queries/list-orders.ts';

/** Milliseconds of one question at one size. */
export interface QueueFigure {
  readonly openOrders: number;
  readonly what: string;
  readonly p50: number;
  readonly p95: number;
}

const asha: Actor = { kind: 'person', id: 'p-asha', name: 'Asha', roles: ['order_desk'] };
const open = ['assembling', 'needs_customer', 'needs_desk', 'price_hold', 'credit_hold', 'stock_decision', 'posting', 'post_unknown'];

/** Open orders with two lines each, and as many that have ended, from a formula: the same every time. */
async function seed(pool: pg.Pool, openOrders: number): Promise<void> {
  await pool.query('truncate orders."order" cascade; truncate masters.customer cascade; truncate masters.item cascade');
  await pool.query(
    `insert into orders."order" (id, number, version, state, customer, company, currency, net_minor, sender, preview, created_at, updated_at, cut_off_at)
     select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'K-' || lpad(n::text, 6, '0'), 1,
       case when n > $1 then 'confirmed' else ($2::text[])[1 + n % 8] end, 'C-' || n % 2000, 'VS01', 'INR', (n * 7919::bigint) % 90000000,
       '9199' || lpad(n::text, 8, '0'), 'bhai ' || n % 90 || ' peti ' || (array['sev','bhujia','papdi','mixture'])[1 + n % 4] || ' bhej do',
       now() - n * interval '1 second', now() - n * interval '1 second', case when n % 5 = 0 then null else now() + (n % 2880) * interval '1 minute' end
     from generate_series(1, $1 * 2) n`,
    [openOrders, open],
  );
  await pool.query(
    `insert into orders.order_line (order_id, line_no, words, sku, quantity_milli, uom, reading)
     select id, line, 'lal wala ' || line, 'SKU' || (abs(hashtext(id::text)) + line) % 800, 1000, 'CAR',
       jsonb_build_object('lineId', 'l' || line, 'decision', 'auto', 'p', 1, 'via', 'code', 'vetoes', '[]'::jsonb, 'open', '[]'::jsonb, 'rivals', '[]'::jsonb, 'why', '[]'::jsonb)
     from orders."order", generate_series(1, 2) line`,
  );
  await pool.query(
    `insert into orders.life_event (order_id, seq, at, kind, to_state, actor, why) select id, 1, created_at, 'state', state, 'system:intake', 'message_received' from orders."order"`,
  );
  await pool.query(
    `insert into orders.order_search (order_id, head, lines)
     select o.id, array_remove(regexp_split_to_array(lower(concat_ws(' ', o.number, o.customer, o.sender, o.preview)), '[^a-z0-9]+'), ''),
       array(select distinct unnest(array['lal', 'wala', lower(l.sku), 'item=' || lower(l.sku)]) from orders.order_line l where l.order_id = o.id)
     from orders."order" o`,
  );
  for (const table of ['"order"', 'order_line', 'life_event', 'order_search']) await pool.query(`vacuum analyze orders.${table}`);
}

/** The queue as it was: newest change first, found by ilike over the head, with the counts by state. */
async function former(pool: pg.Pool, q: string | null): Promise<void> {
  const text =
    q === null ? '' : `and (number ilike $2 or erp_number ilike $2 or customer ilike $2 or preview ilike $2 or po_number ilike $2 or sender like $2)`;
  await pool.query(
    `select * from orders."order" where state = any($1::text[]) ${text} order by updated_at desc, id desc limit 101`,
    q === null ? [open] : [open, `%${q}%`],
  );
  await pool.query('select state, count(*) from orders."order" group by state');
}

async function measured(openOrders: number, what: string, rounds: number, work: () => Promise<unknown>): Promise<QueueFigure> {
  const took: number[] = [];
  for (let round = -2; round < rounds; round += 1) {
    const started = performance.now();
    await work();
    if (round >= 0) took.push(performance.now() - started);
  }
  took.sort((a, b) => a - b);
  const at = (share: number): number => Math.round((took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0) * 10) / 10;
  return { openOrders, what, p50: at(0.5), p95: at(0.95) };
}

/** Ranks, searches and pages the queue at several sizes, beside the former query over the same rows. */
export async function benchDeskQueue(sizes: readonly number[], rounds: number, tell: (line: string) => void): Promise<readonly QueueFigure[]> {
  const state = mkdtempSync(path.join(os.tmpdir(), 'karkhana-bench-'));
  const server = await startEmbedded({ state });
  const platform = createPlatform({ url: server.url, log: silentLogger, jobs: [], periodic: [], reactions: [], soleNode: true, connections: 4 });
  try {
    const { pool } = platform.database;
    await migrate(pool, 'db/migrations');
    const run = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => platform.runtime.transaction(asha, work);
    const list = (filter: Partial<OrderFilter>) => run((ctx) => listOrders(ctx, { limit: 100, states: open, snoozed: 'hide', ...filter }));
    const figures: QueueFigure[] = [];
    for (const size of sizes) {
      tell(`${size} open orders`);
      await seed(pool, size);
      const first = await list({ sort: 'urgency' });
      const cursor = first.nextCursor ?? '';
      const id = first.rows[0]?.id ?? '';
      const questions: readonly (readonly [string, () => Promise<unknown>])[] = [
        ['former: newest 100', () => former(pool, null)],
        ['former: search "sku77", ilike over the head', () => former(pool, 'sku77')],
        ['newest 100', () => list({ sort: 'newest' })],
        ['most urgent 100', () => list({ sort: 'urgency' })],
        ['most urgent, next 500', () => list({ sort: 'urgency', cursor, limit: 500 })],
        ['search "sku77", everything', () => list({ sort: 'urgency', q: 'sku77' })],
        ['search "k-000123"', () => list({ sort: 'urgency', q: 'k-000123' })],
        ['order page', () => run((ctx) => getOrderPage(ctx, id))],
      ];
      for (const [what, work] of questions) figures.push(await measured(size, what, rounds, work));
    }
    return figures;
  } finally {
    await platform.close({ graceful: false });
    await server.stop();
    rmSync(state, { recursive: true, force: true });
  }
}

/** The figures as a table. */
export function deskQueueText(figures: readonly QueueFigure[]): string {
  const rows = figures.map((each) => `| ${each.openOrders} | ${each.what} | ${each.p50} | ${each.p95} |`);
  return ['| open orders | milliseconds for | p50 | p95 |', '| --: | --- | --: | --: |', ...rows].join('\n');
}
