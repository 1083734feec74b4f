/** What a connector is: a descriptor, and small functions over one connection. Errors come back by consequence, never thrown as prose. */
import type { z } from 'zod';
import type {
  CallRecord,
  Capabilities,
  CommandKind,
  ErpCommand,
  ErpObject,
  ExecuteOutcome,
  FindOutcome,
  Finding,
  KeyPage,
  ReferencePage,
  SimulateOutcome,
  SnapshotPage,
  VerifyOutcome,
} from './model.ts';

export type * from './model.ts';

/**
 * One open connection. `execute` promises that a failure means that the ERP did nothing; whatever is in doubt is `unknown`.
 * `find`, `execute`, `verify`, `reverse` and `simulate` never throw for what the ERP or the network does; `readPage` throws `ErpReadError` (read-error.ts), which carries an `ErpFailure` as `failure`.
 */
export interface ErpConnection {
  testConnection(): Promise<{ readonly ok: boolean; readonly text: string }>;
  /** One page of a snapshot, or with `since` (a watermark) of what changed after it. Objects and deltas that the capabilities do not name are refused as `not_supported`. */
  readPage(object: ErpObject, cursor: string | null, since?: string | null): Promise<SnapshotPage>;
  /** The keys that exist, for the sweep of objects whose `deletes` is `sweep`. Throws like `readPage`. */
  readKeys(object: ErpObject, cursor: string | null): Promise<KeyPage>;
  /** Documents of a kind that were made or changed on or after the day, for reconciliation. Throws like `readPage`. */
  readReferences(kind: CommandKind, since: string, cursor: string | null): Promise<ReferencePage>;
  find(command: ErpCommand, record: (call: CallRecord) => void): Promise<FindOutcome>;
  execute(command: ErpCommand, record: (call: CallRecord) => void): Promise<ExecuteOutcome>;
  verify(command: ErpCommand, erpKey: string, record: (call: CallRecord) => void): Promise<VerifyOutcome>;
  /** Takes back what the command booked, by the way that the capability's `reversal` names. Twice is once. */
  reverse(command: ErpCommand, erpKey: string, record: (call: CallRecord) => void): Promise<ExecuteOutcome>;
  /** Tries a write: prices, checks and refuses as `execute` would, and changes nothing in the ERP. Kinds that the capabilities do not name are refused as `not_supported`. */
  simulate(command: ErpCommand, record: (call: CallRecord) => void): Promise<SimulateOutcome>;
  /** What IT should know before it trusts this connection. Reads only; never throws. */
  inspect(): Promise<readonly Finding[]>;
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
  /** Secrets that it knows. */
  readonly secretNames: readonly string[];
  /** Which of them these settings need; left out: all. */
  readonly secretsFor?: (settings: unknown) => readonly string[];
  readonly capabilities: Capabilities;
  /** Settings with what the ERP itself can tell added to those that are given (which companies it has); given ones stay. Throws `ErpReadError`. */
  readonly discover?: (
    given: Readonly<Record<string, unknown>>,
    secrets: Readonly<Record<string, string>>,
    deps: ConnectorDeps,
  ) => Promise<Readonly<Record<string, unknown>>>;
  open(settings: unknown, secrets: Readonly<Record<string, string>>, deps: ConnectorDeps): ErpConnection;
}
