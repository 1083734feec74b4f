import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartFault } from '../faults.ts';
import { isAlive } from '../processes.ts';
import type { ServerAccount } from './account.ts';
import type { Binaries } from './binaries.ts';
import { serverEnvironment } from './create.ts';
import type { Layout } from './layout.ts';
import { isOurServer, readNote, removeStaleNotes } from './pidfile.ts';

/** Settings that a caller may not weaken: with any of them off, a power cut loses confirmed orders. */
const durable = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' };

/** A small factory's server: about 100 MB with all connections in use. */
function settingsFor(layout: Layout): Record<string, string | number> {
  return {
    listen_addresses: '',
    unix_socket_directories: layout.socket,
    unix_socket_permissions: '0700',
    max_connections: 40,
    shared_buffers: '64MB',
    work_mem: '4MB',
    maintenance_work_mem: '32MB',
    max_wal_size: '512MB',
    min_wal_size: '64MB',
    wal_compression: 'pglz',
    // Reads by the backend itself: three worker processes fewer, and our data fits into memory.
    io_method: 'sync',
    max_worker_processes: 4,
    max_parallel_workers_per_gather: 0,
    max_wal_senders: 0,
    wal_level: 'minimal',
    // Queue tables live and die within seconds.
    autovacuum_max_workers: 2,
    autovacuum_naptime: '20s',
    idle_in_transaction_session_timeout: '60s',
    deadlock_timeout: '250ms',
    logging_collector: 'on',
    log_directory: path.join(layout.data, 'log'),
    log_filename: 'pg-%a.log',
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
  };
}

/** How often a start is repeated: after `kill -9` old backends need a moment to notice that their server is gone. */
const attempts = 40;

/** The running server's pid: of the one that already runs on this data directory (adopted), or of a new one. */
export async function runServer(
  layout: Layout,
  binaries: Binaries,
  account: ServerAccount,
  settings: Record<string, string | number>,
): Promise<{ pid: number; adopted: boolean }> {
  const note = readNote(layout.data);
  if (note !== null && isOurServer(note.pid, layout.data)) {
    await untilReady(layout, note.pid);
    return { pid: note.pid, adopted: true };
  }
  removeStaleNotes(layout);
  const all = { ...settingsFor(layout), ...settings, ...durable };
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await launch(layout, binaries, account, all);
    if (typeof outcome === 'number') return { pid: outcome, adopted: false };
    if (attempt >= attempts || !/shared memory block|lock file/.test(outcome)) {
      throw new StartFault('database_did_not_start', `The database did not start: ${lastLine(outcome)} (log in ${path.join(layout.data, 'log')}).`, outcome);
    }
    await sleep(250);
  }
}

/** One start: the pid when it is ready, else what the server said before it ended. */
async function launch(layout: Layout, binaries: Binaries, account: ServerAccount, settings: Record<string, string | number>): Promise<number | string> {
  const log = openSync(layout.startLog, 'w', 0o600);
  const options = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  // Detached: Ctrl-C in the terminal must reach us, not the database under us.
  const child = spawn(binaries.postgres, ['-D', layout.data, ...options], {
    ...account,
    cwd: layout.data,
    env: serverEnvironment(),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  let ended: string | null = null;
  child.on('exit', (code, signal) => (ended = `ended with ${code ?? signal}`));
  child.on('error', (error) => (ended = error.message));
  while (ended === null) {
    const note = readNote(layout.data);
    if (note?.ready && note.pid === child.pid) return note.pid;
    await sleep(5);
  }
  return `${readFileSync(layout.startLog, 'utf8')}\n${serverLogTail(layout)}`.trim() || ended;
}

/** An adopted server may itself be just starting, or recovering from a crash. */
async function untilReady(layout: Layout, pid: number): Promise<void> {
  while (!readNote(layout.data)?.ready) {
    if (!isAlive(pid)) throw new StartFault('database_did_not_start', 'The database ended while it was starting; start karkhana again.');
    await sleep(10);
  }
}

/** Once its log collector runs, the server's words are there and not on its standard error. */
function serverLogTail(layout: Layout): string {
  try {
    const day = new Intl.DateTimeFormat('en-US', { weekday: 'short', timeZone: 'UTC' }).format(new Date());
    return readFileSync(path.join(layout.data, 'log', `pg-${day}.log`), 'utf8').slice(-600);
  } catch {
    return '';
  }
}

const lastLine = (text: string): string =>
  text
    .trim()
    .split('\n')
    .filter((line) => /FATAL|ERROR|PANIC/.test(line))
    .at(-1) ??
  text.trim().split('\n').at(-1) ??
  '';

/** Ends the server in order (open transactions roll back, a checkpoint is written); returns when it is gone. */
export async function stopServer(pid: number): Promise<void> {
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    return;
  }
  while (isAlive(pid)) await sleep(10);
}
