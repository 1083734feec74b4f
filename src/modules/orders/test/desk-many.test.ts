import { describe, expect, it } from 'vitest';
import { addMs } from '../../../kernel/time.ts';
import { type Actor } from '../../../platform/runtime/ctx.ts';
import { bulkAssign } from '../bulk-assign.ts';
import { correctLine } from '../commands/correct-line.ts';
import { assignOrder } from '../commands/desk/assign-order.ts';
import { explainChange } from '../commands/desk/explain-change.ts';
import { lookAtOrder } from '../commands/desk/look-at-order.ts';
import { snoozeOrder } from '../commands/desk/snooze-order.ts';
import { reasonOfChange } from '../domain/corrections.ts';
import { mayReadMargins, mayReadOrders, mayWorkOrders } from '../policy.ts';
import { act, asha, clock, codeOf, db, idOf, ids, list, nowhere, operator, page, propose, vikram, useDesk } from './desk-world.ts';

useDesk();

describe('a few orders of the queue, read again', () => {
  it('are those that were asked for and that the queue shows, with the counts of all', async () => {
    const [one, two, three] = [await propose(), await propose(), await propose()];
    await act(asha, (ctx) => assignOrder(ctx, two, { to: idOf(asha), was: null }));
    const among = { ids: [one, two, nowhere], wokenSince: null };
    expect((await ids({ among })).toSorted()).toEqual([one, two].toSorted());
    expect(await ids({ among, assigned: 'me' })).toEqual([two]);
    expect(await ids({ among, states: ['posting'] })).toEqual([]);
    expect(await ids({ among: { ids: [], wokenSince: null } })).toEqual([]);
    expect(await list({ among })).toMatchObject({ counts: { assembling: 3 }, asOf: db.runtime.now(), nextCursor: null });
    expect(await ids()).toContain(three);
  });

  it('are also those that have woken since', async () => {
    const [sleeper, other] = [await propose(), await propose()];
    const read = (await list()).asOf;
    await act(asha, (ctx) => snoozeOrder(ctx, sleeper, { version: 1, until: addMs(db.runtime.now(), 60_000) }));
    const woken = () => ids({ snoozed: 'hide', among: { ids: [other], wokenSince: read } });
    expect(await woken()).toEqual([other]);
    clock.advance(60_000);
    expect((await woken()).toSorted()).toEqual([sleeper, other].toSorted());
    expect(await ids({ snoozed: 'hide', among: { ids: [other], wokenSince: (await list()).asOf } })).toEqual([other]);
  });
});

describe('giving many at once', () => {
  it('gives each on its own and tells what became of it', async () => {
    const [one, taken, two] = [await propose(), await propose(), await propose()];
    await act(vikram, (ctx) => assignOrder(ctx, taken, { to: idOf(vikram), was: null }));
    const to = idOf(asha);
    const outcomes = await bulkAssign(db.runtime, asha, { orders: [one, taken, nowhere, two].map((id) => ({ id, to, was: null })) });
    expect(outcomes.map(({ id, outcome, code }) => [id, outcome, code])).toEqual([
      [one, 'assigned', null],
      [taken, 'refused', 'already_assigned'],
      [nowhere, 'refused', 'not_found'],
      [two, 'assigned', null],
    ]);
    expect((await ids({ assigned: 'me' })).toSorted()).toEqual([one, two].toSorted());
    const back = await bulkAssign(db.runtime, asha, { orders: [one, two].map((id) => ({ id, to: null, was: to })) });
    expect(back.every((each) => each.outcome === 'assigned')).toBe(true);
    expect(await ids({ assigned: 'me' })).toEqual([]);
  });

  it('is for the desk', async () => {
    const one = await propose();
    expect(await bulkAssign(db.runtime, operator, { orders: [{ id: one, to: idOf(asha), was: null }] })).toMatchObject([
      { outcome: 'refused', code: 'forbidden' },
    ]);
    expect((await page(one)).assignedTo).toBeNull();
  });
});

describe('the reason of a change', () => {
  it('is said after it, raises no version, and the newest counts', async () => {
    const orderId = await propose();
    await act(asha, (ctx) => correctLine(ctx, orderId, 'l1', { version: 1, quantityMilli: 3000 }));
    for (const reason of ['misread', 'customer_changed'] as const)
      expect(codeOf(await act(asha, (ctx) => explainChange(ctx, orderId, { version: 2, reason })))).toBeUndefined();
    const { life, version } = await page(orderId);
    expect(version).toBe(2);
    expect(reasonOfChange(life, 2)).toBe('customer_changed');
  });

  it('is not said of what nobody changed, of another version, or by others', async () => {
    const orderId = await propose();
    const explain = (actor: Actor, version: number, id = orderId) => act(actor, (ctx) => explainChange(ctx, id, { version, reason: 'misread' }));
    expect(codeOf(await explain(asha, 1))).toBe('nothing_to_explain');
    await act(asha, (ctx) => correctLine(ctx, orderId, 'l1', { version: 1, quantityMilli: 3000 }));
    expect(codeOf(await explain(asha, 1))).toBe('stale_version');
    expect(codeOf(await explain(operator, 2))).toBe('forbidden');
    expect(codeOf(await explain(asha, 2, nowhere))).toBe('not_found');
  });
});

describe('finance', () => {
  const kavita: Actor = { kind: 'person', id: 'p-kavita', name: 'Kavita', roles: ['finance'] };

  it('reads orders and their margins, and changes nothing', async () => {
    const orderId = await propose();
    expect([mayReadOrders(kavita), mayReadMargins(kavita), mayWorkOrders(kavita)]).toEqual([true, true, false]);
    expect([mayReadOrders(asha), mayReadMargins(asha), mayWorkOrders(asha)]).toEqual([true, false, true]);
    expect(mayReadOrders(operator)).toBe(false);
    expect(codeOf(await act(kavita, (ctx) => correctLine(ctx, orderId, 'l1', { version: 1, remove: true })))).toBe('forbidden');
    expect(codeOf(await act(kavita, (ctx) => assignOrder(ctx, orderId, { to: null, was: null })))).toBe('forbidden');
    expect(codeOf(await act(kavita, (ctx) => lookAtOrder(ctx, orderId)))).toBeUndefined();
  });
});
