/** Chance with a seed: the same seed throws the same row of numbers, so that a test with bad habits can be repeated. */
export interface Dice {
  /** A number from 0 up to, not including, 1. */
  next(): number;
  /** True with probability `p`. Throws no die for p <= 0 or p >= 1, so switched-off habits do not shift the row. */
  chance(p: number): boolean;
  /** A whole number from `min` to `max`, both included. */
  between(min: number, max: number): number;
  /** Starts the row of a new seed. */
  reseed(seed: number): void;
}

/** Dice by mulberry32, a 32-bit generator: small, fast, good enough for habits and demo data, never for secrets. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    chance: (p) => (p <= 0 ? false : p >= 1 ? true : next() < p),
    between: (min, max) => min + Math.floor(next() * (max - min + 1)),
    reseed: (value) => {
      state = value >>> 0;
    },
  };
}
