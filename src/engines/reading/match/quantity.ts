import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Piece } from '../parse/pieces.ts';
import type { Reason } from '../types.ts';
import { baseQuantity, type CustomerModel } from './customer-model.ts';
import { reason } from './reason.ts';

/** A quantity that may or may not be booked. */
export interface QuantityFound {
  readonly milli: number | null;
  readonly vetoes: readonly string[];
  /** Figures to offer in a question, in thousandths of the line's unit. */
  readonly options: readonly number[];
  readonly why: Reason | null;
}

const largest = 1_000_000;

const refused = (veto: string, options: readonly number[], why: Reason): QuantityFound => ({
  milli: null,
  vetoes: [veto],
  options: options.filter((value) => Number.isFinite(value) && value > 0 && value <= largest).map((value) => Math.round(value * 1000)),
  why,
});

/** "10x12" of an item with twelve in a case is ten cases; any other product is asked. */
function productOf(parts: readonly number[], perCase: number | null): QuantityFound {
  const [a = Number.NaN, b = Number.NaN] = parts;
  const cases = parts.length === 2 && perCase !== null && perCase > 1 && b === perCase && a !== perCase;
  if (!cases) return refused('quantity_product', [a * b, a, b], reason('quantity_product'));
  return { milli: Math.round(a * 1000), vetoes: [], options: [], why: reason('packs_of', { packs: a, each: b }) };
}

/** The plain figure of a piece, or why it is none. */
export function figureOf(piece: Piece, factor: number, perCase: number | null = null): QuantityFound {
  const [a = Number.NaN, b = Number.NaN] = piece.parts;
  if (piece.figure === 'range') return refused('quantity_range', piece.parts, reason('quantity_range'));
  if (piece.figure === 'times') return productOf(piece.parts, perCase);
  if (piece.figure === 'plus') return refused('quantity_sum', [a + b, a], reason('quantity_sum'));
  const value = piece.value * factor;
  const positive = Number.isFinite(value) && value > 0 && value <= largest;
  if (!positive) return refused('quantity_invalid', [], reason('quantity_invalid'));
  return { milli: Math.round(value * 1000), vetoes: [], options: [], why: null };
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};

/** How far a quantity lies from the customer's habit: its ratio to the largest and to the usual; null when never bought. */
export function habitRatio(
  catalogue: Catalogue,
  item: number,
  milli: number,
  uom: string,
  model: CustomerModel,
): { toLargest: number; toUsual: number; usualMilli: number } | null {
  const bought = model.bought.get(item);
  const base = baseQuantity(catalogue, item, milli, uom);
  if (!bought || bought.quantities.length === 0 || base === null) return null;
  const usual = median(bought.quantities);
  const perUnit = baseQuantity(catalogue, item, 1000, uom) ?? 1;
  return { toLargest: base / Math.max(...bought.quantities), toUsual: base / usual, usualMilli: Math.round((usual / perUnit) * 1000) };
}

/** The figure that may have been meant: a slipped zero when that is near habit, else the usual quantity. */
function otherFigure(milli: number, usualMilli: number, tooMuch: boolean): number {
  const digit = tooMuch ? milli / 10 : milli * 10;
  const nearHabit = digit > usualMilli * 0.3 && digit < usualMilli * 3;
  return nearHabit && Number.isInteger(digit / 1000) ? digit : usualMilli;
}

/** The veto for a quantity far from habit, with both figures to ask about. A reason given (feast, project) widens what is usual. */
export function unusual(catalogue: Catalogue, item: number, milli: number, uom: string, model: CustomerModel, reasoned: boolean): QuantityFound | null {
  const ratio = habitRatio(catalogue, item, milli, uom, model);
  if (!ratio) return null;
  const tooMuch = ratio.toLargest >= (reasoned ? 8 : 4);
  const settledHabit = (model.bought.get(item)?.count ?? 0) >= 2;
  const tooLittle = settledHabit && ratio.toUsual < 0.2 && ratio.toLargest < 0.2;
  if (!tooMuch && !tooLittle) return null;
  const why = tooMuch ? reason('times_the_largest', { times: round(ratio.toLargest) }) : reason('share_of_usual', { percent: Math.round(ratio.toUsual * 100) });
  return { milli, vetoes: ['unusual_quantity'], options: [milli, otherFigure(milli, ratio.usualMilli, tooMuch)], why };
}

const round = (value: number): number => Math.round(value * 100) / 100;
