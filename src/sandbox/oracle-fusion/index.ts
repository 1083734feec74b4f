/** The Oracle Fusion stand-in. See README.md for what it holds and how it behaves. */
import { Hono } from 'hono';
import type { CompanySeed } from '../kit/company-seed.ts';
import {
  createHabits,
  createSseHub,
  inProcess,
  listenOnLoopback,
  openJournal,
  type Habits,
  type Journal,
  type SandboxFetch,
  type SocketEnv,
} from '../kit/index.ts';
import { createFace } from './gateway.ts';
import { oracleHabitsSchema, type OracleHabits } from './habits.ts';
import { accountsResource, creditResources } from './model/customers.ts';
import { financeResources } from './model/finance.ts';
import { itemResources, priceListResource } from './model/items.ts';
import { orderResource, shippingResources } from './model/orders.ts';
import { definitionResources, workOrderResources } from './model/production.ts';
import { stockResources } from './model/stock.ts';
import type { JournalRecord } from './records.ts';
import type { Resource } from './rest/resource.ts';
import { sandboxApi } from './sandbox-api.ts';
import { createSignIn, type OracleAuth } from './sign-in.ts';
import { createStore } from './store.ts';
import { createWorld, type World } from './world.ts';

export type { OracleHabits } from './habits.ts';

/** How a sandbox starts. */
export interface OracleSandboxOptions {
  /** Where the journal lives; null: everything is forgotten at the end. */
  readonly stateDir: string | null;
  /** The company. As a function it is told the day that an earlier start kept (else null), so that a restart builds the same past. */
  readonly seed: CompanySeed | ((keptToday: string | null) => CompanySeed);
  readonly auth: OracleAuth;
  readonly habits?: Partial<OracleHabits>;
  /** One line a call, never with a body or a secret. */
  readonly log?: (line: string) => void;
  /** Default: the system clock. */
  readonly now?: () => number;
}

/** A sandbox without a port. */
export interface OracleSandboxHandler {
  readonly handler: SandboxFetch;
  /** Calls the sandbox in process; a dropped connection rejects as real fetch does. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  readonly habits: Habits<OracleHabits>;
  /** Writes the journal out and closes it. */
  close(): Promise<void>;
}

/** A sandbox that listens. */
export interface OracleSandbox {
  readonly url: string;
  readonly port: number;
  readonly habits: Habits<OracleHabits>;
  stop(): Promise<void>;
}

/** Everything that the sandbox serves. */
function resourcesOf(world: World): ReadonlyMap<string, Resource> {
  const all = [
    accountsResource(world),
    ...creditResources(world),
    ...itemResources(world),
    priceListResource(world),
    ...stockResources(world),
    ...definitionResources(world),
    ...workOrderResources(world),
    orderResource(world),
    ...shippingResources(world),
    ...financeResources(world),
  ];
  return new Map(all.map((resource) => [resource.name, resource]));
}

/** Builds a sandbox for calls in process; `handler` may also be given to a server. Throws when the journal is damaged or belongs to another day's seed. */
export async function createOracleSandbox(options: OracleSandboxOptions): Promise<OracleSandboxHandler> {
  const now = options.now ?? Date.now;
  const habits = createHabits(oracleHabitsSchema, options.habits ?? {});
  const hub = createSseHub();
  const kept: JournalRecord[] = [];
  let journal: Journal<JournalRecord> | null = null;
  const opened = (): Journal<JournalRecord> => {
    if (!journal) throw new Error('the sandbox journal is not open');
    return journal;
  };
  const store = createStore(opened, (put) => hub.publish('changed', { table: put.table, subject: put.key }));
  journal = await openJournal<JournalRecord>({
    dir: options.stateDir,
    name: 'oracle-fusion.jsonl',
    replay: (record) => kept.push(record),
    snapshot: function* () {
      yield { t: 'start', today: seed.today };
      for (const put of store.kept()) yield { t: 'puts', puts: [put] };
    },
  });
  const start = kept.find((record) => record.t === 'start');
  const seed = typeof options.seed === 'function' ? options.seed(start?.today ?? null) : options.seed;
  if (start && start.today !== seed.today) {
    await journal.close();
    throw new Error(`the sandbox journal was started with the seed of ${start.today}, not of ${seed.today}`);
  }
  const world = createWorld(seed, store, habits.get, now);
  kept.forEach((record) => store.replay(record));
  if (!start) await journal.append({ t: 'start', today: seed.today });
  const signIn = createSignIn(options.auth, now);
  const log = options.log ?? (() => undefined);
  const face = createFace({ resources: resourcesOf(world), world, signIn, habits, now, log });
  const app = new Hono<{ Bindings: SocketEnv }>();
  app.all('/fscmRestApi/*', (c) => face(c.req.raw, c.env));
  app.all('/crmRestApi/*', (c) => face(c.req.raw, c.env));
  app.all('/oauth2/v1/token', (c) => signIn.token(c.req.raw));
  app.route('/', sandboxApi({ world, habits, hub }));
  const handler: SandboxFetch = (request, env) => app.fetch(request, env);
  return {
    handler,
    fetch: inProcess(handler),
    habits,
    close: async () => {
      hub.close();
      await opened().close();
    },
  };
}

/** Starts a sandbox on loopback; when the port is busy the next free one is taken (see `port`). */
export async function startOracleSandbox(options: OracleSandboxOptions & { readonly port: number; readonly host?: string }): Promise<OracleSandbox> {
  const sandbox = await createOracleSandbox(options);
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
