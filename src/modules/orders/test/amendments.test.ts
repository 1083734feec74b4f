import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../../test/support/clock.ts';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { people, saveSmallFactory } from '../../../../test/world/small-factory.ts';
import { systemActor, type Actor, type DomainEvent } from '../../../platform/runtime/ctx.ts';
import { previewAmendment } from '../commands/amendment/preview-amendment.ts';
import type { AmendmentInput } from '../commands/amendment/request-amendment.ts';
import { changeState } from '../commands/change-state.ts';
import type { Change, OrderPage, RequestAmendment } from '../contract.ts';
import type { OrderEventName } from '../domain/order-machine.ts';
import { amendments, confirmOrder, getOrderPage, listPastLines, proposeOrder, recordErpCommitted } from '../index.ts';
import { lockOrder, sumUnseenByErp } from '../store/order-store.ts';
import { sevLine } from './samples.ts';

const intake = systemActor('intake');
const clock = testClock('2026-11-17T00:42:00.000Z');
const heard: DomainEvent[] = [];
let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase({
    clock,
    reactions: ['amendment.changed', 'amendment.accepted', 'amendment.plan_touched', 'order.ended'].map((event) => ({
      event,
      when: 'same-transaction' as const,
      name: `test.${event}`,
      handle: async (_ctx: unknown, told: DomainEvent) => void heard.push(told),
    })),
  });
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.clear();
  await saveSmallFactory(db.runtime);
  heard.length = 0;
});

const act = <T>(actor: Actor, work: Parameters<typeof db.runtime.transaction<T>>[1]): Promise<T> => db.runtime.transaction(actor, work);
const page = async (orderId: string): Promise<OrderPage> => {
  const found = await act(people.asha, (ctx) => getOrderPage(ctx, orderId));
  if (found === null) throw new Error('no such order');
  return found;
};
const shown = (orderId: string) => act(people.asha, (ctx) => amendments.listAmendments(ctx, orderId));
/** What the ERP's credit figures do not know yet of this customer. */
const openOrders = (): Promise<number> => act(intake, (ctx) => sumUnseenByErp(ctx, 'C-1042', null));

/** An order of 40 sev and 10 khatta meetha that the ERP holds as 100017. */
async function confirmed(moveOn: readonly OrderEventName[] = []): Promise<string> {
  const drafted = await act(intake, (ctx) =>
    proposeOrder(ctx, {
      conversationId: '00000000-0000-7000-8000-00000000000a',
      customer: 'C-1042',
      company: 'VS01',
      sender: '919999900001',
      preview: '40 peti sev',
      language: 'hi-Latn',
      shipTo: null,
      requestedDate: null,
      poNumber: null,
      lines: [sevLine, { ...sevLine, lineId: 'l2', words: 'khatta meetha', sku: 'KHA200', quantityMilli: 10_000 }],
      receivedAt: db.runtime.now(),
      why: 'message_received',
    }),
  );
  if (!drafted.ok) throw new Error(drafted.refusal.code);
  const { orderId } = drafted.value;
  await act(intake, (ctx) => confirmOrder(ctx, { orderId }));
  const { commandId } = await page(orderId);
  await act(intake, (ctx) => recordErpCommitted(ctx, { orderId, commandId: commandId ?? '', erpNumber: '100017', warnings: [] }));
  for (const event of moveOn)
    await act(intake, async (ctx) => {
      const order = await lockOrder(ctx, orderId);
      if (order !== null) await changeState(ctx, order, { event, why: 'told_by_erp' });
    });
  heard.length = 0;
  return orderId;
}

const fewer: readonly Change[] = [{ kind: 'quantity', lineId: 'l1', quantityMilli: 30_000 }];
type Input = Partial<AmendmentInput>;
const ask = (orderId: string, changes: readonly Change[] = fewer, more: Input = {}, actor: Actor = intake) =>
  act(actor, (ctx) => amendments.requestAmendment(ctx, { orderId, changes, by: 'customer', ...more }));
const asked = async (...given: Parameters<typeof ask>) => {
  const result = await ask(...given);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};
const refusalOf = (result: { ok: boolean; refusal?: { code: string } }): string | undefined => result.refusal?.code;
const applied = (orderId: string, commandId: string | null) =>
  act(intake, (ctx) => amendments.recordAmendmentApplied(ctx, { orderId, commandId: commandId ?? '', warnings: [] }));

