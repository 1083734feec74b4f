import { describe, expect, it } from 'vitest';
import type { ChangeSalesOrder, PastOrder, SalesOrder } from '../../../modules/sync/contract.ts';
import type { ErpConnection, ErpObject } from '../../kit/types.ts';
import { aCommand, anOrder, line, sandboxPeer, sideOf } from './sandbox-peer.ts';

const silent = (): void => undefined;
const bought = line('SEV200', { quantity: '20', price: '1260.00', words: '20 peti sev' });
const given = line('SEV200', { lineNo: 11, quantity: '2', freeWith: 10 });
const chips = line('CHP5', { lineNo: 20, quantity: '3', price: '960.00' });

/** An order with a gift that was posted, and changes to it. */
async function posted() {
  const peer = await sandboxPeer();
  const connection = peer.open();
  const order = anOrder({ lines: [bought, given, chips] });
  const command = aCommand(order);
  const made = await connection.execute(command, silent);
  if (made.kind !== 'committed') throw new Error(JSON.stringify(made));
  const before = sideOf(order);
  const change = (lines: ChangeSalesOrder['after']['lines'], from = before) =>
    aCommand(
      { orderNumber: 'K-1', erpNumber: made.erpKey, customer: 'C-1042', currency: 'INR', before: from, after: { ...from, lines } },
      'sales_order_change',
    );
  const rows = async () => (await peer.orders(command.reference))[0]?.items.map((item) => [item.material, item.quantity, item.net, item.words]);
  return { peer, connection, command, erpKey: made.erpKey, before, change, rows };
}

async function readOne(connection: ErpConnection, object: ErpObject, erpNumber: string): Promise<unknown> {
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<ErpConnection['readPage']>> = await connection.readPage(object, cursor);
    const found = page.records.find((record) => (record.data as { erpNumber: string }).erpNumber === erpNumber);
    if (found) return found.data;
    cursor = page.nextCursor;
  } while (cursor !== null);
  return undefined;
}

describe('goods that go along free, in Tally', () => {
  it('leave and are not billed: an actual quantity with none billed, and no value', async () => {
    const { peer, connection, command, erpKey, rows } = await posted();
    const sent = peer.calls.find((call) => call.includes('<ALLINVENTORYENTRIES.LIST>')) ?? '';
    expect(sent).toContain('<ACTUALQTY>2 CAR</ACTUALQTY><BILLEDQTY>0 CAR</BILLEDQTY><AMOUNT>0</AMOUNT>');
    expect(await rows()).toEqual([
      ['SEV200', '20', '25200.00', '20 peti sev'],
      ['SEV200', '2', '0.00', '(line 11, free with 10)'],
      ['CHP5', '3', '2880.00', ''],
    ]);
    expect(await connection.verify(command, erpKey, silent)).toMatchObject({ kind: 'equal' });
  });

  it('are not what was asked for when Tally bills them', async () => {
    const peer = await sandboxPeer();
    const command = aCommand(anOrder({ lines: [bought, { ...given, freeWith: null }] }));
    const made = await peer.open().execute(command, silent);
    if (made.kind !== 'committed') throw new Error(made.kind);
    const seen = await peer.open().verify({ ...command, payload: anOrder({ lines: [bought, given] }) }, made.erpKey, silent);
    expect(seen).toMatchObject({ kind: 'different', fields: [{ field: 'line 2 free', ours: '0', theirs: '2520' }, { field: 'line 2 free_with' }] });
  });

  it('change with their line, go with it, and lines keep our numbers', async () => {
    const { connection, erpKey, before, change, rows } = await posted();
    const [sev, gift, other] = before.lines;
    if (sev === undefined || gift === undefined || other === undefined) throw new Error('three lines');
    const after = [{ ...sev, quantity: '30' }, { ...gift, quantity: '3' }, other, { ...gift, erpLine: 30, sku: 'CHP5', quantity: '1', freeWith: 20 }];
    const more = change(after);
    expect(await connection.execute(more, silent)).toMatchObject({ kind: 'committed' });
    expect(await connection.verify(more, erpKey, silent)).toMatchObject({ kind: 'equal' });
    expect((await rows())?.map((row) => row.slice(1))).toEqual([
      ['30', '37800.00', '20 peti sev'],
      ['3', '0.00', '(line 11, free with 10)'],
      ['3', '2880.00', ''],
      ['1', '0.00', '(line 30, free with 20)'],
    ]);
    const less = change([{ ...other, quantity: '2' }], { ...before, lines: after });
    expect(await connection.execute(less, silent)).toMatchObject({ kind: 'committed' });
    expect(await connection.find(less, silent)).toMatchObject({ kind: 'found' });
    expect(await rows()).toEqual([['CHP5', '2', '1920.00', '(line 20)']]);
    expect(await readOne(connection, 'past_order', erpKey)).toMatchObject({ lines: [{ lineNo: 20, words: null }] });
  });

  it('are told apart when past orders are read', async () => {
    const { connection, erpKey } = await posted();
    const order = (await readOne(connection, 'past_order', erpKey)) as PastOrder;
    expect(order.lines.map((one) => [one.lineNo, one.netMinor, one.words, one.free ?? false])).toEqual([
      [10, 2_520_000, '20 peti sev', false],
      [11, 0, null, true],
      [20, 288_000, null, false],
    ]);
  });

  it('leave unbilled on the delivery note, and what was bought of the item is counted first', async () => {
    const { peer, connection, erpKey } = await posted();
    const goods = { sku: 'SEV200', uom: 'CAR', erpUom: 'CAR', place: 'PI01/FG01', lot: 'L0311' };
    const lines = [
      { erpLine: 10, quantity: '20', ...goods },
      { erpLine: 11, quantity: '1', ...goods },
    ];
    const command = aCommand({ company: 'VI01', customer: 'C-1042', erpNumber: erpKey, shippedOn: '2026-11-23', carrier: '', lines }, 'delivery');
    const made = await connection.execute(command, silent);
    if (made.kind !== 'committed') throw new Error(JSON.stringify(made));
    expect(await connection.verify(command, made.erpKey, silent)).toMatchObject({ kind: 'equal' });
    const note = await peer.documents(command.reference);
    expect(note).toMatchObject([{ lines: [{ amount: '25200' }, { amount: '0' }] }]);
    const order = (await readOne(connection, 'sales_order', erpKey)) as SalesOrder;
    expect(order.lines.map((one) => one.deliveredMilli)).toEqual([20_000, 1_000, 0]);
  });
});
