import type { Value } from '../odata/model.ts';

/** A price of a line: `rate` for `per` of `unit`. */
export interface LinePrice {
  /** Decimal text, up to nine digits after the point. */
  readonly rate: string;
  readonly per: number;
  readonly unit: string;
  readonly manual: boolean;
  /** Condition record; empty for a manual price. */
  readonly record: string;
}

/** Item categories of the order type. */
export const itemCategories = ['TAN', 'TANN'] as const;
export type ItemCategory = (typeof itemCategories)[number];

/** A part of a line's quantity for a date. */
export interface Schedule {
  readonly no: number;
  readonly date: string | null;
  readonly milli: number;
}

/** A line of an order. Rows of A_SalesOrderItem are these objects, so they know their order. */
export interface Line {
  readonly order: Order;
  readonly no: number;
  sku: string;
  words: string;
  milli: number;
  unit: string;
  price: LinePrice | null;
  /** What the condition records alone would say, beside a manual price. */
  own: LinePrice | null;
  netMinor: number;
  /** TAN is charged, TANN is free of charge. */
  readonly category: ItemCategory;
  /** A condition takes 100 % off. */
  readonly allOff: boolean;
  /** Item on which it hangs; 0: none. */
  readonly higher: number;
  rejected: string;
  /** Null: one schedule line, the whole quantity on the order's requested date. */
  schedule: readonly Schedule[] | null;
  /** Properties that were sent and are only kept. */
  extra: Readonly<Record<string, Value>> | null;
}

/** A sales order as the sandbox holds it. */
export interface Order {
  readonly number: string;
  readonly type: string;
  readonly org: string;
  readonly channel: string;
  readonly division: string;
  readonly soldTo: string;
  shipTo: string;
  reference: string;
  requestedOn: string | null;
  readonly createdMs: number;
  changedMs: number;
  readonly createdBy: string;
  readonly currency: string;
  netMinor: number;
  /** A not delivered, B partly, C done. */
  delivery: 'A' | 'B' | 'C';
  /** '' not checked, A fine, B blocked, D released. */
  credit: '' | 'A' | 'B' | 'D';
  deliveryBlock: string;
  /** Repeatable-request id; empty when none was honoured. */
  readonly requestId: string;
  extra: Readonly<Record<string, Value>> | null;
  lines: Line[];
  /** Came with the seed and was not changed since: not in the journal. */
  pristine: boolean;
}

/** An order as the journal keeps it: no pointers back. */
export type SavedOrder = Omit<Order, 'lines' | 'pristine'> & { readonly lines: readonly Omit<Line, 'order'>[] };

/** What the journal holds. Each record says the whole state of its subject, so a record may be replayed twice. */
export type JournalRecord =
  | { readonly t: 'start'; readonly today: string }
  | { readonly t: 'order'; readonly order: SavedOrder }
  | { readonly t: 'deleted'; readonly number: string }
  | { readonly t: 'receivables'; readonly customer: string; readonly minor: number };
