import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../test/support/database.ts';
import { saveSmallFactory } from '../../../../test/world/small-factory.ts';
import type { Actor, Ctx } from '../../../platform/runtime/ctx.ts';
import { systemActor } from '../../../platform/runtime/ctx.ts';
import type { QuoteLine, RuleKind } from '../contract.ts';
import { defaultApprovalPolicy } from '../domain/index.ts';
import type { RuleBody } from '../domain/rule-keys.ts';
import { getApprovalPolicy, getPriceHistory, grantApproval, quoteOrder, recordSales, saveCosts, savePrices, spendApproval } from '../index.ts';
import { loadRuleBook } from '../store/load-rules.ts';
import { insertRuleVersion, listRuleVersions } from '../store/rule-store.ts';
import { approval, balaji, floor, line, percentOff, price, priced, request, scheme, tenPlusOne, twelvePercent } from './samples.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
beforeEach(async () => {
  await db.clear();
  await saveSmallFactory(db.runtime);
});
afterAll(() => db.close());
const inside = <T>(work: (ctx: Ctx) => Promise<T>, actor: Actor = systemActor('sync')): Promise<T> => db.runtime.transaction(actor, work);

const kept = (rule: RuleBody, code: string, version: number) => ({
  kind: rule.kind satisfies RuleKind,
  company: 'VS01',
  code,
  version,
  body: rule.body,
  changedBy: 'p-1',
  why: 'test',
});
const keep = (rule: RuleBody, code: string, version = 1): Promise<number | null> =>
  inside((ctx) => insertRuleVersion(ctx, { ...kept(rule, code, version), changedAt: ctx.now() }));
const cost = (sku: string, minor: number, asOf = '2026-11-01') => ({ sku, currency: 'INR', uom: 'CAR', minor, asOf });
const quoted = (lines: readonly QuoteLine[], more: Parameters<typeof request>[1] = {}) =>
  inside(async (ctx) => priced(await quoteOrder(ctx, request(lines, more))));

describe('prices', () => {
  it('answers a price or a gap for each line, in order, converting through item units', async () => {
    const answer = await inside((ctx) => quoteOrder(ctx, request([line('SEV200', 60, { uom: 'PC' }), line('NOSUCH', 1), line('CHP5', 25)])));
    expect(answer.lines).toMatchObject([{ sku: 'SEV200', unitMinor: 4_200, netMinor: 252_000 }, { code: 'no_price', sku: 'NOSUCH' }, { sku: 'CHP5' }]);
    expect(answer.rulesVersion).toBe(1);
  });
  it('saving the same again changes nothing, a tier is a price of its own', async () => {
    const records = [price('SEV200', 125_000), price('SEV200', 120_000, { fromMilli: 100_000 })];
    expect(await inside((ctx) => savePrices(ctx, records))).toEqual({ changed: 2, refused: [] });
    expect(await inside((ctx) => savePrices(ctx, records))).toEqual({ changed: 0, refused: [] });
    expect((await quoted([line('SEV200', 100)], { on: '2026-11-17' }))[0]).toMatchObject({
      unitMinor: 120_000,
      steps: [{ rule: 'list_price' }, { rule: 'tier' }],
    });
  });
  it('refuses what is not positive or ends before it begins, and saves the rest', async () => {
    const records = [price('SEV200', 0), price('SEV200', -5), price('SEV200', 1, { validTo: '2025-01-01' }), price('ALU150', 5, { priceList: 'x' })];
    const saved = await inside((ctx) => savePrices(ctx, records));
    expect(saved).toMatchObject({ changed: 1, refused: [{ code: 'not_positive' }, { code: 'not_positive' }, { code: 'bad_rule' }] });
  });
  it('tells that master data changed when a price did', async () => {
    const events = async (): Promise<number> =>
      Number((await db.pool.query("select count(*) from platform.event where type = 'masters.changed'")).rows[0].count);
    const before = await events();
    await inside((ctx) => savePrices(ctx, [price('SEV200', 127_000)]));
    expect(await events()).toBe(before + 1);
  });
});

