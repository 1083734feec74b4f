import { describe, expect, it } from 'vitest';
import type { CommandKind, ErpCommand, ErpConnection } from '../../kit/types.ts';
import { confirmation, deliveryOf, hold, movement, receipt } from './posting-samples.ts';
import { aCommand, anOrder, sandboxPeer, type Peer } from './sandbox-peer.ts';

const silent = (): void => undefined;

async function book(connection: ErpConnection, command: ErpCommand): Promise<string> {
  const made = await connection.execute(command, silent);
  if (made.kind !== 'committed') throw new Error(`${command.kind}: ${JSON.stringify(made)}`);
  return made.erpKey;
}

async function orderOf(peer: Peer, quantity = '5'): Promise<string> {
  const lines = [{ lineNo: 10, sku: 'SEV200', words: '', quantity, uom: 'CAR', erpUom: 'CAR', price: '1260.00' }];
  return book(peer.open(), aCommand(anOrder({ lines })));
}

const stockOf = async (peer: Peer, sku = 'SEV200'): Promise<Record<string, string>> => {
  const { stock } = (await peer.ask(`/sandbox/stock?item=${sku}`)) as {
    stock: { place: string; batch: string; stock: string; salesOrder: string; quantity: string }[];
  };
  return Object.fromEntries(stock.filter((row) => row.salesOrder === '').map((row) => [`${row.place} ${row.batch} ${row.stock}`, row.quantity]));
};

const bodyOf = (peer: Peer, path: string): Record<string, unknown> =>
  JSON.parse(peer.bodies.findLast((call) => call.path.includes(path))?.body ?? '{}') as Record<string, unknown>;
const firstItem = (peer: Peer): Record<string, unknown> =>
  (bodyOf(peer, 'A_MaterialDocumentHeader')['to_MaterialDocumentItem'] as Record<string, unknown>[])[0] ?? {};

