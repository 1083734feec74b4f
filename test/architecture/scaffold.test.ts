import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import path from 'node:path';
import fs from 'node:fs';
import { connectorFiles } from '../../tools/new-connector.ts';
import { moduleFiles } from '../../tools/new-module.ts';
import { isFolderName, writeScaffold } from '../../tools/scaffold.ts';
import { checkShape } from '../../tools/check/shape.ts';
import { ownText, plantTree, removeTree, repository, runTool } from './tree.ts';

/** What a skeleton imports of the repository. */
const surroundings = ['src/platform/runtime', 'src/platform/jobs', 'src/platform/http/env.ts', 'src/connectors/kit', 'src/kernel'];

describe('skeletons', { timeout: 60_000 }, () => {
  const root = plantTree({ 'package.json': '{"type":"module"}', 'tsconfig.json': ownText('tsconfig.json'), '.prettierrc.json': ownText('.prettierrc.json') });
  afterAll(() => removeTree(root));
  fs.symlinkSync(path.join(repository, 'node_modules'), path.join(root, 'node_modules'));
  for (const place of surroundings)
    fs.cpSync(path.join(repository, place), path.join(root, place), { recursive: true, filter: (file) => !/\.test\.ts$|\/test$/.test(file) });
  let written: string[] = [];
  beforeAll(async () => {
    const module = await writeScaffold(root, 'src/modules/stock', moduleFiles('stock'));
    const connector = await writeScaffold(root, 'src/connectors/oracle-fusion', connectorFiles('oracle-fusion'));
    written = [...(module ?? []), ...(connector ?? [])];
  });

  it('are formatted, within the budgets and the habits', () => {
    expect(runTool(root, 'eslint', ['--config', path.join(repository, 'eslint.config.js'), ...written.filter((file) => file.endsWith('.ts'))])).toBe('');
    expect(runTool(root, 'prettier', ['--list-different', ...written])).toBe('');
  });

  it('have the parts that a module and a connector must have', () => {
    expect(checkShape(root).filter(({ file }) => /stock|oracle/.test(file))).toEqual([]);
  });

  it('compile against the contracts of today', () => {
    const output = runTool(root, 'tsc', ['-p', 'tsconfig.json', '--noEmit', '--pretty', 'false']);
    expect(output.split('\n').filter((line) => /stock|oracle/.test(line))).toEqual([]);
  });

  it('pass their own tests', () => {
    expect(runTool(root, 'vitest', ['run', '--root', root, ...written.filter((file) => file.endsWith('.test.ts'))])).toMatch(/Tests +5 passed/);
  });

  it('never overwrite, and want kebab-case names', async () => {
    expect(await writeScaffold(root, 'src/modules/stock', moduleFiles('stock'))).toBeNull();
    expect(['stock', 'sap-b1'].every(isFolderName)).toBe(true);
    expect(['Stock', '../x', 'a b', ''].some(isFolderName)).toBe(false);
  });
});
