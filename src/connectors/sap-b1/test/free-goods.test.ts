import { describe, expect, it } from 'vitest';
import type { ChangeSalesOrder, PastOrder } from '../../../modules/sync/contract.ts';
import type { ErpConnection } from '../../kit/types.ts';
import { aCommand, anOrder, sandboxPeer, sideOf } from './sandbox-peer.ts';

const silent = (): void => undefined;
const cartons = { uom: 'CAR', erpUom: 'CAR' };
const bought = { lineNo: 10, sku: 'SEV200', words: '20 peti sev', quantity: '20', ...cartons, price: '1260.00' };
const given = { lineNo: 11, sku: 'SEV200', words: '', quantity: '2', ...cartons, price: null, freeWith: 10 };
const chips = { lineNo: 20, sku: 'CHP5', words: '3 chips', quantity: '3', ...cartons, price: '960.00' };

/** An order with a gift that was posted, and changes to it. */
async function posted(settings: Record<string, unknown> = {}) {
  const peer = await sandboxPeer();
  const connection = peer.open(settings);
  const order = anOrder({ lines: [bought, given, chips] });
  const command = aCommand(order);
  const made = await connection.execute(command, silent);
  if (made.kind !== 'committed') throw new Error(JSON.stringify(made));
  const before = sideOf(order);
  const change = (lines: ChangeSalesOrder['after']['lines'], from = before) =>
    aCommand(
      { orderNumber: 'K-1', erpNumber: made.erpKey, customer: 'C-1042', currency: 'INR', before: from, after: { ...from, lines } },
      lines.length === 0 ? 'sales_order_cancel' : 'sales_order_change',
    );
  const rows = async () => (await peer.orders(command.reference))[0]?.items.map((item) => [item.material, item.quantity, item.net, item.words]);
  return { peer, connection, command, erpKey: made.erpKey, before, change, rows };
}

async function pastOrder(connection: ErpConnection, erpNumber: string): Promise<PastOrder | undefined> {
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<ErpConnection['readPage']>> = await connection.readPage('past_order', cursor);
    const found = page.records.find((record) => record.key === erpNumber);
    if (found) return found.data as PastOrder;
    cursor = page.nextCursor;
  } while (cursor !== null);
  return undefined;
}

describe('goods that go along free, in Business One', () => {
  it('are a row of their own, 100 % off, that names its line; rows behind it keep our numbers', async () => {
    const { connection, command, erpKey, rows } = await posted();
    expect(await rows()).toEqual([
      ['SEV200', '20', '25200.00', '20 peti sev'],
      ['SEV200', '2', '0.00', '(line 11, free with 10)'],
      ['CHP5', '3', '2880.00', '3 chips (line 20)'],
    ]);
    expect(await connection.verify(command, erpKey, silent)).toMatchObject({ kind: 'equal', document: { net: '28080' } });
  });

  it('cost nothing by a price of zero as well, where the company wants that', async () => {
    const { connection, command, erpKey, rows } = await posted({ freeBy: 'price' });
    expect((await rows())?.[1]).toEqual(['SEV200', '2', '0.00', '(line 11, free with 10)']);
    expect(await connection.verify(command, erpKey, silent)).toMatchObject({ kind: 'equal' });
  });

  it('need no mark for numbers where a user field carries them', async () => {
    const { connection, command, erpKey, rows } = await posted({ lineField: 'U_MOS_LINE' });
    expect((await rows())?.map((row) => row[3])).toEqual(['20 peti sev', '(line 11, free with 10)', '3 chips']);
    expect(await connection.verify(command, erpKey, silent)).toMatchObject({ kind: 'equal' });
  });

  it('are not what was asked for when Business One charges them', async () => {
    const peer = await sandboxPeer();
    const command = aCommand(anOrder({ lines: [bought, { ...given, freeWith: null }] }));
    const made = await peer.open().execute(command, silent);
    if (made.kind !== 'committed') throw new Error(made.kind);
    const seen = await peer.open().verify({ ...command, payload: anOrder({ lines: [bought, given] }) }, made.erpKey, silent);
    expect(seen).toMatchObject({ kind: 'different', fields: [{ field: 'line 11 free', ours: '0', theirs: '2520' }, { field: 'line 11 free_with' }] });
  });

  it('change with their line, go with it, and others come under numbers of ours', async () => {
    const { connection, erpKey, before, change, rows } = await posted();
    const [line, gift, other] = before.lines;
    if (line === undefined || gift === undefined || other === undefined) throw new Error('three lines');
    const added = { ...gift, erpLine: 30, sku: 'CHP5', quantity: '1', freeWith: 20 };
    const more = change([{ ...line, quantity: '30' }, { ...gift, quantity: '3' }, other, added]);
    expect(await connection.execute(more, silent)).toMatchObject({ kind: 'committed' });
    expect(await connection.verify(more, erpKey, silent)).toMatchObject({ kind: 'equal' });
    expect(await rows()).toEqual([
      ['SEV200', '30', '37800.00', '20 peti sev'],
      ['SEV200', '3', '0.00', '(line 11, free with 10)'],
      ['CHP5', '3', '2880.00', '3 chips (line 20)'],
      ['CHP5', '1', '0.00', '(line 30, free with 20)'],
    ]);
    const now = { ...before, lines: [{ ...line, quantity: '30' }, { ...gift, quantity: '3' }, other, added] };
    const less = change([{ ...line, quantity: '9' }, other], now);
    expect(await connection.execute(less, silent)).toMatchObject({ kind: 'committed' });
    expect(await connection.find(less, silent)).toMatchObject({ kind: 'found' });
    expect((await rows())?.map((row) => row[0])).toEqual(['SEV200', 'CHP5']);
  });

  it('are told apart when past orders are read, and rows have our numbers there', async () => {
    const { connection, erpKey } = await posted();
    expect((await pastOrder(connection, erpKey))?.lines).toEqual([
      expect.objectContaining({ lineNo: 10, words: '20 peti sev' }),
      expect.objectContaining({ lineNo: 11, free: true, netMinor: 0, words: null }),
      expect.objectContaining({ lineNo: 20, words: '3 chips' }),
    ]);
    expect((await pastOrder(connection, erpKey))?.lines.filter((line) => line.free === true)).toHaveLength(1);
  });

  it('are delivered by our number, and the delivery names it', async () => {
    const { connection, erpKey } = await posted();
    const lines = [11, 20].map((erpLine) => ({ erpLine, sku: erpLine === 11 ? 'SEV200' : 'CHP5', quantity: '1', ...cartons, place: 'PI01/FG01' }));
    const [sev, chp] = lines.map((line) => ({ ...line, lot: line.sku === 'SEV200' ? 'L0311' : '' }));
    const command = aCommand({ company: 'VI01', customer: 'C-1042', erpNumber: erpKey, shippedOn: '2026-11-22', carrier: '', lines: [sev, chp] }, 'delivery');
    expect(await connection.execute(command, silent)).toMatchObject({ kind: 'committed' });
    const page = await connection.readPage('delivery', null);
    expect(page.records.at(-1)?.data).toMatchObject({ lines: [{ orderLine: 11 }, { orderLine: 20 }] });
  });

  it('leave words of a customer that look like a mark alone', async () => {
    const peer = await sandboxPeer();
    const words = 'as last time (line 40)';
    const command = aCommand(anOrder({ lines: [{ ...bought, words }] }));
    const made = await peer.open().execute(command, silent);
    if (made.kind !== 'committed') throw new Error(made.kind);
    expect(await pastOrder(peer.open(), made.erpKey)).toMatchObject({ lines: [{ lineNo: 10, words }] });
  });
});
