import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { birthOf, isAlive } from './processes.ts';

/** The lock is held by a process that runs. */
export interface LockHolder {
  readonly pid: number;
}

interface LockFile extends LockHolder {
  readonly birth: string;
  readonly released: boolean;
}

/**
 * Takes the lock `name` in `dir` for this process, or says who holds it. A lock whose process has ended is taken over.
 *
 * The lock is a file with a generation number (`name.7`). Who takes over makes the next generation with `link`, which
 * succeeds for one only, and then looks again whether it is the newest: so no order of two takers gives two holders.
 */
export function takeLock(dir: string, name: string): { readonly release: () => void } | LockHolder {
  for (;;) {
    const generations = listGenerations(dir, name);
    const newest = generations.at(-1) ?? 0;
    const holder = newest === 0 ? null : readLock(path.join(dir, `${name}.${newest}`));
    if (holder !== null && isHeld(holder)) return { pid: holder.pid };
    const mine = path.join(dir, `${name}.${newest + 1}`);
    if (!createWhole(mine, lockText(false))) continue;
    const now = listGenerations(dir, name);
    if (now.at(-1) !== newest + 1) {
      rmSync(mine, { force: true });
      continue;
    }
    for (const old of now.slice(0, -1)) rmSync(path.join(dir, `${name}.${old}`), { force: true });
    return { release: () => replaceWhole(mine, lockText(true)) };
  }
}

const lockText = (released: boolean): string => JSON.stringify({ pid: process.pid, birth: birthOf(process.pid), released } satisfies LockFile);

const isHeld = (lock: LockFile): boolean => !lock.released && isAlive(lock.pid) && (lock.birth === '' || lock.birth === birthOf(lock.pid));

function listGenerations(dir: string, name: string): number[] {
  return readdirSync(dir)
    .filter((file) => file.startsWith(`${name}.`) && /^\d+$/.test(file.slice(name.length + 1)))
    .map((file) => Number(file.slice(name.length + 1)))
    .sort((a, b) => a - b);
}

/** Null when the file vanished (a newer generation exists) or is damaged: nobody holds it then. */
function readLock(file: string): LockFile | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as LockFile;
  } catch {
    return null;
  }
}

/** Makes the file with its whole text at once, or not at all: false when it exists. */
function createWhole(file: string, text: string): boolean {
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, text, { mode: 0o644 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function replaceWhole(file: string, text: string): void {
  const draft = `${file}.${process.pid}.draft`;
  try {
    writeFileSync(draft, text, { mode: 0o644 });
    renameSync(draft, file);
  } catch {
    // The folder is gone: so is the lock.
  }
}
