import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownText, plantTree, removeTree, runTool, type Files } from './tree.ts';

const planted: Files = {
  'src/kernel/planted-process.ts': 'export const a = process.pid;\n',
  'src/kernel/planted-console.ts': "console.log('a');\n",
  'src/engines/reading/planted-timer.ts': 'setTimeout(() => 1, 1);\n',
  'src/engines/reading/planted-buffer.ts': "export const a = Buffer.from('a');\n",
  'src/modules/orders/domain/planted-document.ts': 'export const a = document.title;\n',
  'src/modules/orders/domain/planted-node.ts': "import fs from 'node:fs';\nexport const a = fs;\n",
  'src/modules/orders/domain/planted-import.ts': "import { reach } from '../reach.ts';\nexport const a = reach;\n",
  'src/modules/orders/contract.ts': "export const a = fetch('a');\n",
};

/** Where each planted file is reported; an import is followed, so what it reaches is reported in its own place. */
const expected = [...Object.keys(planted).filter((file) => !file.endsWith('planted-import.ts')), 'src/modules/orders/reach.ts'].sort();

const clean: Files = {
  'src/kernel/moment.ts': "export const at = new Intl.DateTimeFormat('en').format(new Date(0));\n",
  'src/kernel/moment.test.ts': 'export const tested = process.pid;\n',
  'src/modules/orders/reach.ts': 'export const reach = process.cwd();\n',
  'src/modules/orders/jobs.ts': "export const a = fetch('a');\n",
};

describe('pure code', () => {
  let found: string[] = [];
  let root = '';

  beforeAll(() => {
    root = plantTree({
      ...planted,
      ...clean,
      'package.json': '{"type":"module"}',
      'tsconfig.json': ownText('tsconfig.json'),
      'tsconfig.pure.json': ownText('tsconfig.pure.json'),
    });
    const output = runTool(root, 'tsc', ['-p', 'tsconfig.pure.json', '--noEmit', '--pretty', 'false']);
    found = [...new Set([...output.matchAll(/^(\S+?)\(\d+,\d+\): error/gm)].map((match) => match[1] ?? ''))].sort();
  });
  afterAll(() => removeTree(root));

  it('does not compile with Node or the DOM in it, while all other code may use them', () => {
    expect(found).toEqual(expected);
  });
});
