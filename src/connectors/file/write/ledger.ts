import { mkdir, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { createFile, lying, moveFile, readText } from '../client.ts';
import type { FileSettings } from '../settings.ts';

/** One file that we have written, or have begun to. */
export interface Entry {
  readonly reference: string;
  readonly attempt: number;
  readonly kind: string;
  /** The command's count of sends that certainly did nothing, at the time of this one. */
  readonly round: number;
  readonly number: number;
  /** Acknowledgement rows for the reference that were there before: they are about earlier attempts. */
  readonly seen: number;
  readonly file: string;
  readonly at: string;
}

/** Where a file of ours is: not yet put out, waiting for the ERP, thrown out by it unread, or taken. */
export type Place = 'staged' | 'waiting' | 'failed' | 'taken';

/**
 * What we have written, one small file an attempt, in our own folder: the ERP takes exports away, and nothing may be written twice.
 * An attempt is staged as a whole, then claimed (of many processes one wins), then put out by one rename; so at each moment, also after
 * a crash, the folder itself says how far it is.
 */
export interface Ledger {
  /** Attempts for a reference, oldest first. */
  attempts(reference: string): Promise<readonly Entry[]>;
  placeOf(entry: Entry): Promise<Place>;
  /** Claims the next attempt. `bytesOf` is told the attempt and number that the file carries. When another process was first, its entry is given. */
  claim(entry: Pick<Entry, 'reference' | 'kind' | 'round' | 'seen' | 'at'>, bytesOf: (attempt: number, number: number) => Uint8Array): Promise<Entry>;
  /** Puts a staged file out; nothing happens when it was put out before. */
  putOut(entry: Entry): Promise<void>;
  /** Files that wait for the ERP. */
  waiting(): Promise<number>;
  /** All references of a kind, for reconciliation. */
  entries(kind: string): Promise<readonly Entry[]>;
}

/** The ledger of one exchange folder. */
export function createLedger(settings: FileSettings): Ledger {
  const own = join(settings.folder, settings.state);
  const [sent, staging, outgoing, failed] = [
    join(own, 'sent'),
    join(own, 'staging'),
    join(settings.folder, settings.outgoing),
    join(settings.folder, settings.failed),
  ];
  let next = 0;

  /** Numbers are given once and never again; one that was claimed and not used is a gap. */
  const takeNumber = async (): Promise<number> => {
    const numbers = join(own, 'numbers');
    await mkdir(numbers, { recursive: true });
    if (next === 0) next = Math.max(0, ...(await readdir(numbers)).map((name) => Number(name) || 0)) + 1;
    while (!(await createFile(numbers, String(next), ''))) next += 1;
    const taken = next;
    next += 1;
    if (taken > 1_000) await unlink(join(numbers, String(taken - 1_000))).catch(() => undefined);
    return taken;
  };

  const read = async (name: string): Promise<Entry | null> => {
    const text = await readText(sent, name);
    return text === null ? null : (JSON.parse(text) as Entry);
  };

  const attempts = async (reference: string): Promise<readonly Entry[]> => {
    const found: Entry[] = [];
    for (;;) {
      const entry = await read(`${reference}-${found.length + 1}.json`);
      if (entry === null) return found;
      found.push(entry);
    }
  };

  return {
    attempts,
    async placeOf(entry) {
      if ((await lying(staging, entry.file)) !== null) return 'staged';
      if ((await lying(outgoing, entry.file)) !== null) return 'waiting';
      return (await lying(failed, entry.file)) !== null ? 'failed' : 'taken';
    },
    async claim(wanted, bytesOf) {
      const attempt = (await attempts(wanted.reference)).length + 1;
      const number = await takeNumber();
      const file = `${settings.export.prefix}${String(number).padStart(8, '0')}_${wanted.reference}_${attempt}.${settings.export.format}`;
      const entry: Entry = { ...wanted, attempt, number, file };
      await createFile(staging, file, bytesOf(attempt, number));
      const name = `${wanted.reference}-${attempt}.json`;
      if (await createFile(sent, name, JSON.stringify(entry))) return entry;
      await unlink(join(staging, file)).catch(() => undefined);
      return (await read(name)) ?? entry;
    },
    async putOut(entry) {
      await moveFile(join(staging, entry.file), outgoing, entry.file);
    },
    waiting: async () => (await readdir(outgoing).catch(() => [])).length,
    async entries(kind) {
      const names = await readdir(sent).catch(() => []);
      const all = await Promise.all(names.filter((name) => name.endsWith('.json')).map(read));
      return all.flatMap((entry) => (entry?.kind === kind ? [entry] : []));
    },
  };
}
