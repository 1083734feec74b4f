import type { Choice } from '../match/choice.ts';
import type { ReadLine } from '../types.ts';

/** What is known of a line when its probability is asked. */
export interface LineFacts {
  readonly choice: Choice;
  readonly words: number;
  readonly uomFrom: ReadLine['uomFrom'];
  /** The quantity as a multiple of the customer's usual and largest; null when never bought. */
  readonly habit: { readonly toLargest: number; readonly toUsual: number } | null;
  readonly vetoes: ReadonlySet<string>;
}

type Feature = readonly [name: string, value: (facts: LineFacts) => number];

const flag = (value: boolean): number => (value ? 1 : 0);
const via =
  (...names: readonly Choice['via'][]) =>
  ({ choice }: LineFacts): number =>
    flag(names.includes(choice.via));
const evidence =
  (value: (found: NonNullable<Choice['evidence']>) => number) =>
  ({ choice }: LineFacts): number =>
    choice.evidence === null ? 0 : value(choice.evidence);

/** The features of a line, in the order in which a model weighs them. */
const features: readonly Feature[] = [
  ['by_code', via('code', 'barcode')],
  ['by_alias', via('alias')],
  ['by_history', via('history')],
  ['by_match', via('match')],
  ['own_confidence', ({ choice }) => choice.p],
  ['explained', evidence((found) => found.explained)],
  ['covered', evidence((found) => found.covered)],
  ['left_open', evidence((found) => Math.min(found.unsaid, 6) / 6)],
  ['unmatched', evidence((found) => Math.min(found.unmatched.length, 3))],
  ['spelling', evidence((found) => found.spelling)],
  ['size_said', evidence((found) => flag(found.size === 'match'))],
  ['size_against', evidence((found) => flag(found.size === 'conflict' || found.size === 'missing'))],
  ['figures_missed', evidence((found) => Math.min(found.figuresMissed, 2))],
  ['weak_words', evidence((found) => Math.min(found.weakHits, 3))],
  ['by_category_only', evidence((found) => Math.min(found.byCategory, 2))],
  ['own_words', evidence((found) => Math.min(found.ownSaid, 3))],
  ['times_bought', evidence((found) => Math.log1p(found.bought?.count ?? 0))],
  ['rivals', ({ choice }) => Math.log1p(choice.rivals.length)],
  ['rivals_bought', ({ choice }) => Math.log1p(choice.rivals.filter((rival) => rival.bought).length)],
  ['words', ({ words }) => Math.min(words, 6) / 6],
  ['unit_written', ({ uomFrom }) => flag(uomFrom === 'written')],
  ['unit_by_habit', ({ uomFrom }) => flag(uomFrom === 'habit')],
  ['usual_amount', ({ habit }) => flag(habit !== null && habit.toLargest <= 2 && habit.toUsual >= 0.3)],
  ['unknown_amount', ({ habit }) => flag(habit === null)],
  ['tie', ({ vetoes }) => flag(vetoes.has('tie'))],
  ['other_vetoes', ({ vetoes }) => Math.min([...vetoes].filter((veto) => veto !== 'tie').length, 3)],
];

/** Names of the features, in order. */
export const featureNames: readonly string[] = features.map(([name]) => name);

/** The features of one line, in the order of `featureNames`. */
export const featuresOf = (facts: LineFacts): number[] => features.map(([, value]) => Math.round(value(facts) * 10_000) / 10_000);
