import { buildReader } from '../reader.ts';
import type { AliasEntry, LexiconPatch, PastLine, ReadingItem } from '../types.ts';
import { featureNames } from './features.ts';
import { fitIsotonic } from './isotonic.ts';
import { fitLogistic, type Sample } from './logistic.ts';
import { modelFrom, probabilityOf, rawProbability, type ReadingModel } from './model.ts';
import { createChance } from './random.ts';
import { invented, pastOf, replayed, tried, type Tried } from './samples.ts';

/** A line whose end is known. */
export interface JudgedFeatures {
  readonly features: readonly number[];
  readonly right: boolean;
}

/** What a reader is fitted to. `older` is learnt from, `newest` judges the fresh model against the present one. */
export interface Training {
  readonly items: readonly ReadingItem[];
  readonly aliases: readonly AliasEntry[];
  readonly lexicon?: LexiconPatch;
  readonly pastLines: readonly (PastLine & { readonly customer: string })[];
  readonly seed: number;
  readonly older: readonly JudgedFeatures[];
  readonly newest: readonly JudgedFeatures[];
  /** The model in use; anything else than a model of this reader counts as none. */
  readonly present: unknown;
}

/** What a fitting brought. */
export interface Trained {
  readonly model: ReadingModel;
  readonly report: {
    readonly samples: number;
    readonly realLines: number;
    /** Expected calibration error over ten bins, on samples that were not fitted to. */
    readonly calibrationError: number;
    readonly calibrationErrorBefore: number;
    readonly logLoss: number;
    readonly threshold: number;
    readonly fillers: number;
  };
  /** Mean log loss on `newest`; on samples that were not fitted to when there is none. */
  readonly loss: { readonly fresh: number; readonly present: number | null };
}

const counts = { replayed: 1400, named: 1200, absent: 400 };
const absentEvery = 9;
const bound = 0.005;
const usualThreshold = 0.8;
const lowest = 0.6;
/** Made lines are harder than real ones: until audits have judged real lines, the threshold stays near the usual one. */
const highest = 0.85;

const clamp = (p: number): number => Math.min(Math.max(p, 1e-4), 1 - 1e-4);
const lossOf = (model: ReadingModel, lines: readonly JudgedFeatures[]): number =>
  lines.reduce((sum, { features, right }) => {
    const p = clamp(probabilityOf(model, features));
    return sum - Math.log(right ? p : 1 - p);
  }, 0) / Math.max(lines.length, 1);

/** Mean distance between what was said and what came, over ten bins of probability. */
function calibrationError(lines: readonly { readonly p: number; readonly right: boolean }[]): number {
  let sum = 0;
  for (let bin = 0; bin < 10; bin += 1) {
    const own = lines.filter(({ p }) => Math.min(9, Math.floor(p * 10)) === bin);
    const said = own.reduce((total, { p }) => total + p, 0);
    const came = own.filter(({ right }) => right).length;
    sum += Math.abs(said - came);
  }
  return sum / Math.max(lines.length, 1);
}

/** The smallest probability at which no more than one line in two hundred would be booked wrong. */
function thresholdOf(model: ReadingModel, lines: readonly Tried[]): number {
  const free = lines.filter((line) => line.free).map((line) => ({ ...line, p: probabilityOf(model, line.features) }));
  const weigh = (some: readonly Tried[]): number => some.reduce((sum, { weight }) => sum + weight, 0);
  for (let threshold = lowest; threshold < highest; threshold += 0.01) {
    const booked = free.filter(({ p }) => p >= threshold);
    if (weigh(booked.filter(({ right }) => !right)) <= bound * weigh(booked)) return Math.round(threshold * 100) / 100;
  }
  return highest;
}

/** Words that nothing explains and that did not change the item, in lines of several customers. */
function fillersOf(lines: readonly Tried[]): string[] {
  const seen = new Map<string, { count: number; customers: Set<string> }>();
  for (const { unexplained, customer } of lines) {
    for (const word of unexplained) {
      const entry = seen.get(word) ?? { count: 0, customers: new Set() };
      entry.count += 1;
      entry.customers.add(customer);
      seen.set(word, entry);
    }
  }
  return [...seen].filter(([word, { count, customers }]) => word.length > 1 && count >= 5 && customers.size >= 3).map(([word]) => word);
}

function samplesFor(training: Training): { all: Tried[]; replays: Tried[] } {
  const { items, aliases, lexicon, seed } = training;
  const chance = createChance(seed);
  const bySku = new Map(items.map((item) => [item.sku, item]));
  const past = pastOf(training.pastLines);
  const data = { aliases, ...(lexicon ? { lexicon } : {}) };
  const whole = buildReader({ ...data, items });
  const replays = tried(whole, replayed(past, bySku, counts.replayed, chance), bySku);
  const named = tried(whole, invented(past, items, counts.named, false, chance), bySku);
  const absent = items.filter((_, i) => i % absentEvery === 0);
  const rest = buildReader({ ...data, items: items.filter((_, i) => i % absentEvery !== 0) });
  const gone = tried(rest, invented(past, absent, counts.absent, true, chance), bySku);
  return { all: [...replays, ...named, ...gone], replays };
}

/** Every fifth sample fits the steps, every fifth judges, the rest are learnt from. */
function parts(all: readonly Tried[]): { learn: Tried[]; level: Tried[]; judge: Tried[] } {
  return { learn: all.filter((_, i) => i % 5 > 1), level: all.filter((_, i) => i % 5 === 0), judge: all.filter((_, i) => i % 5 === 1) };
}

/**
 * Fits the reader's confidence to one company: its own past lines are read as if they came in today, and its catalogue is
 * named as customers name things, partly for items taken out of it. A logistic regression over the features of a line, then
 * an isotonic map. Deterministic for a seed; seconds for hundreds of items, about half a minute for 30,000.
 */
export function trainReader(training: Training): Trained {
  const { all, replays } = samplesFor(training);
  const { learn, level, judge } = parts(all);
  const real: Sample[] = training.older.map((line) => ({ ...line, weight: 1 }));
  const logistic = fitLogistic([...learn, ...real], featureNames.length);
  const bare = { version: 1 as const, features: featureNames, ...logistic, steps: [], threshold: usualThreshold, fillers: [] };
  const steps = fitIsotonic([...level, ...real].map((line) => ({ ...line, raw: rawProbability(bare, line.features) })));
  const levelled: ReadingModel = { ...bare, steps };
  const fillers = fillersOf(replays);
  const model: ReadingModel = { ...levelled, threshold: thresholdOf(levelled, [...level, ...judge]), fillers };
  const checked = training.newest.length > 0 ? training.newest : judge;
  const present = modelFrom(training.present, featureNames);
  const own = featureNames.indexOf('own_confidence');
  return {
    model,
    report: {
      samples: all.length,
      realLines: training.older.length,
      calibrationError: calibrationError(judge.map(({ features, right }) => ({ p: probabilityOf(model, features), right }))),
      calibrationErrorBefore: calibrationError(judge.map(({ features, right }) => ({ p: features[own] ?? 0, right }))),
      logLoss: lossOf(model, judge),
      threshold: model.threshold,
      fillers: fillers.length,
    },
    loss: { fresh: lossOf(model, checked), present: present === null ? null : lossOf(present, checked) },
  };
}
