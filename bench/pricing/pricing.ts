import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { saveItems } from '../../src/modules/masters/index.ts';
import { quote } from '../../src/modules/pricing/domain/index.ts';
import { quoteOrder, saveCosts, savePrices } from '../../src/modules/pricing/index.ts';
import { insertRuleVersion } from '../../src/modules/pricing/store/rule-store.ts';
import { openPool } from '../../src/platform/db/database.ts';
import { startEmbedded } from '../../src/platform/db/embedded/start.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import { systemActor, type Runtime } from '../../src/platform/runtime/ctx.ts';
import { silentLogger } from '../../src/platform/runtime/log.ts';
import { createPlatform } from '../../src/platform/runtime/platform.ts';
import { tableOf } from '../stats.ts';
import { checkedOrder, keepWorldOfChecks } from './checked.ts';
import { countStatements, effortOf, type Effort } from './effort.ts';
import { naiveQuote } from './naive.ts';
import { orderOf, priceBook, worldOf, type PriceBook } from './world.ts';

/** One size of price book: rules and schemes, with the times of everything. */
export interface PricingRow {
  readonly rules: number;
  readonly schemes: number;
  /** Of one line, in the database. */
  readonly line: Effort;
  /** Of an order of a thousand lines, in the database. */
  readonly order: Effort;
  /** The same, with every check and the decision. */
  readonly checked: Effort;
  /** The order in memory: the engine alone, and the naive one. */
  readonly engine: Effort;
  readonly naive: Effort;
  /** How many wanted the machine's two cores, before and after. */
  readonly load: readonly [before: number, after: number];
}

/** What is measured: price rules and schemes of the largest book, and how often. */
export interface PricingPlan {
  readonly sizes: readonly (readonly [rules: number, schemes: number])[];
  readonly singles: number;
  readonly orders: number;
  readonly seed: number;
}

/** 1×, 10× and 100×. */
export const wholePricing: Omit<PricingPlan, 'seed'> = {
  sizes: [
    [1_000, 50],
    [10_000, 500],
    [100_000, 5_000],
  ],
  singles: 300,
  orders: 20,
};

/** Without the largest. */
export const quickPricing: Omit<PricingPlan, 'seed'> = { ...wholePricing, sizes: wholePricing.sizes.slice(0, 2), singles: 200, orders: 15 };

const actor = systemActor('bench');

export async function keepBook(runtime: Runtime, book: PriceBook): Promise<void> {
  await runtime.transaction(actor, async (ctx) => {
    const plain = { names: {}, attributes: {}, baseUom: 'PC', salesUom: 'CAR', barcode: null, active: true, replacedBy: null, wholeUnits: true };
    await saveItems(
      ctx,
      book.items.map(({ sku, group, brand, units }) => ({
        ...plain,
        ...{ sku, name: sku, brand, itemGroup: group, uoms: units.map((unit) => ({ ...unit, erpUom: unit.uom })) },
      })),
    );
    for (let from = 0; from < book.prices.length; from += 5_000) await savePrices(ctx, book.prices.slice(from, from + 5_000));
    await saveCosts(ctx, worldOf(book).costs);
    const rules = [...book.schemes.map((body) => ({ kind: 'scheme', body }) as const), ...book.floors.map((body) => ({ kind: 'floor', body }) as const)];
    for (const rule of rules) {
      const written = { company: 'VS01', version: 1, changedBy: 'bench', changedAt: ctx.now(), why: 'bench' };
      await insertRuleVersion(ctx, { ...written, kind: rule.kind, code: rule.body.code, body: rule.body });
    }
  });
}

export async function migrated(url: string): Promise<void> {
  const pool = openPool(url, { max: 1, name: 'bench-pricing' });
  try {
    await migrate(pool, 'db/migrations');
  } finally {
    await pool.end();
  }
}

async function measure(size: readonly [number, number], plan: PricingPlan): Promise<PricingRow> {
  const [rules, schemes] = size;
  const book = priceBook(rules, schemes, plan.seed);
  const state = mkdtempSync(path.join(os.tmpdir(), 'karkhana-bench-'));
  const server = await startEmbedded({ state });
  await migrated(server.url);
  const platform = createPlatform({ url: server.url, log: silentLogger, jobs: [], periodic: [], reactions: [], soleNode: true, connections: 4 });
  try {
    await platform.prepare();
    await keepBook(platform.runtime, book);
    await platform.runtime.transaction(actor, (ctx) => keepWorldOfChecks(ctx, book, plan.seed));
    await platform.database.pool.query('analyze');
    const ask = (lines: number, turn: number): Promise<unknown> =>
      platform.runtime.transaction(actor, (ctx) => quoteOrder(ctx, orderOf(book, lines, plan.seed + turn)));
    const world = worldOf(book);
    const before = os.loadavg()[0] ?? 0;
    return {
      rules,
      schemes,
      line: await effortOf(plan.singles, (turn) => ask(1, turn)),
      order: await effortOf(plan.orders, (turn) => ask(1_000, turn)),
      checked: await effortOf(plan.orders, (turn) => platform.runtime.transaction(actor, (ctx) => checkedOrder(ctx, book, 1_000, plan.seed + turn))),
      engine: await effortOf(plan.orders, (turn) => quote(orderOf(book, 1_000, plan.seed + turn), world)),
      naive: await effortOf(1, (turn) => naiveQuote(orderOf(book, 1_000, plan.seed + turn), world)),
      load: [before, os.loadavg()[0] ?? 0],
    };
  } finally {
    await platform.close({ graceful: false });
    await server.stop();
    rmSync(state, { recursive: true, force: true });
  }
}

/** Measures each size of price book in a database of its own, one after the other. */
export async function benchPricing(plan: PricingPlan, tell: (line: string) => void): Promise<readonly PricingRow[]> {
  countStatements();
  const rows: PricingRow[] = [];
  for (const size of plan.sizes) {
    tell(`${size[0]} price rules and ${size[1]} schemes`);
    rows.push(await measure(size, plan));
  }
  return rows;
}

/** The measured rows as a table of milliseconds: wall clock beside this process' own processor time. */
export const pricingText = (rows: readonly PricingRow[]): string =>
  tableOf(
    ['price rules, schemes', 'what', 'least', 'p50', 'p95', 'CPU least', 'CPU p50', 'statements', 'load'],
    rows.flatMap((row) => {
      const works = { 'one line': row.line, '1,000 lines': row.order, '… and checked': row.checked, 'engine alone': row.engine, naive: row.naive };
      return Object.entries(works).map(([what, { wall, cpu, statements }]) => [
        `${row.rules}, ${row.schemes}`,
        ...[what, wall.least, wall.p50, wall.p95, cpu.least, cpu.p50, statements],
        row.load.map((load) => load.toFixed(1)).join(' → '),
      ]);
    }),
  );
