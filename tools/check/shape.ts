import fs from 'node:fs';
import path from 'node:path';
import type { Finding, TreeCheck } from './finding.ts';
import { listFiles, listFolders, readText } from './tree.ts';

/** A new top-level folder, a new layer or a new module needs an ADR, and then a line here or in the table of the architecture. */
const TOP = new Set([
  '.ci',
  '.git',
  '.github',
  '.karkhana',
  'bench',
  'bin',
  'coverage',
  'db',
  'deploy',
  'dist',
  'docs',
  'node_modules',
  'shots',
  'src',
  'test',
  'tools',
]);
const LAYERS = new Set(['kernel', 'platform', 'engines', 'modules', 'connectors', 'sandbox', 'app', 'web']);
const MODULES = new Set(['identity', 'masters', 'pricing', 'stock', 'exceptions', 'planning', 'delivery', 'shopfloor', 'orders', 'intake', 'sync', 'boards']);
const README_LINES = 80;

const unknown = (root: string, folder: string, allowed: ReadonlySet<string>): Finding[] =>
  listFolders(root, folder)
    .filter((name) => !allowed.has(name))
    .map((name) => ({ file: path.posix.join(folder, name), line: 0, text: 'a new folder here needs an ADR first' }));

function missingParts(root: string, folder: string, parts: readonly string[]): Finding[] {
  // A file that passed its ceiling is a folder of the same name.
  const exists = (part: string): boolean => [part, part.replace(/\.ts$/, '')].some((place) => fs.existsSync(path.join(root, folder, place)));
  return parts.filter((part) => !exists(part)).map((part) => ({ file: folder, line: 0, text: `has no ${part}` }));
}

function checkUnit(root: string, folder: string, parts: readonly string[]): Finding[] {
  const lines = readText(root, `${folder}/README.md`).split('\n').length;
  const tests = listFiles(root, folder, /\.test\.tsx?$/).length;
  return [
    ...missingParts(root, folder, parts),
    ...(lines > README_LINES ? [{ file: `${folder}/README.md`, line: 0, text: `${lines} lines: one page (${README_LINES}) is enough` }] : []),
    ...(tests === 0 ? [{ file: folder, line: 0, text: 'has no test' }] : []),
  ];
}

/** Scripts of package.json whose file is gone. */
function checkScripts(root: string): Finding[] {
  const text = readText(root, 'package.json');
  const { scripts = {} } = text === '' ? {} : (JSON.parse(text) as { scripts?: Record<string, string> });
  return Object.entries(scripts).flatMap(([name, command]) => {
    const file = /^(?:node|tsx|bash) (?:-\S+ )*([\w./-]+)/.exec(command)?.[1];
    return file === undefined || fs.existsSync(path.join(root, file))
      ? []
      : [{ file: 'package.json', line: 0, text: `the script "${name}" runs ${file}, which does not exist` }];
  });
}

/** Folders are where the architecture says; modules, engines and connectors have their parts, a page about themselves, and tests. */
export const checkShape: TreeCheck = (root) => [
  ...checkScripts(root),
  ...unknown(root, '.', TOP),
  ...unknown(root, 'src', LAYERS),
  ...unknown(root, 'src/modules', MODULES),
  ...listFolders(root, 'src/modules').flatMap((name) => checkUnit(root, `src/modules/${name}`, ['README.md', 'index.ts', 'contract.ts'])),
  ...listFolders(root, 'src/engines').flatMap((name) => checkUnit(root, `src/engines/${name}`, ['README.md', 'types.ts'])),
  ...listFolders(root, 'src/connectors').flatMap((name) =>
    checkUnit(root, `src/connectors/${name}`, name === 'kit' ? ['README.md'] : ['README.md', 'index.ts', 'client.ts', 'map.ts']),
  ),
];
