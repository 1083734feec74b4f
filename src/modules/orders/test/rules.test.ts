import type { KyselyPlugin } from 'kysely';
import type { ConfirmInput } from '../commands/settle-order.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../../test/support/clock.ts';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { items, people, saveSmallFactory } from '../../../../test/world/small-factory.ts';
import { systemActor, type Actor } from '../../../platform/runtime/ctx.ts';
import { exceptionsModule } from '../../exceptions/index.ts';
import { orderTerms } from '../../masters/index.ts';
import { savePositions } from '../../stock/index.ts';
import { examineOrder } from '../commands/settle-order.ts';
import { saveCheckSetting, saveOrderRule } from '../commands/save-rules.ts';
import type { OrderPage, OrderRule, SaveCheckSetting } from '../contract.ts';
import type { Proposal } from '../domain/order.ts';
import { openRule } from '../domain/settings.ts';
import { confirmOrder, getOrderPage, proposeOrder, recordErpCommitted, recordErpRejected } from '../index.ts';
import { getOrderRules } from '../queries/list-rules.ts';
import { loadOrder, sumUnseenByErp } from '../store/order-store.ts';
import { sevLine } from './samples.ts';

const intake = systemActor('intake');
const clock = testClock('2026-11-17T00:42:00.000Z');
let db: TestDatabase;

beforeAll(async () => {
  const cases = exceptionsModule();
  db = await testDatabase({ clock, jobs: cases.jobs ?? [] });
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.clear();
  await saveSmallFactory(db.runtime);
});

const act = <T>(actor: Actor, work: Parameters<typeof db.runtime.transaction<T>>[1]): Promise<T> => db.runtime.transaction(actor, work);
const refusalOf = (result: { ok: boolean; refusal?: { code: string } }): string | undefined => result.refusal?.code;
let conversations = 0;
const proposal = (change: Partial<Proposal> = {}): Proposal => ({
  conversationId: `00000000-0000-7000-8000-${String((conversations += 1)).padStart(12, '0')}`,
  customer: 'C-1107',
  company: 'VS01',
  sender: '919999900002',
  preview: '40 peti sev',
  language: 'hi-Latn',
  shipTo: null,
  requestedDate: null,
  poNumber: null,
  lines: [sevLine],
  receivedAt: db.runtime.now(),
  why: 'message_received',
  ...change,
});
const propose = async (change: Partial<Proposal> = {}): Promise<string> => {
  const drafted = await act(intake, (ctx) => proposeOrder(ctx, proposal(change)));
  if (!drafted.ok) throw new Error(drafted.refusal.code);
  return drafted.value.orderId;
};
const page = async (orderId: string): Promise<OrderPage> => {
  const found = await act(people.asha, (ctx) => getOrderPage(ctx, orderId));
  if (found === null) throw new Error('no such order');
  return found;
};
const confirm = (actor: Actor, orderId: string, input: Partial<ConfirmInput> = {}) => act(actor, (ctx) => confirmOrder(ctx, { orderId, ...input }));
const settledState = async (actor: Actor, orderId: string, input: Partial<ConfirmInput> = {}): Promise<string> => {
  const settled = await confirm(actor, orderId, input);
  return settled.ok ? settled.value.state : settled.refusal.code;
};
const setting = (change: Partial<SaveCheckSetting> = {}): SaveCheckSetting => ({
  company: 'VS01',
  customer: null,
  code: 'V12',
  outcome: 'pass',
  version: 0,
  why: 'too many questions',
  ...change,
});
const setRule = (rule: Partial<OrderRule>, customer: string | null = null) =>
  act(people.vikram, (ctx) => saveOrderRule(ctx, { company: 'VS01', customer, rule: { ...openRule, ...rule }, version: 0, why: 'test' }));
const cases = async (): Promise<{ kind: string; key: string }[]> => (await db.pool.query('select kind, key from exceptions."case" order by kind, key')).rows;

