/** The words of every connector: what can be read and written, and what comes back. Data only, so that pure code may name them. */

/** Kinds of records that can be read: masters in the order in which they depend on each other, then documents. */
export type ErpObject =
  | 'company'
  | 'item'
  | 'cost'
  | 'customer'
  | 'credit'
  | 'price'
  | 'stock'
  | 'work_centre'
  | 'bom'
  | 'routing'
  | 'past_order'
  | 'sales_order'
  | 'delivery'
  | 'invoice'
  | 'production_order'
  | 'purchase_order';

/** What can be written. Payloads are in sync's contract. A change or cancel names the document by its payload; it is found when the document is as wanted. */
export type CommandKind =
  | 'create_sales_order'
  | 'sales_order_change'
  | 'sales_order_cancel'
  | 'stock_movement'
  | 'stock_status'
  | 'production_receipt'
  | 'operation_confirmation'
  | 'delivery'
  | 'proof_of_delivery'
  | 'payment_receipt';

/** How an object is read. `by`: what the delta goes by (`LastChangeDateTime`, `AlterId` …), empty for snapshots. `deletes`: how vanished records are learnt of. */
export interface ReadCapability {
  readonly how: 'snapshot' | 'delta';
  readonly by: string;
  readonly deletes: 'sweep' | 'tombstone' | 'none';
}

/** How a command is written. `companion`: needs the vendor's or our add-on in the ERP. `async`: the ERP books later than it answers. */
export interface WriteCapability {
  readonly how: 'native' | 'companion' | 'file';
  readonly idempotency: 'serverKey' | 'uniqueReference' | 'findByReference' | 'compareDocument' | 'none';
  /** Field that carries our reference, and how many characters it holds; empty and 0 where none does. */
  readonly referenceField: string;
  readonly referenceLength: number;
  readonly atomic: boolean;
  readonly async: boolean;
  readonly reversal: 'cancel' | 'counterPosting' | 'none';
}

/** What a connector can do; what is not named it cannot. Screens and planners ask this, nothing asks which ERP it is. */
export interface Capabilities {
  readonly read: Readonly<Partial<Record<ErpObject, ReadCapability>>>;
  readonly write: Readonly<Partial<Record<CommandKind, WriteCapability>>>;
  /** Writes that can be tried without being done; left out: none. */
  readonly simulate?: readonly CommandKind[];
  /** What this kind of ERP stands; left out: as much as its settings let through. */
  readonly limits?: CallLimits;
}

/** Calls of one connection at once, and in any minute; null: no such limit. */
export interface CallLimits {
  readonly atOnce: number | null;
  readonly perMinute: number | null;
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
  /** Keys of records that are gone, where the ERP says so (tombstones). */
  readonly deleted?: readonly string[];
  /** On the last page: what a delta reading that follows this one is given as `since`. Overlaps are harmless, gaps are not. Null: no delta can follow. */
  readonly watermark?: string | null;
}

/** One page of keys that exist now: what is not among them is gone. */
export interface KeyPage {
  readonly keys: readonly string[];
  readonly nextCursor: string | null;
}

/** One page of the ERP's documents that carry references of ours, or that could. */
export interface ReferencePage {
  readonly documents: readonly ReferencedDocument[];
  readonly nextCursor: string | null;
}

/** A document of the ERP as reconciliation sees it. `reference` empty: not ours. `digest`: the same as long as nobody changes what matters. */
export interface ReferencedDocument {
  readonly erpKey: string;
  readonly reference: string;
  readonly state: 'open' | 'closed' | 'cancelled';
  readonly digest: string;
  readonly changedAt: string | null;
}

/** One finding of the doctor: something of the ERP that we need, and whether it is there. */
export interface Finding {
  readonly about: 'connect' | 'contract' | 'fields' | 'numbers' | 'permission' | 'speed';
  readonly what: string;
  readonly state: 'ok' | 'warn' | 'bad';
  /** For IT: what was seen, and what to do. */
  readonly text: string;
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
/** What reading back gives: as asked for, or where it differs. `erpKey`: what the document is called now, when `find` could only give a name for the time being. */
export type VerifyOutcome =
  | { readonly kind: 'equal'; readonly document: Readonly<Record<string, unknown>>; readonly erpKey?: string }
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
