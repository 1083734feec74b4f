import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BusinessDate } from '../../../kernel/time.ts';
import { systemActor } from '../../../platform/runtime/ctx.ts';
import { decideCase } from '../../exceptions/index.ts';
import { savePositions } from '../../stock/index.ts';
import { saveOrderRule } from '../commands/save-rules.ts';
import type { DraftLine } from '../contract.ts';
import { openRule } from '../domain/settings.ts';
import { proposeOrder } from '../index.ts';
import { holdWorld, intake, type HoldWorld, type Name } from './hold-world.ts';
import { sevLine } from './samples.ts';

let world: HoldWorld;
beforeAll(async () => {
  world = await holdWorld();
});
beforeEach(async () => {
  await world.reset();
  const rule = { ...openRule, frozenDays: 3 };
  await world.act(world.as('vikram'), (ctx) => saveOrderRule(ctx, { company: 'VS01', customer: null, rule, version: 0, why: 'test' }));
  const positions = ['SEV200', 'ALU150'].map((sku) => ({ sku, place: 'IND', lot: '', status: 'free' as const, baseMilli: 0, expiresOn: null }));
  await world.act(systemActor('sync'), (ctx) =>
    savePositions(ctx, { connection: 'sap', place: 'IND', asOf: world.db.runtime.now(), positions, complete: true }),
  );
  world.heard.length = 0;
});
afterAll(() => world?.db.close());

const tomorrow = '2026-11-18';
async function say(lines: readonly Partial<DraftLine>[] = [{}], day = tomorrow): Promise<string> {
  const drafted = await world.act(intake, (ctx) =>
    proposeOrder(ctx, {
      conversationId: '00000000-0000-7000-8000-00000000000a',
      customer: 'C-1042',
      company: 'VS01',
      sender: '919999900001',
      preview: '40 peti sev',
      language: 'en',
      shipTo: null,
      requestedDate: day as BusinessDate,
      poNumber: null,
      lines: lines.map((line) => ({ ...sevLine, ...line })),
      receivedAt: world.db.runtime.now(),
      why: 'message_received',
    }),
  );
  if (!drafted.ok) throw new Error(drafted.refusal.code);
  await world.confirm(drafted.value.orderId);
  return drafted.value.orderId;
}
const code = async (orderId: string): Promise<string | undefined> => {
  const { state, waiting } = await world.page(orderId);
  return waiting?.code ?? state;
};
const cases = async (): Promise<readonly { id: string; kind: string; state: string; version: number }[]> =>
  (await world.db.pool.query('select id, kind, state, version from exceptions."case" order by raised_at, number')).rows;
async function accept(name: Name): Promise<void> {
  const open = (await cases()).filter((each) => each.state === 'raised' || each.state === 'acked');
  const [only] = open;
  if (only === undefined || open.length !== 1) throw new Error(`${open.length} open cases`);
  const input = { choice: 'accept' as const, version: only.version, until: null, terms: {}, reason: 'agreed', forwardTo: null };
  const decided = await world.act(world.as(name), (ctx) => decideCase(ctx, only.id, input, 'desk'));
  if (!decided.ok) throw new Error(decided.refusal.code);
}

describe('what was let into the frozen plan', () => {
  it('is not asked again after a credit hold: both decisions hold for the order', async () => {
    await world.credit(1);
    const orderId = await say();
    expect(await code(orderId)).toBe('frozen_plan');
    await accept('rohit');
    expect(await code(orderId), 'stock is short: somebody lets it be short').toBe('stock_decision');
    await world.confirm(orderId, { accept: ['V25', 'V27'] }, world.as('asha'));
    expect(await code(orderId)).toBe('credit_hold');
    await accept('vikram');
    expect((await cases()).map((each) => [each.kind, each.state])).toEqual([
      ['frozen_plan', 'decided'],
      ['credit_hold', 'decided'],
    ]);
    expect(await code(orderId), 'nobody is asked a third time').toBe('stock_decision');
    await world.confirm(orderId, { accept: ['V25', 'V27'] }, world.as('asha'));
    expect(await code(orderId)).toBe('posting');
    expect((await world.page(orderId)).life.filter((event) => event.why === 'hold_granted')).toHaveLength(2);
  });

  it('holds for less and for other items, and is asked anew for more or another day', async () => {
    const orderId = await say();
    await accept('rohit');
    await say([{ quantityMilli: 30_000 }]);
    expect(await code(orderId)).toBe('stock_decision');
    await say([{ quantityMilli: 41_000 }]);
    expect(await code(orderId)).toBe('frozen_plan');
    await say([{ quantityMilli: 40_000 }]);
    expect(await code(orderId)).toBe('stock_decision');
    await say([{}], '2026-11-19');
    expect(await code(orderId)).toBe('frozen_plan');
    await say([{}, { lineId: 'l2', words: 'aloo', sku: 'ALU150' }]);
    expect((await world.page(orderId)).checks.filter((check) => check.code === 'V30').map((check) => [check.lineNo, check.outcome])).toEqual([
      [1, 'pass'],
      [2, 'approval'],
    ]);
  });

  it('is what was asked, not what the customer has made of it since', async () => {
    const orderId = await say();
    const draft = await world.act(intake, (ctx) =>
      proposeOrder(ctx, {
        conversationId: '00000000-0000-7000-8000-00000000000a',
        customer: 'C-1042',
        company: 'VS01',
        sender: '919999900001',
        preview: '90 peti sev',
        language: 'en',
        shipTo: null,
        requestedDate: tomorrow as BusinessDate,
        poNumber: null,
        lines: [{ ...sevLine, quantityMilli: 90_000 }],
        receivedAt: world.db.runtime.now(),
        why: 'message_received',
      }),
    );
    expect(draft.ok).toBe(true);
    await accept('rohit');
    expect(await code(orderId)).toBe('frozen_plan');
    expect((await cases()).map((each) => each.state)).toEqual(['decided', 'raised']);
  });
});

describe('credit that was released', () => {
  it('holds while the order is not worth more and the customer is not further over', async () => {
    await world.credit(1);
    const orderId = await say([{}], '2026-12-18');
    await world.confirm(orderId, { accept: ['V25', 'V27'] }, world.as('asha'));
    expect(await code(orderId)).toBe('credit_hold');
    await accept('vikram');
    expect(await code(orderId)).toBe('stock_decision');
    await world.credit(1, 5);
    await world.confirm(orderId, { accept: ['V25', 'V27'] }, world.as('asha'));
    expect(await code(orderId), 'further over than was released').toBe('credit_hold');
    await world.credit(1);
    await world.confirm(orderId, { accept: ['V25', 'V27'] }, world.as('asha'));
    expect(await code(orderId)).toBe('posting');
  });
});