describe('check settings', () => {
  const much = { ...sevLine, quantityMilli: 600_000 };

  it('switch a check off for one customer, and the desk still sees what it would have said', async () => {
    expect(await settledState(intake, await propose({ lines: [much] }))).toBe('needs_desk');
    await act(people.vikram, (ctx) => saveCheckSetting(ctx, setting({ customer: 'C-1107' })));
    const orderId = await propose({ lines: [{ ...much, quantityMilli: 601_000 }] });
    expect(await settledState(intake, orderId)).toBe('posting');
    expect((await page(orderId)).checks.find((check) => check.code === 'V12')).toMatchObject({ outcome: 'pass', facts: { own: 'ask' } });
  });

  it('of the customer go over the company’s, and taking one back gives the check its own way again', async () => {
    await act(people.vikram, (ctx) => saveCheckSetting(ctx, setting({ outcome: 'pass' })));
    await act(people.vikram, (ctx) => saveCheckSetting(ctx, setting({ customer: 'C-1107', outcome: 'hold' })));
    expect(await settledState(intake, await propose({ lines: [much] }))).toBe('credit_hold');
    await act(people.vikram, (ctx) => saveCheckSetting(ctx, setting({ customer: 'C-1107', outcome: null, version: 1, why: 'settled' })));
    const rules = await act(people.asha, (ctx) => getOrderRules(ctx, 'VS01', 'C-1107'));
    expect(rules.checks.find((check) => check.code === 'V12')).toMatchObject({
      effective: 'pass',
      company: { outcome: 'pass', version: 1, why: 'too many questions' },
      customer: { outcome: null, version: 2, why: 'settled' },
    });
  });

  it('are kept in every version and refuse one that was not looked at', async () => {
    await act(people.vikram, (ctx) => saveCheckSetting(ctx, setting()));
    expect(refusalOf(await act(people.vikram, (ctx) => saveCheckSetting(ctx, setting({ outcome: 'ask' }))))).toBe('stale_version');
    await act(people.vikram, (ctx) => saveCheckSetting(ctx, setting({ outcome: 'ask', version: 1 })));
    expect((await db.pool.query('select version, outcome from orders.check_setting order by version')).rows).toEqual([
      { version: 1, outcome: 'pass' },
      { version: 2, outcome: 'ask' },
    ]);
  });

  it('are refused to a clerk, for what is unknown, and for what nobody may make milder', async () => {
    const save = (actor: Actor, change: Partial<SaveCheckSetting>) => act(actor, (ctx) => saveCheckSetting(ctx, setting(change)));
    expect(refusalOf(await save(people.asha, {}))).toBe('forbidden');
    expect(refusalOf(await save(people.vikram, { code: 'V99' }))).toBe('unknown_check');
    expect(refusalOf(await save(people.vikram, { customer: 'C-NONE' }))).toBe('unknown_customer');
    for (const code of ['V01', 'V20', 'V32']) expect(refusalOf(await save(people.vikram, { code, outcome: 'warn' })), code).toBe('never_milder');
    expect((await save(people.vikram, { code: 'V20', outcome: 'block' })).ok).toBe(true);
  });
});

describe('order rules', () => {
  it('ask for what the company wants, but not of a customer with a rule of their own', async () => {
    await setRule({ minimumMinor: 6_000_000, poRequired: true });
    await setRule({ minimumMinor: 1_000_000, poRequired: false }, 'C-1042');
    const orderId = await propose();
    expect(await settledState(intake, orderId, { mayAsk: true })).toBe('needs_customer');
    const open = (await page(orderId)).checks.filter((check) => check.outcome === 'ask').map((check) => check.code);
    expect(open).toEqual(['V11', 'V15']);
    expect(await settledState(intake, await propose({ customer: 'C-1042', sender: '919999900001' }))).toBe('posting');
  });

  it('are refused to a clerk, for an unknown customer and for a stale version', async () => {
    const save = (actor: Actor, customer: string | null, version: number) =>
      act(actor, (ctx) => saveOrderRule(ctx, { company: 'VS01', customer, rule: openRule, version, why: 'x' }));
    expect(refusalOf(await save(people.asha, null, 0))).toBe('forbidden');
    expect(refusalOf(await save(people.vikram, 'C-NONE', 0))).toBe('unknown_customer');
    expect(refusalOf(await save(people.vikram, null, 3))).toBe('stale_version');
  });

  it('reach the checks with routes, days, licences and item rules', async () => {
    await act(people.vikram, async (ctx) => {
      await orderTerms.saveRoute(ctx, { company: 'VS01', code: 'R1', name: 'North', weekdays: [1, 3], cutOff: '16:00', leadDays: 1, capacity: 1 });
      await orderTerms.saveCustomerTerms(ctx, {
        customer: 'C-1107',
        route: 'R1',
        licenceNumber: null,
        licenceUntil: null,
        overdueMinor: null,
        overdueDays: null,
      });
      await orderTerms.saveItemRule(ctx, {
        sku: 'SEV200',
        minOrderMilli: 50_000,
        orderMultipleMilli: null,
        maxOrderMilli: null,
        shelfLifeDays: null,
        licenceRequired: true,
      });
    });
    const wednesday = '2026-11-18' as Proposal['requestedDate'];
    expect(await settledState(intake, await propose({ lines: [{ ...sevLine, sku: 'ALU150' }], requestedDate: wednesday }))).toBe('posting');
    const orderId = await propose({ requestedDate: wednesday });
    expect(await settledState(intake, orderId)).toBe('needs_desk');
    const open = (await page(orderId)).checks.filter((check) => check.outcome !== 'pass').map((check) => `${check.code} ${check.outcome}`);
    expect(open).toEqual(['V10 ask', 'V28 warn', 'V29 block']);
  });
});

