import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { saveSmallFactory } from '../../../../test/world/small-factory.ts';
import { systemActor, type Actor } from '../../../platform/runtime/ctx.ts';
import { savePeople } from '../../identity/index.ts';
import type { DecideCase, PriceCard, PriceCardLine, RaiseCase, RequestReport } from '../contract.ts';
import { getCase } from '../index.ts';
import { mayReadRequests } from '../policy.ts';
import { getRequestReport } from '../queries/price-report.ts';
import { caseWorld, type CaseWorld, type Name } from './case-world.ts';
import { aPricedLine } from './samples.ts';

let world: CaseWorld;
beforeAll(async () => {
  world = await caseWorld();
});
beforeEach(async () => {
  await world.reset();
  await saveSmallFactory(world.db.runtime);
});
afterAll(() => world?.db.close());

const line = (change: Partial<PriceCardLine> = {}): PriceCardLine => ({ ...aPricedLine, ...change });
const cardOf = (lines: readonly PriceCardLine[]): PriceCard => ({
  ...{ orderId: 'o', orderNumber: 'K-1', currency: 'INR', lines: [...lines], rules: [], givenMinor: 700_000, givenYearMinor: null },
  customer: {
    ...{ code: 'C-1107', name: 'Krishna', sales12Minor: 0, margin12Bp: null, trendBp: null, overdueMinor: null, overdueDays: null },
    ...{ creditLimitMinor: null, exposureMinor: null },
  },
  ...{ before: [], peers: { customers: 0, medianBp: null, p80Bp: null }, why: { reason: 'volume', text: '' }, stock: [] },
});
let at = 0;
const ask = async (lines: readonly PriceCardLine[], extra: Partial<RaiseCase> = {}): Promise<string> => {
  const key = `order-${(at += 1)}`;
  return (await world.raise({ key, subject: { noun: 'order', id: key, label: key }, card: cardOf(lines), ...extra })).id;
};
const decide = async (name: Name, id: string, input: Partial<DecideCase>, minutes = 0): Promise<void> => {
  if (minutes > 0) await world.pass(minutes);
  expect(await world.choose(name, id, input)).toMatchObject({ ok: true });
};
const report = async (days = 91, company = 'VS01'): Promise<RequestReport> => {
  const found = await world.act(world.as('anand'), (ctx) => getRequestReport(ctx, { company, days }));
  if (found === null) throw new Error('no such company');
  return found;
};

