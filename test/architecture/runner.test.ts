import { describe, expect, it } from 'vitest';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { repository, plantTree, removeTree, type Files } from './tree.ts';

const head = "import { describe, expect, it, beforeAll } from 'vitest';\n";

/** Runs the runner itself over a small tree that has our reporter, and gives its last line and its exit code. */
function run(files: Files): { last: string; code: number | null; output: string } {
  const configuration = `export default { test: { reporters: ['default', '${path.join(repository, 'tools/test-reporter.ts')}'] } };\n`;
  const root = plantTree({ ...files, 'package.json': '{"type":"module"}', 'vitest.config.mjs': configuration });
  fs.symlinkSync(path.join(repository, 'node_modules'), path.join(root, 'node_modules'));
  fs.symlinkSync(path.join(repository, 'tools'), path.join(root, 'tools'));
  const done = spawnSync(
    path.join(repository, 'node_modules/.bin/tsx'),
    [path.join(repository, 'tools/test.ts'), '--root', root, '--config', path.join(root, 'vitest.config.mjs')],
    {
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
    },
  );
  removeTree(root);
  return { last: done.stdout.trimEnd().split('\n').at(-1) ?? '', code: done.status, output: done.stdout };
}

describe('the test runner', { timeout: 60_000 }, () => {
  it('closes with the counts and exit code 0 when all pass', () => {
    expect(run({ 'a.test.ts': `${head}it('a', () => expect(1).toBe(1));\nit('b', () => {});\n` })).toMatchObject({ last: '2 passed, 0 failed', code: 0 });
  });

  it('counts failures, broken files and failed hooks, and fails', () => {
    const files = {
      'a.test.ts': `${head}it('a', () => {});\nit('b', () => expect(1).toBe(2));\n`,
      'broken.test.ts': "import './nowhere.ts';\n",
      'hook.test.ts': `${head}describe('c', () => {\n  beforeAll(() => {\n    throw new Error('no');\n  });\n  it('d', () => {});\n});\n`,
    };
    const { last, code } = run(files);
    expect(last).toMatch(/^1 passed, 3 failed(, 1 skipped)?$/);
    expect(code).not.toBe(0);
  });

  it('says loudly what did not run, and why', () => {
    const { last, code, output } = run({ 'a.test.ts': `${head}it('a', () => {});\nit('b', ({ skip }) => skip('no browser here'));\n` });
    expect(last).toBe('1 passed, 0 failed, 1 skipped');
    expect(output).toContain('!!!   a.test.ts: 1 skipped (no browser here)');
    expect(code).toBe(0);
  });

  it('fails when no test ran at all', () => {
    const { last, code } = run({ 'a.test.ts': `${head}it.skip('a', () => {});\n` });
    expect(last).toBe('0 passed, 0 failed, 1 skipped');
    expect(code).not.toBe(0);
  });
});