describe('an order with a bad line', () => {
  const bad = { ...sevLine, lineId: 'l2', words: 'kuch aur', sku: null, quantityMilli: 5_000, decision: 'ask' as const };
  const takesGoodLines = () => setRule({ partialPolicy: 'good_lines' }, 'C-1107');

  it('waits as a whole where that is the policy', async () => {
    const orderId = await propose({ lines: [sevLine, bad] });
    expect(await settledState(intake, orderId)).toBe('needs_desk');
    expect((await page(orderId)).family).toEqual([]);
  });

  it('sends the good lines ahead and keeps the others as a second order, with credit only for what goes', async () => {
    await takesGoodLines();
    const change = { conversationId: '00000000-0000-7000-8000-0000000000aa', lines: [sevLine, bad], poNumber: 'PO-1' };
    const orderId = await propose(change);
    const settled = await confirm(intake, orderId, { mayAsk: true });
    if (!settled.ok || settled.value.rest === undefined) throw new Error('not parted');
    const [sent, rest] = [await page(orderId), await page(settled.value.rest.orderId)];
    expect(sent).toMatchObject({ state: 'posting', netMinor: 5_040_000, lines: [{ lineId: 'l1' }], family: [{ id: rest.id, state: 'needs_customer' }] });
    expect(rest).toMatchObject({
      state: 'needs_customer',
      lines: [{ lineId: 'l2' }],
      family: [{ id: sent.id }],
      conversationId: sent.conversationId,
      poNumber: 'PO-1',
    });
    expect(rest.number).not.toBe(sent.number);
    expect(rest.checks.find((check) => check.code === 'V14')?.outcome).toBe('pass');
    expect(await act(intake, (ctx) => sumUnseenByErp(ctx, 'C-1107', null))).toBe(5_040_000);
    const told = await db.pool.query("select payload from platform.event where type = 'order.accepted'");
    expect(told.rows[0].payload).toMatchObject({ elsewhere: ['l2'] });
    // the customer answers: only what stayed changes, nothing comes twice
    const answered = { ...bad, sku: 'ALU150', decision: 'auto' as const };
    expect(await propose({ ...change, lines: [sevLine, answered], why: 'answer_received' })).toBe(rest.id);
    expect(await settledState(intake, rest.id)).toBe('posting');
    expect((await page(rest.id)).lines.map((line) => [line.lineId, line.sku])).toEqual([['l2', 'ALU150']]);
    expect((await page(orderId)).lines.map((line) => line.lineId)).toEqual(['l1']);
  });

  it('waits together when the good lines alone would not pass', async () => {
    await setRule({ partialPolicy: 'good_lines', minimumMinor: 5_040_001 }, 'C-1107');
    expect(await settledState(intake, await propose({ lines: [sevLine, bad] }))).toBe('needs_desk');
  });

  it('waits together when what is open is about the whole order', async () => {
    await takesGoodLines();
    const hold = { by: 'customer', why: 'open_question' } as const;
    const whole = await propose({ lines: [sevLine, bad] });
    expect((await confirm(intake, whole, { hold })).ok).toBe(true);
    expect((await page(whole)).state).toBe('needs_desk');
    expect(await settledState(intake, whole, { hold: { ...hold, lineIds: ['l2'] } })).toBe('posting');
  });
});

