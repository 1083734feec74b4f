import { createHash } from 'node:crypto';
import { chownSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ServerAccount } from './account.ts';

/** Where things are in a state folder. */
export interface Layout {
  readonly state: string;
  /** The data directory; its major version is part of the name, so that an upgrade can hold both. */
  readonly data: string;
  /** The folder of the Unix socket. */
  readonly socket: string;
  /** The password of the database, readable by the user that runs karkhana only. */
  readonly secret: string;
  /** What the server says before its own log begins. */
  readonly startLog: string;
}

/** A Unix socket's path must stay below 104 bytes, so a long state folder gets its socket in the temporary folder. */
const longestSocketDir = 80;

/** The places in this state folder; nothing is made. */
export function layoutOf(state: string): Layout {
  const inside = path.join(state, 'run');
  const outside = path.join(os.tmpdir(), `karkhana-${createHash('sha256').update(state).digest('hex').slice(0, 12)}`);
  return {
    state,
    data: path.join(state, 'pg18'),
    socket: inside.length > longestSocketDir ? outside : inside,
    secret: path.join(state, 'db.secret'),
    startLog: path.join(state, 'pg-start.log'),
  };
}

/** Makes a folder that only the server's account can enter. */
export function makePrivate(dir: string, account: ServerAccount): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  give(dir, account);
}

/** Gives a file or folder to the server's account. */
export function give(file: string, account: ServerAccount): void {
  if (account.uid !== undefined) chownSync(file, account.uid, account.gid);
}
