import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ErpReadError } from '../kit/read-error.ts';
import type { ErpFailure, ErpObject, Finding } from '../kit/types.ts';
import type { Table } from './content/table.ts';
import { readTable } from './content/table.ts';
import { createFile, folderFailure, listFiles } from './client.ts';
import { brokenPromise, readManifest } from './read/manifest.ts';
import { mustBeUnlocked } from './read/reader.ts';
import { filesOf, tablesOf } from './read/snapshot.ts';
import type { FileSettings, TableSettings } from './settings.ts';
import { mapTable } from './map/row-reader.ts';
import { shapes } from './map/index.ts';
import type { Writing } from './write/writer.ts';

const said = (failure: ErpFailure): string => ('why' in failure ? failure.why : 'text' in failure ? failure.text : failure.kind);

/** Runs a look; what the file system or the content refuses becomes the finding's text. */
async function look(about: Finding['about'], what: string, work: () => Promise<Pick<Finding, 'state' | 'text'>>): Promise<Finding> {
  try {
    return { about, what, ...(await work()) };
  } catch (error) {
    const failure = error instanceof ErpReadError ? error.failure : folderFailure(error);
    return { about, what, state: 'bad', text: said(failure) };
  }
}

/** Which fields a table must have: those without which there is no record, and the key of its children. */
function neededOf(object: ErpObject, name: string): readonly string[] {
  const child = shapes[object].children[name.slice(object.length + 1)];
  return child === undefined ? shapes[object].needed : [...child.parent, ...child.own];
}

/** Columns that the mapping names, or that there must be, and that the file has not. */
function missingColumns(object: ErpObject, name: string, table: TableSettings, read: Table, settings: FileSettings): readonly string[] {
  const needed = neededOf(object, name);
  const { columnOf } = mapTable(read, table, needed, settings);
  const hasConstant = (field: string): boolean => {
    const setting = table.columns[field];
    return typeof setting === 'object' && setting.value !== undefined;
  };
  const headingOf = (field: string): string => {
    const setting = table.columns[field];
    return typeof setting === 'string' ? setting : (setting?.column ?? field);
  };
  const absent = (field: string): boolean => !columnOf.has(field) && !hasConstant(field);
  const fields = needed.filter((field) => table.columns[field] === undefined && absent(field)).map((field) => `no column for ${field}`);
  return [
    ...fields,
    ...Object.keys(table.columns)
      .filter(absent)
      .map((field) => `no column ${headingOf(field)}`),
  ];
}

async function tableFinding(object: ErpObject, name: string, table: TableSettings, settings: FileSettings): Promise<Pick<Finding, 'state' | 'text'>> {
  const promised = await readManifest(settings);
  const files = await filesOf(table, settings);
  const broken: string[] = [];
  let rows = 0;
  for (const file of files) {
    const read = await readTable(file, table, settings);
    rows += read.rows.length;
    const why = promised === null ? null : brokenPromise(read, promised.get(file.name.toLowerCase()));
    const all = [...(why === null ? [] : [why]), ...missingColumns(object, name, table, read, settings)];
    broken.push(...all.map((one) => `${file.name}: ${one}`));
  }
  const names = files.map((file) => file.name).join(', ');
  return broken.length > 0 ? { state: 'bad', text: broken.join('; ') } : { state: 'ok', text: `${names}: ${rows} rows, all columns are there` };
}

async function folders(settings: FileSettings): Promise<Pick<Finding, 'state' | 'text'>> {
  const names = [settings.incoming, settings.outgoing, settings.acknowledgements, settings.failed];
  for (const name of names) await stat(join(settings.folder, name));
  const own = join(settings.folder, settings.state);
  await mkdir(own, { recursive: true });
  const [ours, theirs] = [await stat(own), await stat(join(settings.folder, settings.outgoing))];
  if (ours.dev !== theirs.dev)
    return { state: 'bad', text: `${settings.state} and ${settings.outgoing} are on different disks: a file cannot be put out in one step` };
  await createFile(own, 'probe', 'written by the doctor');
  return { state: 'ok', text: `${names.join(', ')} are there; ${settings.state} can be written` };
}

async function waiting({ ledger, acks, settings }: Writing): Promise<Pick<Finding, 'state' | 'text'>> {
  const count = await ledger.waiting();
  await acks.rowsFor('');
  const failed = await listFiles(join(settings.folder, settings.failed), '*').catch(() => []);
  const text = [`${count} files wait for the ERP`, `${failed.length} were thrown out unread`, ...acks.unread()].join('; ');
  return { state: acks.unread().length > 0 || failed.length > 0 || count > settings.maxWaiting / 2 ? 'warn' : 'ok', text };
}

/** The doctor's findings of an exchange folder: folders and rights, the lock, each declared table with its columns, what waits. Reads only, but for a probe in our own folder. */
export async function inspectFolder(writing: Writing): Promise<readonly Finding[]> {
  const { settings, now } = writing;
  const started = now();
  const findings = [
    await look('connect', 'exchange folder', async () => {
      await writing.guard();
      return { state: 'ok', text: settings.folder };
    }),
    await look('permission', 'folders', () => folders(settings)),
    await look('connect', 'lock', async () => {
      await mustBeUnlocked(settings);
      return { state: 'ok', text: 'the ERP is not at work' };
    }),
  ];
  for (const object of Object.keys(shapes) as ErpObject[]) {
    const tables = tablesOf(object, settings);
    if (tables.length === 0) findings.push({ about: 'contract', what: object, state: 'warn', text: 'no file is declared: nothing is read' });
    for (const [name, table] of tables) findings.push(await look('fields', name, () => tableFinding(object, name, table, settings)));
  }
  findings.push(await look('numbers', 'exports and acknowledgements', () => waiting(writing)));
  const ms = Math.round(now() - started);
  return [...findings, { about: 'speed', what: 'looking at everything once', state: ms > 60_000 ? 'warn' : 'ok', text: `${ms} ms` }];
}
