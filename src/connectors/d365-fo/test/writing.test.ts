import { describe, expect, it } from 'vitest';
import type { CallRecord, ErpCommand, ErpConnection, ReferencePage } from '../../kit/types.ts';
import { aCommand, anOrder, line, sandboxPeer, sideOf, type Peer } from './sandbox-peer.ts';

const silent = (): void => undefined;

/** The order of calls that sync makes. */
async function deliver(connection: ErpConnection, command: ErpCommand): Promise<string> {
  const found = await connection.find(command, silent);
  const made = found.kind === 'absent' ? await connection.execute(command, silent) : found;
  if (made.kind !== 'committed' && made.kind !== 'found') return made.kind;
  return (await connection.verify(command, made.erpKey, silent)).kind;
}

const three = () =>
  anOrder({
    lines: [
      line('SEV200', { quantity: '4' }),
      line('CHP5', { lineNo: 20, quantity: '2' }),
      line('BULK', { lineNo: 30, uom: 'KG', erpUom: 'KG', quantity: '0.125' }),
    ],
  });
const linesOf = async (peer: Peer, command: ErpCommand): Promise<readonly (readonly string[])[]> =>
  (await peer.orders(command.reference)).map((order) => order.items.map((item) => `${item.material} ${item.quantity}`));

describe('an order that is made in several calls', () => {
  it.each([
    ['changeset', [0, 1]],
    ['each', [0, 1, 2, 3]],
  ] as const)('W5 whose maker dies between them (lines by %s) ends complete, without a line twice', async (linesBy, deaths) => {
    for (const writes of deaths) {
      const peer = await sandboxPeer();
      const command = aCommand(three());
      const first = peer.open({ linesBy });
      await first.testConnection();
      peer.habits({ writesUntilCut: writes });
      expect(['unknown', 'transient'], `${writes} writes`).toContain(await deliver(first, command));
      peer.habits({ writesUntilCut: null });
      // another process knows nothing of the first one
      const second = peer.open({ linesBy });
      expect(await second.find(command, silent), `${writes} writes`).toEqual({ kind: 'absent' });
      expect(await deliver(second, command)).toBe('equal');
      expect(await linesOf(peer, command), `${writes} writes`).toEqual([['SEV200 4', 'CHP5 2', 'BULK 0.125']]);
      expect(await deliver(peer.open({ linesBy }), command)).toBe('equal');
      expect(await linesOf(peer, command)).toHaveLength(1);
    }
  });

  it('is gone on with by another way than it was begun', async () => {
    const peer = await sandboxPeer();
    const command = aCommand(three());
    const first = peer.open({ linesBy: 'each' });
    await first.testConnection();
    peer.habits({ writesUntilCut: 2 });
    await deliver(first, command);
    peer.habits({ writesUntilCut: null });
    expect(await deliver(peer.open(), command)).toBe('equal');
    expect(await linesOf(peer, command)).toEqual([['SEV200 4', 'CHP5 2', 'BULK 0.125']]);
  });

  it('is taken away whole when a later line is refused, whatever status the refusal has', async () => {
    for (const linesBy of ['changeset', 'each'])
      for (const pRefusal500 of [0, 1]) {
        const peer = await sandboxPeer();
        peer.habits({ pRefusal500 });
        const command = aCommand(anOrder({ lines: [line('SEV200'), line('CHP5', { lineNo: 20 }), line('NOSUCH', { lineNo: 30 })] }));
        expect(await peer.open({ linesBy }).execute(command, silent)).toMatchObject({
          kind: 'rejected',
          text: "The value 'NOSUCH' in field 'Item number' is not found in the related table 'Released products'.",
          field: 'Item number',
        });
        expect(await peer.orders(command.reference)).toEqual([]);
      }
  });

  it('is in doubt when it cannot be taken away, and the refusal comes again when it can', async () => {
    const peer = await sandboxPeer();
    const command = aCommand(anOrder({ lines: [line('NOSUCH')] }));
    const connection = peer.open();
    await connection.testConnection();
    // the header and the refused change set of lines; then the maker dies
    peer.habits({ writesUntilCut: 2 });
    expect(await connection.execute(command, silent)).toMatchObject({ kind: 'unknown' });
    peer.habits({ writesUntilCut: null });
    expect(await peer.orders(command.reference)).toHaveLength(1);
    expect(await connection.find(command, silent)).toEqual({ kind: 'absent' });
    expect(await connection.execute(command, silent)).toMatchObject({ kind: 'rejected' });
    expect(await peer.orders(command.reference)).toEqual([]);
  });

  it('is in doubt after an accident of the server, and found', async () => {
    const peer = await sandboxPeer(undefined, { p500AfterCommit: 1 });
    const command = aCommand(three());
    for (let steps = 0; steps < 2; steps += 1) expect(await peer.open().execute(command, silent)).toEqual({ kind: 'unknown', why: 'status_500' });
    expect(await peer.open().find(command, silent)).toMatchObject({ kind: 'found' });
    expect(await linesOf(peer, command)).toEqual([['SEV200 4', 'CHP5 2', 'BULK 0.125']]);
  });

  it('waits for a busy ERP in between instead of leaving half an order behind', async () => {
    const peer = await sandboxPeer(undefined, { retryAfterS: 0, p429: 0.3, seed: 7 });
    const connection = peer.open({ waitForBusyMs: 5_000, linesBy: 'each' });
    for (let at = 0; at < 20; at += 1) {
      const command = aCommand(three());
      for (let tries = 0; tries < 40 && (await deliver(connection, command)) !== 'equal'; tries += 1);
      expect(await linesOf(peer, command)).toEqual([['SEV200 4', 'CHP5 2', 'BULK 0.125']]);
    }
  });

  it('is one when ten ask for it again at once', async () => {
    const peer = await sandboxPeer();
    const command = aCommand(three());
    expect(await deliver(peer.open(), command)).toBe('equal');
    const again = await Promise.all(Array.from({ length: 10 }, () => deliver(peer.open(), command)));
    expect(new Set(again)).toEqual(new Set(['equal']));
    expect(await linesOf(peer, command)).toHaveLength(1);
  });

  it('that was cancelled is not made again', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open();
    const command = aCommand(three());
    const made = await connection.execute(command, silent);
    if (made.kind !== 'committed') throw new Error(made.kind);
    expect(await connection.reverse(command, made.erpKey, silent)).toMatchObject({ kind: 'committed' });
    expect(await connection.find(command, silent)).toMatchObject({ kind: 'found' });
    expect(await connection.execute(command, silent)).toMatchObject({ kind: 'committed', erpKey: made.erpKey });
    expect(await connection.verify(command, made.erpKey, silent)).toMatchObject({ kind: 'different' });
    expect(await peer.orders(command.reference)).toMatchObject([{ status: 'cancelled', items: [] }]);
  });
});

