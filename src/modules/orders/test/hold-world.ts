import { elapse, testClock, type TestClock } from '../../../../test/support/clock.ts';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { saveSmallFactory } from '../../../../test/world/small-factory.ts';
import { systemActor, type Actor, type Ctx, type DomainEvent } from '../../../platform/runtime/ctx.ts';
import type { CasePage, CaseRow, DecideCase } from '../../exceptions/contract.ts';
import { decideCase, exceptionsModule, getCase, listCases } from '../../exceptions/index.ts';
import type { Role } from '../../identity/contract.ts';
import { savePeople } from '../../identity/index.ts';
import { saveCredit } from '../../masters/index.ts';
import type { FloorLimit } from '../../pricing/contract.ts';
import { saveCosts } from '../../pricing/index.ts';
import { saveRule } from '../../pricing/commands/rules/save-rule.ts';
import type { OrderPage } from '../contract.ts';
import type { DraftLine } from '../contract.ts';
import type { ConfirmInput } from '../commands/settle-order.ts';
import { confirmOrder, getOrderPage, ordersModule, proposeOrder } from '../index.ts';
import { sevLine } from './samples.ts';

export const intake = systemActor('intake');
const who = { asha: ['order_desk'], vikram: ['sales_head'], meera: ['owner'], anand: ['owner'], rohit: ['planner'] } as const satisfies Record<
  string,
  readonly Role[]
>;
export type Name = keyof typeof who;

/** Orders with the people who decide on their holds; sev costs ₹1,008 a carton, list ₹1,260, floor 12 % margin. */
export interface HoldWorld {
  readonly db: TestDatabase;
  readonly clock: TestClock;
  readonly heard: DomainEvent[];
  reset(): Promise<void>;
  as(name: Name): Actor;
  id(name: Name): string;
  act<T>(actor: Actor, work: (ctx: Ctx) => Promise<T>): Promise<T>;
  /** An order of Shree Traders by chat, confirmed by the machine. */
  order(line?: Partial<DraftLine>, conversationId?: string, more?: readonly Partial<DraftLine>[]): Promise<string>;
  /** What the ERP says of the customer's credit: limit and receivables. */
  credit(limitMinor: number, receivablesMinor?: number, customer?: string): Promise<void>;
  /** Another floor, so much below list. */
  floor(belowListBp: number): Promise<void>;
  confirm(orderId: string, input?: Partial<ConfirmInput>, actor?: Actor): ReturnType<typeof confirmOrder>;
  page(orderId: string): Promise<OrderPage>;
  /** The only open case. */
  openCase(): Promise<CasePage>;
  cases(): Promise<readonly CaseRow[]>;
  decide(name: Name, input: Partial<DecideCase> & Pick<DecideCase, 'choice'>): ReturnType<typeof decideCase>;
  pass(minutes: number): Promise<void>;
}

