import { z } from 'zod';
import type { Writer } from '../../../connectors/kit/assemble.ts';
import { assemble } from '../../../connectors/kit/assemble.ts';
import { ErpReadError } from '../../../connectors/kit/read-error.ts';
import type {
  CanonicalRecord,
  CommandKind,
  Connector,
  ErpFailure,
  ErpObject,
  ReadCapability,
  ReferencedDocument,
  SnapshotPage,
  WriteCapability,
} from '../../../connectors/kit/types.ts';
import type { CustomerRecord, Item } from '../../masters/contract.ts';
import type { Position } from '../../stock/contract.ts';

const item = (sku: string, name: string): Item => ({
  sku,
  name,
  names: {},
  brand: null,
  itemGroup: '',
  attributes: {},
  baseUom: 'PC',
  salesUom: 'PC',
  barcode: null,
  active: true,
  replacedBy: null,
  wholeUnits: true,
  uoms: [{ uom: 'PC', numerator: 1, denominator: 1, erpUom: 'PC' }],
});

const customer = (code: string): CustomerRecord => ({
  code,
  name: `Customer ${code}`,
  names: {},
  company: 'C1',
  salesOrg: 'S1',
  channel: '10',
  division: '00',
  priceList: '',
  currency: 'INR',
  language: 'en',
  zone: 'Asia/Kolkata',
  country: 'IN',
  region: '',
  taxNumber: null,
  blocked: false,
  blockReason: null,
  partialPolicy: 'whole_order',
  shipTos: [],
  contacts: [],
});

/** What the ERP has been asked to write, as it came. */
interface Written {
  readonly kind: CommandKind;
  readonly reference: string;
  readonly payload: Record<string, unknown>;
}

interface Row {
  readonly at: number;
  readonly record: CanonicalRecord;
}

const delta: ReadCapability = { how: 'delta', by: 'sequence', deletes: 'sweep' };
const snapshot: ReadCapability = { how: 'snapshot', by: '', deletes: 'sweep' };
const write: WriteCapability = {
  how: 'native',
  idempotency: 'findByReference',
  referenceField: 'note',
  referenceLength: 40,
  atomic: true,
  async: false,
  reversal: 'none',
};

/**
 * An ERP of a few lines with what the SAP stand-in lacks: deltas by a sequence, keys to sweep, references to reconcile, movements; and where a test
 * asks for them, customers, stock, and other kinds of commands. `says` puts a failure in the way of every call while it gives one.
 */
