/** The SAP S/4HANA stand-in. See README.md for what it holds and how it behaves. */
import { Hono } from 'hono';
import { createHabits, createSseHub, inProcess, listenOnLoopback, openJournal, type Habits, type SandboxFetch, type SocketEnv } from '../kit/index.ts';
import type { SapAuth } from './gateway/gate.ts';
import { createODataFace } from './gateway/odata.ts';
import { createSessions } from './gateway/session.ts';
import { createTokens } from './gateway/tokens.ts';
import { sapHabitsSchema, type SapHabits } from './habits.ts';
import type { Mounted } from './masters/catalogue.ts';
import { mountCompany } from './masters/company.ts';
import { mountConditions, numberConditions } from './masters/conditions.ts';
import { mountPartners } from './masters/partners.ts';
import { mountProducts } from './masters/products.ts';
import { mountProduction } from './masters/production.ts';
import { replayOrder } from './orders/book.ts';
import { createOrderDesk } from './orders/desk.ts';
import { mountSimulation } from './orders/simulate.ts';
import { mountOrders } from './orders/sources.ts';
import type { JournalRecord } from './orders/types.ts';
import { createWorld, type World } from './orders/world.ts';
import { mountBilling, mountProductionOrders, mountPurchaseOrders } from './plant/order-sources.ts';
import { createPlant, type Plant } from './plant/plant.ts';
import { mountConfirmations, mountDeliveries, mountGoods, mountStock } from './plant/sources.ts';
import type { PlantRecord } from './plant/types.ts';
import { sandboxApi } from './sandbox-api.ts';
import { createTouch, type Touch } from './touch.ts';
import type { CompanySeed } from '../kit/company-seed.ts';

export type { SapHabits } from './habits.ts';

/** How a sandbox starts. */
export interface SapSandboxOptions {
  /** Where the journal lives; null: everything is forgotten at the end. */
  readonly stateDir: string | null;
  /** The company. As a function it is told the day that an earlier start kept (else null), so that a restart builds the same past. */
  readonly seed: CompanySeed | ((keptToday: string | null) => CompanySeed);
  readonly auth: SapAuth;
  readonly habits?: Partial<SapHabits>;
  /** One line a call, never with a body or a secret. */
  readonly log?: (line: string) => void;
  /** Default: the system clock. */
  readonly now?: () => number;
}

/** A sandbox without a port. */
export interface SapSandboxHandler {
  readonly handler: SandboxFetch;
  /** Calls the sandbox in process; a dropped connection rejects as real fetch does. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  readonly habits: Habits<SapHabits>;
  /** Changes, adds or removes records as somebody in the ERP would; not kept in the journal. */
  readonly touch: Touch;
  /** Ends all access tokens. */
  readonly endTokens: () => void;
  /** Writes the journal out and closes it. */
  close(): Promise<void>;
}

/** A sandbox that listens. */
export interface SapSandbox {
  readonly url: string;
  readonly port: number;
  readonly habits: Habits<SapHabits>;
  stop(): Promise<void>;
}

const monthStart = (today: string): string => `${today.slice(0, 7)}-01`;

type SandboxRecord = JournalRecord | PlantRecord;

function mountAll(seed: CompanySeed, world: World, plant: Plant, conditions: ReturnType<typeof numberConditions>): ReadonlyMap<string, Mounted> {
  const createdOn = monthStart(seed.today);
  const changedMs = Date.parse(`${createdOn}T06:00:00Z`);
  const live = { openOrders: world.book.openMinor, receivables: (customer: string) => world.receivables.get(customer) ?? 0, now: world.now };
  const mounted = [
    mountOrders(world),
    mountSimulation(world),
    mountProducts(seed, createdOn, changedMs, world.touched),
    mountPartners(seed, { on: createdOn, etag: `MIGRATION${createdOn.replaceAll('-', '')}060000` }),
    mountConditions(seed, conditions, changedMs),
    ...mountCompany(seed, live, createdOn),
    ...mountProduction(seed, createdOn, changedMs),
    ...mountStock(plant),
    mountGoods(plant),
    mountDeliveries(plant),
    mountConfirmations(plant),
    mountProductionOrders(plant, seed),
    mountPurchaseOrders(plant, seed),
    mountBilling(plant, seed),
  ];
  return new Map(mounted.map((entry) => [entry.service.name, entry]));
}