describe('an order numbered by our reference', () => {
  it('is one transaction, and the ERP itself refuses a second one', async () => {
    const peer = await sandboxPeer(undefined, { manualNumbers: true });
    const connection = peer.open({ orderNumbers: 'reference' });
    const command = aCommand(three());
    expect(await deliver(connection, command)).toBe('equal');
    expect(await peer.orders(command.reference)).toMatchObject([{ number: command.reference }]);
    const writes = peer.calls.filter((call) => call.startsWith('POST /data'));
    expect(writes).toEqual(['POST /data/$batch']);
    const refused = aCommand(anOrder({ lines: [line('SEV200'), line('NOSUCH', { lineNo: 20 })] }));
    expect(await connection.execute(refused, silent)).toMatchObject({ kind: 'rejected' });
    expect(await peer.orders(refused.reference)).toEqual([]);
  });

  it('is refused in words where the number sequence is the ERP’s', async () => {
    const peer = await sandboxPeer();
    expect(await peer.open({ orderNumbers: 'reference' }).execute(aCommand(), silent)).toMatchObject({
      kind: 'rejected',
      text: expect.stringMatching(/number sequence/) as unknown,
    });
  });
});

describe('what is written', () => {
  it('goes to the company of the sales organisation, with words, customer’s number, place and odd signs', async () => {
    const peer = await sandboxPeer();
    const words = "पेटी O'Neill & <b> ₹5 سيف";
    const riyadh = { ...line('SEV200', { words, quantity: '3', price: '65.5' }) };
    const command = aCommand(anOrder({ customer: 'C-2001', salesOrg: 'VS02', currency: 'SAR', customerPo: "PO'7", shipTo: 'C-2001', lines: [riyadh] }));
    const connection = peer.open({ qualifyKeys: null });
    const made = await connection.execute(command, silent);
    expect(made).toMatchObject({ kind: 'committed', erpKey: expect.stringMatching(/^vi02\//) as unknown });
    if (made.kind !== 'committed') return;
    expect((await peer.orders(command.reference))[0]?.items).toMatchObject([{ words: [...words].slice(0, 20).join(''), quantity: '3' }]);
    expect(await connection.verify(command, made.erpKey, silent)).toMatchObject({
      kind: 'equal',
      document: { erpNumber: made.erpKey, currency: 'SAR', net: '196.5' },
    });
    expect(peer.bodies.find((one) => one.path.includes('SalesOrderHeadersV2'))?.body).toContain(`"CustomerRequisitionNumber":"PO'7"`);
    expect(peer.bodies.at(-1)?.body).toContain('"SalesPrice":65.5,"SalesPriceQuantity":1');
  });

  it('is told to differ when the ERP puts a discount on a settled price', async () => {
    const peer = await sandboxPeer(undefined, { lineDiscountPercent: 5 });
    const connection = peer.open();
    const command = aCommand();
    const made = await connection.execute(command, silent);
    if (made.kind !== 'committed') throw new Error(made.kind);
    expect(await connection.verify(command, made.erpKey, silent)).toMatchObject({
      kind: 'different',
      fields: [{ field: 'line 10 discount', ours: '0', theirs: '5' }, {}],
    });
  });

  it('needs a site, as the ERP says', async () => {
    const peer = await sandboxPeer();
    const companies = { vi01: { company: 'VI01', salesOrg: 'VS01', zone: 'Asia/Kolkata' } };
    const command = aCommand();
    expect(await peer.open({ companies }).execute(command, silent)).toMatchObject({
      kind: 'rejected',
      text: 'Inventory dimension Site is mandatory and must consequently be specified.',
      field: 'Site',
    });
    expect(await peer.orders(command.reference)).toEqual([]);
  });

  it('is noted call by call, without bodies and secrets', async () => {
    const peer = await sandboxPeer();
    const calls: CallRecord[] = [];
    await peer.open().execute(aCommand(), (call) => calls.push(call));
    expect(calls.map((call) => call.step)).toEqual(['sign in', 'look', 'create', 'create']);
    expect(JSON.stringify(calls)).not.toMatch(/sandbox-secret|Bearer|peti sev/);
  });

  it('speaks newer versions of the sets where they are named', async () => {
    const peer = await sandboxPeer();
    const sets = { stock: 'KKBatchOnHands', salesOrderHeaders: 'SalesOrderHeadersV4', salesOrderLines: 'SalesOrderLinesV3' };
    expect(await deliver(peer.open({ sets }), aCommand())).toBe('equal');
    expect(peer.calls.some((call) => call.includes('HeadersV2'))).toBe(false);
  });
});

describe('changes', () => {
  const made = async (peer: Peer) => {
    const command = aCommand();
    const outcome = await peer.open().execute(command, silent);
    if (outcome.kind !== 'committed') throw new Error(outcome.kind);
    const before = sideOf(anOrder());
    const to = (after: typeof before): ErpCommand =>
      aCommand({ orderNumber: 'K', erpNumber: outcome.erpKey, customer: 'C-1042', currency: 'INR', before, after }, 'sales_order_change');
    return { command, before, to, erpKey: outcome.erpKey };
  };

  it('take lines away that are no longer wanted, and leave a stop that a person set', async () => {
    const peer = await sandboxPeer();
    const { command, before, to, erpKey } = await made(peer);
    const change = to({ ...before, lines: before.lines.slice(0, 1) });
    expect(await deliver(peer.open(), change)).toBe('equal');
    expect(await linesOf(peer, command)).toEqual([['SEV200 40']]);
    expect(peer.bodies.at(-1)?.body).not.toContain('IsSalesProcessingStopped');
    expect(await peer.open().verify(change, erpKey, silent)).toMatchObject({ kind: 'equal' });
  });

  it('move the day of the order and of its lines', async () => {
    const peer = await sandboxPeer();
    const { before, to } = await made(peer);
    expect(await deliver(peer.open(), to({ ...before, requestedDate: '2026-12-01' }))).toBe('equal');
    expect(peer.bodies.at(-1)?.body.match(/"RequestedReceiptDate":"2026-12-01T12:00:00Z"/g)).toHaveLength(3);
  });

  it('look at the version of what they change', async () => {
    const peer = await sandboxPeer();
    const { before, to } = await made(peer);
    await peer.open().execute(to({ ...before, lines: before.lines.map((one) => ({ ...one, quantity: '7' })) }), silent);
    expect(peer.bodies.at(-1)?.body.match(/If-Match: W\//g)).toHaveLength(3);
  });

  it('of an order that is not there are refused; cancelling it is done', async () => {
    const peer = await sandboxPeer();
    const { before, to } = await made(peer);
    const gone = { ...(to(before).payload as object), erpNumber: 'SO-99' };
    expect(await peer.open().execute({ ...to(before), payload: gone }, silent)).toMatchObject({ kind: 'rejected', code: 'changed_in_erp' });
    const cancel = { ...to(before), kind: 'sales_order_cancel' as const, payload: { ...gone, after: { requestedDate: null, lines: [] } } };
    expect(await peer.open().find(cancel, silent)).toMatchObject({ kind: 'found' });
    expect(await peer.open().execute(cancel, silent)).toMatchObject({ kind: 'committed' });
  });
});

describe('messages of the shop floor', () => {
  const receipt = {
    company: 'VI01',
    productionOrder: '1000001',
    sku: 'SEV200',
    quantity: '10',
    uom: 'CAR',
    erpUom: 'CAR',
    place: 'PI01/FG01',
    lot: 'L2211',
    postedOn: '2026-11-22',
    final: true,
  };
  const books = async (peer: Peer): Promise<number> => ((await peer.ask('/sandbox/documents')) as { documents: unknown[] }).documents.length;

  it('are in doubt while they wait in the queue, and found when they are booked', async () => {
    const peer = await sandboxPeer(undefined, { messageDelayMs: 3_600_000 });
    const connection = peer.open();
    const command = aCommand(receipt, 'production_receipt');
    expect(await connection.execute(command, silent)).toEqual({ kind: 'unknown', why: 'queued' });
    expect(await connection.find(command, silent)).toEqual({ kind: 'absent' });
    peer.habits({ messageDelayMs: 0 });
    const found = await connection.find(command, silent);
    expect(found).toMatchObject({ kind: 'found' });
    if (found.kind === 'found') expect(await connection.verify(command, found.erpKey, silent)).toMatchObject({ kind: 'equal' });
    expect(await books(peer)).toBe(1);
  });

  it('are waited for as long as the settings say', async () => {
    const peer = await sandboxPeer(undefined, { messageDelayMs: 300 });
    expect(await peer.open({ messageWaitMs: 5_000 }).execute(aCommand(receipt, 'production_receipt'), silent)).toMatchObject({ kind: 'committed' });
  });

  it('that fail in silence are never called booked', async () => {
    const peer = await sandboxPeer(undefined, { pMessageFails: 1 });
    const command = aCommand(receipt, 'production_receipt');
    expect(await peer.open().execute(command, silent)).toMatchObject({ kind: 'unknown' });
    expect(((await peer.ask('/sandbox/messages')) as { messages: unknown[] }).messages).toMatchObject([{ state: 'Failed', tries: 3 }]);
    expect(await books(peer)).toBe(0);
  });

  it('say company, queue, type and content as published, in inventory units', async () => {
    const peer = await sandboxPeer();
    const command = aCommand(receipt, 'production_receipt');
    await peer.open().execute(command, silent);
    const body = JSON.parse(peer.bodies.find((one) => one.path.startsWith('/api/'))?.body ?? '{}') as Record<string, string>;
    expect(body).toMatchObject({ _companyId: 'VI01', _messageQueue: 'JmgMES3P', _messageType: 'ProdProductionOrderReportFinished' });
    expect(JSON.parse(body['_messageContent'] ?? '{}')).toEqual({
      ProductionOrderNumber: '1000001',
      ReportFinishedLines: [
        {
          ItemNumber: 'SEV200',
          ReportedGoodQuantity: 300,
          ReportAsFinishedDate: '2026-11-22',
          ProductionWarehouseId: 'PI01FG01',
          ItemBatchNumber: 'L2211',
          LicensePlateNumber: command.reference,
          EndJob: 'Yes',
        },
      ],
    });
  });

  it('without a reference are a person’s question when an equal one is booked already, or ours', async () => {
    const peer = await sandboxPeer();
    const without = { receiptReference: null, equalBookings: 'ask' };
    await peer.open().execute(aCommand(receipt, 'production_receipt'), silent);
    const command = aCommand(receipt, 'production_receipt');
    expect(await peer.open(without).find(command, silent)).toMatchObject({ kind: 'ambiguous', erpKeys: [expect.any(String)] });
    expect(await peer.open({ ...without, equalBookings: 'same' }).find(command, silent)).toMatchObject({ kind: 'found' });
    expect(await peer.open(without).find(aCommand({ ...receipt, quantity: '11' }, 'production_receipt'), silent)).toEqual({ kind: 'absent' });
    // with one, equal pallets are told apart
    expect(await peer.open().find(command, silent)).toEqual({ kind: 'absent' });
  });

  it('tell hours of minutes that are no even part of one', async () => {
    const peer = await sandboxPeer();
    const confirmation = {
      company: 'VI01',
      productionOrder: '1000001',
      operation: '0010',
      quantity: '1',
      uom: 'CAR',
      erpUom: 'CAR',
      scrap: '0.1',
      scrapReason: '',
      workMinutes: '50',
      postedOn: '2026-11-22',
      final: true,
    };
    expect(await deliver(peer.open(), aCommand(confirmation, 'operation_confirmation'))).toBe('equal');
    const body = JSON.parse(peer.bodies.at(-1)?.body ?? '{}') as Record<string, string>;
    expect(JSON.parse(body['_messageContent'] ?? '{}')).toMatchObject({
      RouteCardLines: [{ OperationNumber: 10, GoodQuantity: 30, ErrorQuantity: 3, Hours: 0.8333, OperationCompleted: 'Yes' }],
    });
  });

  it('are not sent for quantities that are none of the inventory unit', async () => {
    const peer = await sandboxPeer();
    expect(await peer.open().execute(aCommand({ ...receipt, quantity: '0.00000001' }, 'production_receipt'), silent)).toMatchObject({
      kind: 'rejected',
      code: 'quantity_not_exact',
    });
    expect(peer.calls.some((call) => call.includes('SendMessage'))).toBe(false);
  });
});

describe('reconciliation', () => {
  it('finds orders with references of ours, and others, and sees what changed', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open({ pageSize: 1 });
    const command = aCommand();
    const made = await connection.execute(command, silent);
    const read = async (): Promise<ReferencePage['documents']> => {
      const seen: ReferencePage['documents'][number][] = [];
      let cursor: string | null = null;
      do {
        const page: ReferencePage = await connection.readReferences('create_sales_order', '2026-01-01', cursor);
        seen.push(...page.documents);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return seen;
    };
    const before = await read();
    expect(before.map(({ reference, state }) => [reference, state])).toEqual([
      ['', 'closed'],
      [command.reference, 'open'],
    ]);
    if (made.kind !== 'committed') throw new Error(made.kind);
    await connection.reverse(command, made.erpKey, silent);
    const after = await read();
    expect(after[1]).toMatchObject({ erpKey: made.erpKey, state: 'cancelled' });
    expect(after[0]?.digest).toBe(before[0]?.digest);
    expect(after[1]?.digest).not.toBe(before[1]?.digest);
  });
});
