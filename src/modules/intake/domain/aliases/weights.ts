/**
 * What an alias weighs: confirmations that fade with time. The weights of one key (the same words, for the same customer,
 * region or company) are a fold over its lessons, so that any lesson can be taken back as if it had never been.
 */
import { msBetween, type Instant } from '../../../../kernel/time.ts';
import type { AliasChange, AliasSource } from '../../contract/aliases.ts';

const dayMs = 86_400_000;

/** After so many days a confirmation counts half. */
export const halfLifeDays = 120;
/** What the other meanings of the same words keep when one is confirmed. */
export const othersKeep = 0.98;
/** What a meaning keeps that was booked and was wrong … */
const wrongKeeps = 0.3;
/** … and at most this: so little that one confirmation of the right meaning stops it from deciding alone. */
const wrongAtMost = 1.8;

/** What one lesson of a source adds. */
export const amounts: Readonly<Record<AliasSource, number>> = { history: 1, answer: 1, desk: 1, import: 0.5, delivery: 0.3, promotion: 1 };

/** What some words mean, as far as lessons tell. `weight` and `uoms` are as of `weighedAt`. */
export interface Meaning {
  readonly weight: number;
  readonly weighedAt: Instant;
  /** Unit → weight with which it was meant. */
  readonly uoms: Readonly<Record<string, number>>;
  readonly negative: boolean;
  readonly byClerk: boolean;
  readonly lastUsedAt: Instant;
}

/** One thing that was learnt about one meaning. */
export interface LessonStep {
  readonly id: string;
  readonly sku: string;
  readonly at: Instant;
  readonly source: AliasSource;
  readonly change: AliasChange;
  readonly amount: number;
  readonly uom: string | null;
  /** The order that taught it; null for what a person wrote down or imported. */
  readonly orderRef: string | null;
}

/** The meanings of one key, by SKU. */
export type Meanings = ReadonlyMap<string, Meaning>;

/** A weight after the time between two moments; unchanged when the second is earlier. */
export const decayed = (weight: number, from: Instant, to: Instant): number => weight * 2 ** (-Math.max(0, msBetween(from, to)) / (halfLifeDays * dayMs));

const blank = (at: Instant): Meaning => ({ weight: 0, weighedAt: at, uoms: {}, negative: false, byClerk: false, lastUsedAt: at });

const scaled = (meaning: Meaning, factor: number): Meaning => ({
  ...meaning,
  weight: meaning.weight * factor,
  uoms: Object.fromEntries(Object.entries(meaning.uoms).map(([uom, weight]) => [uom, weight * factor])),
});

/** The meaning as of a later moment. */
const agedTo = (meaning: Meaning, at: Instant): Meaning =>
  at <= meaning.weighedAt ? meaning : { ...scaled(meaning, decayed(1, meaning.weighedAt, at)), weighedAt: at };

const byPerson = (source: AliasSource): boolean => source === 'desk' || source === 'import';

function uomsAfter({ uoms }: Meaning, { source, orderRef, uom }: LessonStep, amount: number): Meaning['uoms'] {
  if (uom === null) return uoms;
  // an order happens to be in some unit; a person who writes the unit down means it as the default
  const others = byPerson(source) && orderRef === null ? {} : uoms;
  return { ...others, [uom]: (uoms[uom] ?? 0) + amount };
}

function confirmed(before: Meaning, lesson: LessonStep): Meaning {
  // a lesson that is older than the weight counts as much as it would by then
  const amount = decayed(lesson.amount, lesson.at, before.weighedAt);
  return {
    weight: before.weight + amount,
    weighedAt: before.weighedAt,
    uoms: uomsAfter(before, lesson, amount),
    // what a person ruled out, only a person brings back
    negative: before.negative && !byPerson(lesson.source),
    byClerk: before.byClerk || lesson.source === 'desk',
    lastUsedAt: lesson.at > before.lastUsedAt ? lesson.at : before.lastUsedAt,
  };
}

function weakened(before: Meaning): Meaning {
  const weight = Math.min(before.weight * wrongKeeps, wrongAtMost);
  return before.weight === 0 ? before : scaled(before, weight / before.weight);
}

/** The meanings of a key after one more lesson. */
export function learn(meanings: Meanings, lesson: LessonStep): Meanings {
  const after = new Map(meanings);
  const before = agedTo(meanings.get(lesson.sku) ?? blank(lesson.at), lesson.at);
  switch (lesson.change) {
    case 'undone':
      return meanings;
    case 'weakened':
      return after.set(lesson.sku, weakened(before));
    case 'ruled_out':
      return after.set(lesson.sku, { ...before, negative: true, byClerk: before.byClerk || lesson.source === 'desk' });
    case 'taught':
    case 'confirmed':
    case 'promoted':
    case 'imported':
      for (const [sku, other] of meanings) if (sku !== lesson.sku) after.set(sku, scaled(other, othersKeep));
      return after.set(lesson.sku, confirmed(before, lesson));
  }
}

const inTime = (left: LessonStep, right: LessonStep): number => (left.at < right.at ? -1 : left.at > right.at ? 1 : left.id < right.id ? -1 : 1);

/** The meanings of a key from all lessons that stand, whatever the order in which they were learnt. */
export const foldLessons = (lessons: readonly LessonStep[]): Meanings => [...lessons].sort(inTime).reduce<Meanings>(learn, new Map());

/** The unit that is nearly always meant; null when none stands out. */
export function usualUom(uoms: Readonly<Record<string, number>>): string | null {
  const sorted = Object.entries(uoms).sort(([left, a], [right, b]) => b - a || (left < right ? -1 : 1));
  const total = sorted.reduce((sum, [, weight]) => sum + weight, 0);
  const [first] = sorted;
  return first !== undefined && total > 0 && first[1] >= total * 0.8 ? first[0] : null;
}
