import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { items, people, saveSmallFactory } from '../../../../test/world/small-factory.ts';
import { systemActor, type Actor, type Ctx } from '../../../platform/runtime/ctx.ts';
import type { CustomerTerms, ItemRule, Route } from '../contract.ts';
import { orderTerms, saveItems } from '../index.ts';
import { listRoutes } from '../queries/order-terms.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.clear();
  await saveSmallFactory(db.runtime);
});

const act = <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>): Promise<T> => db.runtime.transaction(actor, work);
const refusalOf = (result: { ok: boolean; refusal?: { code: string } }): string | undefined => result.refusal?.code;
const route: Route = { company: 'VS01', code: 'R1', name: 'North', weekdays: [3, 1, 3], cutOff: '16:00', leadDays: 1, capacity: 20 };
const rule: ItemRule = { sku: 'SEV200', minOrderMilli: 5_000, orderMultipleMilli: null, maxOrderMilli: null, shelfLifeDays: 120, licenceRequired: false };
const terms: CustomerTerms = { customer: 'C-1042', route: 'R1', licenceNumber: 'FL-1', licenceUntil: '2027-01-31', overdueMinor: 100, overdueDays: 12 };
const calendar = { company: 'VS01', weekend: [5], holidays: [{ day: '2026-11-24', name: 'Fair', closesAt: null }] };
const asked = { company: 'VS01', customer: 'C-1042', skus: ['SEV200', 'ALU150'], from: '2026-11-17' };

const saveAll = () =>
  act(people.vikram, async (ctx) => {
    await orderTerms.saveRoute(ctx, route);
    await orderTerms.saveItemRule(ctx, rule);
    await orderTerms.saveCustomerTerms(ctx, terms);
    await orderTerms.saveCalendar(ctx, calendar);
  });

describe('what an order needs beside the ERP’s own records', () => {
  it('is nothing until somebody has said it', async () => {
    const found = await act(people.asha, (ctx) => orderTerms.getOrderTerms(ctx, asked));
    expect(found).toMatchObject({ items: new Map(), route: null, weekend: null, holidays: [], customer: { route: null, overdueDays: null } });
  });

  it('is read as it was said, and the version of the master data rises', async () => {
    const before = await act(people.asha, (ctx) => orderTerms.getMastersVersion(ctx));
    await saveAll();
    const found = await act(people.asha, (ctx) => orderTerms.getOrderTerms(ctx, asked));
    expect(found).toEqual({
      mastersVersion: before + 1,
      items: new Map([['SEV200', rule]]),
      customer: terms,
      route: { ...route, weekdays: [1, 3] },
      weekend: [5],
      holidays: calendar.holidays,
    });
    expect(await act(people.asha, (ctx) => listRoutes(ctx, 'VS01'))).toHaveLength(1);
  });

  it('stays when the ERP’s records are read again', async () => {
    await saveAll();
    await act(systemActor('sync'), (ctx) => saveItems(ctx, items));
    await saveSmallFactory(db.runtime);
    const found = await act(people.asha, (ctx) => orderTerms.getOrderTerms(ctx, asked));
    expect(found).toMatchObject({ items: new Map([['SEV200', rule]]), customer: { licenceNumber: 'FL-1' }, weekend: [5] });
  });

  it('is kept by sales heads and owners; days also by dispatch; not by the desk or the floor', async () => {
    const dispatcher: Actor = { kind: 'person', id: 'p-d', name: 'D', roles: ['dispatcher'] };
    for (const actor of [people.asha, people.operator, { kind: 'customer', id: 'C-1042' } as const]) {
      expect(refusalOf(await act(actor, (ctx) => orderTerms.saveItemRule(ctx, rule)))).toBe('forbidden');
      expect(refusalOf(await act(actor, (ctx) => orderTerms.saveCustomerTerms(ctx, terms)))).toBe('forbidden');
      expect(refusalOf(await act(actor, (ctx) => orderTerms.saveRoute(ctx, route)))).toBe('forbidden');
      expect(refusalOf(await act(actor, (ctx) => orderTerms.saveCalendar(ctx, calendar)))).toBe('forbidden');
    }
    expect((await act(dispatcher, (ctx) => orderTerms.saveRoute(ctx, route))).ok).toBe(true);
    expect(refusalOf(await act(dispatcher, (ctx) => orderTerms.saveItemRule(ctx, rule)))).toBe('forbidden');
  });

  it('is refused for what does not exist', async () => {
    const save = <T>(work: (ctx: Ctx) => Promise<T>) => act(people.vikram, work);
    expect(refusalOf(await save((ctx) => orderTerms.saveItemRule(ctx, { ...rule, sku: 'NOPE' })))).toBe('unknown_sku');
    expect(refusalOf(await save((ctx) => orderTerms.saveCustomerTerms(ctx, { ...terms, customer: 'C-NONE' })))).toBe('unknown_customer');
    expect(refusalOf(await save((ctx) => orderTerms.saveCustomerTerms(ctx, { ...terms, route: 'R9' })))).toBe('unknown_route');
    expect(refusalOf(await save((ctx) => orderTerms.saveRoute(ctx, { ...route, company: 'XX' })))).toBe('unknown_company');
    expect(refusalOf(await save((ctx) => orderTerms.saveCalendar(ctx, { ...calendar, company: 'XX' })))).toBe('unknown_company');
  });
});