describe('costs', () => {
  it('an older figure never replaces a newer one, and nothing costs nothing', async () => {
    expect(await inside((ctx) => saveCosts(ctx, [cost('SEV200', 100_800), cost('ALU150', 0)]))).toMatchObject({
      changed: 1,
      refused: [{ code: 'not_positive' }],
    });
    expect((await inside((ctx) => saveCosts(ctx, [cost('SEV200', 100_800, '2026-11-10')]))).changed).toBe(0);
    await inside((ctx) => saveCosts(ctx, [cost('SEV200', 1, '2026-11-05')]));
    expect((await quoted([line('SEV200', 1)]))[0]).toMatchObject({ cost: '100800', costAsOf: '2026-11-10', marginBp: 2_000 });
  });
});

describe('rules', () => {
  it('every version stays, the newest counts, and a stale one is not kept', async () => {
    expect(await keep({ kind: 'scheme', body: scheme('S', percentOff(300)) }, 'S')).toBe(2);
    expect((await quoted([line('SEV200', 1)]))[0]?.unitMinor).toBe(122_220);
    expect(await keep({ kind: 'scheme', body: scheme('S', percentOff(500)) }, 'S', 2)).toBe(3);
    expect((await quoted([line('SEV200', 1)]))[0]?.unitMinor).toBe(119_700);
    expect(await keep({ kind: 'scheme', body: scheme('S', percentOff(900)) }, 'S', 2)).toBeNull();
    expect(await inside((ctx) => listRuleVersions(ctx, 'VS01', 'scheme', 'S'))).toMatchObject([{ version: 2 }, { version: 1 }]);
    expect(await inside((ctx) => quoteOrder(ctx, request([line('SEV200', 1)])))).toMatchObject({ rulesVersion: 3, netMinor: 119_700 });
  });
  it('floors, taxes and free goods of another item reach the quote; inactive ones and other companies’ do not', async () => {
    await inside((ctx) => saveCosts(ctx, [cost('SEV200', 100_800)]));
    await keep({ kind: 'floor', body: twelvePercent }, 'F12');
    await keep({ kind: 'floor', body: { ...floor('OFF', { kind: 'percent_below_list', bp: 0 }), active: false } }, 'OFF');
    const taxScope = { skus: ['SEV200'], groups: [], brands: [] };
    const tax = { code: 'GST', name: 'GST', country: 'IN', items: taxScope, bp: 1_200, validFrom: '2026-01-01', validTo: '9999-12-31', active: true };
    await keep({ kind: 'tax', body: tax }, 'GST');
    await keep({ kind: 'scheme', body: scheme('G', { ...tenPlusOne, sku: 'KHA200' } as never) }, 'G');
    const [found] = await quoted([line('SEV200', 10)]);
    expect(found).toMatchObject({ taxBp: 1_200, floor: { code: 'F12', minor: '114545.454545', others: [] }, free: [{ sku: 'KHA200', quantityMilli: 1_000 }] });
    const elsewhere = await quoted([line('SEV200', 10)], { customer: { ...balaji, company: 'VS02' } });
    expect(elsewhere[0]).toMatchObject({ taxBp: 0, floor: null, free: [] });
  });
  it('reads only what could fit, or all', async () => {
    await keep({ kind: 'scheme', body: scheme('A', percentOff(1), { items: { skus: ['SEV200'], groups: [], brands: [] } }) }, 'A');
    await keep({ kind: 'scheme', body: scheme('B', percentOff(1), { items: { skus: ['ALU150'], groups: [], brands: [] } }) }, 'B');
    const all = await inside((ctx) => loadRuleBook(ctx, 'VS01'));
    expect(all.rules.schemes.map((one) => one.code)).toEqual(['A', 'B']);
    const fitting = all.fitting([{ sku: 'SEV200', group: '', brand: null }], balaji);
    expect(fitting.schemes.map((one) => one.code)).toEqual(['A']);
  });
  it('are read again when they have changed, and never from a change that was taken back', async () => {
    const off = (percent: number): RuleBody => ({ kind: 'scheme', body: scheme('A', percentOff(percent * 100)) });
    const price = async (): Promise<number | undefined> => (await quoted([line('SEV200', 1)]))[0]?.unitMinor;
    await keep(off(10), 'A');
    expect(await price()).toBe(113_400);
    const takenBack = inside(async (ctx) => {
      await insertRuleVersion(ctx, { ...kept(off(50), 'A', 2), changedAt: ctx.now() });
      const inIt = priced(await quoteOrder(ctx, request([line('SEV200', 1)])));
      expect(inIt[0]?.unitMinor, 'who has changed the rules sees the change').toBe(63_000);
      throw new Error('taken back');
    });
    await expect(takenBack).rejects.toThrow('taken back');
    expect(await price()).toBe(113_400);
    // the same number as the version that was taken back, another content
    await keep(off(20), 'A', 2);
    expect(await price()).toBe(100_800);
  });
  it('of two transactions at once each sees its own', async () => {
    await keep({ kind: 'scheme', body: scheme('A', percentOff(1_000)) }, 'A');
    const price = async (ctx: Ctx): Promise<number | undefined> => priced(await quoteOrder(ctx, request([line('SEV200', 1)])))[0]?.unitMinor;
    await inside(async (ctx) => {
      await insertRuleVersion(ctx, { ...kept({ kind: 'scheme', body: scheme('A', percentOff(2_000)) }, 'A', 2), changedAt: ctx.now() });
      expect(await price(ctx)).toBe(100_800);
      expect(await inside(price), 'not committed yet').toBe(113_400);
      expect(await price(ctx)).toBe(100_800);
    });
    expect(await inside(price)).toBe(100_800);
  });
  it('the approval policy is ours until the company has its own', async () => {
    expect(await inside((ctx) => getApprovalPolicy(ctx, 'VS01'))).toEqual(defaultApprovalPolicy);
    await keep({ kind: 'policy', body: { ...defaultApprovalPolicy, autoUpToBp: 200 } }, 'approval');
    expect(await inside((ctx) => getApprovalPolicy(ctx, 'VS01'))).toMatchObject({ autoUpToBp: 200 });
    expect((await quoted([line('SEV200', 1, { ownBp: 300 })]))[0]?.verdict).toBe('over_authority');
  });
});

