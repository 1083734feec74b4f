import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createDice } from './dice.ts';
import { createHabits } from './habits.ts';

const schema = z.strictObject({ seed: z.int().default(7), pDrop: z.number().min(0).max(1).default(0) });

describe('dice', () => {
  it('throws the same row for the same seed', () => {
    const row = (seed: number): number[] => {
      const dice = createDice(seed);
      return Array.from({ length: 50 }, () => dice.between(1, 6));
    };
    expect(row(42)).toEqual(row(42));
    expect(row(42)).not.toEqual(row(43));
    expect(new Set(row(42))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
  });

  it('hits about as often as the probability says', () => {
    const dice = createDice(1);
    const hits = Array.from({ length: 10_000 }, () => dice.chance(0.3)).filter(Boolean).length;
    expect(hits).toBeGreaterThan(2_850);
    expect(hits).toBeLessThan(3_150);
  });

  it('never hits at 0 and always at 1', () => {
    const dice = createDice(1);
    expect(Array.from({ length: 100 }, () => dice.chance(0))).not.toContain(true);
    expect(Array.from({ length: 100 }, () => dice.chance(1))).not.toContain(false);
  });
});

describe('habits', () => {
  it('change while running, and only those named', () => {
    const habits = createHabits(schema);
    expect(habits.change({ pDrop: 0.5 })).toEqual([]);
    expect(habits.get()).toEqual({ seed: 7, pDrop: 0.5 });
    habits.reset();
    expect(habits.get()).toEqual({ seed: 7, pDrop: 0 });
  });

  it('name the problem and change nothing when a value or a name is wrong', () => {
    const habits = createHabits(schema);
    expect(habits.change({ pDrop: 2 })).toHaveLength(1);
    expect(habits.change({ pDorp: 0.2 })).toHaveLength(1);
    expect(habits.change('drop')).toEqual(['habits must be an object']);
    expect(habits.get().pDrop).toBe(0);
  });

  it('throw the same row again when the seed is sent again', () => {
    const habits = createHabits(schema);
    habits.change({ seed: 5 });
    const first = [habits.dice.next(), habits.dice.next()];
    habits.change({ seed: 5 });
    expect([habits.dice.next(), habits.dice.next()]).toEqual(first);
  });
});
