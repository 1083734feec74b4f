import type { z } from 'zod';
import { createDice, type Dice } from './dice.ts';

/** Bad habits of a stand-in, switchable while it runs. */
export interface Habits<T> {
  readonly dice: Dice;
  /** The habits now. */
  get(): T;
  /** Changes the named habits and keeps the others. Answers the problems, and changes nothing, when a value is wrong. */
  change(patch: unknown): readonly string[];
  /** Back to the habits of the start. */
  reset(): void;
}

/**
 * Habits described by a strict zod object with a default for each field. Its field `seed`, when there is one,
 * seeds the dice; sending it again starts the row of numbers anew.
 */
export function createHabits<T extends { readonly seed: number }>(schema: z.ZodType<T>, start: Partial<T> = {}): Habits<T> {
  const first = schema.parse(start);
  let current = first;
  const dice = createDice(first.seed);
  return {
    dice,
    get: () => current,
    change: (patch) => {
      if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return ['habits must be an object'];
      const parsed = schema.safeParse({ ...current, ...patch });
      if (!parsed.success) return parsed.error.issues.map((issue) => `${issue.path.join('.') || 'habits'}: ${issue.message}`);
      current = parsed.data;
      if ('seed' in patch) dice.reseed(current.seed);
      return [];
    },
    reset: () => {
      current = first;
      dice.reseed(first.seed);
    },
  };
}

/** Waits that long; a stand-in may be slow. */
export const pause = (ms: number): Promise<void> => (ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : Promise.resolve());
