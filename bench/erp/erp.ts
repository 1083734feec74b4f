import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { reference16 } from '../../src/connectors/kit/reference.ts';
import type { ErpCommand, ErpConnection } from '../../src/connectors/kit/types.ts';
import { sapS4 } from '../../src/connectors/sap-s4/index.ts';
import type { CreateSalesOrder } from '../../src/modules/sync/contract.ts';
import { startEmbedded } from '../../src/platform/db/embedded/start.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import { systemActor } from '../../src/platform/runtime/ctx.ts';
import { silentLogger } from '../../src/platform/runtime/log.ts';
import { createPlatform, type Platform } from '../../src/platform/runtime/platform.ts';
import { outboxModule, type PlacedOrder } from '../../test/chaos/outbox-process.ts';
import { tableOf } from '../stats.ts';

/** How large the companies are that are read, and how many orders are posted. */
export interface ErpPlan {
  readonly sizes: readonly (readonly [customers: number, items: number])[];
  readonly orders: number;
}

export const wholeErp: ErpPlan = {
  sizes: [
    [500, 2_000],
    [5_000, 20_000],
    [50_000, 200_000],
  ],
  orders: 1_000,
};
export const quickErp: ErpPlan = { sizes: wholeErp.sizes.slice(0, 2), orders: 100 };

/** One size: the whole reading into the database, beside reading alone. */
export interface ReadRow {
  readonly customers: number;
  readonly items: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Resident memory of the reading process: before, and at most. */
  readonly memoryMb: readonly [before: number, most: number];
  /** The connector alone: pages fetched and forgotten. */
  readonly bareSeconds: number;
}

/** Orders through the outbox, beside one after the other through the same connector. */
export interface PostRow {
  readonly orders: number;
  readonly perSecond: number;
  readonly memoryMb: number;
  readonly barePerSecond: number;
}

export interface ErpResult {
  readonly reads: readonly ReadRow[];
  readonly post: PostRow;
  readonly load: number;
}

const secrets = { password: 'bench-bench' };
const deps = { now: () => Date.now(), randomHex: (bytes: number) => randomBytes(bytes).toString('hex'), fetch: globalThis.fetch };
const settingsOf = (baseUrl: string) => ({
  baseUrl,
  client: '100',
  user: 'BENCH',
  accountGroups: ['CUST'],
  // the sandbox looks through all its rows for each page: small pages would measure the sandbox
  pageSize: 2_000,
  salesOrganizations: { VS01: { zone: 'Asia/Kolkata', languages: ['en'] }, VS02: { zone: 'Asia/Riyadh', languages: ['ar'] } },
});
const rssMb = (): number => Math.round(process.memoryUsage.rss() / 1_048_576);

async function startSandbox(customers: number, items: number): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const script = path.join(import.meta.dirname, 'large-sandbox.ts');
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', script, String(customers), String(items)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (text: Buffer) => resolve(text.toString().trim()));
    child.once('exit', () => reject(new Error('the sandbox ended')));
  });
  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

/** The most memory while something runs. */
async function watched<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly most: number; readonly seconds: number }> {
  let most = rssMb();
  const timer = setInterval(() => (most = Math.max(most, rssMb())), 100);
  const began = performance.now();
  try {
    const value = await work();
    return { value, most, seconds: (performance.now() - began) / 1_000 };
  } finally {
    clearInterval(timer);
  }
}

async function bareRead(connection: ErpConnection): Promise<void> {
  for (const object of ['item', 'customer'] as const) {
    let cursor: string | null = null;
    do cursor = (await connection.readPage(object, cursor)).nextCursor;
    while (cursor !== null);
  }
}

async function measureRead(platform: Platform, [customers, items]: readonly [number, number]): Promise<ReadRow> {
  const sandbox = await startSandbox(customers, items);
  const sync = outboxModule('00'.repeat(32), {});
  try {
    const id = `bench-${customers}`;
    const made = await sync.createConnection(platform.runtime, { id, connector: 'sap-s4', settings: settingsOf(sandbox.url), secrets });
    if (!made.ok) throw new Error(JSON.stringify(made.refusal));
    const before = rssMb();
    const read = await watched(() => sync.readAll(platform.runtime, id, { only: ['company', 'item', 'customer'] }));
    if (!read.value.ok) throw new Error(JSON.stringify(read.value.refusal));
    const bare = await watched(() => bareRead(sapS4.open(settingsOf(sandbox.url), secrets, deps)));
    const seconds = Math.round(read.seconds * 10) / 10;
    return {
      customers,
      items,
      seconds,
      perSecond: Math.round((customers + items) / read.seconds),
      memoryMb: [before, read.most],
      bareSeconds: Math.round(bare.seconds * 10) / 10,
    };
  } finally {
    await sync.close();
    await sandbox.stop();
  }
}

