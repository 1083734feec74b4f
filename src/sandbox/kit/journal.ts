import { mkdir, open, readFile, rename, truncate, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

/** An append-only file of JSON lines: what a stand-in must still know after `kill -9`. */
export interface Journal<R> {
  /** Resolves when the record is on the disk (fsync); records that arrive meanwhile share one fsync. */
  append(record: R): Promise<void>;
  /** Waits for everything that was appended, then closes the file. */
  close(): Promise<void>;
}

/** Where the file is, and how its records become the state and the state becomes records. */
export interface JournalOptions<R> {
  /** Null: nothing is written, `append` resolves at once. */
  readonly dir: string | null;
  /** File name without folder. */
  readonly name: string;
  /** Called for each record of the file, in order, before `openJournal` resolves. Must bear the same record twice. */
  readonly replay: (record: R) => void;
  /** The records that say all that must be kept; written in place of the file when it has grown past `compactBytes`. */
  readonly snapshot: () => Iterable<R>;
  /** Default 16 MB. */
  readonly compactBytes?: number;
}

interface Waiting {
  readonly line: string;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** The whole lines of `text`; a last line that was cut by a crash is left out and `end` stands before it. */
function wholeLines(text: string): { readonly lines: string[]; readonly end: number } {
  const cut = text.lastIndexOf('\n') + 1;
  return { lines: text.slice(0, cut).split('\n').filter(Boolean), end: Buffer.byteLength(text.slice(0, cut)) };
}

async function replayFile<R>(path: string, replay: (record: R) => void): Promise<void> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const { lines, end } = wholeLines(text);
  let good = 0;
  for (const [index, line] of lines.entries()) {
    let record: R;
    try {
      record = JSON.parse(line) as R;
    } catch (error) {
      // a power cut may leave a last line of garbage; damage in the middle is not ours to guess at
      if (index < lines.length - 1) throw new Error(`${path}: line ${index + 1} is damaged`, { cause: error });
      await truncate(path, good);
      return;
    }
    replay(record);
    good += Buffer.byteLength(line) + 1;
  }
  if (end < Buffer.byteLength(text)) await truncate(path, end);
}

async function syncFolder(dir: string): Promise<void> {
  // Windows cannot open folders; there the rename itself is all that can be done
  const handle = await open(dir, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** Writes the records of a snapshot to `path` through a temporary file, so that a crash leaves the old or the new file, never half. */
async function replaceFile<R>(dir: string, path: string, records: Iterable<R>): Promise<void> {
  const next = await open(`${path}.new`, 'w');
  let chunk = '';
  for (const record of records) {
    chunk += `${JSON.stringify(record)}\n`;
    if (chunk.length > 1_000_000) {
      await next.appendFile(chunk);
      chunk = '';
    }
  }
  await next.appendFile(chunk);
  await next.sync();
  await next.close();
  await rename(`${path}.new`, path);
  await syncFolder(dir);
}

const noJournal = <R>(): Journal<R> => ({ append: () => Promise.resolve(), close: () => Promise.resolve() });

/** Replays the file, drops a torn last line, and opens it for appending. Throws when the folder cannot be written or a line in the middle is damaged. */
export async function openJournal<R>(options: JournalOptions<R>): Promise<Journal<R>> {
  if (options.dir === null) return noJournal();
  const dir = options.dir;
  const path = join(dir, options.name);
  await mkdir(dir, { recursive: true });
  await replayFile(path, options.replay);
  let file: FileHandle = await open(path, 'a');
  await syncFolder(dir);
  let size = (await file.stat()).size;
  const limit = options.compactBytes ?? 16 * 1024 * 1024;
  let compactAt = Math.max(limit, size * 2);
  let waiting: Waiting[] = [];
  let running: Promise<void> | null = null;

  const compact = async (): Promise<void> => {
    // records that wait now may be in the snapshot already and are appended after it: replay must bear a record twice
    await file.close();
    await replaceFile(dir, path, options.snapshot());
    file = await open(path, 'a');
    size = (await file.stat()).size;
    compactAt = Math.max(limit, size * 2);
  };

  const drain = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        const text = batch.map((item) => item.line).join('');
        await file.appendFile(text);
        await file.datasync();
        size += Buffer.byteLength(text);
        batch.forEach((item) => item.done());
        if (size > compactAt) await compact();
      } catch (error) {
        // half a line must not stay in front of the next record
        await file.truncate(size).catch(() => undefined);
        batch.forEach((item) => item.failed(error));
      }
    }
    running = null;
  };

  return {
    append: (record) =>
      new Promise<void>((done, failed) => {
        waiting.push({ line: `${JSON.stringify(record)}\n`, done, failed });
        running ??= drain();
      }),
    close: async () => {
      while (running) await running;
      await file.close();
    },
  };
}
