/** A folder with an ERP's batch job behind it. See README.md for what it holds and how it behaves. */
import { createHabits, createSseHub, inProcess, listenOnLoopback, openJournal, type Habits, type Journal, type SandboxFetch } from '../kit/index.ts';
import type { CompanySeed } from '../kit/company-seed.ts';
import type { ErpWorld } from './erp/world.ts';
import { createErpWorld } from './erp/world.ts';
import { fileHabitsSchema, type FileHabits } from './habits.ts';
import { createBatchJob, type BatchJob, type JobRecord } from './io/job.ts';
import { sandboxApi } from './sandbox-api.ts';

export { fileSandboxSettings } from './reading-settings.ts';
export type { FileHabits } from './habits.ts';

/** How a sandbox starts. */
export interface FileSandboxOptions {
  /** The exchange folder. */
  readonly folder: string;
  /** Where the journal lives; null: everything is forgotten at the end. */
  readonly stateDir: string | null;
  /** The company. As a function it is told the day that an earlier start kept (else null), so that a restart builds the same past. */
  readonly seed: CompanySeed | ((keptToday: string | null) => CompanySeed);
  readonly habits?: Partial<FileHabits>;
  /** Default: the system clock. */
  readonly now?: () => number;
  /** The job runs each so many ms; null (default in process): only by `run`. */
  readonly everyMs?: number | null;
}

/** A sandbox without a port. */
export interface FileSandboxHandler {
  readonly handler: SandboxFetch;
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  readonly habits: Habits<FileHabits>;
  /** What the ERP holds. */
  readonly world: ErpWorld;
  /** One run of the batch job. */
  run(): Promise<void>;
  /** Ends the job and closes the journal. */
  close(): Promise<void>;
}

/** A sandbox that listens. */
export interface FileSandbox {
  readonly url: string;
  readonly port: number;
  readonly habits: Habits<FileHabits>;
  stop(): Promise<void>;
}

type Kept = { readonly t: 'start'; readonly today: string } | { readonly t: 'file'; readonly record: JobRecord };

/** Builds a sandbox and runs its job once, so that the exports are there. Throws when the journal is damaged or belongs to another day's seed. */
export async function createFileSandbox(options: FileSandboxOptions): Promise<FileSandboxHandler> {
  const now = options.now ?? Date.now;
  const habits = createHabits(fileHabitsSchema, options.habits ?? {});
  const kept: Kept[] = [];
  const journal = await openJournal<Kept>({
    dir: options.stateDir,
    name: 'file.jsonl',
    replay: (record) => kept.push(record),
    snapshot: function* () {
      yield { t: 'start', today: seed.today };
      for (const record of job.records) yield { t: 'file', record };
    },
  });
  const start = kept.find((record) => record.t === 'start');
  const seed = typeof options.seed === 'function' ? options.seed(start?.today ?? null) : options.seed;
  if (start !== undefined && start.today !== seed.today) {
    await journal.close();
    throw new Error(`the sandbox journal was started with the seed of ${start.today}, not of ${seed.today}`);
  }
  const world = createErpWorld(seed);
  const hub = createSseHub();
  const files: Journal<JobRecord> = { append: (record) => journal.append({ t: 'file', record }), close: () => journal.close() };
  const job = createBatchJob({
    folder: options.folder,
    world,
    habits,
    journal: () => files,
    now,
    tell: (event, subject) => hub.publish(event, { subject }),
  });
  for (const record of kept) if (record.t === 'file') job.replay(record.record);
  if (start === undefined) await journal.append({ t: 'start', today: seed.today });
  await job.run();
  const stopRuns = runEvery(options.everyMs ?? null, job);
  const app = sandboxApi({ world, habits, hub, job });
  const handler: SandboxFetch = (request, env) => app.fetch(request, env);
  return {
    handler,
    fetch: inProcess(handler),
    habits,
    world,
    run: job.run,
    close: async () => {
      stopRuns();
      await job.run().catch(() => undefined);
      hub.close();
      await journal.close();
    },
  };
}

/** Runs the job again and again; gives what ends that. */
function runEvery(everyMs: number | null, job: BatchJob): () => void {
  const timer = everyMs === null ? undefined : setInterval(() => void job.run().catch(() => undefined), everyMs);
  return () => clearInterval(timer);
}

/** Starts a sandbox: its page on loopback (when the port is busy the next free one is taken), its job each second. */
export async function startFileSandbox(options: FileSandboxOptions & { readonly port: number; readonly host?: string }): Promise<FileSandbox> {
  const sandbox = await createFileSandbox({ everyMs: 1_000, ...options });
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
