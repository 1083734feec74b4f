import type { BackTest, Sale } from '../../contract.ts';
import { lessThan, multiply, ratio, rounded, subtract, toText, type Ratio } from '../../../../kernel/ratio.ts';
import { unitOf } from './history.ts';

const shownExamples = 5;

type Example = BackTest['examples'][number] & { readonly amountMinor: number };

/** What has been counted so far. Changed in place: a year of sales goes through it, a page at a time. */
export interface Tally {
  lines: number;
  blockedLines: number;
  amountMinor: number;
  readonly orders: Set<string>;
  readonly blocked: Set<string>;
  examples: readonly Example[];
}

/** Nothing counted yet. */
export const newTally = (): Tally => ({ lines: 0, blockedLines: 0, amountMinor: 0, orders: new Set(), blocked: new Set(), examples: [] });

/** What a line gave away under a limit, rounded at its end; zero at the limit or above. */
export function givenUnder(sale: Sale, unit: Ratio, limit: Ratio): number {
  return lessThan(unit, limit) ? rounded(multiply(subtract(limit, unit), ratio(sale.quantityMilli, 1000))) : 0;
}

/** Counts a line against the limit of the rule. */
export function countLine(tally: Tally, sale: Sale, limit: Ratio): void {
  const unit = unitOf(sale);
  if (unit === null) return;
  tally.lines += 1;
  tally.orders.add(sale.erpNumber);
  if (!lessThan(unit, limit)) return;
  const amountMinor = givenUnder(sale, unit, limit);
  tally.blockedLines += 1;
  tally.amountMinor += amountMinor;
  tally.blocked.add(sale.erpNumber);
  const last = tally.examples[shownExamples - 1];
  if (last !== undefined && last.amountMinor >= amountMinor) return;
  const { erpNumber, customer, sku, on } = sale;
  const example = { erpNumber, customer, sku, on, unit: toText(unit), limit: toText(limit), amountMinor };
  tally.examples = [...tally.examples, example].sort((a, b) => b.amountMinor - a.amountMinor).slice(0, shownExamples);
}

/** The answer of a back-test. */
export const resultOf = (tally: Tally, about: Pick<BackTest, 'days' | 'currency'>): BackTest => ({
  test: 'limit',
  ...about,
  lines: tally.lines,
  orders: tally.orders.size,
  blockedOrders: tally.blocked.size,
  blockedLines: tally.blockedLines,
  amountMinor: tally.amountMinor,
  examples: tally.examples.map(({ amountMinor: _amount, ...example }) => example),
});
