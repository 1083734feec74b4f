import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartFault } from '../faults.ts';
import { takeLock } from '../pid-lock.ts';
import { ensureState } from '../state.ts';
import { canReach, serverAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { createOnce } from './create.ts';
import { layoutOf, makePrivate, type Layout } from './layout.ts';
import { runServer, stopServer } from './server.ts';

/** What to start where. */
export interface EmbeddedOptions {
  /** The state folder; made when missing. */
  readonly state: string;
  /** Server settings beside ours. fsync, full_page_writes and synchronous_commit cannot be changed. */
  readonly settings?: Readonly<Record<string, string | number>>;
}

/** A running built-in database. */
export interface Embedded {
  readonly url: string;
  readonly pid: number;
  /** The server already ran: a former karkhana was killed, or another one started it. */
  readonly adopted: boolean;
  /** How long the start took. */
  readonly ms: number;
  /** Ends the server in order. */
  stop(): Promise<void>;
}

/**
 * Starts the built-in PostgreSQL on the state folder, creating it the first time, and adopts the one that already runs
 * there. Only reachable through a Unix socket with a random password. The server outlives this process when it is
 * killed; the next start adopts it. Throws StartFault with a sentence.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const began = performance.now();
  const layout = layoutOf(path.resolve(options.state));
  ensureState(layout.state);
  const account = serverAccount();
  if (!canReach(layout.state, account)) {
    throw new StartFault(
      'state_not_reachable',
      `The database account cannot reach ${layout.state}; choose a state folder such as /var/lib/karkhana, or start karkhana as a normal user.`,
    );
  }
  const lock = await startLock(layout);
  try {
    const binaries = findBinaries(layout.state, account);
    makePrivate(layout.socket, account);
    createOnce(layout, binaries, account);
    const { pid, adopted } = await runServer(layout, binaries, account, options.settings ?? {});
    return { url: urlOf(layout), pid, adopted, ms: Math.round(performance.now() - began), stop: () => stopServer(pid) };
  } finally {
    lock.release();
  }
}

/** One start at a time; the others wait and then adopt. */
async function startLock(layout: Layout): Promise<{ release: () => void }> {
  for (let tries = 0; tries < 600; tries += 1) {
    const lock = takeLock(layout.state, 'start.lock');
    if ('release' in lock) return lock;
    await sleep(100);
  }
  throw new StartFault('database_did_not_start', `Another start on ${layout.state} has been going on for a minute; see ${layout.startLog}.`);
}

const urlOf = (layout: Layout): string =>
  `postgresql://karkhana:${readFileSync(layout.secret, 'utf8').trim()}@/postgres?host=${encodeURIComponent(layout.socket)}`;
