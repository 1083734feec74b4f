/**
 * How long to wait before try number `tries` (0 is the first repetition): doubles from `baseMs` up to `mostMs`, and is spread by
 * `chance` (0…1) over the upper half, so that many that failed together do not come back together.
 */
export function backoffMs(tries: number, chance: number, baseMs: number, mostMs: number): number {
  const full = Math.min(mostMs, baseMs * 2 ** Math.min(tries, 20));
  return Math.round(full / 2 + (full / 2) * chance);
}

/** Consecutive failures after which a connection rests. */
export const breakerLimit = 5;

/** How long the connection rests after its `failures`-th consecutive failure: 5 s, then doubling to 60 s; null while it need not. */
export function breakerRestMs(failures: number): number | null {
  return failures < breakerLimit ? null : Math.min(60_000, 5_000 * 2 ** Math.min(failures - breakerLimit, 10));
}