describe('sales', () => {
  const sale = (erpNumber: string, on: string, netMinor: number, more: object = {}) => ({
    ...{ erpNumber, lineNo: 10, customer: 'C-1033', on, sku: 'SEV200', uom: 'CAR', quantityMilli: 10_000, netMinor, currency: 'INR' },
    ...more,
  });
  it('are the ground of a floor over the last days, in any unit', async () => {
    const pieces = { uom: 'PC', quantityMilli: 300_000 };
    const sales = [
      sale('1', '2026-11-10', 1_200_000),
      sale('2', '2026-11-11', 1_230_000, pieces),
      sale('3', '2026-11-12', 1_260_000),
      sale('4', '2026-10-01', 1),
    ];
    expect(await inside((ctx) => recordSales(ctx, [...sales, sale('5', '2026-11-12', -1)]))).toMatchObject({ changed: 4, refused: [{ code: 'not_positive' }] });
    expect((await inside((ctx) => recordSales(ctx, sales))).changed).toBe(0);
    await keep({ kind: 'floor', body: floor('D', { kind: 'last_days', days: 30, bp: 0 }) }, 'D');
    expect((await quoted([line('SEV200', 1)]))[0]?.floor).toMatchObject({ code: 'D', minor: '123000' });
  });
});

describe('history', () => {
  it('is the customer’s year beside what its price group gets', async () => {
    await db.pool.query("update masters.customer set price_group = 'DIST' where code in ('C-1042', 'C-1107')");
    const sold = { sku: 'SEV200', uom: 'CAR', quantityMilli: 10_000, currency: 'INR', lineNo: 10 };
    const sales = [
      { ...sold, erpNumber: '1', customer: 'C-1042', on: '2026-11-01', netMinor: 1_197_000 },
      { ...sold, erpNumber: '2', customer: 'C-1107', on: '2026-11-02', netMinor: 1_134_000 },
      { ...sold, erpNumber: '3', customer: 'C-1188', on: '2026-11-02', netMinor: 1 },
    ];
    await inside((ctx) => recordSales(ctx, sales));
    const customer = { ...balaji, code: 'C-1042' };
    expect(await inside((ctx) => getPriceHistory(ctx, { customer, skus: ['SEV200'], on: '2026-11-17' }))).toEqual({
      sales12Minor: 1_197_000,
      margin12Bp: null,
      trendBp: null,
      before: [{ on: '2026-11-01', sku: 'SEV200', discountBp: 500, givenMinor: 63_000, promisedOnce: false, repeated: false }],
      peers: { customers: 1, medianBp: 1_000, p80Bp: 1_000 },
    });
  });
});

