import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEdmx } from '../../kit/odata4/edmx.ts';
import { aCommand, anOrder, auth, baseUrl, sandboxPeer, sideOf } from './sandbox-peer.ts';

const silent = (): void => undefined;

const contract = join(process.env['KARKHANA_SHARED'] ?? '../shared', 'erp-contracts/sap-b1/SAPB1-v2-odata4.edmx');
const published = existsSync(contract);
if (!published) process.stderr.write(`SKIPPED: the published Service Layer contract is not at ${contract}\n`);

describe.skipIf(!published)('P1 what is sent', () => {
  it('has fields of the published contract only', async () => {
    const edmx = readEdmx(readFileSync(contract, 'utf8'));
    const peer = await sandboxPeer();
    const connection = peer.open();
    const command = aCommand(anOrder({ customerPo: 'PO', shipTo: 'C-1042-1' }));
    const made = await connection.execute(command, silent);
    if (made.kind !== 'committed') throw new Error(made.kind);
    const before = sideOf(anOrder());
    const change = {
      orderNumber: 'K',
      erpNumber: made.erpKey,
      customer: 'C-1042',
      currency: 'INR',
      before,
      after: { ...before, lines: before.lines.slice(0, 1) },
    };
    await connection.execute({ ...command, kind: 'sales_order_change', payload: change }, silent);
    const line = { sku: 'SEV200', quantity: '1', uom: 'CAR', erpUom: 'CAR', place: 'PI01/FG01', lot: 'L0311' };
    const on = { company: 'VI01', postedOn: '2026-11-22', reason: 'r' };
    await connection.execute(
      aCommand({ ...on, movement: 'transfer', productionOrder: null, lines: [{ ...line, placeTo: 'PI01/RM01' }] }, 'stock_movement'),
      silent,
    );
    await connection.execute(aCommand({ ...on, movement: 'scrap', productionOrder: null, lines: [{ ...line, placeTo: null }] }, 'stock_movement'), silent);
    await connection.execute(aCommand({ ...on, ...line, productionOrder: '1', final: true }, 'production_receipt'), silent);
    await connection.execute(
      aCommand(
        { company: 'VI01', customer: 'C-1042', erpNumber: made.erpKey, shippedOn: '2026-11-22', carrier: 'x', lines: [{ ...line, erpLine: 10 }] },
        'delivery',
      ),
      silent,
    );
    for (const method of ['cash', 'upi', 'cheque'])
      await connection.execute(
        aCommand(
          { company: 'VI01', customer: 'C-1042', amount: '1.00', currency: 'INR', receivedOn: '2026-11-22', method, invoice: '1', note: 'n' },
          'payment_receipt',
        ),
        silent,
      );
    const sent = peer.bodies.filter((one) => !one.path.endsWith('/Login'));
    expect(sent.length).toBeGreaterThanOrEqual(9);
    const unknown = sent.flatMap(({ path, body }) => {
      const set = /\/b1s\/v2\/(\w+)/.exec(path)?.[1] ?? '';
      return strangers(JSON.parse(body), edmx.sets.get(set) ?? '', edmx.types).map((name) => `${set}: ${name}`);
    });
    expect(unknown).toEqual([]);
  });
});

/** Fields of a body that its type does not have, inner ones too. */
function strangers(value: unknown, type: string, types: ReturnType<typeof readEdmx>['types']): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one) => strangers(one, type, types));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const known = types.get(type)?.get(name);
    return known === undefined ? [`${type}.${name}`] : strangers(inner, known, types);
  });
}

describe('a sandbox that others call', () => {
  it('answers bad input as Business One does', async () => {
    const peer = await sandboxPeer();
    const call = async (path: string, init: RequestInit = {}): Promise<{ status: number; code: unknown }> => {
      const response = await peer.sandbox.fetch(`${baseUrl}/b1s/v2/${path}`, init);
      const body = (await response.json()) as { error?: { code?: unknown } };
      return { status: response.status, code: body.error?.code };
    };
    expect(await call('Orders')).toEqual({ status: 401, code: '301' });
    const login = await peer.sandbox.fetch(`${baseUrl}/b1s/v2/Login`, {
      method: 'POST',
      body: JSON.stringify({ CompanyDB: auth.companyDb, UserName: auth.user, Password: auth.password }),
    });
    const cookie = login.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const headers = { cookie, 'content-type': 'application/json' };
    expect(await call('Orders', { headers: { cookie: cookie.split('; ')[0] ?? '' } }), 'without ROUTEID').toMatchObject({ status: 401 });
    expect(await call('Orders(99)', { headers })).toEqual({ status: 404, code: '-2028' });
    expect(await call('Nothing', { headers })).toMatchObject({ status: 404 });
    expect(await call('Orders', { method: 'POST', headers, body: '{"Car' })).toMatchObject({ status: 400 });
    expect(await call('Orders', { method: 'POST', headers, body: '{"Foo":1}' })).toEqual({ status: 400, code: '-1000' });
    expect(await call('Orders', { method: 'POST', headers: { ...headers, 'content-type': 'text/xml' }, body: '<a/>' })).toMatchObject({ status: 415 });
  });
});
