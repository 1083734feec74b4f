/**
 * The real product as a child process, with the sandbox ERP in another: for tests that kill, starve and load it.
 * Whatever happens to the test, `dispose` (or the end of the process, or the next run) ends everything and removes the folder.
 */
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { readRunning, type Running, type ErpEndpoint, type WhatsappEndpoint } from '../../src/app/running.ts';
import { databasePid, databaseUrl, kill, makeRunFolder, startProgram, until, type RunFolder, type Started } from './karkhana/processes.ts';
import { sizeEnv, type DemoSize } from './karkhana/erp-process.ts';

export { childrenOf, kill, makeRunFolder, startScript, until, type RunFolder } from './karkhana/processes.ts';
export { startErpProcess, startSapProcess, type ErpOrder, type ErpProcess, type SapProcess } from './karkhana/erp-process.ts';
export { sampleOrders, type SampleOrder } from './karkhana/sample-orders.ts';
export { deliver, post, sign, webhookBody, type Delivery, type DoorAnswer } from './karkhana/webhooks.ts';

export interface KarkhanaOptions extends DemoSize {
  /** The run's folder; without it the run makes one and `dispose` removes it. */
  readonly folder?: RunFolder;
  /** Default: `state` in the run's folder. */
  readonly state?: string;
  /** Quiet window, at least 500. Default 500. */
  readonly quietMs?: number;
  /** Address of a sandbox SAP with user and password; default: the product's own, in its process. */
  readonly sandboxErp?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Default 120 s, for a machine that is busy. */
  readonly startLimitMs?: number;
}

/** A karkhana that runs, or was just killed. */
export interface Karkhana {
  readonly state: string;
  readonly folder: RunFolder;
  /** As the running product announces itself. Throws while it does not run. */
  readonly running: Running & { readonly web: NonNullable<Running['web']> };
  readonly whatsapp: WhatsappEndpoint;
  readonly erp: ErpEndpoint;
  /** The door's address; ports stay the same over restarts. */
  readonly door: string;
  readonly pid: number;
  /** How long the last start took until the product had announced itself. */
  readonly startedInMs: number;
  /** Everything that this start has printed. */
  said(): string;
  /** SIGKILL of the product; its database lives on. */
  kill9(): Promise<void>;
  /** SIGKILL of the database's main process. */
  killDatabase9(): void;
  stop(): Promise<number>;
  /** Starts again on the same state and ports; stops it first when it runs. */
  restart(): Promise<void>;
  databasePid(): number | null;
  databaseUrl(): string;
  dispose(): Promise<void>;
}

/** A port that nobody listens on at the moment. */
const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** Starts the product and waits until it has announced itself. Throws with its last words when it does not. */
export async function startKarkhana(options: KarkhanaOptions = {}): Promise<Karkhana> {
  const folder = options.folder ?? makeRunFolder();
  const state = options.state ?? path.join(folder.dir, 'state');
  mkdirSync(state, { recursive: true });
  const [port, whatsappPort, erpPort] = [await freePort(), await freePort(), await freePort()];
  const args = ['start', '--state', state, '--port', String(port), '--whatsapp-port', String(whatsappPort), '--erp-port', String(erpPort)];
  args.push('--quiet', String((options.quietMs ?? 500) / 1000));
  if (options.sandboxErp !== undefined) args.push('--sandbox-erp', options.sandboxErp);
  const env = { ...sizeEnv(options), ...options.env };
  let current: Started;
  let running: Running;
  let startedInMs = 0;

  const launch = async (): Promise<void> => {
    const began = performance.now();
    current = startProgram(folder, 'karkhana', args, env);
    running = await until('the start of karkhana', () => announced(state, current), options.startLimitMs ?? 120_000);
    startedInMs = Math.round(performance.now() - began);
  };
  const dispose = async (): Promise<void> => {
    if (!current.ended()) await current.stop().catch(() => undefined);
    if (options.folder === undefined) folder.remove();
  };
  try {
    await launch();
  } catch (error) {
    folder.remove();
    throw error;
  }
  const part = <T>(name: string, value: T | null | undefined): T => {
    if (value === null || value === undefined) throw new Error(`this karkhana has no ${name}`);
    return value;
  };
  return {
    state,
    folder,
    get running() {
      return { ...running, web: part('web', running.web) };
    },
    get whatsapp() {
      return part('sandbox WhatsApp', running.sandboxes).whatsapp;
    },
    get erp() {
      return part('sandbox ERP', running.sandboxes).erp;
    },
    get door() {
      return part('web', running.web).webhookUrl;
    },
    get pid() {
      return current.pid;
    },
    get startedInMs() {
      return startedInMs;
    },
    said: () => current.said(),
    kill9: () => current.kill9(),
    killDatabase9: () => {
      const pid = databasePid(state);
      if (pid !== null) kill(pid, 'SIGKILL');
    },
    stop: () => current.stop(),
    async restart() {
      if (!current.ended()) await current.stop();
      await launch();
    },
    databasePid: () => databasePid(state),
    databaseUrl: () => databaseUrl(state),
    dispose,
  };
}

function announced(state: string, started: Started): Running | null {
  if (started.ended()) throw new Error(`karkhana ended at its start:\n${started.said().slice(-3000)}`);
  const running = readRunning(state);
  return running?.pid === started.pid ? running : null;
}
