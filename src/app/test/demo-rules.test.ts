import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testClock } from '../../../test/support/clock.ts';
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { demoFactory } from '../../../db/seed/index.ts';
import { newPersonSchema } from '../../modules/identity/contract.ts';
import { savePeople } from '../../modules/identity/index.ts';
import { reference16 } from '../../connectors/kit/reference.ts';
import { sapS4 } from '../../connectors/sap-s4/index.ts';
import { getCustomer } from '../../modules/masters/index.ts';
import type { LineQuote } from '../../modules/pricing/contract.ts';
import { quoteOrder, saveRule } from '../../modules/pricing/index.ts';
import { syncModule } from '../../modules/sync/index.ts';
import { systemActor, type Actor, type Ctx } from '../../platform/runtime/ctx.ts';
import { createSapSandbox, type SapSandboxHandler } from '../../sandbox/sap-s4/index.ts';
import { scenes } from '../demo/scenes.ts';
import { saveDemoRules } from '../demo-rules.ts';

const day = '2026-11-17';
const clock = testClock(`${day}T06:00:00.000Z`);
const company = demoFactory();
const auth = { user: 'KARKHANA', password: 'demo' };
const testing = systemActor('test');
const owner: Actor = { kind: 'person', id: 'somebody', name: 'Somebody', roles: ['owner'] };
let db: TestDatabase;
let sap: SapSandboxHandler;

const inside = <T>(work: (ctx: Ctx) => Promise<T>, actor: Actor = testing): Promise<T> => db.runtime.transaction(actor, work);

beforeAll(async () => {
  sap = await createSapSandbox({ stateDir: null, seed: company, auth });
  const none = (): never => {
    throw new Error('no order is written here');
  };
  const sync = syncModule({
    connectors: [sapS4],
    secretKey: Buffer.alloc(32, 7),
    orders: new Proxy({ savePastLines: async () => undefined }, { get: (face, name) => (name in face ? face.savePastLines : none) }) as never,
    referenceOf: (id) => reference16('test', id),
    connectorDeps: {
      now: () => Date.parse(`${day}T06:00:00.000Z`),
      randomHex: (bytes) => '0'.repeat(bytes * 2),
      fetch: (input, init) => sap.fetch(input instanceof Request ? input.url : input, init),
    },
  });
  db = await testDatabase({ clock });
  await inside((ctx) =>
    savePeople(
      ctx,
      company.people.map((person) => newPersonSchema.parse({ ...person, company: 'VS01' })),
    ),
  );
  const salesOrganizations = { VS01: { zone: 'Asia/Kolkata', languages: ['en', 'hi'] }, VS02: { zone: 'Asia/Riyadh', languages: ['en', 'ar'] } };
  const settings = { baseUrl: 'http://sap.test', user: auth.user, accountGroups: ['CUST'], salesOrganizations };
  await sync.createConnection(db.runtime, { id: 'sap', connector: 'sap-s4', settings, secrets: { password: auth.password } });
  const only = ['company', 'item', 'cost', 'customer', 'price'] as const;
  expect(await sync.readAll(db.runtime, 'sap', { only })).toMatchObject({ ok: true });
  await saveDemoRules(db.runtime, company.priceRules, company.people);
});
afterAll(async () => {
  await db?.close();
  await sap?.close();
});

interface Asked {
  readonly sku: string;
  readonly cartons?: number;
  readonly uom?: string;
  readonly askedMinor?: number;
}

/** Lines of one order of a customer as they would be priced, at what the customer asks where it asks less. */
async function quotedOrder(code: string, asked: readonly Asked[]): Promise<readonly LineQuote[]> {
  const lines = asked.map(({ sku, cartons = 10, uom = 'CAR', askedMinor }, at) => {
    return { lineId: String(at), sku, uom, quantityMilli: cartons * 1_000, askedMinor: askedMinor ?? null, ownBp: 0 };
  });
  const answer = await inside(async (ctx) => {
    const customer = await getCustomer(ctx, code);
    if (customer === null) throw new Error(`no customer ${code}`);
    return quoteOrder(ctx, { customer, on: day, orderId: null, lines, cashDiscountBp: 0, freightMinor: 0 }, 'asked');
  });
  return answer.lines.map((line) => {
    if ('code' in line) throw new Error(`no price for ${code}: ${JSON.stringify(line)}`);
    return line;
  });
}

async function quoted(code: string, asked: Asked): Promise<LineQuote> {
  const [found] = await quotedOrder(code, [asked]);
  if (found === undefined) throw new Error('an order of one line has one line');
  return found;
}

const rupees = (minor: string | undefined): string => (Number(minor) / 100).toFixed(2);

