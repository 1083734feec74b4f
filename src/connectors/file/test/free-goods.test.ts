import { afterEach, describe, expect, it } from 'vitest';
import type { ChangeSalesOrder, PastOrder } from '../../../modules/sync/contract.ts';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import { bodyRows } from '../write/layout.ts';
import { aCommand, aLine, anOrder, closePeers, sandboxPeer } from './sandbox-peer.ts';

afterEach(closePeers);
const silent = (): void => undefined;
const bought = aLine('SEV200', { quantity: '20', price: '1260.00' });
const given = aLine('SEV200', { lineNo: 11, quantity: '2', freeWith: 10 });

async function posted() {
  const peer = await sandboxPeer();
  const connection = peer.open();
  const order = anOrder({ lines: [bought, given] });
  const command = aCommand(order);
  const made = await connection.execute(command, silent);
  if (made.kind !== 'committed') throw new Error(JSON.stringify(made));
  const before = { requestedDate: order.requestedDate, lines: order.lines.map(({ lineNo, ...line }) => ({ ...line, erpLine: lineNo })) };
  const change = (lines: ChangeSalesOrder['after']['lines']) =>
    aCommand({ orderNumber: 'K-1', erpNumber: made.erpKey, customer: 'C-1042', currency: 'INR', before, after: { ...before, lines } }, 'sales_order_change');
  const rows = () => peer.sandbox.world.orders.get(made.erpKey)?.lines.map((line) => [line.line, line.milli, line.netMinor, line.freeWith, line.gone]);
  return { connection, command, erpKey: made.erpKey, before, change, rows };
}

describe('goods that go along free, by files', () => {
  it('are rows at a price of zero that name their line; what is ours alone is not told', () => {
    const rows = bodyRows(aCommand(anOrder({ dryRun: false, lines: [bought, given, aLine('CHP5', { lineNo: 20 })] })));
    expect(rows.map((row) => [row['line'], row['price'], row['free_with']])).toEqual([
      ['10', '1260.00', ''],
      ['11', '0', '10'],
      ['20', '', ''],
    ]);
    expect(rows[0]).not.toHaveProperty('dry_run');
  });

  it('are booked free, and acknowledged so', async () => {
    const { connection, command, erpKey, rows } = await posted();
    expect(await connection.verify(command, erpKey, silent)).toMatchObject({ kind: 'equal' });
    expect(rows()).toEqual([
      [10, 20_000, 2_520_000, null, false],
      [11, 2_000, 0, 10, false],
    ]);
  });

  it('are not what was asked for when the ERP charges them', async () => {
    const peer = await sandboxPeer();
    const command = aCommand(anOrder({ lines: [bought, { ...given, freeWith: null }] }));
    const made = await peer.open().execute(command, silent);
    if (made.kind !== 'committed') throw new Error(made.kind);
    const seen = await peer.open().verify({ ...command, payload: anOrder({ lines: [bought, given] }) }, made.erpKey, silent);
    expect(seen).toMatchObject({ kind: 'different', fields: [{ field: 'line 11 price', ours: '0', theirs: '1260' }] });
  });

  it('change with their line, and go with it', async () => {
    const { connection, erpKey, before, change, rows } = await posted();
    const [sev, gift] = before.lines;
    if (sev === undefined || gift === undefined) throw new Error('two lines');
    const more = change([
      { ...sev, quantity: '30' },
      { ...gift, quantity: '3' },
    ]);
    expect(await connection.execute(more, silent)).toMatchObject({ kind: 'committed' });
    expect(await connection.verify(more, erpKey, silent)).toMatchObject({ kind: 'equal' });
    expect(rows()).toEqual([
      [10, 30_000, 3_780_000, null, false],
      [11, 3_000, 0, 10, false],
    ]);
  });

  it('go when too little is bought', async () => {
    const { connection, before, change, rows } = await posted();
    const [sev] = before.lines;
    if (sev === undefined) throw new Error('two lines');
    expect(await connection.execute(change([{ ...sev, quantity: '9' }]), silent)).toMatchObject({ kind: 'committed' });
    expect(rows()?.map((row) => row.at(-1))).toEqual([false, true]);
  });

  it('are refused where the layout of the ERP cannot say so: it would charge them', async () => {
    const peer = await sandboxPeer(tinyCompany(), {}, null);
    const layouts = { create_sales_order: ['reference', 'row', 'rows', 'sku', 'quantity'].map((field) => ({ column: field, field })) };
    const connection = peer.open({ ackWaitMs: 0, export: { layouts } });
    expect(await connection.execute(aCommand(anOrder({ lines: [bought, given] })), silent)).toMatchObject({ kind: 'rejected', code: 'free_not_said' });
    expect(await connection.execute(aCommand(anOrder({ lines: [bought] })), silent)).toMatchObject({ kind: 'unknown', why: 'not_acknowledged' });
  });

  it('are told apart when past orders are read', async () => {
    const seed = tinyCompany();
    const [order] = seed.pastOrders;
    const [line] = order?.lines ?? [];
    if (order === undefined || line === undefined) throw new Error('the tiny company has an order');
    const peer = await sandboxPeer({ ...seed, pastOrders: [{ ...order, lines: [line, { ...line, netMinor: 0 }] }] });
    await peer.sandbox.run();
    const page = await peer.open().readPage('past_order', null);
    expect((page.records[0]?.data as PastOrder).lines.map((one) => one.free ?? false)).toEqual([false, true]);
  });
});
