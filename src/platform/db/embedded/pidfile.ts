import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { isAlive } from '../processes.ts';
import type { Layout } from './layout.ts';

/** What a server wrote about itself into its data directory. */
export interface ServerNote {
  readonly pid: number;
  readonly ready: boolean;
}

/** The note of the server that runs, or ran, on this data directory; null when there is none. */
export function readNote(data: string): ServerNote | null {
  try {
    const lines = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return Number.isInteger(pid) && pid > 0 ? { pid, ready: (lines[7] ?? '').trim() === 'ready' } : null;
  } catch {
    return null;
  }
}

/**
 * Whether the noted process is a server of this data directory. A power cut leaves the note behind, and its number may
 * by now belong to any other program: PostgreSQL itself would then refuse to start for ever.
 */
export function isOurServer(pid: number, data: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    return path.basename(readlinkSync(`/proc/${pid}/exe`)).startsWith('postgres') && realpathSync(readlinkSync(`/proc/${pid}/cwd`)) === realpathSync(data);
  } catch {
    return false;
  }
}

/** Removes what a server that is proven to be gone left behind. */
export function removeStaleNotes(layout: Layout): void {
  const left = [path.join(layout.data, 'postmaster.pid'), path.join(layout.socket, '.s.PGSQL.5432.lock'), path.join(layout.socket, '.s.PGSQL.5432')];
  for (const file of left) rmSync(file, { force: true });
}
