import { link, lstat, mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ErpReadError } from '../kit/read-error.ts';
import type { ErpFailure } from '../kit/types.ts';

/** A file as it lies there. Two with the same `size` and `changedMs` are the same. */
export interface Lying {
  readonly name: string;
  readonly path: string;
  readonly size: number;
  readonly changedMs: number;
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'fault');

/** What a fault of the file system means: folders that we may not enter are IT's, everything else is for later. */
export function folderFailure(error: unknown): ErpFailure {
  const code = codeOf(error);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return { kind: 'unauthorised', text: `the exchange folder may not be used (${code})` };
  return { kind: 'transient', why: code === 'ENOENT' || code === 'ENOTDIR' ? 'no_folder' : `folder_${code.toLowerCase()}` };
}

/** Runs a read; what the file system refuses comes as `ErpReadError`. */
export async function reading<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ErpReadError || !(error instanceof Error && 'syscall' in error)) throw error;
    throw new ErpReadError(folderFailure(error));
  }
}

/** `*` stands for any characters; letters of either case are the same, as ERPs on Windows mean it. */
export function matcher(pattern: string): (name: string) => boolean {
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  const test = new RegExp(`^${source}$`, 'i');
  return (name) => test.test(name);
}

/** Plain files of a folder that fit, by name. Hidden files, temporary ones, folders and links are none. */
export async function listFiles(folder: string, pattern: string): Promise<readonly Lying[]> {
  const fits = matcher(pattern);
  const names = (await readdir(folder)).filter((name) => fits(name) && !/^[.~]|\.(tmp|part|filepart|crdownload)$/i.test(name)).sort();
  const all = await Promise.all(names.map((name) => lying(folder, name)));
  return all.flatMap((file) => (file === null ? [] : [file]));
}

/** The plain file; null when there is none, or when it is a link or folder. */
export async function lying(folder: string, name: string): Promise<Lying | null> {
  const path = join(folder, name);
  const found = await lstat(path).catch((error: unknown) => (codeOf(error) === 'ENOENT' ? null : Promise.reject(error as Error)));
  return found?.isFile() === true ? { name, path, size: found.size, changedMs: found.mtimeMs } : null;
}

/** Makes the folder last on the disk what was renamed in it. */
async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open folders; there the rename itself is all that can be done
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

let asides = 0;

/** Writes a whole file under a temporary name, onto the disk. */
async function writeAside(folder: string, name: string, bytes: string | Uint8Array): Promise<string> {
  await mkdir(folder, { recursive: true });
  asides += 1;
  const aside = join(folder, `.${name}.${process.pid}.${asides}.part`);
  const handle = await open(aside, 'w');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return aside;
}

/** The file is there as a whole or not at all, also after a power cut; an older one of the name is replaced. */
export async function replaceFile(folder: string, name: string, bytes: string | Uint8Array): Promise<void> {
  await rename(await writeAside(folder, name, bytes), join(folder, name));
  await syncFolder(folder);
}

/** The same, but false and nothing changed when a file of the name is there: of many who try, one wins. */
export async function createFile(folder: string, name: string, bytes: string | Uint8Array): Promise<boolean> {
  const aside = await writeAside(folder, name, bytes);
  try {
    await link(aside, join(folder, name));
    await syncFolder(folder);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(aside).catch(() => undefined);
  }
}

/** Moves a file in one step; false when it is not there (any more). */
export async function moveFile(from: string, toFolder: string, name: string): Promise<boolean> {
  await mkdir(toFolder, { recursive: true });
  try {
    await rename(from, join(toFolder, name));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
  await syncFolder(toFolder);
  return true;
}

/** The text of a small file of ours; null when there is none. */
export const readText = (folder: string, name: string): Promise<string | null> =>
  readFile(join(folder, name), 'utf8').catch((error: unknown) => (codeOf(error) === 'ENOENT' ? null : Promise.reject(error as Error)));
