import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import MiniSearch from 'minisearch';
import { buildReader } from '../../src/engines/reading/index.ts';
import type { Conversation, Reader, ReadingItem } from '../../src/engines/reading/index.ts';
import { openPool } from '../../src/platform/db/database.ts';
import { startEmbedded } from '../../src/platform/db/embedded/start.ts';

/** One way to find items by words, with a catalogue in it. */
export interface Finder {
  readonly name: string;
  /** SKUs, best first, at most five. */
  find(text: string): Promise<readonly string[]> | readonly string[];
}

/** A finder for one catalogue after another. */
export interface Rival {
  readonly name: string;
  index(items: readonly ReadingItem[]): Promise<Finder> | Finder;
  close(): Promise<void>;
}

/** All that is known of an item as one text: every rival gets the same. */
export const textOf = (item: ReadingItem): string =>
  [item.sku, item.brand ?? '', item.name, ...item.otherNames, item.category, ...Object.values(item.attributes)].join(' ');

const nothing = (): Promise<void> => Promise.resolve();

/** Our reader, and what it would decide: kept, because deciding is measured on the same index. */
export function ours(): Rival & { reader(): Reader } {
  let reader: Reader = buildReader({ items: [], aliases: [] });
  return {
    name: 'ours',
    index(items) {
      reader = buildReader({ items, aliases: [] });
      return { name: 'ours', find: (text) => reader.search(text, 5).map((hit) => hit.sku) };
    },
    reader: () => reader,
    close: nothing,
  };
}

/** MiniSearch as its documentation sets it up for catalogues: any word, prefixes, one edit in five letters. */
export function miniSearch(): Rival {
  return {
    name: 'MiniSearch',
    index(items) {
      const engine = new MiniSearch<{ id: string; text: string }>({ fields: ['text'], searchOptions: { prefix: true, fuzzy: 0.2 } });
      engine.addAll(items.map((item) => ({ id: item.sku, text: textOf(item) })));
      return {
        name: 'MiniSearch',
        find: (text) =>
          engine
            .search(text)
            .slice(0, 5)
            .map((hit) => String(hit.id)),
      };
    },
    close: nothing,
  };
}

/** pg_trgm with a GiST index in the built-in database. */
export async function trigrams(): Promise<Rival> {
  const state = mkdtempSync(path.join(tmpdir(), 'karkhana-bench-'));
  const server = await startEmbedded({ state });
  const pool = openPool(server.url, { max: 1 });
  await pool.query('create extension pg_trgm');
  return {
    name: 'pg_trgm',
    async index(items) {
      await pool.query('drop table if exists bench_items; create table bench_items (sku text, words text)');
      await pool.query('insert into bench_items select * from unnest($1::text[], $2::text[])', [items.map((item) => item.sku), items.map(textOf)]);
      await pool.query('create index on bench_items using gist (words gist_trgm_ops(siglen=64)); analyze bench_items');
      return {
        name: 'pg_trgm',
        async find(text) {
          const { rows } = await pool.query<{ sku: string }>('select sku from bench_items order by words <-> $1 limit 5', [text]);
          return rows.map((row) => row.sku);
        },
      };
    },
    async close() {
      await pool.end();
      await server.stop();
      rmSync(state, { recursive: true, force: true });
    },
  };
}

/** A message of a customer of whom nothing is known. */
export function spoken(text: string): Conversation {
  const turn = { kind: 'said', id: 'm', at: '2026-11-03T04:00:00.000Z', text, replyTo: null } as Conversation['turns'][number];
  const newcomer = { code: 'N', language: null, shipTos: [], history: [], aliases: [] };
  return { customer: newcomer, zone: 'Asia/Kolkata', turns: [turn] };
}

/** The phrase as an order of so many boxes. */
export const orderOf = (text: string, boxes: number): Conversation => spoken(`${text} - ${boxes} box`);
