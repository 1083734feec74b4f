import { OpenAPIHono } from '@hono/zod-openapi';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../../test/support/clock.ts';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { people, saveSmallFactory } from '../../../../test/world/small-factory.ts';
import type { HttpEnv } from '../../../platform/http/env.ts';
import type { Actor } from '../../../platform/runtime/ctx.ts';
import { pricingRoutes } from '../routes.ts';
import { floorSample, policySample, schemeSample, taxSample } from './rule-samples.ts';

const clock = testClock('2026-11-17T06:00:00.000Z');
const owner: Actor = { kind: 'person', id: 'p-meera', name: 'Meera', roles: ['owner'] };
let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase({ clock });
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.clear();
  await saveSmallFactory(db.runtime);
});

/** Asks as a person, the way the web does. */
async function ask(actor: Actor, path: string, body?: object): Promise<{ status: number; body: Record<string, unknown>; text: string }> {
  const app = new OpenAPIHono<HttpEnv>();
  app.use(async (c, next) => {
    c.set('actor', actor);
    await next();
  });
  app.route('/', pricingRoutes(async () => new Map())(db.runtime));
  const init = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await app.request(path, init);
  const text = await answer.text();
  return { status: answer.status, text, body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {} };
}

/** Sold lines of one item: list is 1,260.00 a carton. */
async function sell(rows: readonly (readonly [erp: string, customer: string, on: string, cartons: number, unitMinor: number])[]): Promise<void> {
  for (const [erp, customer, on, cartons, unitMinor] of rows)
    await db.pool.query('insert into pricing.sale values ($1, 10, $2, $3, $4, $5, $6, $7, $8)', [
      ...[erp, customer, on, 'SEV200', 'CAR', cartons * 1000, unitMinor * cartons, 'INR'],
    ]);
}
const floorBody = { company: 'VS01', version: 0, body: floorSample(), why: 'margins fell' };
const saveFloor = () => ask(people.vikram, '/pricing/rules/floor/F-NAMKEEN', floorBody);

describe('the API of price rules', () => {
  it('saves, lists, tells the history, retires and refuses by HTTP status', async () => {
    expect(await saveFloor()).toMatchObject({ status: 200, body: { versions: [{ version: 1, changedBy: 'person:p-vikram' }] } });
    expect(await saveFloor()).toMatchObject({ status: 409, body: { refusal: { code: 'stale_version', facts: { current: 1 } } } });
    expect(await ask(people.asha, '/pricing/rules')).toMatchObject({ status: 200, body: { company: 'VS01', rows: [{ code: 'F-NAMKEEN' }] } });
    expect(await ask(people.asha, '/pricing/rules?company=XX99')).toMatchObject({ status: 404 });
    const retired = await ask(people.vikram, '/pricing/rules/floor/F-NAMKEEN/retire', { company: 'VS01', version: 1, why: 'season is over' });
    expect(retired).toMatchObject({ status: 200, body: { versions: [{ version: 2, standing: 'off' }, { version: 1 }] } });
    expect(await ask(people.asha, '/pricing/rules/floor/F-NAMKEEN?company=VS01')).toMatchObject({ body: { versions: [{ version: 2 }, { version: 1 }] } });
    expect(await ask(people.asha, '/pricing/rules/floor/NONE?company=VS01')).toMatchObject({ status: 404 });
    expect(await ask(people.vikram, '/pricing/rules/floor/F-NAMKEEN', { ...floorBody, why: '' })).toMatchObject({ status: 422 });
  });

  it('gives a file that comes back unchanged', async () => {
    await saveFloor();
    const file = await ask(people.asha, '/pricing/export/floor');
    const body = { company: 'VS01', csv: file.text, apply: false, why: 'list of November' };
    expect(await ask(people.vikram, '/pricing/import/floor', body)).toMatchObject({ status: 200, body: { same: 1, refused: [] } });
  });

  it('is closed to whom it is not for', async () => {
    const nobody: readonly (readonly [string, object?])[] = [
      ['/pricing/rules'],
      ['/pricing/rules/floor/F-NAMKEEN?company=VS01'],
      ['/pricing/export/floor'],
      ['/pricing/reports/leaks'],
      ['/pricing/reports/creep'],
      ['/pricing/reports/bypass'],
      ['/pricing/rules/floor/F-NAMKEEN', floorBody],
      ['/pricing/rules/floor/F-NAMKEEN/retire', { company: 'VS01', version: 1, why: 'over' }],
      ['/pricing/back-test/floor', { company: 'VS01', body: floorSample() }],
      ['/pricing/import/floor', { company: 'VS01', csv: 'code,limit', apply: true, why: 'list' }],
    ];
    for (const [path, body] of nobody) expect((await ask(people.operator, path, body)).status, path).toBe(403);
    for (const path of ['leaks', 'creep', 'bypass']) expect((await ask(people.asha, `/pricing/reports/${path}`)).status, path).toBe(403);
    const policy = { company: 'VS01', body: policySample() };
    expect((await ask(people.vikram, '/pricing/back-test/policy', policy)).status).toBe(403);
  });
});

