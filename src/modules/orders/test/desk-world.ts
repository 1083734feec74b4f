/** The order desk of a small factory, with a database of its own. */
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { testClock } from '../../../../test/support/clock.ts';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { people as factoryPeople, saveSmallFactory } from '../../../../test/world/small-factory.ts';
import { systemActor, type Actor, type Ctx, type DomainEvent } from '../../../platform/runtime/ctx.ts';
import { savePeople } from '../../identity/index.ts';
import type { OrderPage } from '../contract.ts';
import type { Proposal } from '../domain/order.ts';
import { getOrderPage, proposeOrder } from '../index.ts';
import { listOrders, type OrderFilter } from '../queries/list-orders.ts';
import { sevLine } from './samples.ts';

/** The machine that reads messages. */
export const intake = systemActor('intake');
/** The clock of these tests. */
export const clock = testClock('2026-11-17T00:42:00.000Z');
/** What screens were told since the test began. */
export const heard: DomainEvent[] = [];
const listen = (event: string) => ({
  event,
  when: 'same-transaction' as const,
  name: `test.${event}`,
  handle: async (_ctx: unknown, told: DomainEvent) => void heard.push(told),
});
/** Somebody who has nothing to do with orders. */
export const { operator } = factoryPeople;
export let db: TestDatabase;
/** Of the order desk. */
export let asha: Actor;
/** A sales head. */
export let vikram: Actor;

/** Starts the database before the tests of a file, and the factory and its people anew before each. */
export function useDesk(): void {
  beforeAll(async () => {
    db = await testDatabase({ clock, reactions: ['order.desk_changed', 'order.presence_changed', 'order.reopened'].map(listen) });
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.clear();
    await saveSmallFactory(db.runtime);
    const added = await act(systemActor('test'), (ctx) =>
      savePeople(
        ctx,
        [['Asha', 'order_desk'] as const, ['Vikram', 'sales_head'] as const, ['Raju', 'operator'] as const].map(([name, role]) => ({
          name,
          roles: [role],
          email: `${name.toLowerCase()}@example.test`,
          password: 'correct horse',
          language: 'en',
          company: 'VS01',
        })),
      ),
    );
    if (!added.ok) throw new Error(added.refusal.code);
    asha = { kind: 'person', id: added.value[0] ?? '', name: 'Asha', roles: ['order_desk'] };
    vikram = { kind: 'person', id: added.value[1] ?? '', name: 'Vikram', roles: ['sales_head'] };
    heard.length = 0;
  });
}

/** Does something in one transaction as somebody. */
export const act = <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>): Promise<T> => db.runtime.transaction(actor, work);
let proposed = 0;
/** A new order as a reading makes it; answers with its id. */
export const propose = async (change: Partial<Proposal> = {}): Promise<string> => {
  proposed += 1;
  const conversationId = `00000000-0000-7000-8000-${String(proposed).padStart(12, '0')}`;
  const proposal: Proposal = {
    conversationId,
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
  };
  const drafted = await act(intake, (ctx) => proposeOrder(ctx, proposal));
  if (!drafted.ok) throw new Error(drafted.refusal.code);
  return drafted.value.orderId;
};
/** The whole order as Asha sees it. */
export const page = async (orderId: string): Promise<OrderPage> => {
  const found = await act(asha, (ctx) => getOrderPage(ctx, orderId));
  if (found === null) throw new Error('no such order');
  return found;
};
/** The queue. */
export const list = (filter: Partial<OrderFilter> = {}, actor: Actor = asha) => act(actor, (ctx) => listOrders(ctx, { limit: 100, ...filter }));
/** The ids of the queue, in its order. */
export const ids = async (filter: Partial<OrderFilter> = {}, actor: Actor = asha): Promise<string[]> => (await list(filter, actor)).rows.map((row) => row.id);
/** Why it was refused; undefined when it was not. */
export const codeOf = (result: { ok: boolean; refusal?: { code: string } }): string | undefined => result.refusal?.code;
/** The id of somebody. */
export const idOf = (actor: Actor): string => actor.id;
/** An id that no order has. */
export const nowhere = '00000000-0000-7000-8000-ffffffffffff';
/** A line of so many cartons. */
export const lineOf = (cartons: number) => ({ ...sevLine, quantityMilli: cartons * 1000 });
