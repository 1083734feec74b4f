/** A seeded source of chance for made samples: the same seed always gives the same samples. */
export interface Chance {
  /** 0 ≤ value < 1. */
  next(): number;
  /** True with this probability. */
  happens(p: number): boolean;
  /** One of a list; undefined for an empty one. */
  pick<T>(list: readonly T[]): T | undefined;
}

/** Mulberry32 (Tommy Ettinger, public domain). */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { next, happens: (p) => next() < p, pick: (list) => list[Math.floor(next() * list.length)] };
}