export function paperErp(
  options: {
    readonly id?: string;
    readonly reads?: readonly ('customer' | 'stock')[];
    readonly writes?: readonly CommandKind[];
    readonly limits?: Connector['capabilities']['limits'];
  } = {},
) {
  const items = new Map<string, { readonly item: Item; readonly extra: Record<string, unknown>; readonly sequence: number }>();
  const customers = new Map<string, CustomerRecord>();
  const positions: Position[] = [];
  const invoices = new Map<string, { readonly customer: string; readonly sequence: number }>();
  const documents: ReferencedDocument[] = [];
  const written: Written[] = [];
  const verified: unknown[] = [];
  const asked: string[] = [];
  const state: { failure: () => ErpFailure | null | Promise<null>; delayMs: number; inside: number; most: number; calls: number } = {
    failure: () => null,
    delayMs: 0,
    inside: 0,
    most: 0,
    calls: 0,
  };
  let sequence = 0;
  const next = (): number => (sequence += 1);
  const pageSize = 3;

  /** Every call of the ERP: counted, slow if it is to be, failing if it is to. */
  const call = async <T>(answer: () => T): Promise<T | ErpFailure> => {
    state.calls += 1;
    state.inside += 1;
    state.most = Math.max(state.most, state.inside);
    if (state.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, state.delayMs));
    state.inside -= 1;
    return (await state.failure()) ?? answer();
  };
  const reading = async <T extends object>(answer: () => T): Promise<T> => {
    const outcome = await call(answer);
    if ('kind' in outcome && typeof outcome.kind === 'string') throw new ErpReadError(outcome as ErpFailure);
    return outcome as T;
  };

  const paged = (object: ErpObject, all: () => readonly Row[]) => ({
    page: (cursor: string | null, since: string | null): Promise<SnapshotPage> => {
      asked.push(`${object} ${cursor ?? '-'} ${since ?? '-'}`);
      return reading(() => {
        const rows = all().filter(({ at }) => at > Number(since ?? 0));
        const from = Number(cursor ?? 0);
        const last = from + pageSize >= rows.length;
        return {
          records: rows.slice(from, from + pageSize).map(({ record }) => record),
          nextCursor: last ? null : String(from + pageSize),
          total: since === null ? rows.length : null,
          ...(last ? { watermark: String(sequence) } : {}),
        };
      });
    },
    keys: (cursor: string | null) => {
      const keys = all().map(({ record }) => record.key);
      const from = Number(cursor ?? 0);
      return Promise.resolve({ keys: keys.slice(from, from + pageSize), nextCursor: from + pageSize >= keys.length ? null : String(from + pageSize) });
    },
  });
  const writer: Writer = {
    find: ({ reference }) =>
      call(() => (written.some((one) => one.reference === reference) ? ({ kind: 'found', erpKey: reference } as const) : ({ kind: 'absent' } as const))),
    execute: ({ kind, reference, payload }) =>
      call(() => {
        written.push({ kind, reference, payload: payload as Record<string, unknown> });
        return { kind: 'committed', erpKey: reference, warnings: [] } as const;
      }),
    verify: ({ payload }) =>
      call(() => {
        verified.push(payload);
        return { kind: 'equal', document: {} } as const;
      }),
    references: () => Promise.resolve({ documents, nextCursor: null }),
  };
  const kinds: readonly CommandKind[] = ['stock_movement', ...(options.writes ?? [])];
  const reads = options.reads ?? [];
  const row = (key: string, data: unknown): Row => ({ at: 1, record: { key, version: '', data, extra: {} } });
  const connector: Connector = {
    id: options.id ?? 'paper',
    vendor: 'Paper',
    product: 'Ledger',
    settings: z.object({ baseUrl: z.url(), units: z.record(z.string(), z.string()).default({}) }),
    secretNames: [],
    capabilities: {
      read: { item: delta, invoice: delta, ...Object.fromEntries(reads.map((object) => [object, snapshot])) },
      write: Object.fromEntries(kinds.map((kind) => [kind, write])),
      ...(options.limits === undefined ? {} : { limits: options.limits }),
    },
    open: () =>
      assemble({
        testConnection: () => Promise.resolve({ ok: true, text: 'open' }),
        inspect: () => Promise.resolve([{ about: 'fields', what: 'GSTIN', state: 'warn', text: 'no field for the tax number' }]),
        readers: {
          item: paged('item', () =>
            [...items.values()].map((one) => ({ at: one.sequence, record: { key: one.item.sku, version: '', data: one.item, extra: one.extra } })),
          ),
          customer: paged('customer', () => [...customers.values()].map((one) => row(one.code, one))),
          stock: paged('stock', () => positions.map((one) => row(`${one.place}/${one.sku}/${one.lot}/${one.status}`, one))),
          invoice: paged('invoice', () =>
            [...invoices].map(([number, { customer: whose, sequence: at }]) => ({
              at,
              record: {
                key: number,
                version: String(at),
                data: {
                  ...{ number, customer: whose, issuedOn: '2026-11-20', dueOn: null, currency: 'INR' },
                  ...{ totalMinor: 100, openMinor: 100, state: 'open', lines: [] },
                },
                extra: { YY1_Van: 'V1' },
              },
            })),
          ),
        },
        writers: Object.fromEntries(kinds.map((kind) => [kind, writer])),
        close: () => Promise.resolve(),
      }),
  };
  return {
    connector,
    documents,
    written,
    verified,
    asked,
    state,
    positions,
    saveItem: (sku: string, name = sku, more: Partial<Item> = {}, extra: Record<string, unknown> = {}) =>
      void items.set(sku, { item: { ...item(sku, name), ...more }, extra, sequence: next() }),
    deleteItem: (sku: string) => void items.delete(sku),
    saveCustomer: (code: string, more: Partial<CustomerRecord> = {}) => void customers.set(code, { ...customer(code), ...more }),
    saveInvoice: (number: string, whose: string) => void invoices.set(number, { customer: whose, sequence: next() }),
    deleteInvoice: (number: string) => void invoices.delete(number),
  };
}