describe('an amendment that is clear', () => {
  it('goes to the ERP in the same transaction and is the order when the ERP has it', async () => {
    const orderId = await confirmed();
    const amendment = await asked(orderId, [...fewer, { kind: 'add', sku: 'ALU150', quantityMilli: 5_000, uom: 'CAR', words: 'aloo' }]);
    expect(heard.map((event) => event.type)).toEqual(['amendment.changed', 'amendment.accepted']);
    expect(await page(orderId)).toMatchObject({ state: 'amending', lines: [{ quantityMilli: 40_000 }, { sku: 'KHA200' }] });
    const forErp = await act(intake, (ctx) => amendments.getAmendmentForErp(ctx, amendment.commandId ?? ''));
    expect(forErp?.kind).toBe('sales_order_change');
    expect(forErp?.payload.after.lines.map((line) => [line.erpLine, line.sku, line.quantity])).toEqual([
      [10, 'SEV200', '30'],
      [20, 'KHA200', '10'],
      [30, 'ALU150', '5'],
    ]);
    expect(await applied(orderId, amendment.commandId)).toMatchObject({ ok: true });
    const after = await page(orderId);
    expect(after).toMatchObject({ state: 'confirmed', netMinor: 30 * 126_000 + 10 * 117_000 + 5 * 129_600 });
    expect(after.versions.at(-1)).toMatchObject({ why: 'amendment_applied', lines: [{ quantityMilli: 30_000 }, {}, { sku: 'ALU150' }] });
    expect(await openOrders()).toBe(after.netMinor);
    const past = await act(intake, (ctx) => listPastLines(ctx, 'C-1042', 50));
    expect(past.filter((line) => line.erpNumber === '100017').map((line) => [line.lineNo, line.quantityMilli])).toEqual([
      [10, 30_000],
      [20, 10_000],
      [30, 5_000],
    ]);
    // the same answer again changes nothing
    expect(refusalOf(await applied(orderId, amendment.commandId))).toBe('wrong_state');
  });

  it('to cancel all cancels the order, which stays visible with what it was', async () => {
    const orderId = await confirmed();
    const { commandId } = await asked(orderId, [{ kind: 'cancel_all' }]);
    expect((await act(intake, (ctx) => amendments.getAmendmentForErp(ctx, commandId ?? '')))?.kind).toBe('sales_order_cancel');
    await applied(orderId, commandId);
    expect(await page(orderId)).toMatchObject({ state: 'cancelled', lines: [] });
    expect(await shown(orderId)).toMatchObject([{ state: 'applied', before: [{ sku: 'SEV200' }, { sku: 'KHA200' }], netAfterMinor: 0 }]);
    expect(await openOrders()).toBe(0);
    expect(heard.at(-1)?.type).toBe('order.ended');
  });

  it('takes the credit that it needs at once, and gives it back when the ERP refuses in its own words', async () => {
    const orderId = await confirmed();
    const before = await openOrders();
    const { commandId } = await asked(orderId, [{ kind: 'quantity', lineId: 'l2', quantityMilli: 11_000 }]);
    expect(await openOrders()).toBe(before + 117_000);
    const about = { orderId, commandId: commandId ?? '' };
    await act(intake, (ctx) => amendments.recordAmendmentUnknown(ctx, { ...about, why: 'reset' }));
    expect(await shown(orderId)).toMatchObject([{ state: 'unknown' }]);
    await act(intake, (ctx) => amendments.recordAmendmentRefused(ctx, { ...about, code: 'V1/042', text: 'Sales document is delivered' }));
    expect(await shown(orderId)).toMatchObject([{ state: 'refused', waiting: { code: 'erp_rejected', facts: { text: 'Sales document is delivered' } } }]);
    expect(await page(orderId)).toMatchObject({ state: 'confirmed', lines: [{}, { quantityMilli: 10_000 }] });
    expect(await openOrders()).toBe(before);
  });

  it('of goods set aside releases them, tells the planner, and a refusal leaves them set aside', async () => {
    const orderId = await confirmed(['allocate']);
    const { commandId } = await asked(orderId);
    expect(heard.find((event) => event.type === 'amendment.accepted')?.payload).toMatchObject({ release: true });
    expect(heard.some((event) => event.type === 'amendment.plan_touched')).toBe(true);
    await act(intake, (ctx) => amendments.recordAmendmentRefused(ctx, { orderId, commandId: commandId ?? '', code: 'X', text: 'no' }));
    expect((await page(orderId)).state).toBe('allocated');
  });

  it('is the order’s new content also when the goods have moved on meanwhile', async () => {
    const orderId = await confirmed();
    const { commandId } = await asked(orderId);
    await act(intake, async (ctx) => {
      const order = await lockOrder(ctx, orderId);
      if (order !== null) await changeState(ctx, order, { event: 'pick', why: 'told_by_erp' });
    });
    await applied(orderId, commandId);
    expect(await page(orderId)).toMatchObject({ state: 'picked', lines: [{ quantityMilli: 30_000 }, {}] });
  });
});

