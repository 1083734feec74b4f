import type { CheckResult } from '../../contract.ts';
import type { Order } from '../order.ts';
import { netOfLines, standingOf, type Amendable } from './after-state.ts';
import { differencesOf, type LineDifference } from './differences.ts';

/**
 * The part of an amended order that must be looked at anew: what grows or gets cheaper, as an order of its own whose net is what the whole grows by, so that
 * the credit check asks for no more than that. What stays as it was keeps its price and its approval.
 */
export function recheckedPart(order: Order, after: Amendable): Order {
  const grown = differencesOf(standingOf(order), after).flatMap((each) => ((each.grows || cheaper(each)) && each.after !== null ? [each.after] : []));
  const growth = (netOfLines(after.lines) ?? 0) - (order.netMinor ?? 0);
  return { ...order, lines: grown, netMinor: Math.max(0, growth), requestedDate: after.requestedDate };
}

/** Priced anew under what was agreed: somebody must be able to say that it holds. */
const cheaper = ({ before, after }: LineDifference): boolean =>
  typeof before?.priceMinor === 'number' && typeof after?.priceMinor === 'number' && after.priceMinor < before.priceMinor;

/** Checks of the whole order that an amendment can break; the others look at what does not change, or would see a part as a whole. */
const wholeOrderChecks: ReadonlySet<string> = new Set(['V02', 'V22']);

/** The findings about that part which count: those about a line, credit, and the date where it moves. */
export const countingResults = (results: readonly CheckResult[], dateMoves: boolean): readonly CheckResult[] =>
  results.filter((result) => result.lineNo !== null || wholeOrderChecks.has(result.code) || (dateMoves && result.code === 'V17'));
