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
