import { accessSync, chmodSync, constants, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { StartFault } from './faults.ts';
import { takeLock } from './pid-lock.ts';

/**
 * The folder that holds everything of this installation when nobody names one: `.karkhana` in the working directory;
 * for root `/var/lib/karkhana`, because the database account must be able to reach it.
 */
export const defaultStateDir = (): string => (process.getuid?.() === 0 ? '/var/lib/karkhana' : path.resolve('.karkhana'));

/** Step by step: the recursive form of Node.js never ends where the system invents folders (under /proc). */
function makeFolder(dir: string): void {
  if (existsSync(dir)) return;
  makeFolder(path.dirname(dir));
  mkdirSync(dir, { mode: 0o755 });
}

/** Makes the state folder when it is missing. Throws `state_not_writable` when it cannot be made or written. */
export function ensureState(dir: string): void {
  try {
    makeFolder(path.resolve(dir));
    accessSync(dir, constants.W_OK | constants.X_OK);
    if (process.getuid?.() === 0) chmodSync(dir, 0o755);
  } catch (error) {
    throw new StartFault('state_not_writable', `The state folder ${dir} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'error'}).`, error);
  }
}

/**
 * One karkhana per state folder: takes the folder for this process until `release` (a process that ends, however it
 * ends, gives it up). Throws `state_locked` naming the process that has it.
 */
export function lockState(dir: string): { readonly release: () => void } {
  ensureState(dir);
  const lock = takeLock(dir, 'karkhana.lock');
  if ('release' in lock) return lock;
  throw new StartFault(
    'state_locked',
    `Another karkhana (process ${lock.pid}) already uses ${dir}; stop it first or start this one with another state folder.`,
  );
}
