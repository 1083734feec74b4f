import { createHash } from 'node:crypto';
import { open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CanonicalRecord } from '../../kit/types.ts';
import { listFiles, replaceFile } from '../client.ts';
import type { Made } from './records.ts';

/** One line of a spool: a record with its hash, a row that is none, or the key of one that is gone. */
export type SpoolLine =
  | { readonly k: string; readonly h: string; readonly d: unknown; readonly x: Readonly<Record<string, unknown>> }
  | { readonly s: string; readonly w: string }
  | { readonly g: string };

/** Lines from a place on, and the place after them; null at the end. */
export interface SpoolPage {
  readonly lines: readonly SpoolLine[];
  readonly next: number | null;
}

/**
 * What an accepted set of files said, kept as lines of JSON in our own folder: pages are read from here, so the files may be replaced in
 * the middle of a reading; and two of them are compared to tell what has changed.
 */
export interface Spool {
  has(name: string): Promise<boolean>;
  write(name: string, lines: Iterable<SpoolLine>): Promise<void>;
  /** Null: there is no such spool. */
  page(name: string, at: number, size: number): Promise<SpoolPage | null>;
  /** Key → hash of all records; null: there is no such spool. */
  index(name: string): Promise<ReadonlyMap<string, string> | null>;
  /** Removes all but the newest. */
  prune(keep: number): Promise<void>;
}

/** The lines of what was made of the files. The version of a record is its hash. */
export function* linesOf(made: readonly Made[]): Iterable<SpoolLine> {
  for (const one of made) {
    if (one.kind === 'skipped') yield { s: one.key, w: one.why };
    else yield { k: one.record.key, h: hashOf(one.record), d: one.record.data, x: one.record.extra };
  }
}

/** The moment of reading is no change: `asOf`s that the file does not say are left out. */
const hashOf = (record: CanonicalRecord): string =>
  createHash('sha256')
    .update(JSON.stringify([record.data, record.extra], (key, value: unknown) => (key === 'creditAsOf' || key === 'asOf' ? undefined : value)))
    .digest('hex')
    .slice(0, 24);

/** A spool in one folder. */
export function createSpool(folder: string): Spool {
  const path = (name: string): string => join(folder, `${name}.jsonl`);
  const known = async (): Promise<readonly string[]> => readdir(folder).catch(() => []);
  return {
    has: async (name) => (await known()).includes(`${name}.jsonl`),
    async write(name, lines) {
      const parts: Buffer[] = [];
      for (const line of lines) parts.push(Buffer.from(`${JSON.stringify(line)}\n`));
      await replaceFile(folder, `${name}.jsonl`, Buffer.concat(parts));
    },
    async page(name, at, size) {
      const handle = await open(path(name), 'r').catch(() => null);
      if (handle === null) return null;
      try {
        const lines: SpoolLine[] = [];
        let rest = Buffer.alloc(0);
        let read = at;
        let taken = at;
        for (;;) {
          const { bytesRead, buffer } = await handle.read(Buffer.alloc(256 * 1024), 0, 256 * 1024, read);
          if (bytesRead === 0) return { lines, next: null };
          read += bytesRead;
          rest = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
          for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
            if (lines.length === size) return { lines, next: taken };
            lines.push(JSON.parse(rest.subarray(0, end).toString()) as SpoolLine);
            taken += end + 1;
            rest = rest.subarray(end + 1);
          }
        }
      } finally {
        await handle.close();
      }
    },
    async index(name) {
      const text = await readFile(path(name), 'utf8').catch(() => null);
      if (text === null) return null;
      const index = new Map<string, string>();
      for (const line of text.split('\n')) {
        if (line === '') continue;
        const one = JSON.parse(line) as SpoolLine;
        if ('k' in one) index.set(one.k, one.h);
      }
      return index;
    },
    async prune(keep) {
      const files = await listFiles(folder, '*.jsonl').catch(() => []);
      const old = [...files].sort((a, b) => b.changedMs - a.changedMs).slice(keep);
      for (const file of old) await rm(file.path, { force: true });
    },
  };
}
