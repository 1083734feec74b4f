import { afterEach } from 'vitest';
import type { SeedItem } from '../../../sandbox/kit/index.ts';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import type { DeltaPeer } from '../../kit/test/delta-conformance.ts';
import { deltaConformance } from '../../kit/test/delta-conformance.ts';
import type { ErpConnection } from '../../kit/types.ts';
import { closePeers, sandboxPeer } from './sandbox-peer.ts';

afterEach(closePeers);

/** What comes is the difference of two snapshots, so clocks play no part. */
deltaConformance('file', async (): Promise<DeltaPeer> => {
  const seed = tinyCompany(1_000);
  const items = seed.items as SeedItem[];
  const peer = await sandboxPeer(seed, {}, null);
  let round = 0;
  const open = (more: Record<string, unknown> = {}): ErpConnection => {
    const connection = peer.open(more);
    return {
      ...connection,
      readPage: async (object, cursor, since) => {
        if (cursor === null) await peer.sandbox.run();
        return connection.readPage(object, cursor, since);
      },
      readKeys: async (object, cursor) => {
        if (cursor === null) await peer.sandbox.run();
        return connection.readKeys(object, cursor);
      },
    };
  };
  return {
    open,
    openWithPages: (pageSize) => open({ pageSize }),
    objects: ['item'],
    change: (_object, count) => {
      round += 1;
      const plain = items.filter((item) => item.sku.startsWith('X')).slice(0, count);
      for (const item of plain) items[items.indexOf(item)] = { ...item, brand: `BRAND${round}` };
      return plain.map((item) => item.sku);
    },
    add: () => {
      const [first] = items;
      if (first) items.push({ ...first, sku: 'NEW1' });
      return 'NEW1';
    },
    remove: () => items.splice(-2, 1)[0]?.sku ?? '',
    skew: () => undefined,
  };
});
