/** What the sandbox remembers of everything that moves. Quantities in thousandths, money in minor units, moments in epoch ms. */

/** A line of a sales order; a canceled one stays. */
export interface OrderLine {
  readonly lineId: number;
  readonly sourceLineId: string;
  readonly sourceLineNumber: string;
  readonly sourceScheduleId: string;
  readonly sku: string;
  readonly words: string;
  readonly milli: number;
  readonly unit: string;
  readonly shippedMilli: number;
  /** Price of one `unit`, decimal text. */
  readonly price: string;
  readonly netMinor: number;
  readonly canceled: boolean;
  readonly cancelReason: string;
}

/** A sales order as the sandbox holds it. */
export interface Order {
  readonly headerId: number;
  readonly number: string;
  readonly sourceSystem: string;
  readonly sourceId: string;
  readonly sourceNumber: string;
  readonly businessUnit: string;
  readonly customer: string;
  readonly shipToSite: number | null;
  readonly currency: string;
  readonly orderedMs: number;
  readonly changedMs: number;
  readonly requestedOn: string | null;
  readonly customerPo: string;
  readonly status: 'DOO_DRAFT' | 'OPEN' | 'CLOSED' | 'CANCELED';
  readonly onHold: boolean;
  readonly revision: number;
  readonly lines: readonly OrderLine[];
}

/** What lies in one subinventory, in one lot (empty: none kept). */
export interface Balance {
  readonly organization: string;
  readonly subinventory: string;
  readonly sku: string;
  readonly lot: string;
  readonly milli: number;
  readonly madeOn: string | null;
  readonly expiresOn: string | null;
}

/** An inventory transaction, staged or completed. `milli` has the sign and the unit that it came with. */
export interface Movement {
  readonly id: number;
  readonly headerId: number;
  readonly type: string;
  readonly organization: string;
  readonly subinventory: string;
  readonly toOrganization: string;
  readonly toSubinventory: string;
  readonly sku: string;
  readonly lot: string;
  readonly milli: number;
  readonly unit: string;
  readonly on: string;
  readonly reference: string;
  readonly sourceCode: string;
  readonly sourceHeaderId: number;
  readonly sourceLineId: number;
  readonly workOrder: string;
  readonly error: string;
  readonly createdMs: number;
}

/** A work order with how far its operations are. */
export interface WorkOrder {
  readonly id: number;
  readonly number: string;
  readonly sku: string;
  readonly organization: string;
  readonly subinventory: string;
  readonly milli: number;
  readonly completedMilli: number;
  readonly startOn: string;
  readonly dueOn: string;
  readonly status: 'ORA_UNRELEASED' | 'ORA_RELEASED' | 'ORA_COMPLETED' | 'ORA_CANCELED';
  readonly changedMs: number;
  readonly operations: readonly {
    readonly sequence: number;
    readonly name: string;
    readonly workCentre: string;
    readonly completedMilli: number;
    readonly scrappedMilli: number;
  }[];
}

/** One operation that was reported; what a company's own history resource shows. */
export interface OperationReport {
  readonly id: number;
  readonly workOrder: string;
  readonly organization: string;
  readonly sequence: number;
  readonly from: string;
  readonly to: string;
  readonly milli: number;
  readonly unit: string;
  readonly note: string;
  readonly atMs: number;
}

/** Goods that have left, and when the customer got them. */
export interface Shipment {
  readonly id: number;
  readonly name: string;
  readonly organization: string;
  readonly customer: string;
  readonly shippedOn: string;
  readonly deliveredAt: string | null;
  readonly carrier: string;
  readonly changedMs: number;
  readonly lines: readonly {
    readonly id: number;
    readonly order: string;
    readonly orderLine: string;
    readonly sku: string;
    readonly milli: number;
    readonly unit: string;
    readonly subinventory: string;
    readonly lot: string;
  }[];
}

/** Money taken from a customer; a reversed one stays. */
export interface Receipt {
  readonly id: number;
  readonly number: string;
  readonly method: string;
  readonly businessUnit: string;
  readonly customer: string;
  readonly minor: number;
  readonly currency: string;
  readonly on: string;
  readonly invoice: string;
  readonly comments: string;
  readonly reversed: boolean;
  readonly createdMs: number;
}

/** An invoice and what of it is unpaid. */
export interface Invoice {
  readonly id: number;
  readonly number: string;
  readonly customer: string;
  readonly order: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly currency: string;
  readonly totalMinor: number;
  readonly openMinor: number;
  readonly changedMs: number;
}

/** The tables by name. */
export interface Tables {
  readonly order: Order;
  readonly balance: Balance;
  readonly staged: Movement;
  readonly completed: Movement;
  readonly workOrder: WorkOrder;
  readonly report: OperationReport;
  readonly shipment: Shipment;
  readonly receipt: Receipt;
  readonly invoice: Invoice;
  /** What a customer owes. */
  readonly owed: { readonly minor: number };
  /** When a master record was last saved. */
  readonly touched: { readonly ms: number };
  readonly counter: { readonly next: number };
}
/** Names of the tables. */
export type TableName = keyof Tables;

/** One row that is to stand; null: it is to go. */
export type Put = { readonly [T in TableName]: { readonly table: T; readonly key: string; readonly row: Tables[T] | null } }[TableName];

/** What the journal holds: changes that happen together. */
export type JournalRecord = { readonly t: 'start'; readonly today: string } | { readonly t: 'puts'; readonly puts: readonly Put[] };
