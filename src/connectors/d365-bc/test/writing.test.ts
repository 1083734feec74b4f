import { describe, expect, it } from 'vitest';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import type { ErpConnection } from '../../kit/types.ts';
import { matchLines } from '../map/match.ts';
import { aCommand, anOrder, peerSettings, sandboxPeer, sideOf } from './sandbox-peer.ts';
import { all, dataOf, postOrder, silent, withOrder } from './reads.ts';

describe('orders', () => {
  it('of twenty callers at once get twenty numbers', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open();
    const made = await Promise.all(
      Array.from({ length: 20 }, () =>
        connection.execute(
          aCommand(
            anOrder({
              lines: anOrder()
                .lines.slice(1)
                .map((line) => ({ ...line, quantity: '1' })),
            }),
          ),
          silent,
        ),
      ),
    );
    expect(new Set(made.map((one) => (one.kind === 'committed' ? one.erpKey : JSON.stringify(one)))).size).toBe(20);
  });

  it('go to another place than the customer’s by its address, for the API takes no code', async () => {
    const peer = await sandboxPeer();
    const command = aCommand(anOrder({ shipTo: 'C-1042-1' }));
    const made = await peer.open().execute(command, silent);
    expect(JSON.parse(peer.bodies.at(-1)?.body ?? '{}')).toMatchObject({ shipToName: 'Godown', shipToCity: 'Dewas', shipToPostCode: '455001' });
    if (made.kind !== 'committed') throw new Error(made.kind);
    expect(await peer.open().verify(command, made.erpKey, silent)).toMatchObject({ kind: 'equal' });
    expect(await peer.open({ published: {} }).execute(command, silent)).toMatchObject({ kind: 'rejected', code: 'no_ship_to' });
  });

  it('go to the location of the settings, and never send a sequence', async () => {
    const peer = await sandboxPeer();
    const companies = peerSettings.companies.map((company) => ({ ...company, location: company.company === 'VI01' ? 'PI01BL01' : null }));
    expect(await peer.open({ companies }).execute(aCommand(), silent)).toMatchObject({ kind: 'committed' });
    const body = JSON.parse(peer.bodies.at(-1)?.body ?? '{}') as { salesOrderLines: Record<string, unknown>[] };
    expect(body.salesOrderLines.map((line) => [typeof line['locationId'], line['sequence']])).toEqual([
      ['string', undefined],
      ['string', undefined],
    ]);
  });

  it('that are invoiced to their end are gone, and found by their invoices: nothing is created twice', async () => {
    const { peer, connection } = await withOrder();
    const command = aCommand(anOrder({ lines: anOrder().lines.slice(1) }));
    const made = await connection.execute(command, silent);
    if (made.kind !== 'committed') throw new Error(made.kind);
    await postOrder(peer, made.erpKey.split('/')[1] ?? '');
    expect(await peer.orders(command.reference)).toEqual([]);
    expect(await connection.find(command, silent)).toEqual({ kind: 'found', erpKey: made.erpKey });
    expect(await connection.verify(command, made.erpKey, silent)).toMatchObject({ kind: 'equal' });
    const side = { requestedDate: null, lines: sideOf(anOrder()).lines.slice(1) };
    const cancel = { orderNumber: 'K', erpNumber: made.erpKey, customer: 'C-1042', currency: 'INR', before: side, after: { ...side, lines: [] } };
    expect(await connection.execute(aCommand(cancel, 'sales_order_cancel'), silent)).toMatchObject({ kind: 'rejected', code: 'already_invoiced' });
  });

  it('that a person deleted are told as deleted, not made again by their change', async () => {
    const { peer, connection, erpKey, before, change } = await withOrder({ cancelBy: 'order' });
    expect(await connection.execute(change([], 'sales_order_cancel'), silent)).toMatchObject({ kind: 'committed' });
    expect(await connection.find(change([], 'sales_order_cancel'), silent)).toMatchObject({ kind: 'found' });
    expect(await connection.verify(change([], 'sales_order_cancel'), erpKey, silent)).toMatchObject({ kind: 'equal' });
    expect(await connection.execute(change(before.lines.slice(0, 1)), silent)).toMatchObject({ kind: 'rejected', code: '404' });
    expect(peer.bodies.filter((one) => one.path.endsWith('$batch'))).toHaveLength(1);
  });

  it('are taken back without being deleted, and twice is once', async () => {
    const { peer, connection, command, erpKey, linesNow } = await withOrder();
    expect(await connection.reverse(command, erpKey, silent)).toMatchObject({ kind: 'committed' });
    expect(await connection.reverse(command, erpKey, silent)).toMatchObject({ kind: 'committed' });
    expect(await linesNow()).toEqual([]);
    expect(await connection.find(command, silent)).toMatchObject({ kind: 'found' });
    expect((await all(peer.open(), 'sales_order')).map((record) => (record.data as { state: string }).state)).toEqual(['cancelled']);
  });
});