describe('approvals', () => {
  const { id: _id, at: _at, uses: _uses, ...grant } = approval();
  const person = (id: string): Actor => ({ kind: 'person', id, name: id, roles: ['sales_head'] });
  const asked = line('ALU150', 100, { askedMinor: 119_232 });

  it('are granted once for a line of a case, told, used and kept', async () => {
    const first = await inside((ctx) => grantApproval(ctx, grant), person('p-1'));
    const again = await inside((ctx) => grantApproval(ctx, grant), person('p-2'));
    expect(first.ok && again.ok && first.value.id === again.value.id).toBe(true);
    const events = await db.pool.query("select subject from platform.event where type = 'price_approval.granted'");
    expect(events.rows).toHaveLength(1);
    const [found] = await quoted([asked]);
    expect(found).toMatchObject({ unitMinor: 119_232, verdict: 'approved' });
    const use = { approvalId: found?.approvalId ?? '', orderId: 'o-1', lineId: 'ALU150' };
    expect((await inside((ctx) => spendApproval(ctx, use))).ok).toBe(true);
    expect((await inside((ctx) => spendApproval(ctx, use))).ok).toBe(true);
    expect((await quoted([asked]))[0]).toMatchObject({ verdict: 'approved' });
    expect((await quoted([{ ...asked, lineId: 'other' }]))[0]).toMatchObject({ verdict: 'asks_less' });
    expect((await quoted([asked], { orderId: 'o-2' }))[0]).toMatchObject({ verdict: 'asks_less', unitMinor: 129_600 });
  });
  it('are refused to customers and to people who did not agree', async () => {
    for (const actor of [person('p-9'), { kind: 'customer', id: 'p-1' } as const])
      expect(await inside((ctx) => grantApproval(ctx, grant), actor)).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
  });
  it('are refused at no price, and when bound to nothing', async () => {
    expect(await inside((ctx) => grantApproval(ctx, { ...grant, unitMinor: 0 }))).toMatchObject({ ok: false, refusal: { code: 'not_positive' } });
    expect(await inside((ctx) => grantApproval(ctx, { ...grant, orderId: null }))).toMatchObject({ ok: false, refusal: { code: 'bad_rule' } });
    expect(await inside((ctx) => grantApproval(ctx, { ...grant, netNet: 'cheap' }))).toMatchObject({ ok: false, refusal: { code: 'bad_rule' } });
  });
  it('cannot be spent by another order, by a customer, or when unknown', async () => {
    const granted = await inside((ctx) => grantApproval(ctx, grant));
    const approvalId = granted.ok ? granted.value.id : '';
    const spend = (use: object, actor?: Actor) => inside((ctx) => spendApproval(ctx, { approvalId, orderId: 'o-1', lineId: 'a', ...use }), actor);
    expect(await spend({ orderId: 'o-2' })).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
    expect(await spend({ approvalId: '00000000-0000-7000-8000-000000000000' })).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
    expect(await spend({}, { kind: 'customer', id: 'C-1033' })).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
  });
});
