import type { Clock } from '../../src/platform/runtime/clock.ts';

/** A clock that stands still until the test moves it. */
export interface TestClock extends Clock {
  advance(ms: number): void;
  set(instant: string): void;
}

export function testClock(start = '2026-11-22T04:30:00.000Z'): TestClock {
  let now = Date.parse(start);
  return {
    nowMs: () => now,
    advance: (ms) => void (now += ms),
    set: (instant) => void (now = Date.parse(instant)),
  };
}

/** Lets time pass for the clock and for the queued jobs, whose delays run on the database's clock. */
export async function elapse(clock: TestClock, pool: { query(sql: string, values: unknown[]): Promise<unknown> }, ms: number): Promise<void> {
  clock.advance(ms);
  await pool.query(`update pgboss.job set start_after = start_after - make_interval(secs => $1)`, [ms / 1000]);
}
