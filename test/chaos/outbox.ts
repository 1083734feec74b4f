import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoErpOf } from '../../src/app/demo-erps/index.ts';
import type { DemoErpId } from '../../src/app/demo-erps/ids.ts';
import { reference16 } from '../../src/connectors/kit/reference.ts';
import type { CreateSalesOrder } from '../../src/modules/sync/contract.ts';
import { systemActor } from '../../src/platform/runtime/ctx.ts';
import { createDice } from '../../src/sandbox/kit/dice.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { makeRunFolder, startErpProcess, startScript, until, type ErpProcess, type RunFolder } from '../support/karkhana.ts';
import { outboxModule, type PlacedOrder } from './outbox-process.ts';

/** What is done to the outbox. */
export interface OutboxOrdeal {
  readonly erp: DemoErpId;
  /** Commands that wait when the ERP goes away. */
  readonly commands: number;
  /** Customers that they belong to: commands of one customer keep their order. */
  readonly customers: number;
  readonly outageMs: number;
  /** Share of answers that are lost, before and after the outage. */
  readonly lost: number;
  readonly kills: number;
  readonly seed: number;
  readonly limitMs: number;
}

/** What was seen. */
export interface OutboxOutcome {
  readonly committed: number;
  /** References that the ERP does not hold, and those that it holds more than once. */
  readonly missing: readonly string[];
  readonly doubled: readonly string[];
  /** Customers whose orders stand in the ERP in another order than they were asked for. */
  readonly outOfOrder: readonly string[];
  /** Commands that had to be looked up, because a send was not answered or its worker was killed. */
  readonly lookedUp: number;
  readonly mostMemoryMb: number;
  readonly tookMs: number;
}

const customerOf = (at: number): string => `C-${5001 + at}`;
const memoryMb = (pid: number): number => {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
};

/** Orders of one customer, one after the other: the quantity says which of them it is. */
function ordersOf({ commands, customers }: OutboxOrdeal): readonly CreateSalesOrder[] {
  return Array.from({ length: commands }, (_unused, at) => ({
    orderNumber: `K-${at + 1}`,
    customer: customerOf(at % customers),
    ...{ salesOrg: 'VS01', channel: '10', division: '00', shipTo: null, currency: 'INR', requestedDate: null, customerPo: null },
    lines: [{ lineNo: 10, sku: 'SEV200', words: '', quantity: String(Math.floor(at / customers) + 1), uom: 'CAR', erpUom: 'CAR', price: null }],
    dryRun: false,
  }));
}

/** Accepts the orders one after the other, so that each customer's stand in the outbox in their order. */
async function queueAll(db: TestDatabase, payloads: readonly CreateSalesOrder[], orders: Record<string, PlacedOrder>): Promise<void> {
  for (const payload of payloads) {
    const [orderId, commandId] = [db.runtime.newId(), db.runtime.newId()];
    orders[orderId] = { commandId, payload };
    await db.runtime.transaction(systemActor('chaos'), (ctx) =>
      ctx.publish({ type: 'order.accepted', subject: orderId, payload: { number: payload.orderNumber, version: 1, commandId } }),
    );
  }
}

/** A worker that is killed and started again. */
function createWorker(folder: RunFolder, planFile: string) {
  const start = () => startScript(folder, 'outbox', path.join('test', 'chaos', 'outbox-process.ts'), [planFile]);
  let current = start();
  return {
    memoryMb: () => memoryMb(current.pid),
    end: () => current.kill9(),
    async killAgainAndAgain({ kills, outageMs, seed }: OutboxOrdeal): Promise<void> {
      const dice = createDice(seed);
      for (let kill = 0; kill < kills; kill += 1) {
        await sleep((outageMs / kills) * (0.8 + dice.next()));
        await current.kill9();
        current = start();
      }
    },
  };
}

const countOf = async (db: TestDatabase, where: string): Promise<number> =>
  Number((await db.pool.query<{ n: string }>(`select count(*)::text as n from sync.command where ${where}`)).rows[0]?.n);

/** Counts in the ERP itself. */
async function heldBy(erp: ErpProcess, orders: Readonly<Record<string, PlacedOrder>>): Promise<Pick<OutboxOutcome, 'missing' | 'doubled' | 'outOfOrder'>> {
  const wanted = Object.values(orders).map(({ commandId, payload }) => ({ reference: reference16('outbox', commandId), payload }));
  const times = new Map<string, number>();
  const outOfOrder: string[] = [];
  for (const customer of new Set(wanted.map(({ payload }) => payload.customer))) {
    const held = (await erp.ordersOf(customer)).filter((order) => order.reference?.startsWith('MO')).reverse();
    for (const { reference } of held) times.set(reference ?? '', (times.get(reference ?? '') ?? 0) + 1);
    const places = held.map((order) => Number(order.items[0]?.quantity));
    if (places.some((place, at) => at > 0 && place <= (places[at - 1] ?? 0))) outOfOrder.push(`${customer}: ${places.join(' ')}`);
  }
  return {
    missing: wanted.filter(({ reference }) => !times.has(reference)).map(({ reference }) => reference),
    doubled: [...times].filter(([, count]) => count > 1).map(([reference]) => reference),
    outOfOrder,
  };
}

/** Queues the commands, takes the ERP away, loses answers, kills the worker again and again, and counts in the ERP what became of it. */
export async function outboxOrdeal(ordeal: OutboxOrdeal): Promise<OutboxOutcome> {
  const folder = makeRunFolder();
  const secretKey = randomBytes(32).toString('hex');
  const orders: Record<string, PlacedOrder> = {};
  const sync = outboxModule(secretKey, orders);
  const db = await testDatabase({ jobs: sync.jobs ?? [], reactions: sync.reactions ?? [] });
  const erp = await startErpProcess(folder, ordeal.erp, { extraCustomers: ordeal.customers });
  try {
    const input = { id: 'outbox', connector: ordeal.erp, settleSeconds: 2, ...demoErpOf(ordeal.erp).connection(erp.url, erp.signIn) };
    const made = await sync.createConnection(db.runtime, input);
    if (!made.ok) throw new Error(JSON.stringify(made.refusal));
    await queueAll(db, ordersOf(ordeal), orders);
    const planFile = path.join(folder.dir, 'plan.json');
    writeFileSync(planFile, JSON.stringify({ databaseUrl: db.url, secretKey, orders }), { mode: 0o600 });
    const downUntil = new Date(Date.now() + ordeal.outageMs).toISOString();
    await erp.habits({ seed: ordeal.seed, creditCheck: 'off', downUntil, pDropAfterCommit: ordeal.lost / 2, pDropBeforeCommit: ordeal.lost / 2 });
    const began = performance.now();
    const worker = createWorker(folder, planFile);
    const killing = worker.killAgainAndAgain(ordeal);
    let most = 0;
    await until(
      'the outbox to be empty',
      async () => {
        most = Math.max(most, worker.memoryMb());
        return (await countOf(db, `state in ('new', 'sending', 'unknown')`)) === 0 ? true : null;
      },
      ordeal.limitMs,
      500,
    ).catch(() => undefined);
    const tookMs = Math.round(performance.now() - began);
    await killing;
    await worker.end();
    return {
      ...(await heldBy(erp, orders)),
      committed: await countOf(db, `state = 'committed'`),
      lookedUp: await countOf(db, 'attempts > 1 and sent_at is not null'),
      mostMemoryMb: Math.round(most),
      tookMs,
    };
  } finally {
    await sync.close();
    await erp.stop().catch(() => undefined);
    await db.close();
    folder.remove();
  }
}
