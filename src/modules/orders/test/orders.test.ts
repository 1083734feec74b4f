import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../../test/support/clock.ts';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { people, saveSmallFactory } from '../../../../test/world/small-factory.ts';
import { systemActor, type Actor, type DomainEvent } from '../../../platform/runtime/ctx.ts';
import { addLine, correctLine, undoCorrection } from '../commands/correct-line.ts';
import { rejectOrder } from '../commands/end-order.ts';
import type { ConfirmInput } from '../commands/settle-order.ts';
import type { OrderPage } from '../contract.ts';
import type { Proposal } from '../domain/order.ts';
import {
  confirmOrder,
  erpOrders,
  getOrderPage,
  holds,
  listPastLines,
  proposeOrder,
  recordErpCommitted,
  recordErpRejected,
  recordErpStarted,
  recordErpUnknown,
  withdrawOrder,
} from '../index.ts';
import { listOrders } from '../queries/list-orders.ts';
import { sevLine } from './samples.ts';

const intake = systemActor('intake');
const clock = testClock('2026-11-17T00:42:00.000Z');
const heard: DomainEvent[] = [];
const listen = (event: string) => ({
  event,
  when: 'same-transaction' as const,
  name: `test.${event}`,
  handle: async (_ctx: unknown, told: DomainEvent) => void heard.push(told),
});
let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase({
    clock,
    reactions: ['order.accepted', 'order.confirmed', 'order.held', 'order.line_corrected', 'order.correction_undone', 'order.ended'].map(listen),
  });
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.clear();
  await saveSmallFactory(db.runtime);
  heard.length = 0;
});