describe('stock', () => {
  const stockOf = (baseMilli: number) =>
    act(systemActor('sync'), (ctx) =>
      savePositions(ctx, {
        connection: 'test',
        place: 'P1',
        asOf: db.runtime.now(),
        complete: true,
        positions: [{ sku: 'SEV200', place: 'P1', lot: '', status: 'free', baseMilli, expiresOn: null }],
      }),
    );

  it('is taken by what goes, missing for the next one, and given back when the ERP refuses', async () => {
    await stockOf(1_300_000);
    const first = await propose();
    expect(await settledState(intake, first)).toBe('posting');
    const second = await propose({ customer: 'C-1042', sender: '919999900001', lines: [{ ...sevLine, quantityMilli: 20_000 }] });
    expect(await settledState(intake, second)).toBe('stock_decision');
    expect((await page(second)).checks.find((check) => check.code === 'V25')).toMatchObject({
      outcome: 'stock',
      facts: { freeMilli: 100_000, shortMilli: 500_000 },
    });
    const commandId = (await page(first)).commandId ?? '';
    await act(intake, (ctx) => recordErpRejected(ctx, { orderId: first, commandId, code: 'V1/1', text: 'no' }));
    expect(await settledState(intake, second)).toBe('posting');
  });

  it('cannot be given to two orders at the same moment', async () => {
    await stockOf(1_300_000);
    const ids = [await propose(), await propose({ customer: 'C-1042', sender: '919999900001', lines: [{ ...sevLine, quantityMilli: 30_000 }] })];
    const states = await Promise.all(ids.map((orderId) => settledState(intake, orderId)));
    expect(states.toSorted()).toEqual(['posting', 'stock_decision']);
  });
});

describe('what happens again and again', () => {
  const odd = (cartons: number) => ({ lines: [{ ...sevLine, quantityMilli: cartons * 1000 }] });

  it('a check that people let pass three times for one customer raises one proposal, and changes nothing', async () => {
    for (const cartons of [601, 602, 603, 604]) {
      const orderId = await propose(odd(cartons));
      await confirm(intake, orderId);
      await confirm(people.vikram, orderId, { accept: ['V12', 'V22'], reasons: { V12: 'festival' } });
      expect((await page(orderId)).life.at(-1)).toMatchObject({ facts: { reasons: { V12: 'festival' } } });
      expect((await cases()).filter((each) => each.key.endsWith('V12'))).toHaveLength(cartons < 603 ? 0 : 1);
    }
    expect(await settledState(intake, await propose(odd(605)))).toBe('needs_desk');
  });

  it('the same cause in the master data opens one task the third time', async () => {
    await db.pool.query("update masters.item set active = false where sku = 'SEV200'");
    for (let order = 0; order < 4; order += 1) await confirm(intake, await propose(odd(order + 30)));
    expect(await cases()).toEqual([{ kind: 'master_data_task', key: 'master:VS01:V06:sku:SEV200' }]);
  });

  it('what the ERP refused does not go again unchanged, until a person says so', async () => {
    const orderId = await propose();
    await confirm(intake, orderId);
    const commandId = (await page(orderId)).commandId ?? '';
    await act(intake, (ctx) => recordErpRejected(ctx, { orderId, commandId, code: 'V1/331', text: 'Sales area is not defined' }));
    expect(await settledState(intake, orderId)).toBe('needs_desk');
    expect((await page(orderId)).checks.find((check) => check.code === 'V31')).toMatchObject({ outcome: 'desk', facts: { text: 'Sales area is not defined' } });
    expect(await settledState(people.asha, orderId, { accept: ['V31'] })).toBe('posting');
    const again = (await page(orderId)).commandId ?? '';
    await act(intake, (ctx) => recordErpCommitted(ctx, { orderId, commandId: again, erpNumber: '1', warnings: [] }));
    expect((await page(orderId)).state).toBe('confirmed');
  });
});

describe('a large order', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ ...sevLine, lineId: `l${index}`, sku: items[index % items.length]?.sku ?? 'SEV200', quantityMilli: 1000 }));

  it('is checked with as many questions to the database as a small one, all 32 checks at once', async () => {
    for (let before = 0; before < 3; before += 1) await propose({ lines: many(20) });
    const questions = async (orderId: string): Promise<number> =>
      act(intake, async (ctx) => {
        let asked = 0;
        const count: KyselyPlugin = {
          transformQuery: ({ node }) => {
            asked += 1;
            return node;
          },
          transformResult: async ({ result }) => result,
        };
        const order = await loadOrder(ctx, orderId);
        if (order === null) throw new Error('no order');
        const seen = await examineOrder({ ...ctx, trx: ctx.trx.withPlugin(count) }, order, null);
        expect(new Set(seen.results.map((result) => result.code)).size).toBe(32);
        return asked;
      });
    const small = await questions(await propose({ lines: many(items.length) }));
    const large = await questions(await propose({ lines: many(1000) }));
    expect(small).toBeGreaterThan(5);
    expect(large).toBe(small);
  });
});
