import { describe, expect, it } from 'vitest';
import type { ChangeSalesOrder, CreateSalesOrder } from '../../../modules/sync/contract.ts';
import type { ErpCommand } from '../../kit/types.ts';
import { aCommand, anOrder, sandboxPeer, sideOf, type Peer } from './sandbox-peer.ts';

const silent = (): void => undefined;

const bought = { lineNo: 10, sku: 'SEV200', words: '20 peti sev', quantity: '20', uom: 'CAR', erpUom: 'CAR', price: '1260.00' };
const given = { lineNo: 11, sku: 'SEV200', words: '', quantity: '2', uom: 'CAR', erpUom: 'CAR', price: null, freeWith: 10 };
const withGift = (): CreateSalesOrder => anOrder({ lines: [bought, given] });

const free = async (peer: Peer, reference: string) =>
  (await peer.orders(reference))[0]?.items
    .filter((item) => item.freeWith !== null)
    .map(({ item, quantity, net, rejected }) => ({ item, quantity, net, rejected }));

/** An order with goods given along, in the ERP, and a way to change it. */
async function posted(settings: Record<string, unknown> = {}) {
  const peer = await sandboxPeer();
  const connection = peer.open(settings);
  const command = aCommand(withGift());
  const made = await connection.execute(command, silent);
  if (made.kind !== 'committed') throw new Error(JSON.stringify(made));
  const before = sideOf(withGift());
  const change = (lines: ChangeSalesOrder['after']['lines']): ErpCommand => ({
    ...command,
    id: `${command.id}c`,
    kind: lines.length === 0 ? 'sales_order_cancel' : 'sales_order_change',
    payload: {
      orderNumber: 'K-1',
      erpNumber: made.erpKey,
      customer: 'C-1042',
      currency: 'INR',
      before,
      after: { requestedDate: before.requestedDate, lines },
    } satisfies ChangeSalesOrder,
  });
  return { peer, connection, command, erpKey: made.erpKey, before, change };
}

describe('goods that go along free, in SAP', () => {
  it('are an item of their own, free of charge, that hangs on the line and counts for no credit', async () => {
    const { peer, connection, command, erpKey } = await posted();
    expect(await connection.verify(command, erpKey, silent)).toMatchObject({ kind: 'equal', document: { net: '25200' } });
    expect(await free(peer, command.reference)).toEqual([{ item: 11, quantity: '2', net: '0.00', rejected: false }]);
    const credit = await (await peer.sandbox.fetch('http://sap.test:4320/sandbox/credit/C-1042')).json();
    expect(credit).toMatchObject({ openOrdersMinor: 25_200_00 });
  });

  it('where no item category is for them, a condition takes 100 % off', async () => {
    const { peer, connection, command, erpKey } = await posted({ freeItemCategory: null });
    expect(await connection.verify(command, erpKey, silent)).toMatchObject({ kind: 'equal' });
    expect(await free(peer, command.reference)).toEqual([{ item: 11, quantity: '2', net: '0.00', rejected: false }]);
  });

  it('an ERP that would charge them has not done what was asked', async () => {
    const peer = await sandboxPeer();
    const charged = { ...given, freeWith: null };
    const command = aCommand(anOrder({ lines: [bought, charged] }));
    const made = await peer.open().execute(command, silent);
    if (made.kind !== 'committed') throw new Error(made.kind);
    const seen = await peer.open().verify({ ...command, payload: withGift() }, made.erpKey, silent);
    expect(seen).toMatchObject({ kind: 'different', fields: [{ field: 'line 11 free', ours: '0', theirs: '2520.000' }, { field: 'line 11 free_with' }] });
  });

  it('change with their line, and go with it', async () => {
    const { peer, connection, command, erpKey, before, change } = await posted();
    const [line, gift] = before.lines;
    if (line === undefined || gift === undefined) throw new Error('two lines');
    const more = change([
      { ...line, quantity: '30' },
      { ...gift, quantity: '3' },
    ]);
    expect(await connection.execute(more, silent)).toMatchObject({ kind: 'committed' });
    expect(await connection.verify(more, erpKey, silent)).toMatchObject({ kind: 'equal' });
    expect(await free(peer, command.reference)).toEqual([{ item: 11, quantity: '3', net: '0.00', rejected: false }]);
  });

  it('are rejected when too little is bought, and again found so', async () => {
    const { peer, connection, command, erpKey, before, change } = await posted();
    const [line] = before.lines;
    if (line === undefined) throw new Error('two lines');
    const less = change([{ ...line, quantity: '9' }]);
    expect(await connection.execute(less, silent)).toMatchObject({ kind: 'committed' });
    expect(await connection.find(less, silent)).toMatchObject({ kind: 'found' });
    expect(await free(peer, command.reference)).toEqual([{ item: 11, quantity: '2', net: '0.00', rejected: true }]);
    expect(await connection.verify(less, erpKey, silent)).toMatchObject({ kind: 'equal' });
  });

  it('all go when the order is cancelled', async () => {
    const { peer, connection, command, change } = await posted();
    expect(await connection.execute(change([]), silent)).toMatchObject({ kind: 'committed' });
    expect((await peer.orders(command.reference))[0]?.items.every((item) => item.rejected)).toBe(true);
  });

  it('are told apart when past orders are read', async () => {
    const { connection } = await posted();
    const orders: { lines: { lineNo: number; free?: boolean }[] }[] = [];
    for (let cursor: string | null = null, done = false; !done;) {
      const page: Awaited<ReturnType<typeof connection.readPage>> = await connection.readPage('past_order', cursor);
      orders.push(...page.records.map((record) => record.data as (typeof orders)[number]));
      cursor = page.nextCursor;
      done = cursor === null;
    }
    expect(orders.flatMap((order) => order.lines).filter((line) => line.free === true)).toEqual([expect.objectContaining({ lineNo: 11, netMinor: 0 })]);
  });

  it('must hang on an item that is there', async () => {
    const peer = await sandboxPeer();
    const outcome = await peer.open().execute(aCommand(anOrder({ lines: [bought, { ...given, freeWith: 90 }] })), silent);
    expect(outcome).toMatchObject({ kind: 'rejected', code: 'V1/481' });
  });
});

describe('trying an order in SAP', () => {
  it("says our price, SAP's own, net and tax of each line", async () => {
    const peer = await sandboxPeer();
    const outcome = await peer.open().simulate(aCommand(anOrder({ lines: [{ ...bought, price: '1200.00' }, given] })), silent);
    expect(outcome).toMatchObject({
      kind: 'simulated',
      currency: 'INR',
      creditStatus: 'fine',
      lines: [
        { lineNo: 10, unitPrice: '1200', ownPrice: '1260', net: '24000' },
        { lineNo: 11, ownPrice: '1260', net: '0', tax: '0' },
      ],
    });
  });

  it('takes no number: the next order has the one that it would have had', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open();
    const first = await connection.execute(aCommand(), silent);
    await connection.simulate(aCommand(), silent);
    const second = await connection.execute(aCommand(), silent);
    if (first.kind !== 'committed' || second.kind !== 'committed') throw new Error('not created');
    expect(Number(second.erpKey)).toBe(Number(first.erpKey) + 1);
  });

  it('an order that would be saved with a block is told so', async () => {
    const peer = await sandboxPeer(undefined, { creditCheck: 'block' });
    const big = anOrder({ customer: 'C-1188', lines: [{ ...bought, quantity: '38' }] });
    expect(await peer.open().simulate(aCommand(big), silent)).toMatchObject({
      kind: 'simulated',
      creditStatus: 'blocked',
      warnings: [expect.stringContaining('VKM/302')],
    });
  });
});