describe('changes', () => {
  it('take away the lines that are no longer wanted, and know lines by what they are when numbers moved', async () => {
    const { peer, connection, before, change, linesNow, erpKey } = await withOrder();
    const [, chips] = before.lines;
    if (!chips) throw new Error('two lines');
    const first = change([chips]);
    expect(await connection.execute(first, silent)).toMatchObject({ kind: 'committed' });
    expect(await linesNow()).toEqual(['CHP5 25']);
    // Business Central numbers the new line 30000, we call it 40
    const added = { ...chips, erpLine: 40, sku: 'X00001', quantity: '2', price: '100.00' };
    const second = aCommand(
      {
        orderNumber: 'K',
        erpNumber: erpKey,
        customer: 'C-1042',
        currency: 'INR',
        before: { ...before, lines: [chips] },
        after: { ...before, lines: [chips, added] },
      },
      'sales_order_change',
    );
    expect(await connection.execute(second, silent)).toMatchObject({ kind: 'committed' });
    expect(await linesNow()).toEqual(['CHP5 25', 'X00001 2']);
    expect(await connection.find(second, silent)).toMatchObject({ kind: 'found' });
    expect(await peer.open().verify(second, erpKey, silent)).toMatchObject({ kind: 'equal' });
  });

  it('of a whole order are one batch that holds as a whole, under the version that was read', async () => {
    const { peer, connection, before, change } = await withOrder();
    await connection.execute(change(before.lines.map((line) => ({ ...line, quantity: '1' }))), silent);
    const sent = JSON.parse(peer.bodies.at(-1)?.body ?? '{}') as { requests: { method: string; url: string; headers: Record<string, string> }[] };
    expect(sent.requests.map((one) => [one.method, one.url.replace(/\(.*?\)/g, ''), one.headers['if-match']?.startsWith('W/')])).toEqual([
      ['PATCH', 'companies/salesOrders', true],
      ['PATCH', 'companies/salesOrderLines', false],
      ['PATCH', 'companies/salesOrderLines', false],
    ]);
  });

  it('that a server without whole batches left half done are a person’s', async () => {
    const { peer, connection, before, change, linesNow } = await withOrder();
    peer.habits({ batchForgetsIsolation: true });
    const [sev, chips] = before.lines;
    if (!sev || !chips) throw new Error('two lines');
    const half = change([{ ...sev, quantity: '5' }, chips, { ...chips, erpLine: 30, sku: 'OLD1', quantity: '1' }]);
    expect(await connection.execute(half, silent)).toMatchObject({ kind: 'rejected', code: 'partly_changed' });
    expect(await linesNow()).toEqual(['SEV200 5', 'CHP5 25']);
  });

  it('of an order that a clerk has released are refused in the words of Business Central', async () => {
    const seed = tinyCompany();
    const peer = await sandboxPeer({ ...seed, pastOrders: seed.pastOrders.map((order) => ({ ...order, open: true })) });
    const connection = peer.open();
    const [order] = await all(connection, 'sales_order');
    expect(order).toMatchObject({ key: 'VI01/3000001', data: { state: 'open', lines: [{ deliveredMilli: 0 }, {}] } });
    const line = { erpLine: 10, sku: 'SEV200', words: '', quantity: '40', uom: 'CAR', erpUom: 'CAR', price: null };
    const loose = { ...line, erpLine: 20, sku: 'BULK', quantity: '12.5', uom: 'KG', erpUom: 'KG' };
    const side = { requestedDate: null, lines: [line, loose] };
    const change = {
      orderNumber: 'K',
      erpNumber: 'VI01/3000001',
      customer: 'C-1042',
      currency: 'INR',
      before: side,
      after: { ...side, lines: [{ ...line, quantity: '30' }, loose] },
    };
    expect(await connection.execute(aCommand(change, 'sales_order_change'), silent)).toMatchObject({
      kind: 'rejected',
      code: 'Application_FieldValidationException',
      text: expect.stringContaining('Status must be equal to') as unknown,
    });
  });

  it('answer 412 for a stale version as they answer 409', async () => {
    const { peer, connection, before, change } = await withOrder();
    peer.habits({ pChanged: 1, staleStatus: 412 });
    expect(await connection.execute(change(before.lines.slice(0, 1)), silent)).toEqual({ kind: 'transient', why: 'changed_meanwhile' });
  });

  it('match lines by number and item first, then by item', () => {
    const row = (sequence: string, lineObjectNumber: string) => ({ sequence, lineObjectNumber });
    const line = (erpLine: number, sku: string) => ({ erpLine, sku });
    const matched = matchLines([line(10, 'A'), line(20, 'A'), line(30, 'B')], [row('10000', 'B'), row('20000', 'A'), row('40000', 'A'), row('50000', 'C')]);
    expect(matched.pairs.map(({ row: found }) => found?.['sequence'])).toEqual(['40000', '20000', '10000']);
    expect(matched.others.map((one) => one['sequence'])).toEqual(['50000']);
  });
});

