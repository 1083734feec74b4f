import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../test/support/database.ts';
import type { Actor, Ctx } from '../../../platform/runtime/ctx.ts';
import { systemActor } from '../../../platform/runtime/ctx.ts';
import type { CustomerRecord, Item } from '../contract.ts';
import {
  adjustOpenOrders,
  findCustomersByPhone,
  getCustomer,
  getMastersVersion,
  linkContact,
  listItems,
  saveMaking,
  saveCompanies,
  saveCredit,
  saveCustomers,
  saveItems,
} from '../index.ts';
import { searchCustomers, searchItems } from '../queries/masters-queries.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.clear();
  await inside((ctx) => saveCompanies(ctx, [{ code: 'VI01', name: 'Vindhya', zone: 'Asia/Kolkata', currency: 'INR', country: 'IN', languages: ['en', 'hi'] }]));
});

const inside = <T>(work: (ctx: Ctx) => Promise<T>, actor: Actor = systemActor('sync')): Promise<T> => db.runtime.transaction(actor, work);
const changes = async (): Promise<number> => Number((await db.pool.query("select count(*) from platform.event where type = 'masters.changed'")).rows[0].count);

const item = (sku: string, more: Partial<Item> = {}): Item => ({
  sku,
  name: `Item ${sku}`,
  names: {},
  brand: null,
  itemGroup: 'SEV',
  attributes: {},
  baseUom: 'PC',
  salesUom: 'CAR',
  barcode: null,
  active: true,
  replacedBy: null,
  wholeUnits: true,
  uoms: [
    { uom: 'PC', numerator: 1, denominator: 1, erpUom: 'PC' },
    { uom: 'CAR', numerator: 30, denominator: 1, erpUom: 'CAR' },
  ],
  ...more,
});

const customer = (code: string, more: Partial<CustomerRecord> = {}): CustomerRecord => ({
  code,
  name: `Customer ${code}`,
  names: {},
  company: 'VI01',
  salesOrg: 'VS01',
  channel: '10',
  division: '00',
  priceList: '01',
  currency: 'INR',
  language: 'en',
  zone: 'Asia/Kolkata',
  country: 'IN',
  region: 'MP',
  taxNumber: null,
  blocked: false,
  blockReason: null,
  partialPolicy: 'whole_order',
  shipTos: [{ code, name: 'Shop', city: 'Indore', address: '', isDefault: true }],
  contacts: [{ name: 'Ramesh', phone: '910000010421', role: 'owner', language: 'hi' }],
  ...more,
});

describe('saving', () => {
  it('the same records again changes no row, no version, and tells nobody', async () => {
    await inside((ctx) => saveItems(ctx, [item('A'), item('B')]));
    await inside((ctx) => saveCustomers(ctx, [customer('C-1')]));
    const before = [await inside((ctx) => getMastersVersion(ctx)), await changes()];
    const again = await inside(async (ctx) => [await saveItems(ctx, [item('A'), item('B')]), await saveCustomers(ctx, [customer('C-1')])]);
    expect(again.map((saved) => saved.changed)).toEqual([0, 0]);
    expect([await inside((ctx) => getMastersVersion(ctx)), await changes()]).toEqual(before);
  });

  it('several kinds in one transaction raises the version once', async () => {
    const before = await inside((ctx) => getMastersVersion(ctx));
    await inside(async (ctx) => {
      await saveItems(ctx, [item('A')]);
      await saveCustomers(ctx, [customer('C-1')]);
    });
    expect(await inside((ctx) => getMastersVersion(ctx))).toBe(before + 1);
  });

  it('an item replaces its units as a whole', async () => {
    await inside((ctx) => saveItems(ctx, [item('A')]));
    const saved = await inside((ctx) => saveItems(ctx, [item('A', { uoms: [{ uom: 'CAR', numerator: 24, denominator: 1, erpUom: 'KAR' }] })]));
    expect(saved.changed).toBe(1);
    expect((await inside((ctx) => listItems(ctx, ['A'])))[0]?.uoms).toEqual([{ uom: 'CAR', numerator: 24, denominator: 1, erpUom: 'KAR' }]);
  });

  it('five thousand items is quick, and searching them too', async () => {
    const many = Array.from({ length: 5_000 }, (_unused, index) =>
      item(`S${String(index).padStart(5, '0')}`, { name: `Snack number ${index}`, names: { hi: `नमकीन ${index}` } }),
    );
    const started = performance.now();
    await inside((ctx) => saveItems(ctx, many));
    expect(performance.now() - started).toBeLessThan(5_000);
    const searching = performance.now();
    expect((await inside((ctx) => searchItems(ctx, 'snack 4711', 10)))[0]).toMatchObject({ sku: 'S04711', uoms: ['CAR', 'PC'] });
    expect((await inside((ctx) => searchItems(ctx, 'नमकीन 4711', 10)))[0]?.sku).toBe('S04711');
    expect(performance.now() - searching).toBeLessThan(1_000);
  });

  it('a record with the same fields but another hash keeps the new source', async () => {
    const source = { connection: 's', key: 'A', version: '1', readAt: '2026-11-22T00:00:00.000Z', hash: 'x', extra: { YY1_SHELF: '90' } };
    await inside((ctx) => saveItems(ctx, [{ ...item('A'), source }]));
    expect((await inside((ctx) => saveItems(ctx, [{ ...item('A'), source: { ...source, readAt: '2026-11-23T00:00:00.000Z' } }]))).changed).toBe(0);
    expect((await inside((ctx) => saveItems(ctx, [{ ...item('A'), source: { ...source, hash: 'y', extra: { YY1_SHELF: '120' } } }]))).changed).toBe(1);
    expect((await db.pool.query('select source from masters.item')).rows[0].source.extra).toEqual({ YY1_SHELF: '120' });
  });

  it('a bill of material of an unknown item is given back as an orphan', async () => {
    await inside((ctx) => saveItems(ctx, [item('A')]));
    const bom = (sku: string) => ({
      sku,
      plant: 'PI01',
      baseMilli: 30_000,
      baseUom: 'PC',
      items: [{ lineNo: 10, component: 'BESAN', quantityMilli: 4_080, uom: 'KG' }],
    });
    expect(await inside((ctx) => saveMaking.boms(ctx, [bom('A'), bom('NOSUCH')]))).toEqual({ changed: 1, orphans: ['NOSUCH'] });
  });
});