const proposal = (change: Partial<Proposal> = {}): Proposal => ({
  conversationId: '00000000-0000-7000-8000-00000000000a',
  customer: 'C-1042',
  company: 'VS01',
  sender: '919999900001',
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

const act = <T>(actor: Actor, work: Parameters<typeof db.runtime.transaction<T>>[1]): Promise<T> => db.runtime.transaction(actor, work);
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
/** What the credit check of the customer's next order finds open already. */
const openBefore = async (): Promise<unknown> => {
  const next = await propose({ conversationId: '00000000-0000-7000-8000-0000000000cc' });
  await confirm(intake, next);
  return (await page(next)).checks.find((check) => check.code === 'V22')?.facts['beforeMinor'];
};

const confirm = (actor: Actor, orderId: string, input: Partial<ConfirmInput> = {}) => act(actor, (ctx) => confirmOrder(ctx, { orderId, ...input }));
const refusalOf = (result: { ok: boolean; refusal?: { code: string } }): string | undefined => result.refusal?.code;

describe('a draft', () => {
  it('is priced from the customer’s list and numbered without gaps', async () => {
    const first = await page(await propose());
    expect(first).toMatchObject({ number: 'K-000001', state: 'assembling', netMinor: 5_040_000, currency: 'INR', customerName: 'Shree Traders' });
    expect(first.lines[0]).toMatchObject({ itemName: 'Ratlami Sev 200 g', priceMinor: 126_000, netMinor: 5_040_000 });
    const second = await page(await propose({ conversationId: '00000000-0000-7000-8000-00000000000b' }));
    expect(second.number).toBe('K-000002');
  });

  it('does not change when the same reading comes again', async () => {
    const orderId = await propose();
    await propose();
    expect((await page(orderId)).versions).toHaveLength(1);
  });

  it('keeps each version with who and why', async () => {
    const orderId = await propose();
    await propose({ lines: [{ ...sevLine, quantityMilli: 12_000 }], why: 'message_edited' });
    const { versions, version } = await page(orderId);
    expect(version).toBe(2);
    expect(versions.map(({ why, lines }) => [why, lines[0]?.quantityMilli])).toEqual([
      ['message_received', 40_000],
      ['message_edited', 12_000],
    ]);
  });

  it('is made by the machine only', async () => {
    expect(refusalOf(await act(people.asha, (ctx) => proposeOrder(ctx, proposal())))).toBe('forbidden');
  });
});

describe('confirming', () => {
  it('sends a clean order to the ERP in the same transaction and takes its credit', async () => {
    const orderId = await propose();
    const settled = await confirm(intake, orderId, { quietMs: 90_000 });
    expect(settled).toMatchObject({ ok: true, value: { state: 'posting' } });
    expect(heard.map((event) => event.type)).toEqual(['order.accepted']);
    expect(await openBefore()).toBe(46_270_000);
    const forErp = await act(intake, (ctx) => erpOrders.getOrderForErp(ctx, orderId));
    expect(forErp?.payload).toMatchObject({
      customer: 'C-1042',
      salesOrg: 'VS01',
      currency: 'INR',
      lines: [{ lineNo: 10, sku: 'SEV200', quantity: '40', erpUom: 'CAR', price: '1260.00', words: 'sev' }],
    });
  });

  it('shows every check, also those that passed', async () => {
    const orderId = await propose();
    await confirm(intake, orderId);
    const { checks } = await page(orderId);
    expect(checks.length).toBeGreaterThanOrEqual(15);
    expect(checks.find((check) => check.code === 'V22')?.facts).toMatchObject({ afterMinor: 46_270_000, limitMinor: 50_000_000 });
  });

  it('holds the second of two orders that only fit the credit limit alone, even at the same moment', async () => {
    const big = { ...sevLine, quantityMilli: 60_000 };
    const ids = [
      await propose({ lines: [big] }),
      await propose({ conversationId: '00000000-0000-7000-8000-00000000000b', lines: [{ ...big, quantityMilli: 61_000 }] }),
    ];
    const states = await Promise.all(ids.map(async (orderId) => (await confirm(intake, orderId)).ok && (await page(orderId)).state));
    expect(states.toSorted()).toEqual(['credit_hold', 'posting']);
  });

  it('lets the sales head release credit, but not a clerk and not an operator', async () => {
    const orderId = await propose({ lines: [{ ...sevLine, quantityMilli: 100_000 }] });
    await confirm(intake, orderId);
    const { version } = await page(orderId);
    expect(await confirm(people.asha, orderId, { version, accept: ['V22'] })).toMatchObject({ ok: true, value: { state: 'credit_hold' } });
    expect(refusalOf(await confirm(people.operator, orderId, { accept: ['V22'] }))).toBe('forbidden');
    expect(await confirm(people.vikram, orderId, { accept: ['V22'] })).toMatchObject({ ok: true, value: { state: 'posting' } });
  });

  it('refuses a version that was not the one looked at, and an order that is on its way', async () => {
    const orderId = await propose();
    expect(await confirm(people.asha, orderId, { version: 9 })).toMatchObject({ ok: false, refusal: { code: 'stale_version', facts: { current: 1 } } });
    await confirm(people.asha, orderId, { version: 1 });
    expect(refusalOf(await confirm(people.asha, orderId))).toBe('wrong_state');
    expect(heard.filter((event) => event.type === 'order.accepted')).toHaveLength(1);
  });

  it('waits for the desk when a person must say yes, however clean the order is', async () => {
    const orderId = await propose();
    expect(await confirm(intake, orderId, { hold: { by: 'desk', why: 'first_order' } })).toMatchObject({ ok: true, value: { state: 'needs_desk' } });
  });

  it('finds a repeat of the last 24 hours', async () => {
    await confirm(intake, await propose());
    const again = await propose({ conversationId: '00000000-0000-7000-8000-00000000000b' });
    expect(await confirm(intake, again, { mayAsk: true })).toMatchObject({ value: { state: 'needs_customer' } });
    expect(await confirm(intake, again, { repeatMeant: 'no' })).toMatchObject({ value: { state: 'duplicate' } });
  });
});

describe('the desk’s hand', () => {
  it('corrects a line, teaches what the words mean, and takes both back', async () => {
    const orderId = await propose({ lines: [{ ...sevLine, decision: 'ask', vetoes: ['tie'] }] });
    const corrected = await act(people.asha, (ctx) => correctLine(ctx, orderId, 'l1', { version: 1, sku: 'ALU150' }));
    expect((await page(orderId)).checks.find((check) => check.code === 'V05')?.outcome).toBe('pass');
    expect(corrected).toMatchObject({ ok: true, value: { version: 2, lines: [{ sku: 'ALU150', via: 'desk', decision: 'auto' }] } });
    expect(heard.at(-1)).toMatchObject({ type: 'order.line_corrected', payload: { words: 'sev', sku: 'ALU150', wrongSku: 'SEV200', customer: 'C-1042' } });
    const undone = await act(people.asha, (ctx) => undoCorrection(ctx, orderId, 2));
    expect(undone).toMatchObject({ ok: true, value: { lines: [{ sku: 'SEV200' }] } });
    expect(heard.at(-1)).toMatchObject({ type: 'order.correction_undone', payload: { sku: 'ALU150' } });
    expect(refusalOf(await act(people.asha, (ctx) => undoCorrection(ctx, orderId, 3)))).toBe('nothing_to_undo');
  });

  it('keeps its corrections when the customer writes on', async () => {
    const orderId = await propose();
    await act(people.asha, (ctx) => correctLine(ctx, orderId, 'l1', { version: 1, quantityMilli: 45_000 }));
    await propose({ lines: [sevLine, { ...sevLine, lineId: 'l2', sku: 'ALU150', spans: [{ turn: 'm2', start: 0, end: 4 }] }] });
    expect((await page(orderId)).lines.map((line) => line.quantityMilli)).toEqual([45_000, 40_000]);
  });

  it('adds and removes lines', async () => {
    const orderId = await propose();
    await act(people.asha, (ctx) => addLine(ctx, orderId, { version: 1, sku: 'MIX400', quantityMilli: 5_000, uom: 'CAR' }));
    const removed = await act(people.asha, (ctx) => correctLine(ctx, orderId, 'l1', { version: 2, remove: true }));
    expect(removed).toMatchObject({ ok: true, value: { netMinor: 950_000, lines: [{ sku: 'MIX400' }] } });
  });

  it('is refused what does not exist', async () => {
    const orderId = await propose();
    const correct = (lineId: string, change: object) => act(people.asha, (ctx) => correctLine(ctx, orderId, lineId, { version: 1, ...change }));
    expect(refusalOf(await correct('l9', { sku: 'SEV200' }))).toBe('unknown_line');
    expect(refusalOf(await correct('l1', { sku: 'NOPE' }))).toBe('unknown_sku');
    expect(refusalOf(await correct('l1', { uom: 'TON' }))).toBe('unknown_uom');
    expect(refusalOf(await act(people.operator, (ctx) => correctLine(ctx, orderId, 'l1', { version: 1, sku: 'ALU150' })))).toBe('forbidden');
    expect(refusalOf(await act(people.operator, (ctx) => rejectOrder(ctx, orderId, { version: 1, reason: 'other', note: '' })))).toBe('forbidden');
    expect(refusalOf(await act(people.operator, (ctx) => holds.holdOrder(ctx, { orderId, until: 'desk', why: 'x' })))).toBe('forbidden');
    expect(refusalOf(await act(people.operator, (ctx) => withdrawOrder(ctx, proposal().conversationId)))).toBe('forbidden');
  });

  it('rejects with a reason, and the order stays visible', async () => {
    const orderId = await propose();
    await act(people.asha, (ctx) => rejectOrder(ctx, orderId, { version: 1, reason: 'not_an_order', note: 'test' }));
    expect(await page(orderId)).toMatchObject({ state: 'rejected', waiting: { code: 'not_an_order' } });
    const { rows } = await act(people.asha, (ctx) => listOrders(ctx, { limit: 10, states: ['rejected'] }));
    expect(rows).toHaveLength(1);
  });
});

describe('the ERP’s answers', () => {
  const posted = async (): Promise<{ orderId: string; commandId: string }> => {
    const orderId = await propose();
    await confirm(intake, orderId);
    const { commandId } = await page(orderId);
    return { orderId, commandId: commandId ?? '' };
  };

  it('confirm the order once, however often they are told', async () => {
    const command = await posted();
    await act(intake, (ctx) => recordErpStarted(ctx, { ...command, reference: 'MO00000000000001' }));
    clock.advance(800);
    for (let told = 0; told < 3; told += 1) await act(intake, (ctx) => recordErpCommitted(ctx, { ...command, erpNumber: '100017', warnings: [] }));
    expect(heard.filter((event) => event.type === 'order.confirmed')).toHaveLength(1);
    const confirmed = await page(command.orderId);
    expect(confirmed).toMatchObject({ state: 'confirmed', erpNumber: '100017', erpReference: 'MO00000000000001', clock: { erp: 800, running: null } });
    const [newest] = await act(intake, (ctx) => listPastLines(ctx, 'C-1042', 1));
    expect(newest).toMatchObject({ erpNumber: '100017', sku: 'SEV200', words: 'sev' });
  });

  it('that are lost leave the order unknown until somebody knows', async () => {
    const command = await posted();
    await act(intake, (ctx) => recordErpUnknown(ctx, { ...command, why: 'connection reset' }));
    expect((await page(command.orderId)).state).toBe('post_unknown');
    await act(intake, (ctx) => recordErpCommitted(ctx, { ...command, erpNumber: '100018', warnings: [] }));
    expect((await page(command.orderId)).state).toBe('confirmed');
  });

  it('that refuse bring the order to the desk with the ERP’s words and give the credit back', async () => {
    const command = await posted();
    await act(intake, (ctx) => recordErpRejected(ctx, { ...command, code: 'V1/331', text: 'Sales area is not defined' }));
    expect(await page(command.orderId)).toMatchObject({ state: 'needs_desk', waiting: { code: 'erp_rejected', facts: { text: 'Sales area is not defined' } } });
    expect(await openBefore()).toBe(41_230_000);
  });

  it('that come after a refused command was sent again still confirm the order, with its credit', async () => {
    const command = await posted();
    await act(intake, (ctx) => recordErpRejected(ctx, { ...command, code: 'V1/331', text: 'Sales area is not defined' }));
    await act(intake, (ctx) => recordErpCommitted(ctx, { ...command, erpNumber: '100019', warnings: [] }));
    expect((await page(command.orderId)).state).toBe('confirmed');
    expect(await openBefore()).toBe(46_270_000);
  });

  it('for an older command, or told by a person, are refused', async () => {
    const { orderId, commandId } = await posted();
    expect(
      refusalOf(
        await act(intake, (ctx) => recordErpCommitted(ctx, { orderId, commandId: '00000000-0000-7000-8000-0000000000ff', erpNumber: '1', warnings: [] })),
      ),
    ).toBe('wrong_state');
    expect(refusalOf(await act(people.asha, (ctx) => recordErpCommitted(ctx, { orderId, commandId, erpNumber: '1', warnings: [] })))).toBe('forbidden');
  });
});

describe('the queue', () => {
  it('pages newest first, counts by state and finds by text', async () => {
    for (const letter of ['a', 'b', 'c']) {
      clock.advance(1000);
      await propose({ conversationId: `00000000-0000-7000-8000-00000000000${letter}`, preview: `order ${letter}` });
    }
    const first = await act(people.asha, (ctx) => listOrders(ctx, { limit: 2 }));
    expect(first.rows.map((row) => row.preview)).toEqual(['order c', 'order b']);
    const second = await act(people.asha, (ctx) => listOrders(ctx, { limit: 2, cursor: first.nextCursor ?? '' }));
    expect(second.rows.map((row) => row.preview)).toEqual(['order a']);
    expect(second.nextCursor).toBeNull();
    expect(first.counts).toEqual({ assembling: 3 });
    const found = await act(people.asha, (ctx) => listOrders(ctx, { limit: 5, q: 'ORDER B' }));
    expect(found.rows).toHaveLength(1);
    expect((await act(people.asha, (ctx) => listOrders(ctx, { limit: 5, q: '100%' }))).rows).toHaveLength(0);
  });
});