const journalName = 'sap-s4.jsonl';

function replayInto(world: World, plant: Plant, record: SandboxRecord): void {
  if (record.t === 'receivables') world.receivables.set(record.customer, record.minor);
  else if (record.t === 'goods' || record.t === 'delivery' || record.t === 'delivery_gone' || record.t === 'confirmation') plant.take(record);
  else replayOrder(world.book, record);
}

function* keptRecords(world: World, plant: Plant): Iterable<SandboxRecord> {
  yield { t: 'start', today: world.today };
  for (const [customer, minor] of world.receivables) yield { t: 'receivables', customer, minor };
  for (const number of world.book.deleted) yield { t: 'deleted', number };
  for (const order of world.book.kept()) yield { t: 'order', order };
  yield* plant.kept();
}

/** The next number is after the highest one ever given, deleted orders included. */
function advanceRange(world: World): void {
  const range = world.ranges.get('OR');
  const numbers = [world.book.list().at(-1)?.number ?? '0', ...world.book.deleted].map(Number);
  if (range) range.next = Math.max(range.next, ...numbers.map((number) => number + 1));
}

/** Builds a sandbox for calls in process; `handler` may also be given to a server. Throws when the journal is damaged or belongs to another day's seed. */
export async function createSapSandbox(options: SapSandboxOptions): Promise<SapSandboxHandler> {
  const now = options.now ?? Date.now;
  const habits = createHabits(sapHabitsSchema, options.habits ?? {});
  const kept: SandboxRecord[] = [];
  const journal = await openJournal<SandboxRecord>({
    dir: options.stateDir,
    name: journalName,
    replay: (record) => kept.push(record),
    snapshot: () => keptRecords(world, plant),
  });
  const start = kept.find((record) => record.t === 'start');
  const seed = typeof options.seed === 'function' ? options.seed(start?.today ?? null) : options.seed;
  if (start && start.today !== seed.today) {
    await journal.close();
    throw new Error(`the sandbox journal was started with the seed of ${start.today}, not of ${seed.today}`);
  }
  const conditions = numberConditions(seed);
  const world = createWorld(seed, conditions, habits.get, () => now() + habits.get().skewMs);
  const plant = createPlant(seed, world, () => habits.get().postingFrom, Date.parse(`${monthStart(seed.today)}T06:00:00Z`));
  kept.forEach((record) => replayInto(world, plant, record));
  advanceRange(world);
  if (!start) await journal.append({ t: 'start', today: seed.today });
  const hub = createSseHub();
  const desk = createOrderDesk(world, journal, (event, subject) => hub.publish(event, { subject }));
  const tokens = createTokens(options.auth.oauth, () => habits.get().tokenSeconds, now);
  const face = createODataFace({
    services: mountAll(seed, world, plant, conditions),
    tokens,
    plant,
    plantJournal: journal,
    tell: (event, subject) => hub.publish(event, { subject }),
    world,
    desk,
    auth: options.auth,
    sessions: createSessions(now),
    habits,
    now,
    log: options.log ?? (() => undefined),
  });
  const app = new Hono<{ Bindings: SocketEnv }>();
  app.all('/sap/opu/odata/sap/*', (c) => face(c.req.raw, c.env));
  app.all('/sap/bc/sec/oauth2/token', (c) => tokens.answer(c.req.raw));
  app.route('/', sandboxApi({ world, plant, desk, habits, hub }));
  const handler: SandboxFetch = (request, env) => app.fetch(request, env);
  return {
    handler,
    fetch: inProcess(handler),
    habits,
    touch: createTouch(world, plant),
    endTokens: tokens.endAll,
    close: async () => {
      hub.close();
      await journal.close();
    },
  };
}

/** Starts a sandbox on loopback; when the port is busy the next free one is taken (see `port`). */
export async function startSapSandbox(options: SapSandboxOptions & { readonly port: number; readonly host?: string }): Promise<SapSandbox> {
  const sandbox = await createSapSandbox(options);
  const listening = await listenOnLoopback(sandbox.handler, options.port, options.host);
  return {
    url: listening.url,
    port: listening.port,
    habits: sandbox.habits,
    stop: async () => {
      await listening.stop();
      await sandbox.close();
    },
  };
}
