import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { layoutOf } from '../../../src/platform/db/embedded/layout.ts';
import { isOurServer, readNote } from '../../../src/platform/db/embedded/pidfile.ts';
import { birthOf, isAlive } from '../../../src/platform/db/processes.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const program = path.join(root, 'bin', 'karkhana.mjs');
const prefix = 'karkhana-run-';

/** A folder for one run, with the ids of all processes that were started in it: whoever comes later can clean up after a run that was killed. */
export interface RunFolder {
  readonly dir: string;
  /** Ends every process of this run that still lives, its databases too, and removes the folder. */
  remove(): void;
}

const open = new Set<RunFolder>();
let swept = false;

/** Makes a run's folder under the temporary folder. What killed runs have left behind is removed first. */
export function makeRunFolder(): RunFolder {
  if (!swept) {
    swept = true;
    for (const name of readdirSync(os.tmpdir()).filter((entry) => entry.startsWith(prefix))) removeIfLeft(path.join(os.tmpdir(), name));
    process.on('exit', () => [...open].forEach((folder) => folder.remove()));
  }
  const dir = mkdtempSync(path.join(os.tmpdir(), prefix));
  // the database's account must be able to pass through
  chmodSync(dir, 0o711);
  writeFileSync(path.join(dir, 'owner'), markOf(process.pid));
  const folder: RunFolder = {
    dir,
    remove() {
      open.delete(folder);
      endRun(dir);
    },
  };
  open.add(folder);
  return folder;
}

const markOf = (pid: number): string => `${pid} ${birthOf(pid)}\n`;

/** The marked processes that still are the ones that were marked. */
function marked(file: string): number[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([pid, birth]) => isAlive(Number(pid)) && birthOf(Number(pid)) === birth)
    .map(([pid]) => Number(pid));
}

function removeIfLeft(dir: string): void {
  if (marked(path.join(dir, 'owner')).length === 0) endRun(dir);
}

function endRun(dir: string): void {
  for (const pid of marked(path.join(dir, 'pids'))) kill(pid, 'SIGKILL');
  for (const state of statesIn(dir)) endDatabase(state);
  const mounts = existsSync('/proc/mounts') ? readFileSync('/proc/mounts', 'utf8') : '';
  for (const line of mounts.split('\n').filter((mount) => mount.split(' ')[1]?.startsWith(`${dir}/`))) spawnSync('umount', [line.split(' ')[1] ?? '']);
  rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

const statesIn = (dir: string): string[] =>
  existsSync(dir) ? readdirSync(dir, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [path.join(dir, entry.name)] : [])) : [];

/** Ends the database of a state folder at once; a stopped (SIGSTOP) one too. */
function endDatabase(state: string): void {
  const pid = databasePid(state);
  if (pid === null) return;
  for (const each of [pid, ...childrenOf(pid)]) kill(each, 'SIGCONT');
  kill(pid, 'SIGQUIT');
  const until = Date.now() + 5_000;
  while (isAlive(pid) && Date.now() < until) spawnSync('sleep', ['0.05']);
  for (const each of [pid, ...childrenOf(pid)]) kill(each, 'SIGKILL');
}

/** The postmaster that serves this state folder, or null. */
export function databasePid(state: string): number | null {
  const { data } = layoutOf(state);
  const note = readNote(data);
  return note !== null && isOurServer(note.pid, data) ? note.pid : null;
}

/** The address of a state folder's database, for a test that must look inside. */
export function databaseUrl(state: string): string {
  const layout = layoutOf(state);
  return `postgresql://karkhana:${readFileSync(layout.secret, 'utf8').trim()}@/postgres?host=${encodeURIComponent(layout.socket)}`;
}

/** The direct children of a process (Linux). */
export function childrenOf(pid: number): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => parentOf(each) === pid);
}

function parentOf(pid: number): number | null {
  try {
    return Number(/\nPPid:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? NaN);
  } catch {
    return null;
  }
}

/** Sends a signal; a process that is gone is no error. */
export function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** One `karkhana …` process. */
export interface Started {
  readonly pid: number;
  /** Everything that it has said so far. */
  said(): string;
  ended(): boolean;
  /** SIGKILL; resolves when it is gone. */
  kill9(): Promise<void>;
  /** SIGTERM, and SIGKILL when it is not gone in time; resolves with the milliseconds that it took. Throws when it had to be killed. */
  stop(limitMs?: number): Promise<number>;
}

let built = false;

/** Builds the product once a process, so that no start is measured with a build in it. */
export function ensureBuilt(): void {
  if (built) return;
  const run = spawnSync(process.execPath, [program, '--version'], { encoding: 'utf8', env: cleanEnv({}) });
  if (run.status !== 0) throw new Error(`the product could not be built:\n${run.stderr}`);
  built = true;
}

/** Only what a shell would have: settings of the test run itself do not reach the product. */
function cleanEnv(extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const kept = Object.fromEntries(['PATH', 'HOME', 'USER', 'TMPDIR', 'LANG'].flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
  return { ...kept, ...extra };
}

/** Starts `karkhana ARGS` in a process of its own; what it says goes to `NAME.log` in the run's folder. */
export function startProgram(folder: RunFolder, name: string, args: readonly string[], env: Readonly<Record<string, string>>): Started {
  ensureBuilt();
  return startNode(folder, name, [program, ...args], env);
}

/** Starts a script of the tests, with this run's folder as its own. */
export const startScript = (folder: RunFolder, name: string, script: string, args: readonly string[]): Started =>
  startNode(folder, name, ['--import', import.meta.resolve('tsx'), path.join(root, script), ...args], {});

function startNode(folder: RunFolder, name: string, words: readonly string[], env: Readonly<Record<string, string>>): Started {
  const log = path.join(folder.dir, `${name}.log`);
  const from = existsSync(log) ? readFileSync(log, 'utf8').length : 0;
  const handle = openSync(log, 'a');
  const child = spawn(process.execPath, words, { cwd: folder.dir, env: cleanEnv(env), stdio: ['ignore', handle, handle] });
  closeSync(handle);
  const { pid } = child;
  if (pid === undefined) throw new Error(`${name} could not be started`);
  appendFileSync(path.join(folder.dir, 'pids'), markOf(pid));
  let gone = false;
  const exit = new Promise<void>((resolve) => child.on('exit', () => resolve(void (gone = true))));
  return {
    pid,
    said: () => readFileSync(log, 'utf8').slice(from),
    ended: () => gone,
    async kill9() {
      kill(pid, 'SIGKILL');
      await exit;
    },
    async stop(limitMs = 30_000) {
      const began = performance.now();
      if (gone) return 0;
      kill(pid, 'SIGTERM');
      const late = new AbortController();
      await Promise.race([exit, sleep(limitMs, undefined, { signal: late.signal }).catch(() => undefined)]);
      late.abort();
      if (!gone) {
        kill(pid, 'SIGKILL');
        await exit;
        throw new Error(`${name} did not stop within ${limitMs} ms`);
      }
      return Math.round(performance.now() - began);
    },
  };
}

/** Looks again every `everyMs` until there is something; throws with `what` when there is nothing in time. */
export async function until<T>(what: string, look: () => Promise<T | null> | T | null, limitMs: number, everyMs = 50): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > end) throw new Error(`${what}: not within ${Math.round(limitMs / 1000)} s`);
    await sleep(everyMs);
  }
}