const orderOf = (at: number): CreateSalesOrder => ({
  orderNumber: `K-${at}`,
  customer: `N-${String(at % 500).padStart(6, '0')}`,
  ...{ salesOrg: 'VS01', channel: '10', division: '00', shipTo: null, currency: 'INR', requestedDate: null, customerPo: null },
  lines: [{ lineNo: 10, sku: 'SEV200', words: '', quantity: String(1 + (at % 50)), uom: 'CAR', erpUom: 'CAR', price: '1260.00' }],
  dryRun: false,
});

async function barePost(url: string, count: number): Promise<number> {
  const connection = sapS4.open(settingsOf(url), secrets, deps);
  const silent = (): void => undefined;
  const began = performance.now();
  for (let at = 0; at < count; at += 1) {
    const id = randomUUID();
    const command: ErpCommand = { id, reference: reference16('bare', id), kind: 'create_sales_order', payload: orderOf(at), round: 0 };
    await connection.find(command, silent);
    const made = await connection.execute(command, silent);
    if (made.kind !== 'committed') throw new Error(JSON.stringify(made));
    await connection.verify(command, made.erpKey, silent);
  }
  return Math.round((count / (performance.now() - began)) * 1_000);
}

async function measurePost(databaseUrl: string, count: number): Promise<PostRow> {
  const sandbox = await startSandbox(500, 0);
  const orders: Record<string, PlacedOrder> = {};
  const sync = outboxModule('00'.repeat(32), orders);
  const platform = createPlatform({
    url: databaseUrl,
    log: silentLogger,
    jobs: sync.jobs ?? [],
    periodic: [],
    reactions: sync.reactions ?? [],
    soleNode: true,
    connections: 8,
  });
  try {
    await platform.prepare();
    await platform.database.pool.query('truncate sync.connection cascade');
    const made = await sync.createConnection(platform.runtime, { id: 'bench-post', connector: 'sap-s4', settings: settingsOf(sandbox.url), secrets });
    if (!made.ok) throw new Error(JSON.stringify(made.refusal));
    for (let at = 0; at < count; at += 1) {
      const [orderId, commandId] = [platform.runtime.newId(), platform.runtime.newId()];
      orders[orderId] = { commandId, payload: orderOf(at) };
      await platform.runtime.transaction(systemActor('bench'), (ctx) =>
        ctx.publish({ type: 'order.accepted', subject: orderId, payload: { number: 'K', version: 1, commandId } }),
      );
    }
    const left = async (): Promise<number> =>
      Number((await platform.database.pool.query<{ n: string }>(`select count(*)::text as n from sync.command where state <> 'committed'`)).rows[0]?.n);
    const posted = await watched(async () => {
      await platform.startWorking();
      while ((await left()) > 0) await new Promise((resolve) => setTimeout(resolve, 100));
    });
    return {
      orders: count,
      perSecond: Math.round((count / posted.seconds) * 10) / 10,
      memoryMb: posted.most,
      barePerSecond: await barePost(sandbox.url, Math.min(count, 200)),
    };
  } finally {
    await platform.close({ graceful: false });
    await sync.close();
    await sandbox.stop();
  }
}

/** Reads companies of growing size whole, and posts orders, each beside the connector alone. */
export async function benchErp(plan: ErpPlan, tell: (line: string) => void): Promise<ErpResult> {
  const state = mkdtempSync(path.join(os.tmpdir(), 'karkhana-bench-'));
  const server = await startEmbedded({ state });
  const platform = createPlatform({ url: server.url, log: silentLogger, jobs: [], periodic: [], reactions: [], soleNode: true, connections: 4 });
  const load = os.loadavg()[0] ?? 0;
  try {
    await migrate(platform.database.pool, 'db/migrations');
    const reads: ReadRow[] = [];
    for (const size of plan.sizes) {
      tell(`${size[0]} customers, ${size[1]} items`);
      reads.push(await measureRead(platform, size));
    }
    tell(`${plan.orders} orders`);
    return { reads, post: await measurePost(server.url, plan.orders), load: Math.round(load * 10) / 10 };
  } finally {
    await platform.close({ graceful: false });
    await server.stop();
    rmSync(state, { recursive: true, force: true });
  }
}

/** The result for people. */
export function erpText({ reads, post, load }: ErpResult): string {
  const rows = reads.map((row) =>
    [row.customers, row.items, row.seconds, row.perSecond, `${row.memoryMb[0]} → ${row.memoryMb[1]}`, row.bareSeconds].map(String),
  );
  return [
    `machine load before: ${load}`,
    tableOf(['customers', 'items', 'read and kept s', 'records/s', 'memory MB', 'connector alone s'], rows),
    `${post.orders} orders through the outbox: ${post.perSecond}/s, at most ${post.memoryMb} MB; one after the other through the connector alone: ${post.barePerSecond}/s`,
  ].join('\n');
}