describe('goods movements', () => {
  it('goods issued for a production order use up what was reserved for it', async () => {
    const peer = await sandboxPeer();
    await book(
      peer.open(),
      aCommand(
        movement('receipt', { lines: [{ sku: 'BESAN', quantity: '50', uom: 'KG', erpUom: 'KG', place: 'PI01/RM01', placeTo: null, lot: '' }] }),
        'stock_movement',
      ),
    );
    const lines = [{ sku: 'BESAN', quantity: '12.5', uom: 'KG', erpUom: 'KG', place: 'PI01/RM01', placeTo: null, lot: '' }];
    const command = aCommand(movement('issue', { productionOrder: '1000001', lines }), 'stock_movement');
    const erpKey = await book(peer.open(), command);
    expect(firstItem(peer)).toMatchObject({ GoodsMovementType: '261', ManufacturingOrder: '1000001', Reservation: '100001', ReservationItem: '1' });
    expect(await peer.open().verify(command, erpKey, silent)).toMatchObject({ kind: 'equal' });
    expect(await peer.ask('/sandbox/progress/1000001')).toMatchObject({ issued: { BESAN: '12.5' } });
    expect(await stockOf(peer, 'BESAN')).toEqual({ 'PI01/RM01  01': '37.5' });
  });

  it('a transfer to another plant has a movement type of its own', async () => {
    const peer = await sandboxPeer();
    const lines = [{ sku: 'SEV200', quantity: '2', uom: 'CAR', erpUom: 'CAR', place: 'PI01/FG01', placeTo: 'RY01/FG01', lot: 'L0311' }];
    const command = aCommand(movement('transfer', { lines }), 'stock_movement');
    const erpKey = await book(peer.open(), command);
    expect(firstItem(peer)).toMatchObject({ GoodsMovementType: '301', IssuingOrReceivingPlant: 'RY01', IssuingOrReceivingStorageLoc: 'FG01' });
    expect(await peer.open().verify(command, erpKey, silent)).toMatchObject({ kind: 'equal' });
    expect((await stockOf(peer))['RY01/FG01 L0311 01']).toBe('960');
  });

  it('issues and scrap are borne by the cost centre of the plant; without one SAP refuses an issue', async () => {
    const peer = await sandboxPeer();
    const open = (costCentres: Record<string, string>) => peer.open({ costCentres, movementReasons: { count: '0004' } });
    await book(open({ PI01: 'CC-PI', '*': 'CC-ALL' }), aCommand(movement('issue'), 'stock_movement'));
    expect(firstItem(peer)).toMatchObject({
      GoodsMovementType: '201',
      CostCenter: 'CC-PI',
      GoodsMovementReasonCode: '0004',
      MaterialDocumentItemText: 'count',
    });
    await book(open({ '*': 'CC-ALL' }), aCommand(movement('scrap'), 'stock_movement'));
    expect(firstItem(peer)).toMatchObject({ GoodsMovementType: '551', CostCenter: 'CC-ALL' });
    expect(await open({}).execute(aCommand(movement('issue'), 'stock_movement'), silent)).toMatchObject({ kind: 'rejected', code: 'M7/018' });
  });

  it('what the company customised is taken from the settings', async () => {
    const peer = await sandboxPeer();
    const open = peer.open({ movementTypes: { receipt: '561' }, statusTypes: { 'free>blocked': '344' } });
    await book(open, aCommand(movement('receipt'), 'stock_movement'));
    expect(firstItem(peer)).toMatchObject({ GoodsMovementType: '561' });
    const quality = aCommand({ ...hold, to: 'quality' }, 'stock_status');
    const calls = peer.calls.length;
    expect(await open.execute(quality, silent)).toMatchObject({ kind: 'rejected', code: 'no_movement_type' });
    expect(peer.calls.length).toBe(calls);
  });

  it.each([
    ['free', 'quality', '322'],
    ['quality', 'blocked', '350'],
    ['blocked', 'free', '343'],
  ] as const)('a hold from %s to %s is movement type %s', async (from, to, type) => {
    const peer = await sandboxPeer();
    const lot = from === 'quality' ? 'L0311' : 'L1811';
    if (from === 'blocked') await book(peer.open(), aCommand(hold, 'stock_status'));
    await book(peer.open(), aCommand({ ...hold, lot, from, to }, 'stock_status'));
    expect(firstItem(peer)).toMatchObject({ GoodsMovementType: type });
  });

  it('a document that a person cancelled is found, and not made again; one doubled by hand is a person’s', async () => {
    const peer = await sandboxPeer();
    const command = aCommand(hold, 'stock_status');
    const erpKey = await book(peer.open(), command);
    await peer.open().reverse(command, erpKey, silent);
    expect(await peer.open().find(command, silent)).toEqual({ kind: 'found', erpKey });
    expect(await peer.open().verify(command, erpKey, silent)).toMatchObject({ kind: 'different', fields: [{ field: 'cancelled' }] });
    const doubled = aCommand(hold, 'stock_status');
    await book(peer.open(), doubled);
    await book(peer.open(), { ...doubled, id: `${doubled.id}x` });
    expect(await peer.open().find(doubled, silent)).toMatchObject({ kind: 'ambiguous' });
  });

  it('goods that somebody works on are tried again later', async () => {
    const peer = await sandboxPeer();
    peer.habits({ pLocked: 1 });
    expect(await peer.open().execute(aCommand(hold, 'stock_status'), silent)).toEqual({ kind: 'transient', why: 'locked' });
  });

  it('a gateway that repeats stored answers books once though asked twice', async () => {
    const peer = await sandboxPeer();
    peer.habits({ repeatable: true });
    const command = aCommand(movement('transfer'), 'stock_movement');
    expect(await book(peer.open(), command)).toBe(await book(peer.open(), command));
    expect((await stockOf(peer))['PI01/RM01 L0311 01']).toBe('60');
  });
});

