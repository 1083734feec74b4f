import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StartFault } from '../faults.ts';
import type { ServerAccount } from './account.ts';
import type { Binaries } from './binaries.ts';
import { give, makePrivate, type Layout } from './layout.ts';

/** The environment of the server's programs: nothing of ours leaks into them. */
export const serverEnvironment = (): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' });

/** Makes the data directory and its password once. A cut in the middle leaves only a draft, which the next start replaces. */
export function createOnce(layout: Layout, binaries: Binaries, account: ServerAccount): void {
  if (existsSync(path.join(layout.data, 'PG_VERSION'))) return;
  const draft = `${layout.data}.draft`;
  rmSync(draft, { recursive: true, force: true });
  makePrivate(draft, account);
  const password = savePassword(layout);
  const passwordFile = path.join(layout.socket, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  try {
    give(passwordFile, account);
    runInitdb(draft, binaries, account, passwordFile);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, layout.data);
  flushFolder(layout.state);
}

/** Keeps the password of a former attempt: the data directory that it belongs to may have been made by then. */
function savePassword(layout: Layout): string {
  if (existsSync(layout.secret)) {
    const kept = readFileSync(layout.secret, 'utf8').trim();
    if (kept !== '') return kept;
  }
  const password = randomBytes(24).toString('base64url');
  writeFileSync(layout.secret, password, { mode: 0o600, flush: true });
  return password;
}

function runInitdb(draft: string, binaries: Binaries, account: ServerAccount, passwordFile: string): void {
  const options = ['-D', draft, '-U', 'karkhana', '-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--no-instructions'];
  const run = spawnSync(binaries.initdb, [...options, ...access], { ...account, cwd: draft, env: serverEnvironment(), encoding: 'utf8' });
  if (run.status === 0) return;
  const said = (run.stderr ?? '').trim().split('\n').at(-1) ?? '';
  throw new StartFault('database_did_not_start', `The database could not be created: ${run.error?.message ?? said}`, run.error ?? run.stderr);
}

/** After a rename, so that a power cut does not undo it. */
function flushFolder(dir: string): void {
  const handle = openSync(dir, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
