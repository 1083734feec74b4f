/** The Business Central stand-in (API v2.0). See README.md for what it holds and how it behaves. */
import { Hono } from 'hono';
import { createHabits, createSseHub, inProcess, listenOnLoopback, openJournal } from '../kit/index.ts';
import type { CompanySeed, Habits, SandboxFetch, SocketEnv } from '../kit/index.ts';
import type { Change } from '../kit/odata4/store.ts';
import { createGateway } from './gateway.ts';
import { bcHabitsSchema, type BcHabits } from './habits.ts';
import { sandboxApi } from './sandbox-api.ts';
import { createTokens, type BcAuth } from './token.ts';
import { touch, type Touch, type Touched } from './touch.ts';
import { createWorld, type Company, type World } from './world.ts';

export type { BcHabits } from './habits.ts';
export type { BcAuth } from './token.ts';

/** How a sandbox starts. */
export interface BcSandboxOptions {
  /** Where the journal lives; null: everything is forgotten at the end. */
  readonly stateDir: string | null;
  /** The company. As a function it is told the day that an earlier start kept (else null), so that a restart builds the same past. */
  readonly seed: CompanySeed | ((keptToday: string | null) => CompanySeed);
  readonly auth: BcAuth;
  readonly habits?: Partial<BcHabits>;
  /** One line a call, never with a body or a secret. */
  readonly log?: (line: string) => void;
  /** Default: the system clock. */
  readonly now?: () => number;
}

/** A sandbox without a port. */
export interface BcSandboxHandler {
  readonly handler: SandboxFetch;
  /** Calls the sandbox in process; a dropped connection rejects as real fetch does. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  readonly habits: Habits<BcHabits>;
  /** Tokens that still hold. */
  readonly tokens: () => number;
  /** Records of the first company changed by a clerk; not kept in the journal. */
  readonly touch: (touch: Touch) => Touched;
  /** Writes the journal out and closes it. */
  close(): Promise<void>;
}

/** A sandbox that listens. */
export interface BcSandbox {
  readonly url: string;
  readonly port: number;
  readonly habits: Habits<BcHabits>;
  stop(): Promise<void>;
}

type JournalRecord = { readonly t: 'start'; readonly today: string } | { readonly t: 'rows'; readonly company: string; readonly changes: readonly Change[] };

function replayIn(world: World, record: JournalRecord): void {
  if (record.t === 'rows') world.companies.find((company) => company.id === record.company)?.store.replay(record.changes);
}

/** Builds a sandbox for calls in process; `handler` may also be given to a server. Throws when the journal is damaged or belongs to another day's seed. */
export async function createBcSandbox(options: BcSandboxOptions): Promise<BcSandboxHandler> {
  const now = options.now ?? Date.now;
  const habits = createHabits(bcHabitsSchema, options.habits ?? {});
  const kept: JournalRecord[] = [];
  const journal = await openJournal<JournalRecord>({
    dir: options.stateDir,
    name: 'd365-bc.jsonl',
    replay: (record) => kept.push(record),
    snapshot: () => [
      { t: 'start', today: world.today },
      ...world.companies.map((company): JournalRecord => ({ t: 'rows', company: company.id, changes: company.store.kept() })),
    ],
  });
  const keptToday = kept.find((record) => record.t === 'start')?.today ?? null;
  const seed = typeof options.seed === 'function' ? options.seed(keptToday) : options.seed;
  if (keptToday !== null && keptToday !== seed.today) {
    await journal.close();
    throw new Error(`the sandbox journal was started with the seed of ${keptToday}, not of ${seed.today}`);
  }
  const world = createWorld(seed, { habits: habits.get, chance: (p) => habits.dice.chance(p), now });
  for (const record of kept) replayIn(world, record);
  if (keptToday === null) await journal.append({ t: 'start', today: seed.today });
  const hub = createSseHub();
  const keep = async (company: Company, changes: readonly Change[]): Promise<void> => {
    if (changes.length === 0) return;
    await journal.append({ t: 'rows', company: company.id, changes });
    hub.publish('document.changed', { company: company.name, tables: [...new Set(changes.map((change) => change.table))] });
  };
  const tokens = createTokens(options.auth, habits.get, now);
  const gateway = createGateway({ world, auth: options.auth, tokens, habits, now, keep, log: options.log ?? (() => undefined) });
  const app = new Hono<{ Bindings: SocketEnv }>();
  app.route('/', sandboxApi({ world, habits, hub, keep }));
  app.all('*', (c) => gateway(c.req.raw, c.env));
  const handler: SandboxFetch = (request, env) => app.fetch(request, env);
  return {
    handler,
    fetch: inProcess(handler),
    habits,
    tokens: tokens.count,
    touch: (wanted) => {
      const [first] = world.companies;
      if (!first) throw new Error('the seed has no company');
      return touch(first, wanted).result;
    },
    close: async () => {
      hub.close();
      await journal.close();
    },
  };
}

/** Starts a sandbox on loopback; when the port is busy the next free one is taken (see `port`). */
export async function startBcSandbox(options: BcSandboxOptions & { readonly port: number; readonly host?: string }): Promise<BcSandbox> {
  const sandbox = await createBcSandbox(options);
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