describe('asked against approved', () => {
  it('tells what was asked off list, what was given, what asking was worth, and how long it took', async () => {
    await decide('vikram', await ask([line()]), { choice: 'approve' }, 4);
    await decide('vikram', await ask([line()]), { choice: 'counter', terms: { lineId: 'l1', unitMinor: 114_000, quantityMilli: 100_000 } }, 6);
    await decide('meera', await ask([line()], { customer: 'C-1033' }), { choice: 'decline', reason: 'season' }, 8);
    await ask([line()]);
    const told = await report();
    expect(told).toMatchObject({
      requests: 4,
      counts: { approved: 1, countered: 1, declined: 1, expired: 0, withdrawn: 0, open: 1 },
      listMinor: 3 * 11_700_000,
      askedMinor: 3 * 700_000,
      givenMinor: 700_000 + 300_000 + 0,
      keptMinor: 400_000 + 700_000,
      underFloorMinor: 0,
      medianMin: 6,
      p90Min: 8,
    });
    expect(told.byApprover.map((row) => [row.name, row.requests, row.givenMinor, row.keptMinor])).toEqual([
      ['vikram', 2, 1_000_000, 400_000],
      ['meera', 1, 0, 700_000],
    ]);
    expect(told.byCustomer).toMatchObject([
      { key: 'C-1107', requests: 3, givenMinor: 1_000_000 },
      { key: 'C-1033', requests: 1, givenMinor: 0 },
    ]);
    expect(told.byAsker, 'nobody looks after these customers: the clerk who asked').toMatchObject([{ name: 'asha', requests: 4 }]);
    expect(told.byMonth).toMatchObject([{ key: '2026-11', requests: 4 }]);
  });

  it('counts a counter-offer in the quantity that it names', async () => {
    await decide('vikram', await ask([line()]), { choice: 'counter', terms: { lineId: 'l1', unitMinor: 114_000, quantityMilli: 150_000 } });
    expect(await report()).toMatchObject({ listMinor: 150 * 117_000, askedMinor: 150 * 7_000, givenMinor: 150 * 3_000, keptMinor: 150 * 4_000 });
  });

  it('tells item by item, and what was let pass under the floor', async () => {
    const low = line({
      lineId: 'l2',
      sku: 'SEV200',
      itemName: 'Sev',
      askedUnitMinor: 105_000,
      askedNetNet: '105000',
      verdict: 'below_floor',
      quantityMilli: 10_000,
    });
    await decide('vikram', await ask([line(), low, line({ lineId: 'l3', settled: true })]), { choice: 'approve' });
    const told = await report();
    expect(told).toMatchObject({ requests: 1, givenMinor: 700_000 + 120_000, underFloorMinor: 40_000 });
    expect(told.byItem).toMatchObject([
      { key: 'KHA200', name: 'Khatta Meetha', givenMinor: 700_000, underFloorMinor: 0 },
      { key: 'SEV200', name: 'Sev', givenMinor: 120_000, underFloorMinor: 40_000 },
    ]);
  });

  it('names the salesperson who looks after the customer, also when the customer asked', async () => {
    await world.act(systemActor('set-up'), (ctx) =>
      savePeople(ctx, [
        {
          email: 'ravi@vindhya.example',
          name: 'ravi',
          password: 'sev-and-bhujia',
          roles: ['order_desk'],
          language: 'en',
          company: 'VS01',
          customers: ['C-1107'],
        },
      ]),
    );
    await ask([line()], { requestedBy: 'customer:C-1107' });
    await ask([line()], { requestedBy: 'customer:C-1033', customer: 'C-1033' });
    expect((await report()).byAsker.map((row) => [row.name, row.requests])).toEqual([
      ['nobody', 1],
      ['ravi', 1],
    ]);
  });

  it('of a request that nobody decided in time gives nothing away', async () => {
    await ask([line()]);
    await world.pass(60);
    expect(await report()).toMatchObject({ counts: { expired: 1 }, askedMinor: 700_000, givenMinor: 0, keptMinor: 700_000, medianMin: null });
  });

  it('looks back as many days as it is asked to, and at one company', async () => {
    await ask([line()]);
    await world.pass(3 * 24 * 60);
    expect((await report(2)).requests).toBe(0);
    expect((await report(4)).requests).toBe(1);
    expect(await world.act(world.as('anand'), (ctx) => getRequestReport(ctx, { company: 'XX99', days: 1 }))).toBeNull();
  });

  it('is for the sales head and the owner alone', () => {
    const actor = (...roles: string[]): Actor => ({ kind: 'person', id: 'p', name: 'p', roles });
    expect([mayReadRequests(actor('sales_head')), mayReadRequests(actor('owner'))]).toEqual([true, true]);
    expect([mayReadRequests(actor('order_desk')), mayReadRequests(systemActor('x')), mayReadRequests({ kind: 'customer', id: 'C-1' })]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('the approver’s own month', () => {
  const monthOf = async (name: Name, id: string) => (await world.act(world.as(name), (ctx) => getCase(ctx, id)))?.approverMonth;

  it('adds up what they have let pass, off list and under the floor, and nothing of others', async () => {
    await decide('vikram', await ask([line({ askedUnitMinor: 108_000, askedNetNet: '108000', verdict: 'below_floor' })]), { choice: 'approve' });
    await decide('vikram', await ask([line()]), { choice: 'counter', terms: { lineId: 'l1', unitMinor: 114_000 } });
    await decide('vikram', await ask([line()]), { choice: 'decline', reason: 'season' });
    const open = await ask([line()]);
    expect(await monthOf('vikram', open)).toEqual({ month: '2026-11', requests: 2, givenMinor: 900_000 + 300_000, underFloorMinor: 100_000 });
    expect(await monthOf('meera', open)).toEqual({ month: '2026-11', requests: 0, givenMinor: 0, underFloorMinor: 0 });
    expect(await monthOf('asha', open), 'who asks is no approver').toBeNull();
  });

  it('begins anew with the month of the company, not of the clock in London', async () => {
    world.clock.set('2026-11-30T18:00:00.000Z');
    await decide('vikram', await ask([line()], { deadlineAt: '2026-11-30T23:00:00.000Z' }), { choice: 'approve' });
    const open = await ask([line()], { deadlineAt: '2026-12-02T00:00:00.000Z' });
    expect(await monthOf('vikram', open)).toMatchObject({ month: '2026-11', requests: 1 });
    world.clock.set('2026-11-30T18:31:00.000Z');
    expect(await monthOf('vikram', open), 'midnight in India').toMatchObject({ month: '2026-12', requests: 0 });
  });
});
