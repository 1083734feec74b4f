/** What a connector is: a descriptor, and small functions over one connection. Errors come back by consequence, never thrown as prose. */
import type { z } from 'zod';

/** Kinds of records that can be read, in the order in which they depend on each other. */
export type ErpObject = 'company' | 'item' | 'cost' | 'customer' | 'credit' | 'price' | 'stock' | 'work_centre' | 'bom' | 'routing' | 'past_order';
/** What can be written. A change or cancel names the document by its payload; it is found when the document is as wanted. */
export type CommandKind = 'create_sales_order' | 'sales_order_change' | 'sales_order_cancel';

/** What a connector can do; screens and planners ask this, nothing asks which ERP it is. */
export interface Capabilities {
  readonly read: Readonly<Partial<Record<ErpObject, 'none' | 'snapshot' | 'delta'>>>;
  readonly write: Readonly<
    Record<
      CommandKind,
      {
        readonly how: 'none' | 'native' | 'companion' | 'file';
        readonly idempotency: 'serverKey' | 'uniqueReference' | 'findByReference' | 'compareDocument' | 'none';
        readonly referenceField: string;
        readonly referenceLength: number;
      }
    >
  >;
  /** Writes that can be tried without being done; left out: none. */
  readonly simulate?: readonly CommandKind[];
}

/** One record in our words, with where it comes from. `extra` keeps fields that we do not know. */
export interface CanonicalRecord<T = unknown> {
  readonly key: string;
  readonly version: string;
  readonly data: T;
  readonly extra: Readonly<Record<string, unknown>>;
}

/** One page of a snapshot. */
export interface SnapshotPage<T = unknown> {
  readonly records: readonly CanonicalRecord<T>[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
  /** The ERP's own count of all records, where it has one. */
  readonly total: number | null;
  /** Rows that could not be said in our words, with a snake_case reason: counted and shown, never silently lost. */
  readonly skipped?: readonly { readonly key: string; readonly why: string }[];
}

/** One write, found again in the ERP by its reference. */
export interface ErpCommand<P = unknown> {
  readonly id: string;
  readonly reference: string;
  readonly kind: CommandKind;
  readonly payload: P;
  /** How many sends have ended with the certainty that the ERP did nothing: an ERP that repeats stored answers must not repeat those. */
  readonly round?: number;
}

/** What a look-up by reference gives. */
export type FindOutcome =
  | { readonly kind: 'found'; readonly erpKey: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'ambiguous'; readonly erpKeys: readonly string[] }
  | ErpFailure;
/** What a write gives. A failure promises that the ERP did nothing; of a change, that the document is as it was (but for the code `partly_changed`). */
export type ExecuteOutcome =
  | { readonly kind: 'committed'; readonly erpKey: string; readonly warnings: readonly string[] }
  | { readonly kind: 'unknown'; readonly why: string }
  | ErpFailure;
/** What reading back gives: as asked for, or where it differs. */
export type VerifyOutcome =
  | { readonly kind: 'equal'; readonly document: Readonly<Record<string, unknown>> }
  | { readonly kind: 'different'; readonly fields: readonly { readonly field: string; readonly ours: string; readonly theirs: string }[] }
  | ErpFailure;

/** A line as the ERP would charge it. Decimal texts in the document's currency. */
export interface SimulatedLine {
  readonly lineNo: number;
  /** Price of one order unit that the ERP would take, and the one that its own conditions give, whatever was sent; null: it does not say. */
  readonly unitPrice: string | null;
  readonly ownPrice: string | null;
  readonly net: string;
  /** Null: it does not say. */
  readonly tax: string | null;
}
/** What trying a write gives: what it would come to, or the failure that it would meet. `creditStatus`: null when the ERP did not check. */
export type SimulateOutcome =
  | {
      readonly kind: 'simulated';
      readonly currency: string;
      readonly lines: readonly SimulatedLine[];
      readonly creditStatus: 'fine' | 'blocked' | null;
      readonly warnings: readonly string[];
    }
  | ErpFailure;

/** rejected: never retry · unauthorised: pause the connection · throttled, transient: later · (unknown only from execute). */
export type ErpFailure =
  | { readonly kind: 'rejected'; readonly code: string; readonly text: string; readonly field: string | null }
  | { readonly kind: 'unauthorised'; readonly text: string }
  | { readonly kind: 'throttled'; readonly afterMs: number }
  | { readonly kind: 'transient'; readonly why: string };

/** One HTTP call, as kept for the order page and IT. Never a body, never a secret. */
export interface CallRecord {
  readonly at: string;
  readonly step: string;
  readonly method: string;
  readonly path: string;
  readonly status: number | null;
  readonly ms: number;
  readonly outcome: string;
  readonly detail: string | null;
}

/**
 * One open connection. `execute` promises that a failure means that the ERP did nothing; whatever is in doubt is `unknown`.
 * `find`, `execute`, `verify` and `simulate` never throw for what the ERP or the network does; `readPage` throws `ErpReadError` (read-error.ts), which carries an `ErpFailure` as `failure`.
 */
export interface ErpConnection {
  testConnection(): Promise<{ readonly ok: boolean; readonly text: string }>;
  readPage(object: ErpObject, cursor: string | null): Promise<SnapshotPage>;
  find(command: ErpCommand, record: (call: CallRecord) => void): Promise<FindOutcome>;
  execute(command: ErpCommand, record: (call: CallRecord) => void): Promise<ExecuteOutcome>;
  verify(command: ErpCommand, erpKey: string, record: (call: CallRecord) => void): Promise<VerifyOutcome>;
  /** Tries a write: prices, checks and refuses as `execute` would, and changes nothing in the ERP. There when the connector's capabilities name a kind. */
  simulate?(command: ErpCommand, record: (call: CallRecord) => void): Promise<SimulateOutcome>;
  close(): Promise<void>;
}

/** The world around a connector: clock, chance, network. */
export interface ConnectorDeps {
  readonly now: () => number;
  readonly randomHex: (bytes: number) => string;
  readonly fetch: typeof globalThis.fetch;
}

/** A connector: who it is, what it can, how it is opened. */
export interface Connector {
  readonly id: string;
  readonly vendor: string;
  readonly product: string;
  readonly settings: z.ZodType;
  readonly secretNames: readonly string[];
  readonly capabilities: Capabilities;
  open(settings: unknown, secrets: Readonly<Record<string, string>>, deps: ConnectorDeps): ErpConnection;
}