describe('customers', () => {
  it('are found by a phone: none, one, or several that must be asked', async () => {
    await inside((ctx) => saveCustomers(ctx, [customer('C-1'), customer('C-2'), customer('C-3', { contacts: [] })]));
    expect((await inside((ctx) => findCustomersByPhone(ctx, '910000010421'))).map((one) => one.code)).toEqual(['C-1', 'C-2']);
    expect(await inside((ctx) => findCustomersByPhone(ctx, '919999999999'))).toEqual([]);
  });

  it('keep their credit when they are read without it, and lose it when a complete reading names no account', async () => {
    await inside((ctx) => saveCustomers(ctx, [{ ...customer('C-1'), source: { connection: 's', key: '', version: '', readAt: '', hash: '1', extra: {} } }]));
    await inside((ctx) =>
      saveCredit(ctx, [
        { customer: 'C-1', currency: 'INR', creditLimitMinor: 500, receivablesMinor: 100, openOrdersMinor: 50, creditAsOf: '2026-11-22T00:00:00.000Z' },
      ]),
    );
    await inside((ctx) => saveCustomers(ctx, [customer('C-1', { name: 'New name' })]));
    expect(await inside((ctx) => getCustomer(ctx, 'C-1'))).toMatchObject({
      name: 'New name',
      creditLimitMinor: 500,
      receivablesMinor: 100,
      openOrdersMinor: 50,
    });
    await inside((ctx) => saveCustomers(ctx, [{ ...customer('C-1'), source: { connection: 's', key: '', version: '', readAt: '', hash: '1', extra: {} } }]));
    await inside((ctx) => saveCredit(ctx, [], { connection: 's', readSince: '2026-11-23T00:00:00.000Z' }));
    expect(await inside((ctx) => getCustomer(ctx, 'C-1'))).toMatchObject({ creditLimitMinor: null, receivablesMinor: 0 });
  });

  it('take no credit in a foreign currency', async () => {
    await inside((ctx) => saveCustomers(ctx, [customer('C-1')]));
    await inside((ctx) =>
      saveCredit(ctx, [
        { customer: 'C-1', currency: 'SAR', creditLimitMinor: 500, receivablesMinor: 0, openOrdersMinor: 0, creditAsOf: '2026-11-22T00:00:00.000Z' },
      ]),
    );
    expect(await inside((ctx) => getCustomer(ctx, 'C-1'))).toMatchObject({ creditLimitMinor: null });
  });

  it('count an order on its way into their open orders without a new version', async () => {
    await inside((ctx) => saveCustomers(ctx, [customer('C-1')]));
    const version = await inside((ctx) => getMastersVersion(ctx));
    await inside((ctx) => adjustOpenOrders(ctx, 'C-1', 700));
    await inside((ctx) => adjustOpenOrders(ctx, 'C-1', -200));
    expect(await inside((ctx) => getCustomer(ctx, 'C-1'))).toMatchObject({ openOrdersMinor: 500 });
    expect(await inside((ctx) => getMastersVersion(ctx))).toBe(version);
  });

  it('are searched by code and by name', async () => {
    await inside((ctx) =>
      saveCustomers(ctx, [customer('C-1', { name: 'Shree Traders', names: { hi: 'श्री ट्रेडर्स' } }), customer('C-2', { name: 'Om Sai', blocked: true })]),
    );
    expect(await inside((ctx) => searchCustomers(ctx, 'trad', 5))).toEqual([{ code: 'C-1', name: 'Shree Traders', region: 'MP', blocked: false }]);
    expect((await inside((ctx) => searchCustomers(ctx, 'c-', 5))).map((hit) => hit.code)).toEqual(['C-1', 'C-2']);
    expect(await inside((ctx) => searchCustomers(ctx, '%', 5))).toEqual([]);
  });
});

describe('linking a phone to a customer', () => {
  const clerk: Actor = { kind: 'person', id: 'p1', name: 'Asha', roles: ['order_desk'] };
  const link = { customer: 'C-1', phone: '910000099999', name: 'Munna', role: 'buyer', language: null };
  beforeEach(() => inside((ctx) => saveCustomers(ctx, [customer('C-1')])));

  it('is done by the order desk, and stays when the ERP is read again', async () => {
    expect((await inside((ctx) => linkContact(ctx, link), clerk)).ok).toBe(true);
    expect((await inside((ctx) => linkContact(ctx, link), clerk)).ok).toBe(true);
    await inside((ctx) => saveCustomers(ctx, [customer('C-1', { contacts: [] })]));
    expect((await inside((ctx) => getCustomer(ctx, 'C-1')))?.contacts.map((one) => one.phone)).toEqual(['910000099999']);
  });
  it('is refused to an operator', async () => {
    expect(await inside((ctx) => linkContact(ctx, link), { ...clerk, roles: ['operator'] })).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
  });
  it('is refused for a customer that does not exist', async () => {
    expect(await inside((ctx) => linkContact(ctx, { ...link, customer: 'C-404' }), clerk)).toMatchObject({ ok: false, refusal: { code: 'unknown_customer' } });
  });
});
