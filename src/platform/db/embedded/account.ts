import { readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { StartFault } from '../faults.ts';

/** Who the database server runs as; empty: the user that runs node. */
export type ServerAccount = { readonly uid: number; readonly gid: number } | Record<string, never>;

/**
 * PostgreSQL refuses to run as root and needs an account of the system's list, so root starts it as `postgres` or
 * `nobody`. Throws `account_missing` when root finds neither.
 */
export function serverAccount(): ServerAccount {
  if (process.getuid?.() !== 0) return {};
  const lines = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const entry = lines.find((fields) => fields[0] === name);
    if (entry && Number(entry[2]) > 0) return { uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  throw new StartFault('account_missing', 'Root cannot run the database and there is no account "postgres" or "nobody"; start karkhana as a normal user.');
}

/** Whether the account may enter `dir` and every folder above it. */
export function canReach(dir: string, account: ServerAccount): boolean {
  if (account.uid === undefined) return true;
  for (let folder = realpathSync(dir); ; folder = path.dirname(folder)) {
    const { uid, gid, mode } = statSync(folder);
    const bits = uid === account.uid ? mode >> 6 : gid === account.gid ? mode >> 3 : mode;
    if ((bits & 1) === 0) return false;
    if (folder === path.dirname(folder)) return true;
  }
}
