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
import { openStates, seedQueue } from './desk-seed.ts';
import { listOrders, type OrderFilter } from '../src/modules/orders/queries/list-orders.ts';

/** Milliseconds of one question at one size. */
export interface QueueFigure {
  readonly openOrders: number;
  readonly what: string;
  readonly p50: number;
  readonly p95: number;
}

const asha: Actor = { kind: 'person', id: 'p-asha', name: 'Asha', roles: ['order_desk'] };

/** The queue as it was: newest change first, found by ilike over the head, with the counts by state. */
async function former(pool: pg.Pool, q: string | null): Promise<void> {
  const text =
    q === null ? '' : `and (number ilike $2 or erp_number ilike $2 or customer ilike $2 or preview ilike $2 or po_number ilike $2 or sender like $2)`;
  await pool.query(
    `select * from orders."order" where state = any($1::text[]) ${text} order by updated_at desc, id desc limit 101`,
    q === null ? [openStates] : [openStates, `%${q}%`],
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
    const list = (filter: Partial<OrderFilter>) => run((ctx) => listOrders(ctx, { limit: 100, states: openStates, snoozed: 'hide', ...filter }));
    const figures: QueueFigure[] = [];
    for (const size of sizes) {
      tell(`${size} open orders`);
      await pool.query('truncate orders."order" cascade; truncate masters.customer cascade; truncate masters.item cascade');
      await seedQueue(pool, size, openStates, size);
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
        ['search "q-000123"', () => list({ sort: 'urgency', q: 'q-000123' })],
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
