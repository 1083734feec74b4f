/** The SAP Business One stand-in (Service Layer). See README.md for what it holds and how it behaves. */
import { Hono } from 'hono';
import { createHabits, createSseHub, inProcess, listenOnLoopback, openJournal } from '../kit/index.ts';
import type { CompanySeed, Habits, SandboxFetch, SocketEnv } from '../kit/index.ts';
import type { Change } from '../kit/odata4/store.ts';
import { createGateway } from './gateway.ts';
import { b1HabitsSchema, type B1Habits } from './habits.ts';
import { sandboxApi } from './sandbox-api.ts';
import { createService } from './service.ts';
import { createSessions, type B1Auth } from './session.ts';
import { touch, type Touch, type Touched } from './touch.ts';
import { createWorld } from './world.ts';

export type { B1Habits } from './habits.ts';

/** How a sandbox starts. */
export interface B1SandboxOptions {
  /** Where the journal lives; null: everything is forgotten at the end. */
  readonly stateDir: string | null;
  /** The company. As a function it is told the day that an earlier start kept (else null), so that a restart builds the same past. */
  readonly seed: CompanySeed | ((keptToday: string | null) => CompanySeed);
  readonly auth: B1Auth;
  readonly habits?: Partial<B1Habits>;
  /** One line a call, never with a body or a secret. */
  readonly log?: (line: string) => void;
  /** Default: the system clock. */
  readonly now?: () => number;
}

/** A sandbox without a port. */
export interface B1SandboxHandler {
  readonly handler: SandboxFetch;
  /** Calls the sandbox in process; a dropped connection rejects as real fetch does. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  readonly habits: Habits<B1Habits>;
  /** Sessions that are open: each costs a licence. */
  readonly sessions: () => number;
  /** Records changed by a clerk; not kept in the journal. */
  readonly touch: (touch: Touch) => Touched;
  /** Writes the journal out and closes it. */
  close(): Promise<void>;
}

/** A sandbox that listens. */
export interface B1Sandbox {
  readonly url: string;
  readonly port: number;
  readonly habits: Habits<B1Habits>;
  stop(): Promise<void>;
}

type JournalRecord = { readonly t: 'start'; readonly today: string } | { readonly t: 'rows'; readonly changes: readonly Change[] };

/** Builds a sandbox for calls in process; `handler` may also be given to a server. Throws when the journal is damaged or belongs to another day's seed. */
export async function createB1Sandbox(options: B1SandboxOptions): Promise<B1SandboxHandler> {
  const now = options.now ?? Date.now;
  const habits = createHabits(b1HabitsSchema, options.habits ?? {});
  const kept: JournalRecord[] = [];
  const journal = await openJournal<JournalRecord>({
    dir: options.stateDir,
    name: 'sap-b1.jsonl',
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
  const sessions = createSessions(options.auth, habits.get, now);
  const gateway = createGateway({ service: createService(world), sessions, habits, now, keep, log: options.log ?? (() => undefined) });
  const app = new Hono<{ Bindings: SocketEnv }>();
  app.all('/b1s/v1/*', (c) => gateway(c.req.raw, c.env));
  app.all('/b1s/v2/*', (c) => gateway(c.req.raw, c.env));
  app.route('/', sandboxApi({ world, habits, hub, keep }));
  const handler: SandboxFetch = (request, env) => app.fetch(request, env);
  return {
    handler,
    fetch: inProcess(handler),
    habits,
    sessions: sessions.count,
    touch: (wanted) => touch(world, wanted).result,
    close: async () => {
      hub.close();
      await journal.close();
    },
  };
}

/** Starts a sandbox on loopback; when the port is busy the next free one is taken (see `port`). */
export async function startB1Sandbox(options: B1SandboxOptions & { readonly port: number; readonly host?: string }): Promise<B1Sandbox> {
  const sandbox = await createB1Sandbox(options);
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
