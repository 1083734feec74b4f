import { openSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { destination } from 'pino';
import type { Logger } from '../platform/runtime/ctx.ts';
import { createLogger } from '../platform/runtime/log.ts';
import type { Settings } from './settings.ts';

/** The log of one process. */
export interface Log {
  readonly logger: Logger;
  /** Where it is written, for the line that is shown at start. */
  readonly place: string;
  /** Writes out what is still in memory. */
  flush(): void;
}

const rotateBytes = 20_000_000;
/** Kept in memory while it cannot be written; later lines are dropped then. */
const unwrittenBytes = 4_000_000;

/** Keeps one former log file, so that the folder does not grow without end. */
function rotate(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > rotateBytes) renameSync(file, `${file}.1`);
}

/** Opens the log: JSON lines, in the state folder or on stdout. */
export function openLog(settings: Pick<Settings, 'state' | 'logTo' | 'logLevel'>): Log {
  const file = path.join(settings.state, 'karkhana.log');
  if (settings.logTo === 'file') rotate(file);
  // opened here, because a log that is still opening cannot be flushed when a start fails early
  const out = destination({ fd: settings.logTo === 'file' ? openSync(file, 'a', 0o600) : 1, sync: false, maxLength: unwrittenBytes });
  // a full disk must not end the process: what is kept is written with the first line that finds room again
  out.on('error', () => undefined);
  const flush = (): void => {
    try {
      out.flushSync();
    } catch {
      // not opened yet, or the disk is full: there is nobody left to tell
    }
  };
  return { logger: createLogger({ level: settings.logLevel, destination: out }), place: settings.logTo === 'file' ? file : 'stdout', flush };
}