describe('deliveries', () => {
  it('goods of several lots are split, picked and issued', async () => {
    const peer = await sandboxPeer();
    const erpNumber = await orderOf(peer);
    const line = (lot: string, quantity: string) => ({ erpLine: 10, sku: 'SEV200', quantity, uom: 'CAR', erpUom: 'CAR', place: 'PI01/FG01', lot });
    const command = aCommand({ ...deliveryOf(erpNumber), lines: [line('L0311', '1'), line('L1811', '3')] }, 'delivery');
    const before = await stockOf(peer);
    const erpKey = await book(peer.open(), command);
    expect(await peer.open().verify(command, erpKey, silent)).toMatchObject({ kind: 'equal' });
    const after = await stockOf(peer);
    const moved = (key: string): number => Number(after[key]) - Number(before[key]);
    expect([moved('PI01/FG01 L0311 01'), moved('PI01/FG01 L1811 01')]).toEqual([-30, -90]);
    const page = await peer.open().readPage('sales_order', null);
    const order = page.records.find((record) => record.key === erpNumber)?.data;
    expect(order).toMatchObject({ state: 'open', lines: [{ lineNo: 10, quantityMilli: 5_000, deliveredMilli: 4_000 }] });
  });

  it('what SAP makes smaller than asked is deleted again and told, and nothing leaves', async () => {
    const peer = await sandboxPeer();
    const erpNumber = await orderOf(peer);
    peer.habits({ pOtherQuantity: 1 });
    expect(await peer.open().execute(aCommand(deliveryOf(erpNumber), 'delivery'), silent)).toMatchObject({ kind: 'rejected', code: 'other_quantity' });
    expect(await peer.ask('/sandbox/documents')).toEqual({ documents: [] });
  });

  it('a refused goods issue leaves no delivery behind', async () => {
    const peer = await sandboxPeer();
    const erpNumber = await orderOf(peer);
    const command = aCommand({ ...deliveryOf(erpNumber), shippedOn: '2026-01-05' }, 'delivery');
    expect(await peer.open().execute(command, silent)).toMatchObject({ kind: 'rejected', code: 'M7/053' });
    expect(await peer.ask('/sandbox/documents')).toEqual({ documents: [] });
    expect(await peer.open().execute({ ...command, payload: deliveryOf(erpNumber) }, silent)).toMatchObject({ kind: 'committed' });
  });

  it('a delivery whose making was never answered is gone on with; one of other goods is not taken for it', async () => {
    const peer = await sandboxPeer();
    const erpNumber = await orderOf(peer);
    peer.habits({ pDropAfterCommit: 1 });
    const command = aCommand(deliveryOf(erpNumber), 'delivery');
    expect(await peer.open().execute(command, silent)).toMatchObject({ kind: 'unknown' });
    peer.sandbox.habits.reset();
    const left = async () =>
      ((await peer.ask('/sandbox/documents')) as { documents: { kind: string; number: string; reference: string }[] }).documents.filter(
        (one) => one.kind === 'delivery',
      );
    const [orphan] = await left();
    expect(orphan?.reference).toBe('');
    const [line] = deliveryOf(erpNumber).lines;
    const smaller = aCommand({ ...deliveryOf(erpNumber), lines: [{ ...line, quantity: '2' }] }, 'delivery');
    expect(await book(peer.open(), smaller)).not.toBe(orphan?.number);
    expect(await book(peer.open(), command)).toBe(orphan?.number);
    expect(await left()).toHaveLength(2);
  });

  it('an order that is blocked for credit is not delivered', async () => {
    const peer = await sandboxPeer();
    peer.habits({ creditCheck: 'block' });
    const lines = [{ lineNo: 10, sku: 'SEV200', words: '', quantity: '38', uom: 'CAR', erpUom: 'CAR', price: '1260.00' }];
    const erpNumber = await book(peer.open(), aCommand(anOrder({ customer: 'C-1188', lines })));
    const command = aCommand({ ...deliveryOf(erpNumber), customer: 'C-1188' }, 'delivery');
    expect(await peer.open().execute(command, silent)).toMatchObject({ kind: 'rejected', code: 'VL/044' });
  });
});

describe('confirmations', () => {
  it('say yield, scrap, minutes and whether it was the last', async () => {
    const peer = await sandboxPeer();
    const command = aCommand({ ...confirmation, final: true }, 'operation_confirmation');
    await book(peer.open({ varianceReasons: { burnt: '0007' } }), command);
    expect(bodyOf(peer, 'ProdnOrdConf2')).toMatchObject({
      ConfirmationYieldQuantity: '8',
      ConfirmationScrapQuantity: '1',
      VarianceReasonCode: '0007',
      OpConfirmedWorkQuantity2: '42.5',
      OpWorkQuantityUnit2: 'MIN',
      IsFinalConfirmation: true,
      APIConfHasNoGoodsMovements: true,
      ConfirmationText: `${command.reference} burnt`,
    });
    const page = await peer.open().readPage('production_order', null);
    expect(page.records.find((record) => record.key === '1000001')?.data).toMatchObject({
      state: 'started',
      operations: [{ operation: '0010', workCentre: 'L1', doneMilli: 8_000 }],
    });
  });
});

describe('reconciliation', () => {
  const list = async (peer: Peer, kind: CommandKind) => (await peer.open().readReferences(kind, '2026-11-01', null)).documents;

  it('lists ours and those of others, each under its kind', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open();
    const order = aCommand();
    const erpNumber = await book(connection, order);
    const commands = {
      stock_movement: aCommand(movement('transfer'), 'stock_movement'),
      stock_status: aCommand(hold, 'stock_status'),
      production_receipt: aCommand(receipt, 'production_receipt'),
      operation_confirmation: aCommand(confirmation, 'operation_confirmation'),
      delivery: aCommand(deliveryOf(erpNumber), 'delivery'),
    };
    const keys = new Map<string, string>();
    for (const [kind, command] of Object.entries(commands)) keys.set(kind, await book(connection, command));
    for (const [kind, command] of Object.entries(commands)) {
      const ours = (await list(peer, kind as CommandKind)).filter((one) => one.reference !== '');
      expect(ours, kind).toEqual([expect.objectContaining({ erpKey: keys.get(kind), reference: command.reference, state: 'closed' })]);
    }
    expect((await list(peer, 'create_sales_order')).map((one) => [one.erpKey, one.reference])).toEqual([
      ['3000001', ''],
      [erpNumber, order.reference],
    ]);
  });

  it('shows what was cancelled, and another digest for what was changed', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open();
    const command = aCommand(hold, 'stock_status');
    await connection.reverse(command, await book(connection, command), silent);
    expect(await list(peer, 'stock_status')).toMatchObject([{ reference: command.reference, state: 'cancelled' }]);
    const order = aCommand();
    const erpKey = await book(connection, order);
    const digest = async () => (await list(peer, 'create_sales_order')).find((one) => one.erpKey === erpKey)?.digest;
    const before = await digest();
    expect(await digest()).toBe(before);
    expect(await connection.reverse(order, erpKey, silent)).toMatchObject({ kind: 'committed' });
    expect(await connection.reverse(order, erpKey, silent)).toMatchObject({ kind: 'committed' });
    expect(await digest()).not.toBe(before);
    expect((await list(peer, 'create_sales_order')).find((one) => one.erpKey === erpKey)).toMatchObject({ state: 'cancelled' });
  });
});

