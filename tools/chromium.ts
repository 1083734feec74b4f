import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const MAC = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];
const UPDATE_LIMIT_MS = 180_000;
const INSTALL_LIMIT_MS = 600_000;

const isRunnable = (file: string): boolean => {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
};

/** The Chromium of this machine: CHROME_PATH, else the usual names on the PATH and in /usr/bin. Null when there is none. */
export function chromiumPath(): string | null {
  const wanted = process.env.CHROME_PATH;
  if (wanted) return isRunnable(wanted) ? wanted : null;
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'].filter((folder) => folder !== '');
  const candidates = [...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...(process.platform === 'darwin' ? MAC : [])];
  return candidates.find(isRunnable) ?? null;
}

function apt(args: readonly string[], limitMs: number): boolean {
  console.log(`  apt-get ${args.join(' ')}`);
  const done = spawnSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: limitMs,
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (done.status !== 0) console.log(`  apt-get ${args[0] ?? ''} failed: ${done.error?.message ?? done.stderr.trim().split('\n').at(-1) ?? ''}`);
  return done.status === 0;
}

/** Why a missing Chromium cannot be installed here, or null when it can. */
function obstacle(): string | null {
  if (process.env.CHROME_PATH) return `CHROME_PATH is ${process.env.CHROME_PATH}, where there is no program`;
  if (process.platform !== 'linux') return 'install Chrome or Chromium, or set CHROME_PATH';
  if (process.getuid?.() !== 0) return 'installing needs root: run `apt-get install chromium`, or set CHROME_PATH';
  if (spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0) return 'there is no apt-get here: install Chromium, or set CHROME_PATH';
  return null;
}

/** Finds Chromium, or installs it with apt when this is root on Debian or Ubuntu. Null, with the reason printed, when neither works. */
export function prepareChromium(): string | null {
  const present = chromiumPath();
  if (present !== null) return present;
  const why = obstacle();
  if (why !== null) {
    console.log(`No Chromium: ${why}.`);
    return null;
  }
  console.log('No Chromium here; installing it from the packages of the system.');
  // The lists may be fresh enough without an update, for instance on a machine that is cut off.
  apt(['update', '-q'], UPDATE_LIMIT_MS);
  apt(['install', '-y', '-q', '--no-install-recommends', 'chromium'], INSTALL_LIMIT_MS);
  const installed = chromiumPath();
  console.log(installed === null ? 'Chromium could not be installed.' : `Chromium: ${installed}`);
  return installed;
}
