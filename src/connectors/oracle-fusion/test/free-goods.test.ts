import { describe, expect, it } from 'vitest';
import type { ChangeSalesOrder, PastOrder } from '../../../modules/sync/contract.ts';
import type { ErpConnection } from '../../kit/types.ts';
import { aCommand, anOrder, line, sandboxPeer, sideOf } from './sandbox-peer.ts';

const silent = (): void => undefined;
const bought = line('SEV200', { quantity: '20', price: '1260.00' });
const given = line('SEV200', { lineNo: 11, quantity: '2', freeWith: 10 });
const chips = line('CHP5', { lineNo: 20, quantity: '3', price: '960.00' });

/** An order with a gift that was posted, and changes to it. */
async function posted(settings: Record<string, unknown> = {}) {
  const peer = await sandboxPeer();
  const connection = peer.open(settings);
  const order = anOrder({ lines: [bought, given, chips] });
  const command = aCommand(order);
  const made = await connection.execute(command, silent);
  if (made.kind !== 'committed') throw new Error(JSON.stringify(made));
  const before = sideOf(order);
  const change = (lines: ChangeSalesOrder['after']['lines']) =>
    aCommand(
      { orderNumber: 'K-1', erpNumber: made.erpKey, customer: 'C-1042', currency: 'INR', before, after: { ...before, lines } },
      lines.length === 0 ? 'sales_order_cancel' : 'sales_order_change',
    );
  const free = async () =>
    (await peer.orders(command.reference))[0]?.items
      .filter((item) => item.sourceLine.includes('FREE'))
      .map((item) => [item.sourceLine, item.quantity, item.net, item.rejected]);
  return { peer, connection, command, erpKey: made.erpKey, before, change, free };
}

async function pastOrder(connection: ErpConnection, erpNumber: string): Promise<PastOrder | undefined> {
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<ErpConnection['readPage']>> = await connection.readPage('past_order', cursor);
    const found = page.records.map((record) => record.data as PastOrder).find((order) => order.erpNumber === erpNumber);
    if (found) return found;
    cursor = page.nextCursor;
  } while (cursor !== null);
  return undefined;
}

describe('goods that go along free, in Oracle Fusion', () => {
  it.each(['freeze', 'override'] as const)('cost nothing when prices are kept by %s', async (fixPricesBy) => {
    const { peer, connection, command, erpKey, free } = await posted({ fixPricesBy });
    expect(await free()).toEqual([['11-FREE-10', '2', '0.00', false]]);
    expect(peer.bodies.at(-1)?.body).toContain(fixPricesBy === 'freeze' ? '"FreezePriceFlag":true' : '"AdjustmentAmount":0');
    expect(await connection.verify(command, erpKey, silent)).toMatchObject({ kind: 'equal', document: { net: '28080' } });
  });

  it('are not what was asked for when Oracle charges them', async () => {
    const peer = await sandboxPeer();
    const command = aCommand(anOrder({ lines: [bought, { ...given, freeWith: null }] }));
    const made = await peer.open().execute(command, silent);
    if (made.kind !== 'committed') throw new Error(made.kind);
    const seen = await peer.open().verify({ ...command, payload: anOrder({ lines: [bought, given] }) }, made.erpKey, silent);
    expect(seen).toMatchObject({ kind: 'different', fields: [{ field: 'line 11 free', ours: '0', theirs: '2520' }, { field: 'line 11 free_with' }] });
  });

  it('change with their line, come with a change, and go with it', async () => {
    const { connection, erpKey, before, change, free } = await posted();
    const [sev, gift, other] = before.lines;
    if (sev === undefined || gift === undefined || other === undefined) throw new Error('three lines');
    const more = change([{ ...sev, quantity: '30' }, { ...gift, quantity: '3' }, other, { ...gift, erpLine: 30, sku: 'CHP5', quantity: '1', freeWith: 20 }]);
    expect(await connection.execute(more, silent)).toMatchObject({ kind: 'committed' });
    expect(await connection.verify(more, erpKey, silent)).toMatchObject({ kind: 'equal' });
    expect(await free()).toEqual([
      ['11-FREE-10', '3', '0.00', false],
      ['30-FREE-20', '1', '0.00', false],
    ]);
  });

  it('are canceled when too little is bought, and again found so', async () => {
    const { connection, before, change, free } = await posted();
    const [sev, , other] = before.lines;
    if (sev === undefined || other === undefined) throw new Error('three lines');
    const less = change([{ ...sev, quantity: '9' }, other]);
    expect(await connection.execute(less, silent)).toMatchObject({ kind: 'committed' });
    expect(await connection.find(less, silent)).toMatchObject({ kind: 'found' });
    expect(await free()).toEqual([['11-FREE-10', '2', '0.00', true]]);
  });

  it('are told apart when past orders are read', async () => {
    const { connection, erpKey } = await posted();
    expect((await pastOrder(connection, erpKey))?.lines.map((one) => [one.lineNo, one.netMinor, one.free ?? false])).toEqual([
      [10, 2_520_000, false],
      [11, 0, true],
      [20, 288_000, false],
    ]);
  });
});
