#!/usr/bin/env node
// Builds what is stale, then hands over to dist/server/cli.js. Plain JavaScript, because it runs before anything is built.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const dist = path.join(root, 'dist');
const isTest = /(\.test\.tsx?$|(^|[\\/])test[\\/])/;
// progress goes to stderr: stdout belongs to the verb (`status --json`)
const say = (text) => process.stderr.write(`${text}\n`);

class Trouble extends Error {}

/** One digest over every file that can change the build; tests cannot. */
function sourceKey() {
  const hash = createHash('sha256');
  for (const place of ['src', 'db', 'package-lock.json', 'vite.config.ts']) {
    const full = path.join(root, place);
    if (!existsSync(full)) continue;
    const isFile = path.extname(place) !== '';
    const inside = isFile
      ? ['']
      : readdirSync(full, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => path.relative(full, path.join(entry.parentPath, entry.name)));
    for (const file of inside.filter((name) => !isTest.test(name)).sort()) hash.update(`\0${place}/${file}\0`).update(readFileSync(path.join(full, file)));
  }
  return hash.digest('hex');
}

function run(name, vite, args, buildDir) {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'error', ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production', KARKHANA_BUILD_DIR: buildDir },
    });
    let words = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (words += chunk));
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code !== 0) return reject(new Trouble(`The ${name} could not be built:\n${words.trim()}`));
      say(`  built the ${name} (${Math.round(performance.now() - began)} ms)`);
      resolve();
    });
  });
}

/** Builds beside the old build and swaps, so that a start that is cut, or a second one, never sees half a build. */
async function build(key) {
  const require = createRequire(import.meta.url);
  let vite;
  try {
    vite = path.join(path.dirname(require.resolve('vite/package.json')), 'bin', 'vite.js');
  } catch {
    throw new Trouble('The build is missing or old, and the build tools are not installed: run npm ci once (without --omit=dev).');
  }
  say('Building (only after a change of the sources) …');
  const fresh = path.join(root, `.build-${process.pid}`);
  try {
    // both are waited for: one that still writes would bring the folder back
    const builds = await Promise.allSettled([run('server', vite, ['--ssr'], fresh), run('web', vite, [], fresh)]);
    const failed = builds.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
    writeFileSync(path.join(fresh, 'key'), key);
    rmSync(dist, { recursive: true, force: true });
    renameSync(fresh, dist);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

async function ensureBuilt() {
  const keyFile = path.join(dist, 'key');
  // an image without sources carries its build with it
  if (!existsSync(path.join(root, 'src', 'app', 'cli.ts'))) return;
  const key = sourceKey();
  if (existsSync(keyFile) && readFileSync(keyFile, 'utf8') === key) return;
  await build(key);
}

const [major, minor] = process.versions.node.split('.').map(Number);
try {
  if (major < 20 || (major === 20 && minor < 19))
    throw new Trouble(`karkhana needs Node.js 20.19 or newer (24 is recommended); this is ${process.versions.node}.`);
  await ensureBuilt();
  const { main } = await import(pathToFileURL(path.join(dist, 'server', 'cli.js')).href);
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Trouble) && !['EACCES', 'EROFS', 'ENOSPC'].includes(error?.code)) throw error;
  say(error instanceof Trouble ? error.message : `The build cannot be written to ${root} (${error.code}).`);
  process.exitCode = 1;
}
