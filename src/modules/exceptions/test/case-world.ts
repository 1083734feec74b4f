import { elapse, testClock, type TestClock } from '../../../../test/support/clock.ts';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { systemActor, type Actor, type Ctx, type DomainEvent } from '../../../platform/runtime/ctx.ts';
import type { Role } from '../../identity/contract.ts';
import { savePeople } from '../../identity/index.ts';
import type { CasePage, DecideCase, DecisionWay, RaiseCase } from '../contract.ts';
import { decideCase, exceptionsModule, getCase, raiseCase } from '../index.ts';
import { choice, noon, raised } from './samples.ts';

export const orders = systemActor('orders');
const who = {
  asha: ['order_desk'],
  vikram: ['sales_head'],
  meera: ['sales_head'],
  farid: ['finance'],
  anand: ['owner'],
  salim: ['driver'],
} as const satisfies Record<string, readonly Role[]>;
export type Name = keyof typeof who;

/** A company with two sales heads, finance and an owner, and everything that was told. */
export interface CaseWorld {
  readonly db: TestDatabase;
  readonly clock: TestClock;
  readonly heard: DomainEvent[];
  readonly ids: Record<Name, string>;
  /** Empties the database and lets the people come in. */
  reset(): Promise<void>;
  as(name: Name): Actor;
  act<T>(actor: Actor, work: (ctx: Ctx) => Promise<T>): Promise<T>;
  raise(extra?: Partial<RaiseCase>, actor?: Actor): Promise<{ id: string; number: string; version: number; renewed: boolean }>;
  choose(name: Name, id: string, input?: Partial<DecideCase>, way?: DecisionWay): ReturnType<typeof decideCase>;
  page(id: string, name?: Name): Promise<CasePage>;
  story(id: string): Promise<readonly string[]>;
  /** Lets minutes pass, with the jobs that come due. */
  pass(minutes: number): Promise<void>;
  eventsOf(type: string): readonly DomainEvent[];
}

const told = ['case.raised', 'case.told', 'case.reminded', 'case.escalated', 'case.decided', 'case.expired', 'case.changed'];

export async function caseWorld(): Promise<CaseWorld> {
  const clock = testClock(noon);
  const heard: DomainEvent[] = [];
  const parts = exceptionsModule();
  const db = await testDatabase({
    clock,
    jobs: parts.jobs ?? [],
    periodic: parts.periodic ?? [],
    reactions: told.map((event) => ({ event, when: 'same-transaction', name: `test.${event}`, handle: async (_ctx, one) => void heard.push(one) })),
  });
  const ids = {} as Record<Name, string>;
  const act = <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>): Promise<T> => db.runtime.transaction(actor, work);
  const world: CaseWorld = {
    db,
    clock,
    heard,
    ids,
    act,
    as: (name) => ({ kind: 'person', id: ids[name], name, roles: who[name] }),
    async reset() {
      await db.clear();
      clock.set(noon);
      const names = Object.keys(who) as Name[];
      const people = names.map((name, at) => ({
        email: `${name}@vindhya.example`,
        name,
        password: 'sev-and-bhujia',
        roles: [...who[name]],
        language: 'en',
        company: 'VS01',
        phone: `9199999001${String(at).padStart(2, '0')}`,
      }));
      const saved = await act(systemActor('set-up'), (ctx) => savePeople(ctx, people));
      names.forEach((name, at) => (ids[name] = (saved.ok && saved.value[at]) || ''));
      heard.length = 0;
    },
    async raise(extra = {}, actor = orders) {
      const done = await act(actor, (ctx) => raiseCase(ctx, raised({ requestedBy: `person:${ids.asha}`, ...extra })));
      if (!done.ok) throw new Error(done.refusal.code);
      return done.value;
    },
    choose: (name, id, input = {}, way = 'desk') => act(world.as(name), (ctx) => decideCase(ctx, id, choice(input), way)),
    async page(id, name = 'vikram') {
      const page = await act(world.as(name), (ctx) => getCase(ctx, id));
      if (page === null) throw new Error('no case');
      return page;
    },
    story: async (id) => (await world.page(id)).story.map((one) => one.what),
    async pass(minutes) {
      await elapse(clock, db.pool, minutes * 60_000);
      await db.drain();
    },
    eventsOf: (type) => heard.filter((event) => event.type === type),
  };
  return world;
}
