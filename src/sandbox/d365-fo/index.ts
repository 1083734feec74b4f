/** The stand-in for Dynamics 365 Finance and Operations. See README.md for what it holds and how it behaves. */
import { Hono } from 'hono';
import { createHabits, createSseHub, inProcess, listenOnLoopback, openJournal } from '../kit/index.ts';
import type { CompanySeed, Habits, SandboxFetch, SocketEnv } from '../kit/index.ts';
import type { Change } from '../kit/odata4/store.ts';
import { createGateway } from './gateway.ts';
import { foHabitsSchema, type FoHabits } from './habits.ts';
import { sandboxApi } from './sandbox-api.ts';
import { createService } from './service.ts';
import { createShopMessages } from './shop-messages.ts';
import { createTokens, type FoAuth } from './token.ts';
import { createWorld } from './world.ts';

export type { FoHabits } from './habits.ts';

/** How a sandbox starts. */
export interface FoSandboxOptions {
  /** Where the journal lives; null: everything is forgotten at the end. */
  readonly stateDir: string | null;
  /** The company. As a function it is told the day that an earlier start kept (else null), so that a restart builds the same past. */
  readonly seed: CompanySeed | ((keptToday: string | null) => CompanySeed);
  readonly auth: FoAuth;
  readonly habits?: Partial<FoHabits>;
  /** One line a call, never with a body or a secret. */
  readonly log?: (line: string) => void;
  /** Default: the system clock. */
  readonly now?: () => number;
}

/** A sandbox without a port. */
export interface FoSandboxHandler {
  readonly handler: SandboxFetch;
  /** Calls the sandbox in process; a dropped connection rejects as real fetch does. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  readonly habits: Habits<FoHabits>;
  /** Writes the journal out and closes it. */
  close(): Promise<void>;
}

/** A sandbox that listens. */
export interface FoSandbox {
  readonly url: string;
  readonly port: number;
  readonly habits: Habits<FoHabits>;
  stop(): Promise<void>;
}

type JournalRecord = { readonly t: 'start'; readonly today: string } | { readonly t: 'rows'; readonly changes: readonly Change[] };

/** Builds a sandbox for calls in process; `handler` may also be given to a server. Throws when the journal is damaged or belongs to another day's seed. */
export async function createFoSandbox(options: FoSandboxOptions): Promise<FoSandboxHandler> {
  const now = options.now ?? Date.now;
  const habits = createHabits(foHabitsSchema, options.habits ?? {});
  const kept: JournalRecord[] = [];
  const journal = await openJournal<JournalRecord>({
    dir: options.stateDir,
    name: 'd365-fo.jsonl',
    replay: (record) => kept.push(record),
    snapshot: () => [
      { t: 'start', today: world.today },
      { t: 'rows', changes: world.store.kept() },
    ],
  });
  const start = kept.find((record) => record.t === 'start');
  const seed = typeof options.seed === 'function' ? options.seed(start?.today ?? null) : options.seed;
  if (start && start.today !== seed.today) {
    await journal.close();
    throw new Error(`the sandbox journal was started with the seed of ${start.today}, not of ${seed.today}`);
  }
  const world = createWorld(seed, habits.get, now, (p) => habits.dice.chance(p));
  for (const record of kept) if (record.t === 'rows') world.store.replay(record.changes);
  if (!start) await journal.append({ t: 'start', today: seed.today });
  const hub = createSseHub();
  const keep = async (changes: readonly Change[]): Promise<void> => {
    if (changes.length === 0) return;
    await journal.append({ t: 'rows', changes });
    hub.publish('document.changed', { tables: [...new Set(changes.map((change) => change.table))] });
  };
  const tokens = createTokens(options.auth, habits.get, now);
  const gateway = createGateway({
    service: createService(world),
    messages: createShopMessages(world),
    tokens,
    habits,
    now,
    keep,
    log: options.log ?? (() => undefined),
  });
  const app = new Hono<{ Bindings: SocketEnv }>();
  app.post('/:tenant/oauth2/v2.0/token', async (c) => tokens.issue(c.req.param('tenant'), await c.req.text(), new URL(c.req.url).origin));
  app.all('/data/*', (c) => gateway(c.req.raw, c.env));
  app.all('/data', (c) => gateway(c.req.raw, c.env));
  app.all('/api/services/*', (c) => gateway(c.req.raw, c.env));
  app.route('/', sandboxApi({ world, habits, hub, keep }));
  const handler: SandboxFetch = (request, env) => app.fetch(request, env);
  return {
    handler,
    fetch: inProcess(handler),
    habits,
    close: async () => {
      hub.close();
      await journal.close();
    },
  };
}

/** Starts a sandbox on loopback; when the port is busy the next free one is taken (see `port`). */
export async function startFoSandbox(options: FoSandboxOptions & { readonly port: number; readonly host?: string }): Promise<FoSandbox> {
  const sandbox = await createFoSandbox(options);
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
