/**
 * `npm run check`: everything about the code that a tool can judge without running it.
 * `--fix` (`npm run fix`) repairs what ESLint and Prettier can repair; `--only lint,types` runs a part; `--fresh` ignores the caches.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { checkDependencies } from './check/dependencies.ts';
import { findingText, type TreeCheck } from './check/finding.ts';
import { checkGlossary } from './check/glossary.ts';
import { checkLinks } from './check/links.ts';
import { checkMachinePaths } from './check/machine-paths.ts';
import { checkShape } from './check/shape.ts';
import { checkSql } from './check/sql.ts';
import { checkWeb } from './check/web.ts';

const root = path.resolve(import.meta.dirname, '..');
const { values: options } = parseArgs({
  options: { fix: { type: 'boolean', default: false }, only: { type: 'string' }, fresh: { type: 'boolean', default: false } },
});

interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}

interface Step {
  readonly name: string;
  readonly what: string;
  /** What to do when it fails. */
  readonly help: string;
  readonly run: () => Promise<Outcome>;
}

/** Runs a tool of node_modules/.bin; its output is shown only when it fails. */
function tool(name: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(path.join(root, 'node_modules', '.bin', name), args, {
      cwd: root,
      env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }), NODE_NO_WARNINGS: '1' },
    });
    let output = '';
    const keep = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ ok: false, output: `${name} did not start: ${error.message}` }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}

/** One of our own checks over the tree. */
function tree(check: TreeCheck): Promise<Outcome> {
  const findings = check(root);
  return Promise.resolve({ ok: findings.length === 0, output: findings.map(findingText).join('\n') });
}

const cached = (args: readonly string[]): readonly string[] => (options.fresh ? [] : args);
const fixing = (args: readonly string[]): readonly string[] => (options.fix ? args : []);
const sourceFolders = ['src', 'test', 'bench', 'tools', 'db'].filter((folder) => fs.existsSync(path.join(root, folder)));

const steps: readonly Step[] = [
  {
    name: 'format',
    what: 'Prettier',
    help: 'npm run fix',
    run: () =>
      tool('prettier', [
        options.fix ? '--write' : '--check',
        '--log-level=warn',
        ...cached(['--cache', '--cache-location=node_modules/.cache/prettier/check']),
        '.',
      ]),
  },
  {
    name: 'lint',
    what: 'ESLint: budgets, purity, names, documentation',
    help: 'npm run fix, then by hand; an exception needs `// eslint-disable-next-line rule -- why`',
    run: () => tool('eslint', ['.', ...fixing(['--fix']), ...cached(['--cache', '--cache-strategy=content', '--cache-location=node_modules/.cache/eslint/'])]),
  },
  { name: 'types', what: 'TypeScript', help: 'by hand', run: () => tool('tsc', ['-p', 'tsconfig.json', '--noEmit', '--pretty', 'false']) },
  {
    name: 'pure',
    what: 'kernel, engines, domain and contracts compile without Node and DOM',
    help: 'take what you need from outside as an argument',
    run: () => tool('tsc', ['-p', 'tsconfig.pure.json', '--noEmit', '--pretty', 'false']),
  },
  {
    name: 'architecture',
    what: 'who imports whom (.dependency-cruiser.cjs)',
    help: 'read the comment of the rule in .dependency-cruiser.cjs; move the code, not the wall',
    run: () =>
      tool('depcruise', [...sourceFolders, '--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', ...(options.fresh ? ['--no-cache'] : [])]),
  },
  { name: 'dead-code', what: 'knip: files, exports and packages that nobody uses', help: 'delete it', run: () => tool('knip', ['--no-progress']) },
  { name: 'shape', what: 'folders, and the parts of modules and connectors', help: 'architecture section 4, or an ADR', run: () => tree(checkShape) },
  {
    name: 'sql',
    what: 'migrations: numbered, owned, singular, portable',
    help: 'a migration that was released is never edited: write the next one',
    run: () => tree(checkSql),
  },
  {
    name: 'web',
    what: 'both directions of writing, nothing fetched, every sentence in every language',
    help: 'logical properties in CSS; the missing sentences in src/web/locales',
    run: () => tree(checkWeb),
  },
  {
    name: 'db-types',
    what: 'tables.ts are what the migrations make',
    help: 'npm run types',
    run: () =>
      fs.existsSync(path.join(root, 'tools/db-types.ts'))
        ? tool('tsx', ['tools/db-types.ts', '--check'])
        : Promise.resolve({ ok: false, output: 'tools/db-types.ts is missing' }),
  },
  { name: 'docs', what: 'links and paths in documents lead somewhere', help: 'correct the document', run: () => tree(checkLinks) },
  { name: 'glossary', what: 'every noun that has a table is explained', help: 'add the term to docs/glossary.md', run: () => tree(checkGlossary) },
  {
    name: 'dependencies',
    what: 'every package has its row',
    help: 'docs/dependencies.md: what for, licence, who keeps it, what else was considered',
    run: () => tree(checkDependencies),
  },
  {
    name: 'machine-paths',
    what: 'nothing knows the machine that it was written on',
    help: 'take the place from a setting or an argument',
    run: () => tree(checkMachinePaths),
  },
];

/** Runs the steps, two at a time where there are cores, and says each result as it comes. */
async function runAll(chosen: readonly Step[]): Promise<{ step: Step; outcome: Outcome }[]> {
  const waiting = [...chosen];
  const results: { step: Step; outcome: Outcome }[] = [];
  const worker = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const started = performance.now();
      const outcome = await step.run();
      results.push({ step, outcome });
      console.log(
        `${outcome.ok ? 'ok    ' : 'FAILED'}  ${step.name.padEnd(14)} ${((performance.now() - started) / 1000).toFixed(1).padStart(5)} s  ${step.what}`,
      );
    }
  };
  // Fixing writes files that the next step reads, so it goes one by one.
  await Promise.all(Array.from({ length: options.fix ? 1 : Math.min(2, os.availableParallelism()) }, worker));
  return results;
}

// What ESLint repairs is formatted after it.
const only = options.only?.split(',') ?? (options.fix ? ['lint', 'format'] : null);
const named = steps.filter(({ name }) => only === null || only.includes(name));
const chosen = options.fix ? named.toReversed() : named;
if (chosen.length === 0) {
  console.error(`No such check. There are: ${steps.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
const failed = (await runAll(chosen)).filter(({ outcome }) => !outcome.ok);
for (const { step, outcome } of failed) console.log(`\n── ${step.name}: ${step.what}\n${outcome.output.trim()}\n→ ${step.help}`);
console.log(
  failed.length === 0
    ? `\n${chosen.length} checks passed`
    : `\n${failed.length} of ${chosen.length} checks failed: ${failed.map(({ step }) => step.name).join(', ')}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
