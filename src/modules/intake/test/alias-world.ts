import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { elapse, testClock } from '../../../../test/support/clock.ts';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { people, saveSmallFactory } from '../../../../test/world/small-factory.ts';
import { systemActor, type Actor, type Ctx, type Reaction } from '../../../platform/runtime/ctx.ts';
import { getOrderPage, recordErpCommitted, savePastLines } from '../../orders/index.ts';
import type { OrderPage, PastOrderLine } from '../../orders/contract.ts';
import { teachAlias } from '../commands/aliases/edit-aliases.ts';
import type { AliasPage, AliasQuery, AliasRow, TeachAlias } from '../contract.ts';
import { intakeDoor } from '../door.ts';
import { exceptionsModule } from '../../exceptions/index.ts';
import { intakeModule, type IntakeSettings } from '../index.ts';
import { getAlias, listAliases } from '../queries/aliases.ts';
import { listConversations } from '../queries/conversations.ts';
import { secrets, signedPost, textMessage } from './webhooks.ts';

/** The module as tests run it: messages leave at once. */
export const settings: IntakeSettings = {
  policy: { quietMs: 90_000, longestMs: 600_000, completeQuietMs: null, questionsAtMost: 2, answerWithinMs: 1_800_000 },
  whatsapp: {
    appSecret: secrets.appSecret,
    verifyToken: secrets.verifyToken,
    senderFor: () => ({ send: () => Promise.resolve({ kind: 'sent', providerId: 'wamid.out' }), markRead: () => Promise.resolve({ kind: 'done' }) }),
  },
};
const module = intakeModule(settings);
export const system = systemActor('test');
export const clerk: Actor = people.asha;
export const head: Actor = people.vikram;
export const outsider: Actor = people.operator;

let erpNumber = 500_000;
const erp: Reaction = {
  event: 'order.accepted',
  when: 'after',
  name: 'test.erp',
  handle: async (ctx, event) => {
    const { commandId } = event.payload as { commandId: string };
    await recordErpCommitted({ ...ctx, actor: system }, { orderId: event.subject, commandId, erpNumber: String((erpNumber += 1)), warnings: [] });
  },
};

export const teaching = (more: Partial<TeachAlias> = {}): TeachAlias => ({
  ...{ scope: 'customer', scopeId: 'C-1042', words: 'laal wala', sku: 'MIX400', uom: null, negative: false },
  ...more,
});
export const refusalOf = (result: { ok: true } | { ok: false; refusal: { code: string } }): string => (result.ok ? 'ok' : result.refusal.code);
export const pastOrder = (erp: string, orderedOn: string, customer: string, words: string, sku: string): PastOrderLine => ({
  ...{ erpNumber: erp, lineNo: 10, customer, orderedOn, sku, quantityMilli: 5000, uom: 'CAR', netMinor: null, words },
});

/** A clean demo factory before each test, its past orders learnt, and short words for what tests do with aliases. */
export function aliasWorld() {
  const clock = testClock();
  let db: TestDatabase;
  beforeAll(async () => {
    db = await testDatabase({ clock, jobs: [...(module.jobs ?? []), ...(exceptionsModule().jobs ?? [])], reactions: [...(module.reactions ?? []), erp] });
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.clear();
    clock.set('2026-11-17T00:50:00.000Z');
    await saveSmallFactory(db.runtime);
    await work();
  });

  const work = async (): Promise<void> => expect((await db.drain()).failed).toEqual([]);
  const as = <T>(actor: Actor, act: (ctx: Ctx) => Promise<T>): Promise<T> => db.runtime.transaction(actor, act);
  const list = async (filter: Partial<AliasQuery> = {}): Promise<readonly AliasRow[]> =>
    (await as(clerk, (ctx) => listAliases(ctx, { limit: 200, ...filter }))).rows;
  const find = async (customer: string, sku: string, words?: string): Promise<AliasRow | undefined> =>
    (await list({ customer })).find((row) => row.sku === sku && (words === undefined || row.words === words));
  const page = async (id: string): Promise<AliasPage> => {
    const found = await as(clerk, (ctx) => getAlias(ctx, id));
    if (found === null) throw new Error('no alias');
    return found;
  };
  const teach = async (more: Partial<TeachAlias> = {}, actor: Actor = clerk): Promise<AliasRow> => {
    const done = await as(actor, (ctx) => teachAlias(ctx, teaching(more)));
    await work();
    if (!done.ok) throw new Error(done.refusal.code);
    return page(done.value.alias.id);
  };
  const importPast = async (lines: readonly PastOrderLine[]): Promise<void> => {
    await as(systemActor('sync'), (ctx) => savePastLines(ctx, lines));
    await work();
  };
  /** Puts customers into regions. */
  const settle = (regions: Readonly<Record<string, string>>): Promise<unknown> =>
    Promise.all(Object.entries(regions).map(([code, region]) => db.pool.query('update masters.customer set region = $2 where code = $1', [code, region])));

  let nextId = 0;
  const say = async (from: string, text: string): Promise<void> => {
    const body = textMessage(from, `wamid.a${(nextId += 1)}`, text, Math.floor(clock.nowMs() / 1000));
    expect((await intakeDoor(db.runtime, settings).request(signedPost(body))).status).toBe(200);
    await work();
  };
  const silence = async (): Promise<void> => {
    await elapse(clock, db.pool, 91_000);
    await work();
  };
  const order = async (): Promise<OrderPage> => {
    const [row] = await as(clerk, (ctx) => listConversations(ctx, { states: [] }));
    const found = await as(clerk, (ctx) => getOrderPage(ctx, row?.orderId ?? ''));
    if (found === null) throw new Error('no order');
    return found;
  };
  return { clock, db: (): TestDatabase => db, work, as, list, find, page, teach, importPast, settle, say, silence, order };
}
