import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Where the public sets lie; benches say loudly when they do not. */
export const sharedDir: string = path.resolve(process.env['KARKHANA_SHARED'] ?? '../shared');

/** A folder of shared sets; null, with a line for the person who waits, when it is not there. */
export function sharedFolder(name: string): string | null {
  const dir = path.join(sharedDir, name);
  if (existsSync(dir)) return dir;
  console.error(`  SKIPPED: ${name} is not in ${sharedDir} (set KARKHANA_SHARED to the folder that has it)`);
  return null;
}

/** Rows of a file with tabs, by the names of its first line. */
export function tabRows(file: string): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const names = head.split('\t');
  return lines.map((line) => Object.fromEntries(line.split('\t').map((cell, i) => [names[i] ?? '', cell])));
}

/** Records of a file with one JSON value a line. */
export const jsonRows = <T>(file: string): T[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);

/** Rows of a CSV file (quotes doubled inside quotes, line ends allowed there), by the names of its first row. */
export function csvRows(file: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^,\n\r]*))(,|\r?\n|$)/y;
  const text = readFileSync(file, 'utf8');
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text);
    if (!found) break;
    rows.at(-1)?.push((found[1] ?? found[2] ?? '').replaceAll('""', '"'));
    if (found[3] !== ',') rows.push([]);
  }
  const [names = [], ...lines] = rows;
  return lines.filter((line) => line.length > 1).map((line) => Object.fromEntries(line.map((value, i) => [names[i] ?? '', value])));
}