describe('the back-test', () => {
  it('says what a floor would have blocked of the last quarter, today left out', async () => {
    await sell([
      ['1', 'C-1042', '2026-11-16', 10, 110_000],
      ['2', 'C-1107', '2026-10-01', 5, 113_400],
      ['3', 'C-1107', '2026-11-17', 5, 1],
      ['4', 'C-1107', '2026-01-10', 5, 1],
    ]);
    expect(await ask(people.vikram, '/pricing/back-test/floor', { company: 'VS01', body: floorSample() })).toMatchObject({
      status: 200,
      body: { days: 91, lines: 2, orders: 2, blockedOrders: 1, blockedLines: 1, amountMinor: 34_000, currency: 'INR', examples: [{ erpNumber: '1' }] },
    });
    const named = floorSample({ items: { skus: ['ALU150'], groups: [], brands: [] } });
    expect((await ask(people.vikram, '/pricing/back-test/floor', { company: 'VS01', body: named })).body).toMatchObject({ lines: 0 });
    expect((await ask(owner, '/pricing/back-test/policy', { company: 'VS01', body: policySample() })).body).toMatchObject({ lines: 2, blockedLines: 2 });
  });

  it('looks further back for a floor on recent prices than it tests', async () => {
    await sell([
      ['1', 'C-1042', '2026-11-01', 10, 120_000],
      ['2', 'C-1042', '2026-11-16', 10, 100_000],
    ]);
    const body = floorSample({ limit: { kind: 'last_days', days: 30, bp: 500 } });
    const tested = await ask(people.vikram, '/pricing/back-test/floor', { company: 'VS01', body, days: 1 });
    expect(tested.body).toMatchObject({ lines: 1, blockedLines: 1, amountMinor: 140_000, examples: [{ limit: '114000' }] });
  });

  it('refuses rules that are not in form, that block nothing, and unknown companies', async () => {
    const test = (kind: string, body: object, company = 'VS01') => ask(owner, `/pricing/back-test/${kind}`, { company, body });
    expect(await test('floor', { ...floorSample(), limit: { kind: 'absolute', minor: 0, uom: 'CAR', currency: 'INR' } })).toMatchObject({
      body: { refusal: { code: 'not_positive' } },
    });
    expect(await test('tax', {})).toMatchObject({ body: { refusal: { code: 'bad_rule' } } });
    expect(await test('floor', floorSample(), 'XX99')).toMatchObject({ status: 404 });
  });

  it('walks any number of sales a page at a time and misses none', async () => {
    await db.pool.query(`insert into pricing.sale
      select (i / 5)::text, i % 5, case when i % 2 = 0 then 'C-1042' else 'C-1107' end, date '2026-11-16' - (i % 80), case when i % 3 = 0 then 'SEV200' else 'MIX400' end,
        'CAR', 1000, case when i % 10 = 0 then 1 else 1000000 end, 'INR' from generate_series(1, 12000) as i`);
    const tested = await ask(people.vikram, '/pricing/back-test/floor', { company: 'VS01', body: floorSample() });
    expect(tested.body).toMatchObject({ lines: 12_000, blockedLines: 1_200 });
  });
});

