import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BusinessDate } from '../../../kernel/time.ts';
import { orderTerms } from '../../masters/index.ts';
import { saveOrderRule } from '../commands/save-rules.ts';
import type { OrderRule } from '../contract.ts';
import { openRule } from '../domain/settings.ts';
import { proposeOrder } from '../index.ts';
import { listOrders } from '../queries/list-orders.ts';
import { holdWorld, intake, type HoldWorld } from './hold-world.ts';
import { sevLine } from './samples.ts';

let world: HoldWorld;
beforeAll(async () => {
  world = await holdWorld();
});
beforeEach(() => world.reset());
afterAll(() => world?.db.close());

const say = (rule: Partial<OrderRule>, customer: string | null, version = 0) =>
  world.act(world.as('vikram'), (ctx) => saveOrderRule(ctx, { company: 'VS01', customer, rule: { ...openRule, ...rule }, version, why: 'test' }));
let talks = 0;
async function propose(customer: string, day: string): Promise<string> {
  talks += 1;
  const drafted = await world.act(intake, (ctx) =>
    proposeOrder(ctx, {
      conversationId: `00000000-0000-7000-8000-${String(talks).padStart(12, '0')}`,
      customer,
      company: 'VS01',
      sender: '919999900001',
      preview: '40 peti sev',
      language: 'en',
      shipTo: null,
      requestedDate: day as BusinessDate,
      poNumber: null,
      lines: [sevLine],
      receivedAt: world.db.runtime.now(),
      why: 'message_received',
    }),
  );
  if (!drafted.ok) throw new Error(drafted.refusal.code);
  return drafted.value.orderId;
}
const cutOffOf = async (orderId: string): Promise<string | null> => (await world.page(orderId)).cutOffAt;

describe('until when an order must be settled', () => {
  it('is the cut-off of the customer’s rule, else the company’s: the earlier one goes up the queue', async () => {
    const unruled = await propose('C-1042', '2026-11-18');
    expect(await cutOffOf(unruled)).toBe('2026-11-17T18:30:00.000Z');
    await say({ cutOff: '18:00', leadDays: 1 }, null);
    await say({ cutOff: '09:00' }, 'C-1042');
    const later = await propose('C-1107', '2026-11-18');
    const early = await propose('C-1042', '2026-11-18');
    expect(await cutOffOf(later)).toBe('2026-11-17T12:30:00.000Z');
    expect(await cutOffOf(early)).toBe('2026-11-17T03:30:00.000Z');
    const ranked = await world.act(world.as('asha'), (ctx) => listOrders(ctx, { sort: 'urgency', limit: 10 }));
    expect(ranked.rows.map((row) => row.id)).toEqual([early, later, unruled]);
  });

  it('is the route’s where no rule says anything', async () => {
    await world.act(world.as('vikram'), async (ctx) => {
      await orderTerms.saveRoute(ctx, { company: 'VS01', code: 'R1', name: 'Mhow', weekdays: [], cutOff: '07:00', leadDays: 2, capacity: null });
      const nothingElse = { licenceNumber: null, licenceUntil: null, overdueMinor: null, overdueDays: null };
      await orderTerms.saveCustomerTerms(ctx, { customer: 'C-1107', route: 'R1', ...nothingElse });
    });
    expect(await cutOffOf(await propose('C-1107', '2026-11-20'))).toBe('2026-11-18T01:30:00.000Z');
    await say({ cutOff: '18:00' }, null);
    expect(await cutOffOf(await propose('C-1107', '2026-11-20')), 'field by field').toBe('2026-11-18T12:30:00.000Z');
  });
});
