import type { Refusal } from '../../../../kernel/result.ts';
import type { BusinessDate } from '../../../../kernel/time.ts';
import type { Item } from '../../../masters/contract.ts';
import { numbered } from '../erp-numbers.ts';
import type { Order, PricedLine } from '../order.ts';

/** What of an order an amendment can change. */
export interface Amendable {
  readonly lines: readonly PricedLine[];
  readonly requestedDate: BusinessDate | null;
}

/** What the kinds of change look at. */
export interface ChangeFacts {
  /** New lines are named after it. */
  readonly amendmentId: string;
  /** How a line that it changes was settled: by a clerk, or by what the customer said. */
  readonly via: 'desk' | 'amendment';
  readonly items: ReadonlyMap<string, Item>;
  /** Today at the customer's place. */
  readonly today: BusinessDate;
}

/** Why a change cannot be made. */
export type ChangeRefusal = Refusal<
  'unknown_line' | 'unknown_sku' | 'unknown_uom' | 'not_sold' | 'circular_substitute' | 'date_past' | 'nothing_changes' | 'bad_quantity'
>;

/** The amendable part of an order as it stands, each line with its item in the ERP's document. */
export const standingOf = (order: Pick<Order, 'lines' | 'requestedDate'>): Amendable => ({
  lines: numbered(order.lines).lines,
  requestedDate: order.requestedDate,
});

/** The sum of the lines; null while one has no price. An order without lines is worth nothing. */
export const netOfLines = (lines: readonly PricedLine[]): number | null =>
  lines.every((line) => line.netMinor !== null) ? lines.reduce((sum, line) => sum + (line.netMinor ?? 0), 0) : null;

/** A line whose price must be asked for anew. */
export const unpriced = (line: PricedLine): PricedLine => ({ ...line, priceMinor: null, priceTrace: null, netMinor: null, tax: null });