describe('a scheme and a tax before they are saved', () => {
  const scheme = schemeSample({ gift: { kind: 'percent_off', basis: 'quantity', scale: 'slab', bands: [{ from: 10_000, bp: 1_000 }] } });
  const tryOut = (who: Actor, kind: string, body: object, days = 91) => ask(who, `/pricing/back-test/${kind}`, { company: 'VS01', body, days });

  it('are tried on the orders of the last days, priced as they would be: contracts, other schemes and floors count', async () => {
    await sell([
      ['1', 'C-1042', '2026-11-02', 10, 126_000],
      ['2', 'C-1042', '2026-11-03', 9, 126_000],
      ['3', 'C-1107', '2026-09-03', 20, 120_960],
      ['4', 'C-9999', '2026-11-03', 20, 120_960],
    ]);
    const { status, body } = await tryOut(people.vikram, 'scheme', scheme);
    expect(status).toBe(200);
    expect(body).toMatchObject({ test: 'scheme', days: 91, currency: 'INR', orders: 3, qualifiedOrders: 2, underFloorOrders: 0 });
    expect((body['examples'] as { erpNumber: string }[]).map((one) => one.erpNumber).sort()).toEqual(['1', '3']);
    const taxed = await tryOut(people.vikram, 'tax', taxSample());
    expect(taxed.body).toMatchObject({ test: 'tax', lines: 3, changedLines: 3, changes: [{ fromBp: 0, toBp: 1_200, items: 1 }] });
    expect((await tryOut(people.vikram, 'scheme', scheme, 30)).body).toMatchObject({ orders: 2, qualifiedOrders: 1 });
  });

  it('that are not in order are refused, and so is whoever may not edit them', async () => {
    expect(await tryOut(people.vikram, 'scheme', { ...scheme, gift: { kind: 'percent_off' } })).toMatchObject({
      status: 409,
      body: { refusal: { code: 'bad_rule' } },
    });
    expect((await tryOut(people.asha, 'scheme', scheme)).status).toBe(403);
    expect((await tryOut(people.asha, 'tax', taxSample())).status).toBe(403);
  });
});

describe('the reports', () => {
  it('tell where money leaked, who creeps, and what went past the floor', async () => {
    await saveFloor();
    await db.pool.query("update pricing.rule set changed_at = '2026-10-01T00:00:00Z'");
    await db.pool.query(`insert into pricing.approval (id, case_id, company, customer, sku, uom, currency, unit_minor, net_net, order_id, approved_by, at)
      values ('00000000-0000-7000-8000-000000000001', 'c1', 'VS01', 'C-1042', 'SEV200', 'CAR', 'INR', 100000, '100000', 'o1', '{p-meera}', '2026-11-01T06:00:00Z')`);
    await sell([
      ['1', 'C-1042', '2026-11-02', 10, 100_000],
      ['2', 'C-1042', '2026-11-09', 10, 100_000],
      ['3', 'C-1107', '2026-11-09', 10, 126_000],
      ['4', 'C-1107', '2026-08-09', 10, 120_960],
      ['5', 'C-1042', '2026-08-09', 10, 126_000],
      ['6', 'C-9999', '2026-11-09', 10, 1],
    ]);
    const leaks = await ask(people.vikram, '/pricing/reports/leaks?company=VS01&days=30');
    expect(leaks.body).toMatchObject({ from: '2026-10-19', lines: 3, unpriced: 0, listMinor: 3_780_000, netMinor: 3_260_000, leakMinor: 520_000 });
    expect(leaks.body['byCustomer']).toMatchObject([
      { key: 'C-1042', name: 'Shree Traders', leakMinor: 520_000 },
      { key: 'C-1107', leakMinor: 0 },
    ]);
    expect(leaks.body['byReason']).toMatchObject([
      { key: 'approved', lines: 1 },
      { key: 'below_floor', lines: 1 },
      { key: 'at_list', lines: 1 },
    ]);
    const creep = await ask(owner, '/pricing/reports/creep');
    expect(creep.body['rows']).toMatchObject([
      { customer: 'C-1042', alert: true, riseBp: 2_063, quarters: [{ bp: null }, { bp: null }, { bp: 0 }, { bp: 2_063 }] },
      { customer: 'C-1107', alert: false, riseBp: -400 },
    ]);
    const bypass = await ask(owner, '/pricing/reports/bypass?month=2026-11');
    expect(bypass.body['months']).toMatchObject([
      { month: '2026-11', lines: 3, belowFloor: 2, approved: 1, bypassed: 1, amountMinor: 134_000 },
      { month: '2026-08' },
    ]);
    expect(bypass.body['rows']).toMatchObject([
      { erpNumber: '2', customerName: 'Shree Traders', itemName: 'Ratlami Sev 200 g', unit: '100000', approved: '100000' },
    ]);
    expect((await ask(owner, '/pricing/reports/bypass?month=2026-13')).status).toBe(422);
    expect((await ask(owner, '/pricing/reports/leaks?company=XX99')).status).toBe(404);
  });

  it('of nothing sold are empty, not broken', async () => {
    expect((await ask(owner, '/pricing/reports/leaks')).body).toMatchObject({ lines: 0, leakMinor: 0, byCustomer: [] });
    expect((await ask(owner, '/pricing/reports/creep')).body).toMatchObject({ rows: [] });
    expect((await ask(owner, '/pricing/reports/bypass')).body).toMatchObject({ month: '2026-11', months: [], rows: [] });
  });
});
