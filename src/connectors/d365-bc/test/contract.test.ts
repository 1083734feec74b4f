import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import { aCommand, anOrder, sandboxPeer, sideOf } from './sandbox-peer.ts';
import { silent } from './reads.ts';

const folder = join(process.env['KARKHANA_SHARED'] ?? '../shared', 'erp-contracts/d365-bc');
const published = existsSync(folder);
if (!published) process.stderr.write(`SKIPPED: the published contract of Business Central is not at ${folder}\n`);

/** Property → type, from a property table of API v2.0. */
function tableOf(file: string): ReadonlyMap<string, string> {
  const text = readFileSync(join(folder, 'v2.0-resources', `dynamics_${file}.md`), 'utf8');
  const part = text.slice(text.indexOf('## Properties'), text.indexOf('## JSON'));
  return new Map([...part.matchAll(/^\|(\w+)\|([\w.]+)\|/gm)].map(([, name = '', type = '']) => [name, type]));
}

/** A schema of the OpenAPI document of API v1.0: API v2.0 publishes no lengths, and no table of payments is at hand. */
function schemaOf(name: string): string {
  const text = readFileSync(join(folder, 'BCOAS1.0.yaml'), 'utf8');
  return text.slice(text.indexOf(`\n  ${name}:\n   type: object`)).split(/\n {2}\w/)[1] ?? '';
}

/** Property → the most characters that it holds. */
const lengthsOf = (name: string): ReadonlyMap<string, number> =>
  new Map([...schemaOf(name).matchAll(/\n {4}(\w+):\n(?: {6}.*\n)*? {6}maxLength: (\d+)/g)].map(([, field = '', length = '0']) => [field, Number(length)]));

type Body = Readonly<Record<string, unknown>>;

/** What of a body is not in the table, has another type, or is too long. */
function wrong(body: Body, table: ReadonlyMap<string, string>, lengths: ReadonlyMap<string, number>, inner: readonly string[] = []): readonly string[] {
  return Object.entries(body)
    .filter(([name]) => !inner.includes(name))
    .flatMap(([name, value]) => {
      const type = table.get(name);
      if (type === undefined) return [`${name} is not published`];
      const right =
        type === 'decimal' || type === 'integer' ? typeof value === 'number' : type === 'boolean' ? typeof value === 'boolean' : typeof value === 'string';
      const most = lengths.get(name);
      return [...(right ? [] : [`${name} is no ${type}`]), ...(most !== undefined && String(value).length > most ? [`${name} is longer than ${most}`] : [])];
    });
}

describe.skipIf(!published)('P1 what is sent', () => {
  it('has fields of the published property tables only, of their types and lengths', async () => {
    const peer = await sandboxPeer(tinyCompany(1));
    const connection = peer.open();
    const long = anOrder().lines.map((line) => ({ ...line, words: 'x'.repeat(200) }));
    const command = aCommand(anOrder({ lines: long, customerPo: 'P'.repeat(200), shipTo: 'C-1042-1' }));
    const made = await connection.execute(command, silent);
    if (made.kind !== 'committed') throw new Error(JSON.stringify(made));
    const before = sideOf(anOrder());
    const [sev, chips] = before.lines;
    if (!sev || !chips) throw new Error('two lines');
    const head = { orderNumber: 'K', erpNumber: made.erpKey, customer: 'C-1042', currency: 'INR', before };
    const after = {
      requestedDate: '2026-11-30',
      lines: [
        { ...chips, quantity: '3' },
        { ...chips, erpLine: 30, sku: 'X00000', words: 'y'.repeat(99), freeWith: 20 },
      ],
    };
    expect(await connection.execute(aCommand({ ...head, after }, 'sales_order_change'), silent)).toMatchObject({ kind: 'committed' });
    const orders = tableOf('salesorder');
    const lines = tableOf('salesorderline');
    const [orderLengths, lineLengths] = [lengthsOf('salesOrder'), lengthsOf('salesOrderLine')];
    expect([orderLengths.get('externalDocumentNumber'), lineLengths.get('description')]).toEqual([35, expect.any(Number)]);
    const posted = peer.bodies.filter((one) => one.path.endsWith('/salesOrders')).map((one) => JSON.parse(one.body) as Body);
    expect(posted).toHaveLength(1);
    for (const body of posted) {
      expect(wrong(body, orders, orderLengths, ['salesOrderLines'])).toEqual([]);
      expect((body['salesOrderLines'] as readonly Body[]).flatMap((line) => wrong(line, lines, lineLengths))).toEqual([]);
    }
    const batches = peer.bodies
      .filter((one) => one.path.endsWith('/$batch'))
      .map((one) => JSON.parse(one.body) as { requests: { method: string; url: string; body?: Body }[] });
    const inner = batches.flatMap((batch) => batch.requests);
    expect(inner.map((one) => one.method)).toEqual(['PATCH', 'DELETE', 'PATCH', 'POST']);
    expect(
      inner.flatMap((one) => (one.body ? wrong(one.body, /Lines/.test(one.url) ? lines : orders, /Lines/.test(one.url) ? lineLengths : orderLengths) : [])),
    ).toEqual([]);
  });

  it('enters payments with what API v1.0 publishes of them (no table of v2.0 is at hand)', async () => {
    const peer = await sandboxPeer();
    const payment = {
      company: 'VI01',
      customer: 'C-1042',
      amount: '1.00',
      currency: 'INR',
      receivedOn: '2026-11-22',
      method: 'cash',
      invoice: null,
      note: 'n'.repeat(400),
    };
    expect(await peer.open().execute(aCommand(payment, 'payment_receipt'), silent)).toMatchObject({ kind: 'committed' });
    const lengths = lengthsOf('customerPayment');
    const body = JSON.parse(peer.bodies.at(-1)?.body ?? '{}') as Body;
    const known = new Map(
      [...schemaOf('customerPayment').matchAll(/\n {4}(\w+):\n {6}type: (\w+)/g)].map(([, name = '', type = '']) => [
        name,
        type === 'number' ? 'decimal' : 'string',
      ]),
    );
    expect(known.size).toBeGreaterThan(10);
    expect(wrong(body, known, lengths)).toEqual([]);
  });
});