export async function holdWorld(): Promise<HoldWorld> {
  const clock = testClock('2026-11-17T00:42:00.000Z');
  const heard: DomainEvent[] = [];
  const exceptions = exceptionsModule();
  const db = await testDatabase({
    clock,
    jobs: exceptions.jobs ?? [],
    periodic: exceptions.periodic ?? [],
    reactions: [
      ...(ordersModule().reactions ?? []),
      ...['order.accepted', 'order.held', 'order.price_offered'].map((event) => ({
        event,
        when: 'same-transaction' as const,
        name: `test.${event}`,
        handle: async (_ctx: unknown, told: DomainEvent) => void heard.push(told),
      })),
    ],
  });
  const ids = {} as Record<Name, string>;
  const act = <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>): Promise<T> => db.runtime.transaction(actor, work);
  const keepFloor = async (code: string, limit: FloorLimit): Promise<void> => {
    const body = {
      code,
      name: code,
      items: { skus: [], groups: [], brands: [] },
      customers: { customers: [], priceGroups: [], regions: [], channels: [] },
      limit,
      validFrom: '2026-01-01',
      validTo: '9999-12-31',
      active: true,
    };
    const kept = await act(world.as('meera'), (ctx) => saveRule(ctx, { kind: 'floor', company: 'VS01', code, body, version: 0, why: 'policy' }));
    if (!kept.ok) throw new Error(JSON.stringify(kept.refusal));
  };
  const world: HoldWorld = {
    db,
    clock,
    heard,
    act,
    id: (name) => ids[name],
    as: (name) => ({ kind: 'person', id: ids[name], name, roles: who[name] }),
    async reset() {
      await db.clear();
      clock.set('2026-11-17T00:42:00.000Z');
      await saveSmallFactory(db.runtime);
      const names = Object.keys(who) as Name[];
      const people = names.map((name) => ({
        email: `${name}@vindhya.example`,
        name,
        password: 'sev-and-bhujia',
        roles: [...who[name]],
        language: 'en',
        company: 'VS01',
      }));
      const saved = await act(systemActor('set-up'), (ctx) => savePeople(ctx, people));
      names.forEach((name, at) => (ids[name] = (saved.ok && saved.value[at]) || ''));
      await act(systemActor('sync'), (ctx) => saveCosts(ctx, [{ sku: 'SEV200', currency: 'INR', uom: 'CAR', minor: 100_800, asOf: '2026-11-01' }]));
      await keepFloor('margin12', { kind: 'margin_over_cost', bp: 1_200 });
      await world.credit(500_000_000);
      heard.length = 0;
    },
    async order(line = {}, conversationId = '00000000-0000-7000-8000-00000000000a', more = []) {
      const drafted = await act(intake, (ctx) =>
        proposeOrder(ctx, {
          conversationId,
          customer: 'C-1042',
          company: 'VS01',
          sender: '919999900001',
          preview: '40 peti sev',
          language: 'hi-Latn',
          shipTo: null,
          requestedDate: null,
          poNumber: null,
          lines: [line, ...more].map((each) => ({ ...sevLine, ...each })),
          receivedAt: db.runtime.now(),
          why: 'message_received',
        }),
      );
      if (!drafted.ok) throw new Error(drafted.refusal.code);
      await world.confirm(drafted.value.orderId);
      return drafted.value.orderId;
    },
    floor: (belowListBp) => keepFloor('below-list', { kind: 'percent_below_list', bp: belowListBp }),
    credit: async (creditLimitMinor, receivablesMinor = 0, customer = 'C-1042') => {
      const record = { customer, currency: 'INR', creditLimitMinor, receivablesMinor, openOrdersMinor: 0, creditAsOf: db.runtime.now() };
      await act(systemActor('sync'), (ctx) => saveCredit(ctx, [record]));
    },
    confirm: (orderId, input = {}, actor = intake) => act(actor, (ctx) => confirmOrder(ctx, { orderId, ...input })),
    async page(orderId) {
      const found = await act(world.as('asha'), (ctx) => getOrderPage(ctx, orderId));
      if (found === null) throw new Error('no such order');
      return found;
    },
    async cases() {
      // everybody sees what they were asked, so all who might be are looked over the shoulder
      const lists = await Promise.all((['vikram', 'meera', 'anand'] as const).map((name) => act(world.as(name), (ctx) => listCases(ctx, { limit: 50 }))));
      return [...new Map(lists.flatMap((list) => list.rows).map((row) => [row.id, row])).values()];
    },
    async openCase() {
      const open = (await world.cases()).filter((row) => row.state === 'raised' || row.state === 'acked');
      if (open.length !== 1) throw new Error(`${open.length} open cases`);
      for (const name of ['vikram', 'meera', 'anand'] as const) {
        const found = await act(world.as(name), (ctx) => getCase(ctx, open[0]?.id ?? ''));
        if (found !== null) return found;
      }
      throw new Error('nobody sees the case');
    },
    async decide(name, input) {
      const found = await world.openCase();
      return act(world.as(name), (ctx) =>
        decideCase(ctx, found.id, { version: found.version, until: null, terms: {}, reason: '', forwardTo: null, ...input }, 'desk'),
      );
    },
    async pass(minutes) {
      await elapse(clock, db.pool, minutes * 60_000);
      await db.drain();
    },
  };
  return world;
}
