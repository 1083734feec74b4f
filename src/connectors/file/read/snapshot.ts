import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { ErpObject } from '../../kit/types.ts';
import type { Table } from '../content/table.ts';
import { notReadable, readTable } from '../content/table.ts';
import type { Lying } from '../client.ts';
import { listFiles } from '../client.ts';
import type { FileSettings, TableSettings } from '../settings.ts';
import { shapes } from '../map/index.ts';
import { brokenPromise, readManifest } from './manifest.ts';
import type { Made } from './records.ts';
import { recordsOf } from './records.ts';

/** The tables that a kind of record is read from, by name. */
export function tablesOf(object: ErpObject, settings: FileSettings): readonly (readonly [string, TableSettings])[] {
  const names = [object, ...Object.keys(shapes[object].children).map((child) => `${object}.${child}`)];
  return names.flatMap((name) => {
    const table = settings.tables[name];
    return table === undefined ? [] : [[name, table] as const];
  });
}

/** The files of a table that count now. Throws `ErpReadError` `no_file`. */
export async function filesOf(table: TableSettings, settings: FileSettings): Promise<readonly Lying[]> {
  const files = await listFiles(join(settings.folder, settings.incoming), table.files);
  const last = files.at(-1);
  if (last === undefined) throw notReadable('no_file');
  return table.take === 'all' ? files : [last];
}

/** Which files a reading would take, as one text: the same text, the same files. */
export async function looksOf(object: ErpObject, settings: FileSettings): Promise<string> {
  const looks: string[] = [];
  for (const [name, table] of tablesOf(object, settings))
    for (const file of await filesOf(table, settings)) looks.push(`${name} ${file.name} ${file.size} ${file.changedMs}`);
  return looks.join('\n');
}

/** What a set of files says, and the name of exactly this set under exactly this mapping. */
export interface Snapshot {
  readonly checksum: string;
  make(): readonly Made[];
}

/**
 * Reads all files of a kind of record. Throws `ErpReadError` (transient, with a name) while one of them is missing, growing, locked by its
 * promise, or no table: then nothing of the set is taken.
 */
export async function readSnapshot(object: ErpObject, settings: FileSettings, nowMs: number): Promise<Snapshot> {
  const promised = await readManifest(settings);
  const tables = new Map<string, readonly Table[]>();
  for (const [name, table] of tablesOf(object, settings)) {
    const files = await filesOf(table, settings);
    if (promised === null && files.some((file) => nowMs - file.changedMs < settings.quietMs)) throw notReadable('file_growing');
    const read: Table[] = [];
    for (const file of files) read.push(await readTable(file, table, settings));
    for (const one of read) {
      const broken = promised === null ? null : brokenPromise(one, promised.get(one.file.toLowerCase()));
      if (broken !== null) throw notReadable(broken);
    }
    tables.set(name, read);
  }
  const hash = createHash('sha256').update(JSON.stringify([object, settings.tables, settings.units, settings.defaults, settings.fallbackEncoding]));
  for (const [name, read] of tables) for (const one of read) hash.update(`${name}\n${one.file}\n${one.sha256}\n`);
  const children = Object.fromEntries([...tables].flatMap(([name, read]) => (name === object ? [] : [[name.slice(object.length + 1), read] as const])));
  return {
    checksum: hash.digest('hex').slice(0, 32),
    make: () => recordsOf(object, shapes[object], { own: tables.get(object) ?? [], children }, settings, new Date(nowMs).toISOString()),
  };
}
