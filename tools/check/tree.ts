import fs from 'node:fs';
import path from 'node:path';

const SKIPPED = new Set(['node_modules', 'dist', 'shots', 'coverage', '.karkhana', '.git', 'fixtures']);

/** All files below `folder` of `root` whose name matches, sorted, relative to `root`, with `/`. An absent folder has none. */
export function listFiles(root: string, folder: string, name: RegExp): string[] {
  const start = path.join(root, folder);
  if (!fs.existsSync(start)) return [];
  if (fs.statSync(start).isFile()) return [folder];
  const found = fs.readdirSync(start, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const below = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return listFiles(root, below, name);
    return name.test(entry.name) ? [below] : [];
  });
  return found.sort();
}

/** The folders directly below `folder`, sorted. An absent folder has none. */
export function listFolders(root: string, folder: string): string[] {
  const start = path.join(root, folder);
  if (!fs.existsSync(start)) return [];
  return fs
    .readdirSync(start, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** The text of a file of the tree; empty when there is none. */
export function readText(root: string, file: string): string {
  const full = path.join(root, file);
  return fs.existsSync(full) ? fs.readFileSync(full, 'utf8') : '';
}
