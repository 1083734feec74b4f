/** What a fitting leaves behind: plain JSON, versioned by the names of its features. */
export interface ReadingModel {
  readonly version: 1;
  /** Names of the features in the order of the weights; a reader with other features does not use the model. */
  readonly features: readonly string[];
  readonly mean: readonly number[];
  readonly scale: readonly number[];
  readonly weights: readonly number[];
  readonly bias: number;
  /** Steps of the isotonic map from raw to calibrated probability, both ascending. */
  readonly steps: readonly { readonly raw: number; readonly p: number }[];
  /** Smallest probability with which a line may be booked, as far as the fitting could tell. */
  readonly threshold: number;
  /** Words that stand in confirmed phrases without changing the item. */
  readonly fillers: readonly string[];
}

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

/** Probability before the isotonic map. */
export function rawProbability(model: Pick<ReadingModel, 'mean' | 'scale' | 'weights' | 'bias'>, features: readonly number[]): number {
  let sum = model.bias;
  for (let i = 0; i < model.weights.length; i += 1) sum += (model.weights[i] ?? 0) * (((features[i] ?? 0) - (model.mean[i] ?? 0)) / (model.scale[i] ?? 1));
  return sigmoid(sum);
}

/** The calibrated probability that a line is right: between the steps by a straight line, so that it never falls as the raw one rises. */
export function probabilityOf(model: ReadingModel, features: readonly number[]): number {
  const raw = rawProbability(model, features);
  const { steps } = model;
  const above = steps.findIndex((step) => step.raw >= raw);
  const last = steps.at(-1);
  if (above < 0) return last?.p ?? raw;
  const high = steps[above];
  const low = steps[above - 1];
  if (!high || !low) return high?.p ?? raw;
  const share = high.raw > low.raw ? (raw - low.raw) / (high.raw - low.raw) : 0;
  return low.p + share * (high.p - low.p);
}

const isNumbers = (value: unknown): value is number[] => Array.isArray(value) && value.every((one) => typeof one === 'number' && Number.isFinite(one));

/** A stored model, if it fits the features that this reader makes; null otherwise. */
export function modelFrom(stored: unknown, names: readonly string[]): ReadingModel | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const model = stored as Partial<ReadingModel>;
  const sameFeatures = Array.isArray(model.features) && model.features.length === names.length && model.features.every((name, i) => name === names[i]);
  const numbers = [model.mean, model.scale, model.weights].every((list) => isNumbers(list) && list.length === names.length);
  if (model.version !== 1 || !sameFeatures || !numbers || typeof model.bias !== 'number' || typeof model.threshold !== 'number') return null;
  return Array.isArray(model.steps) && Array.isArray(model.fillers) ? (model as ReadingModel) : null;
}
