/**
 * `npm test`: prepares the browser, runs all tests, and closes with one line `N passed, N failed`.
 * Arguments go to vitest: `npm test -- src/kernel`, `npm test -- --project unit`.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { prepareChromium } from './chromium.ts';
import type { TestSummary } from './test-reporter.ts';

const root = path.resolve(import.meta.dirname, '..');
const LIMIT_MS = Number(process.env.KARKHANA_TEST_LIMIT_MS ?? 40 * 60_000);
const args = process.argv.slice(2);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'karkhana-test-'));
const summaryFile = path.join(folder, 'summary.json');

/** Runs vitest to its end, or to the limit. */
function runVitest(): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, KARKHANA_TEST_SUMMARY: summaryFile },
    });
    const stop = (signal: NodeJS.Signals): void => void child.kill(signal);
    process.on('SIGINT', () => stop('SIGINT'));
    process.on('SIGTERM', () => stop('SIGTERM'));
    const limit = setTimeout(() => {
      console.log(`The tests did not end within ${Math.round(LIMIT_MS / 60_000)} minutes and are stopped.`);
      stop('SIGTERM');
      setTimeout(() => stop('SIGKILL'), 20_000).unref();
    }, LIMIT_MS);
    child.on('close', (code) => {
      clearTimeout(limit);
      resolve(code ?? 1);
    });
  });
}

function readSummary(): TestSummary | null {
  if (!fs.existsSync(summaryFile)) return null;
  return JSON.parse(fs.readFileSync(summaryFile, 'utf8')) as TestSummary;
}

/** Says loudly what did not run: a skipped test proves nothing. */
function announceSkipped(skipped: TestSummary['skipped']): void {
  if (skipped.length === 0) return;
  console.log('\n!!! NOT RUN, so not proved:');
  for (const { file, count, why } of skipped) console.log(`!!!   ${file}: ${count} skipped (${why})`);
}

const needsBrowser = args.length === 0 || args.some((arg) => arg.includes('journeys'));
if (needsBrowser && prepareChromium() === null) console.log('The browser tests will be SKIPPED.');

const code = await runVitest();
const summary = readSummary();
fs.rmSync(folder, { recursive: true, force: true });

if (summary === null) {
  console.log('\nvitest ended without a result: see above.');
  console.log('0 passed, 1 failed');
  process.exit(1);
}
announceSkipped(summary.skipped);
const skipped = summary.skipped.reduce((sum, { count }) => sum + count, 0);
// vitest may fail for a reason that is no test, such as a tear-down that hangs.
const failed = summary.failed === 0 && code !== 0 && summary.passed > 0 ? 1 : summary.failed;
if (failed > summary.failed) console.log(`\nvitest itself failed (exit code ${code}): see above.`);
if (summary.passed + failed === 0) console.log('\nNo test ran.');
console.log(`\n${summary.passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed > 0 || summary.passed === 0 ? 1 : 0);
