import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMs, msBetween, type Instant } from '../../../kernel/time.ts';
import { orderStates, type LifeEvent, type OrderState } from '../contract.ts';
import { sixTwelve } from '../test/samples.ts';
import { splitClock, stageTimes } from './clock.ts';
import { draftStates } from './order-machine.ts';

const at = (seconds: number): Instant => addMs(sixTwelve, seconds * 1000);
const state = (seconds: number, toState: OrderState, why: string = toState): LifeEvent => ({
  seq: 0,
  at: at(seconds),
  kind: 'state',
  fromState: null,
  toState,
  actor: 'system:test',
  why,
  facts: {},
});
const milestone = (seconds: number, why: string, facts: Record<string, unknown> = {}): LifeEvent => ({
  seq: 0,
  at: at(seconds),
  kind: 'milestone',
  fromState: null,
  toState: null,
  actor: 'system:test',
  why,
  facts,
});

const story: readonly LifeEvent[] = [
  state(0, 'assembling', 'message_received'),
  milestone(1, 'drafted'),
  milestone(91, 'conversation_closed', { quietMs: 90_000 }),
  state(91, 'needs_customer'),
  milestone(151, 'answer_received'),
  milestone(152, 'drafted'),
  milestone(152, 'conversation_closed', { quietMs: 0 }),
  state(152, 'posting', 'checks_passed'),
  milestone(153, 'erp_started'),
  state(155, 'confirmed', 'erp_committed'),
  milestone(156, 'reply_sent'),
];

describe('the honest clock', () => {
  it('splits an order’s life among those who held it', () => {
    expect(splitClock(story, at(1000))).toEqual({ ours: 92_000, customer: 61_000, approver: 0, erp: 2_000, running: null, quietWindow: 90_000 });
  });

  it('runs on for whoever holds the order now', () => {
    expect(splitClock(story.slice(0, 4), at(100))).toMatchObject({ ours: 91_000, customer: 9_000, running: 'customer' });
  });

  it('never stops silently: the parts add up to the whole life, whatever happened', () => {
    const step = fc.record({ wait: fc.nat(10_000), what: fc.oneof(fc.constantFrom(...orderStates), fc.constant('erp_started' as const)) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let now = 0;
        const life = [state(0, 'assembling')];
        for (const { wait, what } of steps) {
          now += wait;
          life.push(what === 'erp_started' ? milestone(now, what) : state(now, what));
        }
        const clock = splitClock(life, at(now));
        const ended = life.reduce((total, event, index) => {
          const until = life[index + 1]?.at ?? at(now);
          return total + (idle(life, index) ? msBetween(event.at as Instant, until as Instant) : 0);
        }, 0);
        expect(clock.ours + clock.customer + clock.approver + clock.erp + ended).toBe(now * 1000);
      }),
    );
  });

  it('names the stages, and the whole without the quiet window', () => {
    expect(stageTimes(story)).toEqual({ read: 1000, quiet_window: 0, checks: 0, erp_wait: 1000, erp: 2000, reply: 1000, door_to_erp: 4000 });
  });
});

/** Whether nobody holds the order after the event at `index`: it has ended, or goods are on their way. */
function idle(life: readonly LifeEvent[], index: number): boolean {
  const last = life.slice(0, index + 1).findLast((event) => event.kind === 'state');
  const held = last?.toState ?? 'assembling';
  return !draftStates.has(held) && held !== 'posting' && held !== 'post_unknown';
}
