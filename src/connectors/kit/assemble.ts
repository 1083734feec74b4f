import { ErpReadError } from './read-error.ts';
import type {
  CallRecord,
  CommandKind,
  ErpCommand,
  ErpConnection,
  ErpFailure,
  ErpObject,
  ExecuteOutcome,
  FindOutcome,
  Finding,
  KeyPage,
  ReferencePage,
  SimulateOutcome,
  SnapshotPage,
  VerifyOutcome,
} from './types.ts';

type Sink = (call: CallRecord) => void;

/** How one kind of command is written. */
export interface Writer {
  find(command: ErpCommand, record: Sink): Promise<FindOutcome>;
  execute(command: ErpCommand, record: Sink): Promise<ExecuteOutcome>;
  verify(command: ErpCommand, erpKey: string, record: Sink): Promise<VerifyOutcome>;
  readonly reverse?: (command: ErpCommand, erpKey: string, record: Sink) => Promise<ExecuteOutcome>;
  /** Tries it and changes nothing. */
  readonly simulate?: (command: ErpCommand, record: Sink) => Promise<SimulateOutcome>;
  readonly references?: (since: string, cursor: string | null) => Promise<ReferencePage>;
}

/** How one kind of record is read. */
export interface Reader {
  page(cursor: string | null, since: string | null): Promise<SnapshotPage>;
  readonly keys?: (cursor: string | null) => Promise<KeyPage>;
}

/** What a connection is made of. */
export interface ConnectionParts {
  readonly readers: Readonly<Partial<Record<ErpObject, Reader>>>;
  readonly writers: Readonly<Partial<Record<CommandKind, Writer>>>;
  testConnection(): Promise<{ readonly ok: boolean; readonly text: string }>;
  inspect(): Promise<readonly Finding[]>;
  close(): Promise<void>;
}

/** The failure of what a connector cannot do. */
export const notSupported = (what: string): ErpFailure => ({
  kind: 'rejected',
  code: 'not_supported',
  text: `this ERP is not connected for ${what}`,
  field: null,
});

/** A connection from its parts: what has no part is refused as `not_supported`, and nothing reaches the wire. */
export function assemble(parts: ConnectionParts): ErpConnection {
  const writer = <T>(command: ErpCommand, use: (one: Writer) => Promise<T>): Promise<T | ErpFailure> => {
    const one = parts.writers[command.kind];
    return one ? use(one) : Promise.resolve(notSupported(command.kind));
  };
  const refuseToRead = (what: string): Promise<never> => Promise.reject(new ErpReadError(notSupported(what)));
  return {
    testConnection: () => parts.testConnection(),
    readPage: (object, cursor, since = null) => parts.readers[object]?.page(cursor, since) ?? refuseToRead(`reading ${object}`),
    readKeys: (object, cursor) => parts.readers[object]?.keys?.(cursor) ?? refuseToRead(`the keys of ${object}`),
    readReferences: (kind, since, cursor) => parts.writers[kind]?.references?.(since, cursor) ?? refuseToRead(`the documents of ${kind}`),
    find: (command, record) => writer(command, (one) => one.find(command, record)),
    execute: (command, record) => writer(command, (one) => one.execute(command, record)),
    verify: (command, erpKey, record) => writer(command, (one) => one.verify(command, erpKey, record)),
    reverse: (command, erpKey, record) =>
      writer(command, (one) => one.reverse?.(command, erpKey, record) ?? Promise.resolve(notSupported(`taking back ${command.kind}`))),
    simulate: (command, record) => writer(command, (one) => one.simulate?.(command, record) ?? Promise.resolve(notSupported(`trying ${command.kind}`))),
    inspect: () => parts.inspect(),
    close: () => parts.close(),
  };
}
