/**
 * How long an order takes from the door to its ERP number, alone and under load; what it costs; how it grows with the past.
 * The product runs as it is delivered, in a process of its own, the sandbox ERP in another.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { makeRunFolder, post, sampleOrders, sign, startKarkhana, startSapProcess, until, webhookBody } from '../test/support/karkhana.ts';
import type { Karkhana, SampleOrder, SapProcess } from '../test/support/karkhana.ts';
import { openDesk, type Desk } from './desk.ts';
import { naiveHandler } from './naive.ts';
import { spreadOf, type Spread } from './stats.ts';
import { cpuSeconds, machineLoad, processesOf, watchMemory } from './usage.ts';

/** How much is measured. */
export interface OrdersPlan {
  readonly customers: number;
  readonly single: number;
  readonly perSecond: number;
  readonly seconds: number;
  readonly idleSeconds: number;
  readonly naive: number;
  /** Past orders to compare, and orders to time with each. */
  readonly pasts: readonly number[];
  readonly singleWithPast: number;
  readonly seed: number;
}

export const wholePlan: OrdersPlan = {
  customers: 400,
  single: 100,
  perSecond: 20,
  seconds: 60,
  idleSeconds: 30,
  naive: 100,
  pasts: [1_000, 10_000, 100_000],
  singleWithPast: 30,
  seed: 1,
};
export const quickPlan: OrdersPlan = {
  customers: 400,
  single: 20,
  perSecond: 10,
  seconds: 10,
  idleSeconds: 10,
  naive: 20,
  pasts: [1_000, 10_000],
  singleWithPast: 8,
  seed: 1,
};

const quietMs = 500;

/** Milliseconds of a set of orders: as the product says, by stage, and as the client saw it. */
export interface Latency {
  /** Newest message at the door → ERP number, without the quiet window, from the order page. */
  readonly doorToErp: Spread;
  /** Webhook sent → the desk's live feed shows the order confirmed, without the quiet window. */
  readonly seenByDesk: Spread;
  readonly stages: Readonly<Record<string, Spread>>;
}

export interface LoadResult extends Latency {
  readonly perSecond: number;
  readonly seconds: number;
  readonly orders: number;
  readonly door: Spread;
  readonly refused: number;
  /** Orders a second from the first webhook to the last confirmation. */
  readonly throughput: number;
  /** From the last webhook to the last confirmation. */
  readonly drainedMs: number;
  readonly cpuCores: Readonly<Record<string, number>>;
}

export interface PastResult {
  readonly pastOrders: number;
  /** First start with reading everything from the ERP, and the next start. */
  readonly firstStartMs: number;
  readonly nextStartMs: number;
  readonly doorToErp: Spread;
  readonly memoryMb: Readonly<Record<string, number>>;
}

export interface OrdersResult {
  readonly at: string;
  readonly node: string;
  readonly plan: OrdersPlan;
  /** Load of the machine before and after: figures from a busy machine prove little. */
  readonly machineLoad: readonly [number, number];
  readonly naive: Spread;
  readonly idle: Latency;
  readonly load: LoadResult;
  readonly peakMb: Readonly<Record<string, number>>;
  readonly idleCpuPercent: Readonly<Record<string, number>>;
  readonly pasts: readonly PastResult[];
}

interface Sent {
  readonly order: SampleOrder;
  readonly at: number;
  readonly doorMs: number;
  readonly status: number;
}

interface World {
  readonly karkhana: Karkhana;
  readonly sap: SapProcess;
  readonly desk: Desk;
  /** The next orders of the extra customers. */
  next(count: number): readonly SampleOrder[];
}

const bodyOf = (karkhana: Karkhana, order: SampleOrder): string => webhookBody(karkhana.whatsapp, [order]);

async function send({ karkhana }: World, order: SampleOrder): Promise<Sent> {
  const body = bodyOf(karkhana, order);
  const at = performance.now();
  const answer = await post(karkhana.door, body, sign(karkhana.whatsapp.appSecret, body), 30_000);
  return { order, at, doorMs: answer.ms, status: answer.status };
}

