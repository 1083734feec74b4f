import { describe, expect, it } from 'vitest';
import type { ErpConnection, ErpObject, SnapshotPage } from '../types.ts';

/** A connector on the stand-in of its ERP, as the delta suite needs it. */
export interface DeltaPeer {
  open(): ErpConnection;
  /** Small pages, so that changes span several. */
  openWithPages(size: number): ErpConnection;
  /** Objects that the connector reads as a delta. */
  readonly objects: readonly ErpObject[];
  /** Changes `count` records of the object in the ERP, all in the same instant; gives their keys. */
  change(object: ErpObject, count: number): readonly string[];
  /** Adds one record; gives its key. Undefined when the peer cannot. */
  add?(object: ErpObject): string;
  /** Removes one record as the ERP does it; gives its key. Undefined when the ERP never removes any. */
  remove?(object: ErpObject): string;
  /** Moves the ERP's clock against ours from now on. */
  skew(ms: number): void;
}

/** What every connector promises of deltas (R3): nothing lost; what comes twice is the same record. */
export function deltaConformance(name: string, peerOf: () => DeltaPeer | Promise<DeltaPeer>): void {
  describe(`${name} reads deltas`, () => {
    const each = (work: (peer: DeltaPeer, object: ErpObject, since: string) => Promise<void>) => async () => {
      const { objects } = await peerOf();
      for (const object of objects) {
        const peer = await peerOf();
        const watermark = (await readThrough(peer.open(), object, null)).watermark;
        expect(watermark, `${object}: a full reading ends with a watermark`).toEqual(expect.any(String));
        await work(peer, object, watermark ?? '');
      }
    };

    it(
      'R3 what changed comes, what did not need not',
      each(async (peer, object, since) => {
        const [key] = peer.change(object, 1);
        const delta = await readThrough(peer.open(), object, since);
        expect(delta.keys, object).toContain(key);
        peer.change(object, 1);
        const next = await readThrough(peer.open(), object, delta.watermark);
        expect(next.keys, `${object}: changed twice`).toContain(key);
      }),
    );
    it(
      'R3 many changes of one instant all come, whatever the page size',
      each(async (peer, object, since) => {
        const keys = peer.change(object, 1_000);
        for (const size of [1, 2, 100]) {
          const delta = await readThrough(peer.openWithPages(size), object, since);
          expect([...new Set(delta.keys)].sort(), `${object}, pages of ${size}`).toEqual(expect.arrayContaining([...keys].sort()));
        }
      }),
    );
    it(
      'R3 clocks that differ by three minutes lose nothing',
      each(async (peer, object) => {
        for (const skewMs of [-180_000, 180_000]) {
          peer.skew(skewMs);
          const { watermark } = await readThrough(peer.open(), object, null);
          const [key] = peer.change(object, 1);
          expect((await readThrough(peer.open(), object, watermark)).keys, `${object} ${skewMs}`).toContain(key);
        }
      }),
    );
    it(
      'R3 what is new comes, and what is gone is learnt of',
      each(async (peer, object, since) => {
        const added = peer.add?.(object);
        if (added !== undefined) expect((await readThrough(peer.open(), object, since)).keys, object).toContain(added);
        const removed = peer.remove?.(object);
        if (removed === undefined) return;
        const told = (await readThrough(peer.open(), object, since)).deleted;
        const left = told.includes(removed) ? [] : await readKeys(peer.open(), object);
        expect(left, object).not.toContain(removed);
      }),
    );
  });
}

async function readThrough(connection: ErpConnection, object: ErpObject, since: string | null) {
  const keys: string[] = [];
  const deleted: string[] = [];
  let cursor: string | null = null;
  let watermark: string | null = null;
  do {
    const page: SnapshotPage = await connection.readPage(object, cursor, since);
    keys.push(...page.records.map((record) => record.key), ...(page.skipped ?? []).map((row) => row.key));
    deleted.push(...(page.deleted ?? []));
    watermark = page.watermark ?? null;
    cursor = page.nextCursor;
  } while (cursor !== null);
  return { keys, deleted, watermark };
}

async function readKeys(connection: ErpConnection, object: ErpObject): Promise<readonly string[]> {
  const keys: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<ErpConnection['readKeys']>> = await connection.readKeys(object, cursor);
    keys.push(...page.keys);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return keys;
}
