import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { historyArbitrary, type History } from './histories/arbitrary.ts';
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

describe('whatever is ordered, asked, decided, changed and told late', () => {
  it('no line leaves under its floor without a record, totals re-add exactly, and no state is off the machine', () => {
    const seen = { sent: 0, approved: 0, underApproval: 0, parted: 0, amended: 0, expired: 0 };
    fc.assert(
      fc.property(historyArbitrary, (history) => {
        const played = play(history);
        seen.sent += played.sent.length;
        seen.approved += played.approvals.length;
        seen.underApproval += played.uses.length;
        seen.parted += played.orders.filter((one) => one.order.splitFrom !== null).length;
        seen.amended += played.orders.flatMap((one) => one.amendments).filter((one) => one.state === 'applied').length;
        seen.expired += played.cases.filter((one) => one.state === 'expired').length;
      }),
      { numRuns: Number(process.env['HISTORIES'] ?? 10_000) },
    );
    // the histories are not all dull
    for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(5);
    if (process.env['HISTORIES']) console.log(seen);
  }, 300_000);
});
