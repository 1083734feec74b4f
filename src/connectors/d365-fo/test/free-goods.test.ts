import { describe, expect, it } from 'vitest';
import type { ChangeSalesOrder, PastOrder, SalesOrder } from '../../../modules/sync/contract.ts';
import type { ErpConnection, ErpObject } from '../../kit/types.ts';
import { aCommand, anOrder, sandboxPeer, sideOf, type Peer } from './sandbox-peer.ts';

const silent = (): void => undefined;
const cartons = { uom: 'CAR', erpUom: 'CAR' };
const bought = { lineNo: 10, sku: 'SEV200', words: '20 peti sev', quantity: '20', ...cartons, price: '1260.00' };
const given = { lineNo: 11, sku: 'SEV200', words: '', quantity: '2', ...cartons, price: null, freeWith: 10 };
const chips = { lineNo: 20, sku: 'CHP5', words: '3 chips', quantity: '3', ...cartons, price: null };

/** An order with a gift that was posted, and changes to it. */
async function posted(settings: Record<string, unknown> = {}, habits: Parameters<Peer['habits']>[0] = {}) {
  const peer = await sandboxPeer(undefined, habits);
  const connection = peer.open(settings);
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
  const rows = async () => (await peer.orders(command.reference))[0]?.items.map((item) => [item.material, item.quantity, item.net, item.says]);
  return { peer, connection, command, erpKey: made.erpKey, before, change, rows };
}

async function read(connection: ErpConnection, object: ErpObject, erpNumber: string): Promise<unknown> {
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<ErpConnection['readPage']>> = await connection.readPage(object, cursor);
    const found = page.records.find((record) => record.key === erpNumber);
    if (found) return found.data;
    cursor = page.nextCursor;
  } while (cursor !== null);
  return undefined;
}

describe('goods that go along free, in Finance and Operations', () => {
  it('are a line of their own at a price of zero and 100 % off that says its line; what has no price is priced by the ERP', async () => {
    const { peer, connection, command, erpKey, rows } = await posted();
    expect(await rows()).toEqual([
      ['SEV200', '20', '25200.00', null],
      ['SEV200', '2', '0.00', 'free with 10'],
      ['CHP5', '3', '2880.00', null],
    ]);
    const sent = peer.bodies.map((one) => one.body).join('\n');
    expect(sent).toMatch(/"SalesPrice":0,"SalesPriceQuantity":1,"LineDiscountPercentage":100,"OrderLineReference":"free with 10"/);
    expect(await connection.verify(command, erpKey, silent)).toMatchObject({ kind: 'equal', document: { net: '28080' } });
  });

  it('stay free when an agreement of the ERP puts another discount on its lines', async () => {
    const { rows } = await posted({}, { lineDiscountPercent: 5 });
    expect((await rows())?.[1]).toEqual(['SEV200', '2', '0.00', 'free with 10']);
  });

  it('are told by what they cost alone where no field says their line', async () => {
    const { peer, connection, command, erpKey } = await posted({ freeField: null });
    expect(peer.bodies.map((one) => one.body).join('\n')).not.toContain('free with');
    expect(await connection.verify(command, erpKey, silent)).toMatchObject({ kind: 'equal' });
    expect(await peer.open().verify(command, erpKey, silent)).toMatchObject({
      kind: 'different',
      fields: [{ field: 'line 11 free_with', ours: '10', theirs: '' }],
    });
  });

  it('are not what was asked for when the ERP charges them', async () => {
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
    const added = { ...gift, erpLine: 21, sku: 'CHP5', quantity: '1', freeWith: 20 };
    const now = { ...before, lines: [{ ...line, quantity: '30' }, { ...gift, quantity: '3' }, other, added] };
    const more = change(now.lines);
    expect(await connection.execute(more, silent)).toMatchObject({ kind: 'committed' });
    expect(await connection.verify(more, erpKey, silent)).toMatchObject({ kind: 'equal' });
    expect(await rows()).toEqual([
      ['SEV200', '30', '37800.00', null],
      ['SEV200', '3', '0.00', 'free with 10'],
      ['CHP5', '3', '2880.00', null],
      ['CHP5', '1', '0.00', 'free with 20'],
    ]);
    const less = change([{ ...line, quantity: '9' }, other], now);
    expect(await connection.find(less, silent)).toEqual({ kind: 'absent' });
    expect(await connection.execute(less, silent)).toMatchObject({ kind: 'committed' });
    expect(await connection.find(less, silent)).toMatchObject({ kind: 'found' });
    expect(await rows()).toEqual([
      ['SEV200', '9', '11340.00', null],
      ['CHP5', '3', '2880.00', null],
    ]);
  });

  it('that somebody charges in the ERP are told, and no change writes over that', async () => {
    const { connection, command, before, change, erpKey, rows } = await posted();
    const [line, gift, other] = before.lines;
    if (line === undefined || gift === undefined || other === undefined) throw new Error('three lines');
    // what a clerk does in the client, by the same interface
    const without = { ...before, lines: [line, other] };
    await connection.execute(change(without.lines), silent);
    await connection.execute(change([line, { ...gift, freeWith: null, price: '5.00' }, other], without), silent);
    expect(await connection.verify(command, erpKey, silent)).toMatchObject({ kind: 'different', fields: [{ field: 'line 11 free', theirs: '10' }, {}] });
    const more = change([line, { ...gift, quantity: '3' }, other]);
    expect(await connection.execute(more, silent)).toMatchObject({ kind: 'rejected', code: 'changed_in_erp' });
    expect((await rows())?.at(-1)).toEqual(['SEV200', '2', '10.00', null]);
  });

  it('are told apart when past orders are read, and lines have our numbers there', async () => {
    const { connection, erpKey } = await posted();
    const past = (await read(connection, 'past_order', erpKey)) as PastOrder;
    expect(past.lines.map((line) => [line.lineNo, line.free, line.netMinor, line.words])).toEqual([
      [10, undefined, 2_520_000, '20 peti sev'],
      [11, true, 0, null],
      [20, undefined, 288_000, '3 chips'],
    ]);
    const order = (await read(connection, 'sales_order', erpKey)) as SalesOrder;
    expect(order.lines.map((line) => [line.lineNo, line.sku])).toEqual([
      [10, 'SEV200'],
      [11, 'SEV200'],
      [20, 'CHP5'],
    ]);
  });
});
