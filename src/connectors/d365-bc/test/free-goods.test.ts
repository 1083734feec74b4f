import { describe, expect, it } from 'vitest';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import type { ChangeSalesOrder, CreateSalesOrder, PastOrder } from '../../../modules/sync/contract.ts';
import { lineMark, lineText, lineWords } from '../map/line-text.ts';
import { matchLines } from '../map/match.ts';
import { all, dataOf, postOrder, silent } from './reads.ts';
import { aCommand, anOrder, sandboxPeer, sideOf } from './sandbox-peer.ts';

const cartons = { uom: 'CAR', erpUom: 'CAR' };
const bought = { lineNo: 10, sku: 'CHP5', words: '20 peti chips', quantity: '20', ...cartons, price: '960.00' };
const given = { lineNo: 11, sku: 'CHP5', words: '', quantity: '2', ...cartons, price: null, freeWith: 10 };
const other = { lineNo: 20, sku: 'CHP5', words: '3 chips', quantity: '3', ...cartons, price: null };

/** An order with a gift that was posted, and changes to it. */
async function posted() {
  const peer = await sandboxPeer(tinyCompany(5));
  const connection = peer.open();
  const order = anOrder({ lines: [bought, given, other] });
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

describe('goods that go along free, in Business Central', () => {
  it('are a line of their own that costs nothing and names its line; lines behind it keep our numbers and their prices', async () => {
    const { peer, connection, command, erpKey, rows } = await posted();
    expect(await rows()).toEqual([
      ['CHP5', '20', '19200.00', '20 peti chips'],
      ['CHP5', '2', '0.00', '(line 11, free with 10)'],
      ['CHP5', '3', '2880.00', '3 chips (line 20)'],
    ]);
    const sent = JSON.parse(peer.bodies.at(-1)?.body ?? '{}') as { salesOrderLines: Record<string, unknown>[] };
    expect(sent.salesOrderLines.map((line) => [line['unitPrice'], line['discountPercent']])).toEqual([
      [960, undefined],
      [0, 100],
      [undefined, undefined],
    ]);
    expect(await connection.verify(command, erpKey, silent)).toMatchObject({ kind: 'equal', document: { net: '22080' } });
  });

  it('are not what was asked for when Business Central charges them', async () => {
    const peer = await sandboxPeer(tinyCompany(5));
    const command = aCommand(anOrder({ lines: [bought, { ...given, freeWith: null }] }));
    const made = await peer.open().execute(command, silent);
    if (made.kind !== 'committed') throw new Error(made.kind);
    const seen = await peer.open().verify({ ...command, payload: anOrder({ lines: [bought, given] }) }, made.erpKey, silent);
    expect(seen).toMatchObject({ kind: 'different', fields: [{ field: 'line 11 free', ours: '0', theirs: '1920' }, { field: 'line 11 free_with' }] });
  });

  it('under another number or with another line are not what was asked for', async () => {
    const { connection, command, erpKey } = await posted();
    const seen = async (lines: CreateSalesOrder['lines']) => connection.verify({ ...command, payload: anOrder({ lines }) }, erpKey, silent);
    expect(await seen([bought, { ...given, freeWith: 20 }, other])).toMatchObject({ kind: 'different', fields: [{ field: 'line 11 free_with', ours: '20' }] });
    expect(await seen([bought, given, { ...other, lineNo: 30 }])).toMatchObject({ kind: 'different', fields: [{ field: 'line 30 number', theirs: '20' }] });
  });

  it('stay free when their quantity changes, which prices a line anew there; others come and go under numbers of ours', async () => {
    const { connection, erpKey, before, change, rows } = await posted();
    const [line, gift, last] = before.lines;
    if (line === undefined || gift === undefined || last === undefined) throw new Error('three lines');
    const added = { ...gift, erpLine: 21, quantity: '1', freeWith: 20 };
    const now = { ...before, lines: [{ ...line, quantity: '30' }, { ...gift, quantity: '3' }, last, added] };
    const more = change(now.lines);
    expect(await connection.execute(more, silent)).toMatchObject({ kind: 'committed' });
    expect(await connection.verify(more, erpKey, silent)).toMatchObject({ kind: 'equal' });
    expect(await rows()).toEqual([
      ['CHP5', '30', '28800.00', '20 peti chips'],
      ['CHP5', '3', '0.00', '(line 11, free with 10)'],
      ['CHP5', '3', '2880.00', '3 chips (line 20)'],
      ['CHP5', '1', '0.00', '(line 21, free with 20)'],
    ]);
    // all of one item: which line goes is told by its number
    const less = change([{ ...line, quantity: '9' }, last, added], now);
    expect(await connection.find(less, silent)).toEqual({ kind: 'absent' });
    expect(await connection.execute(less, silent)).toMatchObject({ kind: 'committed' });
    expect(await connection.find(less, silent)).toMatchObject({ kind: 'found' });
    expect(await rows()).toEqual([
      ['CHP5', '9', '8640.00', '20 peti chips'],
      ['CHP5', '3', '2880.00', '3 chips (line 20)'],
      ['CHP5', '1', '0.00', '(line 21, free with 20)'],
    ]);
  });

  it('that somebody charges there are told, and no change writes over that', async () => {
    const { connection, command, before, change, erpKey, rows } = await posted();
    const [line, gift, last] = before.lines;
    if (line === undefined || gift === undefined || last === undefined) throw new Error('three lines');
    // what a clerk does in the client, by the same interface
    const without = { ...before, lines: [line, last] };
    await connection.execute(change(without.lines), silent);
    await connection.execute(change([line, last, { ...gift, freeWith: null, price: '5.00' }], without), silent);
    expect(await connection.verify(command, erpKey, silent)).toMatchObject({ kind: 'different' });
    expect(await connection.execute(change([line, { ...gift, quantity: '3' }, last]), silent)).toMatchObject({ kind: 'rejected', code: 'changed_in_erp' });
    expect((await rows())?.at(-1)).toEqual(['CHP5', '2', '10.00', '(line 11)']);
  });

  it('are never taken for a line that is bought, nor one that is bought for them, when the other one is gone', () => {
    const row = (sequence: string, description2: string) => ({ sequence, lineObjectNumber: 'CHP5', description2 });
    const gift = row('20000', '(line 11, free with 10)');
    expect(matchLines([{ erpLine: 10, sku: 'CHP5' }], [gift])).toMatchObject({ pairs: [{ row: undefined }], others: [gift] });
    const line = row('30000', '20 peti chips');
    expect(matchLines([{ erpLine: 11, sku: 'CHP5', freeWith: 10 }], [line])).toMatchObject({ pairs: [{ row: undefined }], others: [line] });
  });

  it('are told apart in what was bought, and orders, deliveries and invoices have our numbers', async () => {
    const { peer, connection, erpKey } = await posted();
    expect(await dataOf(connection, 'sales_order', erpKey)).toMatchObject({ lines: [{ lineNo: 10 }, { lineNo: 11, netMinor: 0 }, { lineNo: 20 }] });
    const had = new Set((await all(connection, 'past_order')).map((record) => record.key));
    await postOrder(peer, erpKey.split('/')[1] ?? '');
    const past = (await all(connection, 'past_order')).find((record) => !had.has(record.key))?.data as PastOrder;
    expect(past.lines.map((line) => [line.lineNo, line.free, line.netMinor, line.words])).toEqual([
      [10, undefined, 1_920_000, '20 peti chips'],
      [11, true, 0, null],
      [20, undefined, 288_000, '3 chips'],
    ]);
    const delivery = (await all(connection, 'delivery')).find((record) => JSON.stringify(record.data).includes(erpKey));
    expect(delivery?.data).toMatchObject({ lines: [{ orderLine: 10 }, { orderLine: 11 }, { orderLine: 20 }] });
  });

  it.each(['', 'चिप्स 3 पेटी', 'as last time (line 40)', '😀'.repeat(40), 'x'.repeat(80)])(
    'say their line behind any words, within what the field holds: %s',
    (words) => {
      for (const mark of [
        { lineNo: 11, freeWith: 10 },
        { lineNo: 20, freeWith: null },
      ]) {
        const description2 = lineText(words, mark, null);
        expect(description2.length).toBeLessThanOrEqual(50);
        expect(lineMark({ description2 })).toEqual(mark);
        expect(words.startsWith(lineWords({ description2 }) ?? '')).toBe(true);
      }
    },
  );
});
