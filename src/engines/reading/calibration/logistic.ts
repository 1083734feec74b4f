/** A line with its features and whether it was right. `weight` lets real lines count for more than made ones. */
export interface Sample {
  readonly features: readonly number[];
  readonly right: boolean;
  readonly weight: number;
}

/** Weights of a logistic regression over standardised features. */
export interface Logistic {
  readonly mean: readonly number[];
  readonly scale: readonly number[];
  readonly weights: readonly number[];
  readonly bias: number;
}

const rounds = 25;
const ridge = 1;

function standardise(samples: readonly Sample[], size: number): { mean: number[]; scale: number[] } {
  const total = samples.reduce((sum, sample) => sum + sample.weight, 0);
  const mean = Array.from({ length: size }, (_, i) => samples.reduce((sum, sample) => sum + sample.weight * (sample.features[i] ?? 0), 0) / total);
  const scale = mean.map((center, i) => {
    const spread = samples.reduce((sum, sample) => sum + sample.weight * ((sample.features[i] ?? 0) - center) ** 2, 0) / total;
    return Math.max(Math.sqrt(spread), 0.05);
  });
  return { mean, scale };
}

const at = (list: readonly number[] | undefined, i: number): number => list?.[i] ?? 0;

/** Takes a row off the rows below it, so that their column is empty. */
function eliminate(matrix: number[][], right: number[], pivot: number): void {
  const row = matrix[pivot] ?? [];
  for (let k = pivot + 1; k < right.length; k += 1) {
    const below = matrix[k] ?? [];
    const factor = at(below, pivot) / at(row, pivot);
    for (let j = pivot; j < right.length; j += 1) below[j] = at(below, j) - factor * at(row, j);
    right[k] = at(right, k) - factor * at(right, pivot);
  }
}

/** Solves a symmetric positive system by elimination. */
function solve(matrix: number[][], right: number[]): number[] {
  for (let i = 0; i < right.length; i += 1) eliminate(matrix, right, i);
  const out = new Array<number>(right.length).fill(0);
  for (let i = right.length - 1; i >= 0; i -= 1) {
    let rest = at(right, i);
    for (let j = i + 1; j < right.length; j += 1) rest -= at(matrix[i], j) * at(out, j);
    out[i] = rest / at(matrix[i], i);
  }
  return out;
}

/** One Newton step; the last coefficient is the bias, which is not shrunk. */
function step(rows: readonly (readonly number[])[], samples: readonly Sample[], now: readonly number[]): number[] {
  const size = now.length;
  const gradient = now.map((value, i) => (i === size - 1 ? 0 : -ridge * value));
  const curvature = now.map((_, i) => now.map((__, j): number => (i === j ? (i === size - 1 ? 1e-6 : ridge) : 0)));
  rows.forEach((row, n) => {
    const { right, weight } = samples[n] as Sample;
    const p = 1 / (1 + Math.exp(-row.reduce((sum, value, i) => sum + value * at(now, i), 0)));
    const slope = weight * Math.max(p * (1 - p), 1e-6);
    for (let i = 0; i < size; i += 1) {
      gradient[i] = (gradient[i] ?? 0) + weight * (Number(right) - p) * (row[i] ?? 0);
      const line = curvature[i] ?? [];
      for (let j = 0; j < size; j += 1) line[j] = (line[j] ?? 0) + slope * (row[i] ?? 0) * (row[j] ?? 0);
    }
  });
  return solve(curvature, gradient);
}

/** Fits a logistic regression with a small ridge by Newton's method (iteratively reweighted least squares). Deterministic. */
export function fitLogistic(samples: readonly Sample[], size: number): Logistic {
  const { mean, scale } = standardise(samples, size);
  const rows = samples.map(({ features }) => [...mean.map((center, i) => ((features[i] ?? 0) - center) / (scale[i] ?? 1)), 1]);
  let now = new Array<number>(size + 1).fill(0);
  for (let round = 0; round < rounds; round += 1) {
    const move = step(rows, samples, now);
    const longest = Math.max(...move.map(Math.abs));
    const damp = longest > 2 ? 2 / longest : 1;
    now = now.map((value, i) => value + damp * (move[i] ?? 0));
    if (longest < 1e-6) break;
  }
  return { mean, scale, weights: now.slice(0, size), bias: at(now, size) };
}
