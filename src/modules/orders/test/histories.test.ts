import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedArbitrary, historyArbitrary, type History } from './histories/arbitrary.ts';
import { mustHold, mustHoldAtTheEnd } from './histories/invariants.ts';
import type { Play } from './histories/play.ts';
import { take } from './histories/steps.ts';
import { sixTwelve } from './samples.ts';

/** Plays a history over the pure decisions, holding the invariants against every step of it. */
function play({ start, lines, steps }: History): Play {
  const played: Play = {
    ...start,
    now: sixTwelve,
    orders: [],
    cases: [],
    approvals: [],
    uses: [],
    settlements: [],
    sent: [],
    moves: [],
    wanted: new Map(),
    ids: 0,
  };
  for (const step of [{ do: 'order', lines } as const, ...steps]) {
    const sentBefore = played.sent.length;
    take(played, step);
    mustHold(played, sentBefore);
  }
  mustHoldAtTheEnd(played);
  return played;
}

/** Plays so many histories; how much of what matters was in them. */
function playAll(histories: fc.Arbitrary<History>, numRuns: number): Record<string, number> {
  const seen = { sent: 0, approved: 0, spent: 0, parted: 0, lapsed: 0, amended: 0 };
  const one = (history: History): void => {
    const played = play(history);
    seen.sent += played.sent.length;
    seen.approved += played.approvals.length;
    seen.spent += played.uses.length;
    seen.parted += played.orders.filter(({ order }) => order.splitFrom !== null).length;
    seen.lapsed += played.cases.filter((file) => file.state === 'expired').length;
    seen.amended += played.orders.flatMap(({ amendments }) => amendments).filter(({ state }) => state === 'applied').length;
  };
  fc.assert(fc.property(histories, one), { numRuns });
  return seen;
}

describe('whatever is ordered, asked, decided, changed and told late', () => {
  it('no line leaves under its floor without a record, totals re-add exactly, and no state is off the machine', () => {
    const seen = playAll(historyArbitrary, 7_000);
    // the histories are not all dull
    for (const what of ['sent', 'approved', 'spent', 'parted', 'lapsed']) expect(seen[what], what).toBeGreaterThan(100);
  }, 240_000);

  it('neither what an order is changed to once the ERP holds it', () => {
    expect(playAll(changedArbitrary, 3_000)['amended']).toBeGreaterThan(500);
  }, 120_000);
});