async function inWorld<T>(customers: number, seed: number, pastOrders: number | null, work: (world: World) => Promise<T>): Promise<T> {
  const folder = makeRunFolder();
  const size = { extraCustomers: customers, ...(pastOrders === null ? {} : { pastOrders }) };
  try {
    const sap = await startSapProcess(folder, size);
    const karkhana = await startKarkhana({ folder, sandboxErp: sap.url, quietMs, startLimitMs: 1_200_000, ...size });
    // the order that the demo plays by itself is over
    await sleep(4_000);
    const desk = await openDesk(karkhana);
    let given = 0;
    const next = (count: number): readonly SampleOrder[] => {
      const orders = sampleOrders({ count, customers, seed, skip: given });
      given += count;
      return orders;
    };
    try {
      return await work({ karkhana, sap, desk, next });
    } finally {
      desk.close();
      await karkhana.stop().catch(() => undefined);
    }
  } finally {
    folder.remove();
  }
}

const keyOf = (customer: string, lines: readonly string[]): string => `${customer} ${[...lines].sort().join()}`;

/** Fetches the pages of all orders that were confirmed since and holds them against what was sent. */
async function latencyOf(world: World, sent: readonly Sent[], known: ReadonlySet<string>): Promise<Latency> {
  const byKey = new Map(sent.map((one) => [keyOf(one.order.customer, one.order.lines), one]));
  const doorToErp: number[] = [];
  const seenByDesk: number[] = [];
  const stages = new Map<string, number[]>();
  for (const [id, seenAt] of world.desk.confirmedAt) {
    if (known.has(id)) continue;
    const page = await world.desk.order(id);
    const one = byKey.get(
      keyOf(
        page.customer ?? '',
        page.lines.map((line) => `${line.sku} ${(line.quantityMilli ?? 0) / 1000} ${line.uom}`),
      ),
    );
    if (!one) continue;
    seenByDesk.push(seenAt - one.at - (page.stages['quiet_window'] ?? quietMs));
    for (const [stage, ms] of Object.entries(page.stages)) {
      if (stage === 'door_to_erp') doorToErp.push(ms);
      else stages.set(stage, [...(stages.get(stage) ?? []), ms]);
    }
  }
  return {
    doorToErp: spreadOf(doorToErp),
    seenByDesk: spreadOf(seenByDesk),
    stages: Object.fromEntries([...stages].map(([stage, ms]) => [stage, spreadOf(ms)])),
  };
}

/** Orders one after the other; the next one leaves when the desk has seen the last one confirmed. */
async function single(world: World, count: number): Promise<Latency> {
  const known = new Set(world.desk.confirmedAt.keys());
  const sent: Sent[] = [];
  for (const order of world.next(count)) {
    const before = world.desk.confirmedAt.size;
    sent.push(await send(world, order));
    await until(`order ${order.text}`, () => (world.desk.confirmedAt.size > before ? true : null), 60_000, 5);
  }
  return latencyOf(world, sent, known);
}