describe('an amendment that is not clear', () => {
  it('over the credit limit waits for the desk with the check, and goes when the sales head accepts it', async () => {
    const orderId = await confirmed();
    const { id, waiting } = await asked(orderId, [{ kind: 'quantity', lineId: 'l2', quantityMilli: 90_000 }]);
    expect(waiting?.code).not.toBeNull();
    expect(JSON.stringify(waiting?.facts)).toContain('V22');
    const confirm = (actor: Actor) => act(actor, (ctx) => amendments.confirmAmendment(ctx, { amendmentId: id, accept: ['V22', 'V12'] }));
    expect(await confirm(people.asha)).toMatchObject({ ok: true, value: { state: 'needs_desk', waiting: { code: 'credit_hold' } } });
    expect(await confirm(people.vikram)).toMatchObject({ ok: true, value: { state: 'sending' } });
  });

  it('in words that are not sure waits for a clerk, who may take it or drop it', async () => {
    const orderId = await confirmed();
    const { id } = await asked(orderId, fewer, { sure: false });
    expect(refusalOf(await ask(orderId))).toBe('amendment_open');
    expect((await page(orderId)).state).toBe('confirmed');
    expect(await act(people.asha, (ctx) => amendments.withdrawAmendment(ctx, { amendmentId: id }))).toMatchObject({ ok: true, value: { state: 'withdrawn' } });
    const again = await asked(orderId, fewer, { sure: false });
    expect(await act(people.asha, (ctx) => amendments.confirmAmendment(ctx, { amendmentId: again.id }))).toMatchObject({
      ok: true,
      value: { state: 'sending' },
    });
    expect(await shown(orderId)).toHaveLength(2);
  });

  it('of our own making goes only when the customer has agreed; a clerk cannot agree for them', async () => {
    const orderId = await confirmed();
    const { id, state, waiting } = await asked(orderId, fewer, { by: 'us' }, people.asha);
    expect([state, waiting?.code]).toEqual(['proposed', 'needs_customer']);
    expect(refusalOf(await act(people.asha, (ctx) => amendments.confirmAmendment(ctx, { amendmentId: id, acceptedByCustomer: true })))).toBe('wrong_state');
    expect(await act(intake, (ctx) => amendments.confirmAmendment(ctx, { amendmentId: id, acceptedByCustomer: true }))).toMatchObject({
      ok: true,
      value: { state: 'sending' },
    });
  });
});

describe('refusals', () => {
  it('names who may not, what is stale, and what is too late', async () => {
    const orderId = await confirmed();
    expect(refusalOf(await ask(orderId, fewer, { by: 'desk' }, people.operator))).toBe('forbidden');
    expect(refusalOf(await ask(orderId, fewer, { by: 'customer' }, people.asha))).toBe('forbidden');
    expect(refusalOf(await ask('00000000-0000-7000-8000-0000000000ff'))).toBe('not_found');
    expect(refusalOf(await ask(orderId, fewer, { by: 'desk', version: 1 }, people.asha))).toBe('stale_version');
    expect(refusalOf(await ask(orderId, [{ kind: 'cancel_line', lineId: 'no' }]))).toBe('unknown_line');
    const { id } = await asked(orderId);
    expect(refusalOf(await act(people.operator, (ctx) => amendments.confirmAmendment(ctx, { amendmentId: id })))).toBe('forbidden');
    expect(refusalOf(await act(people.operator, (ctx) => amendments.withdrawAmendment(ctx, { amendmentId: id })))).toBe('forbidden');
    expect(refusalOf(await act(people.asha, (ctx) => amendments.withdrawAmendment(ctx, { amendmentId: id })))).toBe('wrong_state');
    expect(refusalOf(await act(people.asha, (ctx) => amendments.recordAmendmentApplied(ctx, { orderId, commandId: orderId, warnings: [] })))).toBe('forbidden');
  });

  it('what is loaded is taken back by the driver; more is a new order', async () => {
    const orderId = await confirmed(['pick', 'load']);
    expect(refusalOf(await ask(orderId))).toBe('driver_takes_back');
    expect(refusalOf(await ask(orderId, [{ kind: 'add', sku: 'ALU150', quantityMilli: 1_000, uom: 'CAR', words: '' }]))).toBe('new_order_instead');
  });

  it('a preview says what it comes to and changes nothing', async () => {
    const orderId = await confirmed();
    const { version } = await page(orderId);
    const input: RequestAmendment = { version, changes: [...fewer], wantedBy: 'desk', accept: [] };
    const preview = await act(people.asha, (ctx) => previewAmendment(ctx, orderId, input));
    expect(preview).toMatchObject({ ok: true, value: { netAfterMinor: 30 * 126_000 + 10 * 117_000, waiting: null } });
    expect(await shown(orderId)).toEqual([]);
    expect(refusalOf(await act(people.operator, (ctx) => previewAmendment(ctx, orderId, input)))).toBe('forbidden');
  });
});
