import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mustRaise } from '../commands/holds/must-raise.ts';
import { releaseCredit } from '../commands/holds/settle-hold.ts';
import { sumUnseenByErp } from '../store/order-store.ts';
import { holdWorld, intake, type HoldWorld } from './hold-world.ts';

let world: HoldWorld;
beforeAll(async () => {
  world = await holdWorld();
});
beforeEach(() => world.reset());
afterAll(() => world?.db.close());

const talk = (no: number): string => `00000000-0000-7000-8000-0000000000a${no}`;
const state = async (orderId: string): Promise<string> => (await world.page(orderId)).state;
/** Everything that an order and its case have gone through. */
const traces = async (orderId: string) => {
  const page = await world.page(orderId);
  return { version: page.version, life: page.life.length, cases: (await world.cases()).map((row) => [row.id, row.version, row.state]) };
};

describe('an order over the credit limit', () => {
  it('waits, and one case says what frees it', async () => {
    await world.credit(45_000_000, 41_230_000);
    const orderId = await world.order();
    expect(await state(orderId)).toBe('credit_hold');
    const found = await world.openCase();
    expect(found).toMatchObject({
      kind: 'credit_hold',
      subject: { noun: 'order', id: orderId },
      amountMinor: 5_040_000,
      currency: 'INR',
      deadlineAt: null,
      tier: 1,
    });
    expect(found.card).toMatchObject({ findings: [{ code: 'V22', facts: { limitMinor: 45_000_000, afterMinor: 46_270_000, overMinor: 1_270_000 } }] });
    await world.confirm(orderId);
    expect(await world.cases(), 'looked at again it is still one case').toHaveLength(1);
  });

  it('goes by itself once the ERP says that the customer has paid', async () => {
    await world.credit(45_000_000, 41_230_000);
    const orderId = await world.order();
    await world.credit(45_000_000, 39_960_001);
    await world.db.drain();
    expect(await state(orderId), 'one paisa is missing').toBe('credit_hold');
    await world.credit(45_000_000, 39_960_000);
    await world.db.drain();
    expect(await state(orderId)).toBe('posting');
    expect((await world.cases()).map((row) => row.state)).toEqual(['withdrawn']);
    expect(world.heard.filter((event) => event.type === 'order.accepted')).toHaveLength(1);
  });

  it('frees exactly the orders that fit, oldest first, and says nothing of those that stay', async () => {
    await world.credit(1);
    const orders: string[] = [];
    for (const [no, quantityMilli] of [40_000, 30_000, 50_000, 10_000].entries()) {
      orders.push(await world.order({ quantityMilli }, talk(no)));
      world.clock.advance(1_000);
    }
    expect(await Promise.all(orders.map(state))).toEqual(['credit_hold', 'credit_hold', 'credit_hold', 'credit_hold']);
    const third = orders[2] ?? '';
    const [before, told] = [await traces(third), world.heard.filter((event) => event.subject === third).length];
    // room for 40 + 30 + 10 cartons: the 50 between them do not fit
    await world.credit(80 * 126_000);
    await world.db.drain();
    expect(await Promise.all(orders.map(state))).toEqual(['posting', 'posting', 'credit_hold', 'posting']);
    const after = await traces(third);
    expect([after.version, after.life]).toEqual([before.version, before.life]);
    const open = await world.openCase();
    expect([open.subject.id, open.version]).toEqual([third, 1]);
    expect(world.heard.filter((event) => event.subject === third)).toHaveLength(told);
  });

  it('counts what is on its way to the ERP: two orders cannot both fit one limit', async () => {
    await world.credit(50 * 126_000);
    const first = await world.order({}, talk(1));
    const second = await world.order({ quantityMilli: 38_000 }, talk(2));
    expect([await state(first), await state(second)]).toEqual(['posting', 'credit_hold']);
    expect(await world.act(intake, (ctx) => sumUnseenByErp(ctx, 'C-1042', null))).toBe(40 * 126_000);
    expect((await world.openCase()).card).toMatchObject({ findings: [{ facts: { beforeMinor: 40 * 126_000, overMinor: 28 * 126_000 } }] });
  });

  it('at the same time is the same: one goes, one waits', async () => {
    await world.credit(1);
    const [first, second] = [await world.order({}, talk(1)), await world.order({ quantityMilli: 38_000 }, talk(2))];
    await world.credit(50 * 126_000);
    await Promise.all([world.confirm(first), world.confirm(second)]);
    expect([await state(first), await state(second)].toSorted()).toEqual(['credit_hold', 'posting']);
  });

  it('let pass by the sales head goes, and only this one', async () => {
    await world.credit(1);
    const orderId = await world.order();
    expect(await world.decide('vikram', { choice: 'accept' })).toMatchObject({ ok: true, value: { kind: 'decided' } });
    expect(await state(orderId)).toBe('posting');
    expect(await state(await world.order({ quantityMilli: 30_000 }, talk(2)))).toBe('credit_hold');
  });

  it('declined goes to the desk', async () => {
    await world.credit(1);
    const orderId = await world.order();
    await world.decide('vikram', { choice: 'decline', reason: 'they pay late' });
    expect(await world.page(orderId)).toMatchObject({ state: 'needs_desk', waiting: { code: 'needs_desk', facts: { why: 'credit_hold_declined' } } });
    await world.credit(500_000_000);
    await world.db.drain();
    expect(await state(orderId), 'what was declined does not go by itself').toBe('needs_desk');
  });

  it('is nothing that the order desk may let pass', async () => {
    await world.credit(1);
    const orderId = await world.order();
    expect(await world.decide('asha', { choice: 'accept' })).toMatchObject({ ok: false });
    await world.confirm(orderId, { accept: ['V22'] }, world.as('asha'));
    expect(await state(orderId)).toBe('credit_hold');
  });

  it('never waits without a case: one that cannot be raised is a fault', async () => {
    const nobody = { kind: 'credit_hold', key: 'order:x', company: 'VS01', subject: { noun: 'order', id: 'x', label: 'K-1' }, customer: null } as const;
    const asked = { amountMinor: null, currency: null, requestedBy: 'system:orders', card: null } as const;
    const open = { audiences: [], steps: [], choices: ['accept' as const], personsNeeded: 1, deadlineAt: null };
    const raised = world.act(intake, (ctx) => mustRaise(ctx, { ...nobody, ...asked, ...open }));
    await expect(raised).rejects.toThrow('credit_hold order:x was not raised: bad_terms');
  });

  it('looked at when nothing waits changes nothing', async () => {
    const orderId = await world.order();
    await world.act(intake, releaseCredit);
    expect(await state(orderId)).toBe('posting');
    expect(world.heard.filter((event) => event.type === 'order.accepted')).toHaveLength(1);
  });
});