async function underLoad(world: World, plan: OrdersPlan): Promise<LoadResult> {
  const known = new Set(world.desk.confirmedAt.keys());
  const orders = world.next(plan.perSecond * plan.seconds);
  const processes = processesOf(world.karkhana, world.sap);
  const cpuBefore = Object.fromEntries(Object.entries(processes).map(([name, pids]) => [name, cpuSeconds(pids)]));
  const began = performance.now();
  const sent = await Promise.all(
    orders.map(async (order, at) => {
      await sleep(Math.max(0, began + (at * 1000) / plan.perSecond - performance.now()));
      return send(world, order);
    }),
  );
  const lastSent = Math.max(...sent.map((one) => one.at));
  const taken = sent.filter((one) => one.status === 200).length;
  await until('the load to be done', () => (world.desk.confirmedAt.size - known.size >= taken ? true : null), 180_000, 50).catch(() => undefined);
  const confirmed = [...world.desk.confirmedAt].filter(([id]) => !known.has(id)).map(([, at]) => at);
  const lastConfirmed = Math.max(...confirmed);
  const tookS = (lastConfirmed - began) / 1000;
  const cpuAfter = Object.entries(processesOf(world.karkhana, world.sap)).map(([name, pids]) => [name, cpuSeconds(pids)] as const);
  const cpuCores = Object.fromEntries(cpuAfter.map(([name, seconds]) => [name, Math.round(((seconds - (cpuBefore[name] ?? 0)) / tookS) * 100) / 100]));
  return {
    ...(await latencyOf(world, sent, known)),
    perSecond: plan.perSecond,
    seconds: plan.seconds,
    orders: confirmed.length,
    door: spreadOf(sent.map((one) => one.doorMs)),
    refused: sent.length - taken,
    throughput: Math.round((confirmed.length / tookS) * 10) / 10,
    drainedMs: Math.round(lastConfirmed - lastSent),
    cpuCores,
  };
}

async function idleCpu(world: World, seconds: number): Promise<Record<string, number>> {
  await sleep(5_000);
  const before = processesOf(world.karkhana, world.sap);
  const start = Object.fromEntries(Object.entries(before).map(([name, pids]) => [name, cpuSeconds(pids)]));
  const began = performance.now();
  await sleep(seconds * 1000);
  const tookS = (performance.now() - began) / 1000;
  const percent = Object.entries(before).map(([name, pids]) => [name, Math.round(((cpuSeconds(pids) - (start[name] ?? 0)) / tookS) * 1000) / 10] as const);
  return Object.fromEntries([...percent, ['everything', Math.round(percent.reduce((sum, [, each]) => sum + each, 0) * 10) / 10]]);
}

async function withPast(pastOrders: number, plan: OrdersPlan): Promise<PastResult> {
  return inWorld(100, plan.seed, pastOrders, async (world) => {
    const firstStartMs = world.karkhana.startedInMs;
    // the first orders build caches that the comparison is not about
    await single(world, 3);
    const { doorToErp } = await single(world, plan.singleWithPast);
    const memoryMb = watchMemory(() => processesOf(world.karkhana, world.sap)).stop();
    await world.karkhana.restart();
    return { pastOrders, firstStartMs, nextStartMs: world.karkhana.startedInMs, doorToErp, memoryMb };
  });
}

/** Measures everything of the plan, one thing after the other. `say` tells what is going on. */
export async function benchOrders(plan: OrdersPlan, say: (line: string) => void): Promise<OrdersResult> {
  const loadBefore = machineLoad();
  const main = await inWorld(plan.customers, plan.seed, null, async (world) => {
    const memory = watchMemory(() => processesOf(world.karkhana, world.sap));
    say(`baseline: ${plan.naive} orders by a naive handler`);
    const naive = spreadOf(await naiveHandler(world.karkhana, world.sap, world.next(plan.naive)));
    say(`idle: ${plan.single} orders one after the other`);
    const idle = await single(world, plan.single);
    say(`at rest: CPU for ${plan.idleSeconds} s`);
    const idleCpuPercent = await idleCpu(world, plan.idleSeconds);
    say(`load: ${plan.perSecond} orders a second for ${plan.seconds} s`);
    const load = await underLoad(world, plan);
    return { naive, idle, idleCpuPercent, load, peakMb: memory.stop() };
  });
  const pasts: PastResult[] = [];
  for (const past of plan.pasts) {
    say(`with ${past} past orders: ${plan.singleWithPast} orders one after the other`);
    pasts.push(await withPast(past, plan));
  }
  return { at: new Date().toISOString(), node: process.version, plan, machineLoad: [loadBefore, machineLoad()], ...main, pasts };
}