describe('documents', () => {
  const read = async (peer: Peer, object: 'delivery' | 'invoice' | 'production_order' | 'purchase_order' | 'sales_order') =>
    (await peer.open().readPage(object, null)).records.map((record) => record.data);

  it('are read in our words', async () => {
    const peer = await sandboxPeer();
    expect(await read(peer, 'sales_order')).toEqual([
      {
        erpNumber: '3000001',
        reference: '',
        customer: 'C-1042',
        orderedOn: '2026-11-10',
        requestedOn: '2026-11-11',
        currency: 'INR',
        state: 'closed',
        block: null,
        lines: [
          { lineNo: 10, sku: 'SEV200', quantityMilli: 40_000, deliveredMilli: 40_000, uom: 'CAR', netMinor: 5_040_000 },
          { lineNo: 20, sku: 'BULK', quantityMilli: 12_500, deliveredMilli: 12_500, uom: 'KG', netMinor: 231_313 },
        ],
      },
    ]);
    expect(await read(peer, 'delivery')).toMatchObject([
      { customer: 'C-1042', shippedOn: '2026-11-11', state: 'shipped', lines: [{ sku: 'SEV200', order: '3000001', orderLine: 10 }, { sku: 'BULK' }] },
    ]);
    expect(await read(peer, 'invoice')).toMatchObject([
      { number: '9000001', totalMinor: 4_728_687, openMinor: null, state: 'open', dueOn: null },
      { number: '9000002', lines: [{ sku: 'SEV200', quantityMilli: 40_000, order: '3000001' }, { sku: 'BULK' }] },
      { number: '9000003', customer: 'C-1188' },
    ]);
    expect(await read(peer, 'production_order')).toMatchObject([
      {
        number: '1000001',
        sku: 'SEV200',
        quantityMilli: 3_000_000,
        doneMilli: 600_000,
        uom: 'PC',
        startOn: '2026-11-20',
        dueOn: '2026-11-24',
        state: 'started',
      },
      { number: '1000002', state: 'planned', doneMilli: 0 },
    ]);
    expect(await read(peer, 'purchase_order')).toEqual([
      {
        number: '4500001',
        supplier: 'V-501',
        orderedOn: '2026-11-12',
        currency: 'INR',
        state: 'open',
        lines: [{ lineNo: 10, sku: 'BESAN', quantityMilli: 5_000_000, receivedMilli: 2_000_000, uom: 'KG', place: 'PI01/RM01', dueOn: '2026-11-25' }],
      },
    ]);
  });

  it('keep all digits and odd words, or say why they are left out', async () => {
    const peer = await sandboxPeer();
    const odd = async (from: string, to: string) => {
      const connection = peer.open({}, undefined, async (answer) => (await answer.text()).replaceAll(from, to));
      return connection.readPage('sales_order', null);
    };
    expect((await odd('"40.000"', '"40.0001"')).skipped).toEqual([{ key: '3000001', why: 'unreadable_quantity' }]);
    expect((await odd('"40.000"', '"1234567890123456789012345678901234567890.125"')).skipped).toEqual([{ key: '3000001', why: 'unreadable_quantity' }]);
    expect((await odd('"RequestedDeliveryDate":"/Date(1794355200000)/"', '"RequestedDeliveryDate":null')).records[0]?.data).toMatchObject({
      requestedOn: null,
    });
    expect((await odd('"C-1042"', '"O\'Neil & ₹ شركة "')).records[0]?.data).toMatchObject({ customer: "O'Neil & ₹ شركة" });
    expect((await odd('"SalesOrganization":"VS01"', '"SalesOrganization":"ZZZZ"')).skipped).toEqual([{ key: '3000001', why: 'not_ours' }]);
  });
});