describe('the demo company, read from its ERP and furnished with rules', () => {
  it('has the costs and floors of the acceptance day', async () => {
    const five = await Promise.all(['SEV200', 'ALU150', 'MIX400', 'CHP5', 'KHA200'].map((sku) => quoted('C-1033', { sku })));
    expect(five.map((line) => [line.sku, rupees(String(line.listMinor)), rupees(line.cost ?? ''), rupees(line.floor?.minor)])).toEqual([
      ['SEV200', '1260.00', '1008.00', '1145.45'],
      ['ALU150', '1296.00', '1050.00', '1193.18'],
      ['MIX400', '1900.00', '1596.00', '1813.64'],
      ['CHP5', '960.00', '806.00', '915.91'],
      ['KHA200', '1170.00', '960.00', '1090.91'],
    ]);
  });

  it('judges prices as the day tells: 8 % off aloo bhujia goes below the floor, 5 % does not, 17 % off navratan mix goes below cost', async () => {
    const verdict = async (sku: string, askedMinor: number) => (await quoted('C-1033', { sku, cartons: 100, askedMinor })).verdict;
    expect(await verdict('ALU150', 119_232)).toBe('below_floor');
    expect(await verdict('ALU150', 119_200)).toBe('below_floor');
    expect(await verdict('ALU150', 119_362)).toBe('over_authority');
    expect(await quoted('C-1033', { sku: 'ALU150', cartons: 100, askedMinor: 123_120 })).toMatchObject({ marginBp: 1_472 });
    expect(await verdict('KHA200', 109_980)).toBe('over_authority');
    expect(await verdict('MIX400', 157_700)).toBe('below_cost');
    // the modern trade's own price leaves 12.5 %, what its order names does not leave 12 %
    expect(await quoted('C-1301', { sku: 'MIX400', cartons: 60 })).toMatchObject({ unitMinor: 182_400, verdict: 'ok', marginBp: 1_250 });
    expect(await quoted('C-1301', { sku: 'MIX400', cartons: 60, askedMinor: 180_500 })).toMatchObject({ verdict: 'below_floor' });
  });

  it('sells everything that is sold above its floor on every list, also where a scheme gives most', async () => {
    const sold = company.items.filter((item) => item.type === 'FERT' && item.active);
    const bad: string[] = [];
    for (const customer of ['C-1042', 'C-1027', 'C-1301']) {
      for (const cartons of [1, 10, 50]) {
        const order = sold.map(({ sku, salesUom }) => ({ sku, cartons, uom: salesUom }));
        for (const line of await quotedOrder(customer, order))
          if (line.verdict !== 'ok' || line.floor === null) bad.push(`${customer} ${cartons} ${line.sku}: ${line.verdict} ${line.netNet} ${line.floor?.minor}`);
      }
    }
    expect(bad).toEqual([]);
  });

  it('gives the schemes for what they are for, and nothing on what the scenes of the demo order', async () => {
    expect(await quoted('C-1033', { sku: 'RSK600', cartons: 20 })).toMatchObject({ unitMinor: 100_470, free: [] });
    expect(await quoted('C-1033', { sku: 'RSK600', cartons: 50 })).toMatchObject({ unitMinor: 98_940 });
    expect((await quoted('C-1033', { sku: 'UPD400', cartons: 20 })).free).toMatchObject([{ sku: 'UPD400', uom: 'CAR', quantityMilli: 2_000 }]);
    const ordered = scenes.flatMap(({ phone, ending }) => {
      const customer = company.phones.find((one) => one.phone === phone)?.customer ?? '';
      return ending.lines.map((line) => ({ customer, sku: line.split(' ')[0] ?? '', cartons: Number(line.split(' ')[1]) }));
    });
    expect(ordered.length).toBeGreaterThan(8);
    for (const { customer, ...line } of ordered) {
      const priced = await quoted(customer, line);
      expect([priced.sku, priced.verdict, priced.free, priced.unitMinor]).toEqual([line.sku, 'ok', [], priced.listMinor]);
    }
  });

  it('keeps the rules in the name of the owner, once, and leaves alone what people have changed', async () => {
    const versions = async () =>
      (await db.pool.query('select kind, code, max(version)::int as version, min(changed_by) as by from pricing.rule group by 1, 2 order by 1, 2')).rows;
    const before = await versions();
    expect(before.map((row) => [row.kind, row.code, row.version, String(row.by).startsWith('person:')])).toEqual([
      ['floor', 'F-MARGIN', 1, true],
      ['policy', 'approval', 1, true],
      ['scheme', 'COOKIES-SLAB', 1, true],
      ['scheme', 'PAPAD-10-1', 1, true],
      ['tax', 'GST-0', 1, true],
      ['tax', 'GST-5', 1, true],
      ['tax', 'VAT-15', 1, true],
    ]);
    await saveDemoRules(db.runtime, company.priceRules, company.people);
    expect(await versions()).toEqual(before);
    const floor = company.priceRules.rules.find((rule) => rule.kind === 'floor');
    const changed = { company: 'VI01', kind: 'floor', code: 'F-MARGIN', version: 1, why: 'costs rose', body: { ...floor?.body, name: 'Ours' } } as const;
    expect(await inside((ctx) => saveRule(ctx, changed), owner)).toMatchObject({ ok: true });
    await saveDemoRules(db.runtime, company.priceRules, company.people);
    expect((await versions())[0]).toMatchObject({ code: 'F-MARGIN', version: 2 });
    const wanted = await db.pool.query("select customer, body->>'minimumMinor' as minimum, body->>'poRequired' as po from orders.order_rule order by customer");
    expect(wanted.rows).toEqual([
      { customer: '', minimum: '100000', po: null },
      { customer: 'C-1301', minimum: null, po: 'true' },
    ]);
  });
});
