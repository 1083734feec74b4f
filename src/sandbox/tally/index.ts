/** The TallyPrime stand-in. See README.md for what it holds and how it behaves. */
import { Hono } from 'hono';
import { createHabits, createSseHub, inProcess, listenOnLoopback, openJournal } from '../kit/index.ts';
import type { CompanySeed, Habits, SandboxFetch, SocketEnv } from '../kit/index.ts';
import type { Company } from './company/company.ts';
import { createProgram, replay } from './company/program.ts';
import type { JournalRecord } from './company/program.ts';
import { createGateway } from './gateway.ts';
import { tallyHabitsSchema } from './habits.ts';
import type { TallyHabits } from './habits.ts';
import { voucherPage } from './page.ts';
import { sandboxApi } from './sandbox-api.ts';
import { createUser } from './user.ts';
import type { TallyUser } from './user.ts';

export type { TallyHabits } from './habits.ts';

/** How a sandbox starts. */
export interface TallySandboxOptions {
  /** Where the journal lives; null: everything is forgotten at the end. */
  readonly stateDir: string | null;
  /** The company. As a function it is told the day that an earlier start kept (else null), so that a restart builds the same past. */
  readonly seed: CompanySeed | ((keptToday: string | null) => CompanySeed);
  /** Token that a gateway before Tally wants; null (default): the bare port. */
  readonly token?: string | null;
  readonly habits?: Partial<TallyHabits>;
  /** One line a call, never with a body or a secret. */
  readonly log?: (line: string) => void;
}

/** A sandbox without a port. */
export interface TallySandboxHandler {
  readonly handler: SandboxFetch;
  /** Calls the sandbox in process; a dropped connection rejects as real fetch does. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  readonly habits: Habits<TallyHabits>;
  /** Somebody who works in Tally itself. */
  readonly user: TallyUser;
  /** The companies as the program holds them, for those who count in Tally and not through the connector. */
  readonly companies: readonly Company[];
  /** Writes the journal out and closes it. */
  close(): Promise<void>;
}

/** A sandbox that listens. */
export interface TallySandbox {
  readonly url: string;
  readonly port: number;
  readonly habits: Habits<TallyHabits>;
  stop(): Promise<void>;
}

/** Builds a sandbox for calls in process; `handler` may also be given to a server. Throws when the journal is damaged or belongs to another day's seed. */
export async function createTallySandbox(options: TallySandboxOptions): Promise<TallySandboxHandler> {
  const habits = createHabits(tallyHabitsSchema, options.habits ?? {});
  const kept: JournalRecord[] = [];
  const journal = await openJournal<JournalRecord>({
    dir: options.stateDir,
    name: 'tally.jsonl',
    replay: (record) => kept.push(record),
    snapshot: () => [{ t: 'start', today: program.today }, ...program.kept.values()],
  });
  const start = kept.find((record) => record.t === 'start');
  const seed = typeof options.seed === 'function' ? options.seed(start?.today ?? null) : options.seed;
  if (start && start.today !== seed.today) {
    await journal.close();
    throw new Error(`the sandbox journal was started with the seed of ${start.today}, not of ${seed.today}`);
  }
  const program = createProgram(seed);
  kept.forEach((record) => replay(program, record));
  if (!start) await journal.append({ t: 'start', today: seed.today });
  const hub = createSseHub();
  const tell = (event: string, subject: string): void => hub.publish(event, { subject });
  const log = options.log ?? (() => undefined);
  const gateway = createGateway({ program, journal, habits, token: options.token ?? null, tell, log });
  const app = new Hono<{ Bindings: SocketEnv }>();
  // a browser gets the page of vouchers where a program gets Tally's own word
  app.get('/', (c) => (c.req.header('accept')?.includes('text/html') === true ? c.html(voucherPage) : gateway(c.req.raw, c.env)));
  app.route('/', sandboxApi({ program, habits, hub }));
  app.all('*', (c) => gateway(c.req.raw, c.env));
  const handler: SandboxFetch = (request, env) => app.fetch(request, env);
  return {
    handler,
    fetch: inProcess(handler),
    habits,
    user: createUser(program, journal, tell),
    companies: [...program.companies.values()],
    close: async () => {
      hub.close();
      await journal.close();
    },
  };
}

/** Starts a sandbox on loopback; when the port is busy the next free one is taken (see `port`). */
export async function startTallySandbox(options: TallySandboxOptions & { readonly port: number; readonly host?: string }): Promise<TallySandbox> {
  const sandbox = await createTallySandbox(options);
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
