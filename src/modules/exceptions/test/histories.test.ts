import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { msOf, type Instant } from '../../../kernel/time.ts';
import { termsKey } from '../domain/agreement.ts';
import { ackCase, withdrawCase } from '../index.ts';
import { caseWorld, orders, type CaseWorld, type Name } from './case-world.ts';
import { later, noon } from './samples.ts';

let world: CaseWorld;
beforeAll(async () => {
  world = await caseWorld();
  await world.reset();
});
afterAll(() => world.db.close());

const deciders: readonly Name[] = ['asha', 'vikram', 'meera', 'farid', 'anand', 'salim'];
const person = fc.constantFrom(...deciders);
const inputs = [
  { choice: 'approve' },
  { choice: 'approve_until', until: '2026-12-31' },
  { choice: 'counter', terms: { unitMinor: 111_000 } },
  { choice: 'decline' },
  { choice: 'ask', reason: 'ok' },
] as const;
// the version that somebody looks at may be the present one or one before
const deciding = fc.record({
  do: fc.constant('decide' as const),
  by: person,
  input: fc.constantFrom(inputs[0], inputs[0], ...inputs),
  behind: fc.constantFrom(0, 0, 0, 1),
});
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('raise' as const), by: person, card: fc.constantFrom(1, 1, 2) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('ack' as const), by: person }) },
  { weight: 24, arbitrary: deciding },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 20 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
type Raised = { key: string; personsNeeded: number; requesters: Set<string> };

async function doStep(one: Step, id: string, { key, personsNeeded, requesters }: Raised): Promise<void> {
  switch (one.do) {
    case 'raise': {
      const requestedBy = `person:${world.ids[one.by]}`;
      const raised = await world.raise({ key, personsNeeded, requestedBy, card: { lines: [], ask: one.card } });
      if (raised.id === id) requesters.add(requestedBy);
      return;
    }
    case 'ack':
      return void (await world.act(world.as(one.by), (ctx) => ackCase(ctx, id)));
    case 'decide': {
      const { version } = await world.page(id);
      const input = { until: null, terms: {}, ...one.input, version: version - one.behind };
      return void (await world.choose(one.by, id, input));
    }
    case 'pass':
      return world.pass(one.minutes);
    case 'withdraw':
      return void (await world.act(orders, (ctx) => withdrawCase(ctx, { kind: 'price_request', key, why: 'test' })));
  }
}

describe('whatever people and time do to a case', () => {
  it('it is agreed to only in time, by enough different people, none of whom asked for it, looking at the same version', async () => {
    let agreed = 0;
    let at = 0;
    const history = fc.record({ personsNeeded: fc.constantFrom(1, 2), requester: person, steps: fc.array(step, { minLength: 3, maxLength: 14 }) });
    await fc.assert(
      fc.asyncProperty(history, async ({ personsNeeded, requester, steps }) => {
        world.clock.set(noon);
        const key = `history-${(at += 1)}`;
        const card = { lines: [], ask: 1 };
        const { id } = await world.raise({ key, personsNeeded, requestedBy: `person:${world.ids[requester]}`, card });
        const requesters = new Set([`person:${world.ids[requester]}`]);
        for (const one of steps) await doStep(one, id, { key, personsNeeded, requesters });
        const page = await world.page(id);
        const told = page.story.filter((one) => one.what === 'decided');
        expect(told.length).toBeLessThanOrEqual(1);
        const last = page.decisions.at(-1);
        if (told[0] === undefined || last === undefined || last.choice === 'decline') return;
        agreed += 1;
        const by = told[0].facts['by'] as readonly string[];
        expect(new Set(by).size).toBe(by.length);
        expect(by.length).toBeGreaterThanOrEqual(personsNeeded);
        for (const one of by) {
          expect(requesters).not.toContain(one);
          const own = page.decisions.findLast((decision) => decision.by === one);
          expect(own).toMatchObject({ caseVersion: page.version, way: 'desk' });
          expect(own && termsKey(own)).toBe(termsKey(last));
          expect(msOf(own?.at as Instant)).toBeLessThan(msOf(later(45)));
        }
      }),
      { numRuns: 40 },
    );
    // the histories are not all dull
    expect(agreed).toBeGreaterThan(5);
  }, 120_000);
});