describe('payments', () => {
  const payment = {
    company: 'VI01',
    customer: 'C-1042',
    amount: '1000.50',
    currency: 'INR',
    receivedOn: '2026-11-22',
    method: 'cash',
    invoice: 'VI01/9000002',
    note: 'van 3',
  };

  it('stand below zero in the journal of their way, and are found in the ledger when a clerk has posted', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open();
    const command = aCommand(payment, 'payment_receipt');
    const made = await connection.execute(command, silent);
    expect(made).toMatchObject({ kind: 'committed', warnings: ['entered in journal CASH; not posted yet'] });
    expect(peer.bodies.at(-1)?.body).toContain('"amount":-1000.5,');
    await peer.ask('/sandbox/journals/CASH/post', {});
    expect(await connection.find(command, silent)).toMatchObject({ kind: 'found' });
    expect(await connection.verify(command, '', silent)).toMatchObject({ kind: 'equal', document: { state: 'posted' } });
    expect(await connection.reverse(command, '', silent)).toMatchObject({ kind: 'rejected', code: 'already_posted' });
    expect(await dataOf(connection, 'invoice', 'VI01/9000002')).toMatchObject({ openMinor: 5_271_313 - 100_050 });
    expect(await dataOf(connection, 'credit', 'C-1042')).toMatchObject({ receivablesMinor: 10_000_000 - 100_050 });
  });
});

describe('reconciliation', () => {
  it('sees orders with references of ours, others, and those that are invoiced to their end', async () => {
    const { peer, connection, command } = await withOrder({ pageSize: 1 });
    const done = aCommand(anOrder({ lines: anOrder().lines.slice(1) }));
    const made = await connection.execute(done, silent);
    if (made.kind !== 'committed') throw new Error(made.kind);
    await postOrder(peer, made.erpKey.split('/')[1] ?? '');
    const seen: unknown[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<ErpConnection['readReferences']>> = await connection.readReferences('create_sales_order', '2026-01-01', cursor);
      seen.push(...page.documents.map(({ erpKey, reference, state }) => [erpKey, reference, state]));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual([
      ['VI01/S-ORD101001', command.reference, 'open'],
      [made.erpKey, done.reference, 'closed'],
    ]);
  });
});
