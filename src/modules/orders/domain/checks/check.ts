import type { BusinessDate, Instant } from '../../../../kernel/time.ts';
import type { Customer, Item, OrderTerms } from '../../../masters/contract.ts';
import type { LineQuote, PriceGap } from '../../../pricing/contract.ts';
import type { Availability } from '../../../stock/contract.ts';
import type { CheckOutcome, CheckResult, OrderRule } from '../../contract.ts';
import type { Grant } from '../grants.ts';
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

/** In how many of a customer's newest orders an item was. */
export interface UsualItem {
  readonly sku: string;
  readonly orders: number;
  readonly ofOrders: number;
}

/** What the ERP said when it refused this order, and what of. See `contentOf`. */
export interface ErpRefusal {
  readonly content: string;
  readonly code: string;
  readonly text: string;
}

/** The world as one check run sees it; read once, under lock, in the transaction that decides. What has no source is null or missing, never made up. */
export interface OrderFacts {
  readonly now: Instant;
  readonly today: BusinessDate;
  readonly rulesVersion: number;
  readonly customer: Customer | null;
  readonly items: ReadonlyMap<string, Item>;
  readonly terms: OrderTerms;
  /** What counts for this customer: their own rule over the company's. */
  readonly rule: OrderRule;
  /** Outcomes that the company or customer wants instead of a check's own, by code. */
  readonly settings: ReadonlyMap<string, CheckOutcome>;
  /** By line id: the quote, or why there is none. Absent when the line has no item, unit or quantity. */
  readonly quotes: ReadonlyMap<string, LineQuote | PriceGap>;
  /** By SKU; an item whose stock was never read is missing or has no `asOf`. */
  readonly stock: ReadonlyMap<string, Availability>;
  /** Orders that go on the same route on the same day; null: no route, or no day. */
  readonly routeOrders: number | null;
  /** Ordered by the customer and not yet in the ERP's credit figures, in minor units. */
  readonly unseenMinor: number;
  readonly pastUse: ReadonlyMap<string, PastUse>;
  readonly usual: readonly UsualItem[];
  readonly earlier: readonly EarlierOrder[];
  readonly erpRefusals: readonly ErpRefusal[];
  /** Decisions that were given for this order. */
  readonly granted: readonly Grant[];
  /** The customer has said that a possible repeat is meant (`yes`) or not (`no`). */
  readonly repeatMeant: 'yes' | 'no' | null;
}

/** A named pure check. It always answers: at least one result, so that the desk sees what was looked at. */
export interface Check {
  readonly code: string;
  readonly name: string;
  /** What it may say by itself, beside `pass`. */
  readonly own: readonly CheckOutcome[];
  readonly run: (order: Order, facts: OrderFacts) => readonly Finding[];
}

/** What a check found about one line or (lineNo null) the order. */
export type Finding = Omit<CheckResult, 'code' | 'name'>;

/** Nothing to object to. */
export const passed: readonly Finding[] = [{ outcome: 'pass', lineNo: null, facts: {} }];

/** Passed because what it would look at has no source: the desk sees that it was not looked at. */
export const notKnown: readonly Finding[] = [{ outcome: 'pass', lineNo: null, facts: { known: false } }];

/** One finding about the order as a whole. */
export const ofOrder = (outcome: CheckOutcome, facts: Finding['facts']): readonly Finding[] => [{ outcome, lineNo: null, facts }];

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
