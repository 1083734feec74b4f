import { lowerBound95, type UpperBound } from './rates.ts';

/** A line that was booked unasked and then checked, newest first in a list of them. */
export interface CheckedLine {
  readonly p: number;
  readonly right: boolean;
}

/** With what a company begins, what it falls back to, and the lowest that is ever reached. */
export const firstThreshold = 0.8;
const carefulThreshold = 0.95;
const lowestThreshold = 0.6;
const step = 0.05;

/** The wrong-auto rate that is promised, and the lines it is measured on. */
const promisedWrong = 0.005;
export const measuredLines = 1_000;
/** Fewer lines prove nothing about the promise, even when all of them are right. */
export const provingLines = 598;

/**
 * The smallest probability with which a line may be booked unasked from now on: the smallest one whose 95 % bound of wrong
 * lines among the newest 1,000 checked lines is within the promise, and never more than one step below the present one,
 * because lines further below have not been seen. When the promise is shown to be broken: back to the careful one.
 * With too few checked lines to say either, nothing changes.
 */
export function nextThreshold(checked: readonly CheckedLine[], present: number, upper95: UpperBound): number {
  const newest = checked.slice(0, measuredLines);
  const wrongOf = (lines: readonly CheckedLine[]): number => lines.filter((line) => !line.right).length;
  const from = Math.max(lowestThreshold, round(present - step));
  for (let threshold = from; threshold <= carefulThreshold; threshold = round(threshold + step)) {
    const above = newest.filter((line) => line.p >= threshold);
    if (upper95(wrongOf(above), above.length) <= promisedWrong) return threshold;
  }
  const broken = lowerBound95(wrongOf(newest), newest.length, upper95) > promisedWrong || (newest.length >= measuredLines && present < carefulThreshold);
  return broken ? carefulThreshold : present;
}

const round = (value: number): number => Math.round(value * 100) / 100;
