import type { Instant } from '../../../../kernel/time.ts';
import type { Customer, Item } from '../../../masters/contract.ts';
import type { LineQuote, PriceGap } from '../../../pricing/contract.ts';
import type { CheckResult } from '../../contract.ts';
import type { Order, PricedLine } from '../order.ts';

/** What one customer ordered of one item before. */
export interface PastUse {
  readonly orders: number;
  /** Largest and usual (median) quantity in base units × 1000. */
  readonly maxBaseMilli: number;
  readonly medianBaseMilli: number;
}

/** An order of the same customer that a new one might repeat. */
export interface EarlierOrder {
  readonly id: string;
  readonly number: string;
  readonly erpNumber: string | null;
  readonly poNumber: string | null;
  readonly createdAt: Instant;
  readonly lines: readonly { readonly sku: string | null; readonly quantityMilli: number | null; readonly uom: string | null }[];
}

/** The world as one check run sees it; read once, under lock, in the transaction that decides. */
export interface OrderFacts {
  readonly now: Instant;
  readonly mastersVersion: number;
  readonly customer: Customer | null;
  readonly items: ReadonlyMap<string, Item>;
  /** By line id: the quote, or why there is none. Absent when the line has no item, unit or quantity. */
  readonly quotes: ReadonlyMap<string, LineQuote | PriceGap>;
  readonly pastUse: ReadonlyMap<string, PastUse>;
  readonly earlier: readonly EarlierOrder[];
  /** The customer has said that a possible repeat is meant (`yes`) or not (`no`). */
  readonly repeatMeant: 'yes' | 'no' | null;
}

/** A named pure check. It always answers: at least one result, so that the desk sees what was looked at. */
export interface Check {
  readonly code: string;
  readonly name: string;
  readonly run: (order: Order, facts: OrderFacts) => readonly Finding[];
}

/** What a check found about one line or (lineNo null) the order. */
export type Finding = Omit<CheckResult, 'code' | 'name'>;

/** Nothing to object to. */
export const passed: readonly Finding[] = [{ outcome: 'pass', lineNo: null, facts: {} }];

/** One finding per line for which `find` answers; a pass when it never does. */
export function eachLine(order: Order, find: (line: PricedLine, lineNo: number) => Pick<Finding, 'outcome' | 'facts'> | null): readonly Finding[] {
  const findings = order.lines.flatMap((line, index) => {
    const found = find(line, index + 1);
    return found === null ? [] : [{ ...found, lineNo: index + 1 }];
  });
  return findings.length === 0 ? passed : findings;
}

/** A line that a person has settled is not doubted again by what only compares likelihoods. */
export const settledByPerson = (line: PricedLine): boolean => line.via === 'desk' || line.via === 'answer';
