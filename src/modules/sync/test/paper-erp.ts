import { z } from 'zod';
import type { Writer } from '../../../connectors/kit/assemble.ts';
import { assemble } from '../../../connectors/kit/assemble.ts';
import type {
  CanonicalRecord,
  Connector,
  ErpObject,
  ReadCapability,
  ReferencedDocument,
  SnapshotPage,
  WriteCapability,
} from '../../../connectors/kit/types.ts';
import type { Item } from '../../masters/contract.ts';
import { stockMovementSchema } from '../contract.ts';

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

/** An ERP of a few lines with what the SAP stand-in lacks: deltas by a sequence, keys to sweep, references to reconcile, movements. */
export function paperErp() {
  const items = new Map<string, { readonly item: Item; readonly sequence: number }>();
  const invoices = new Map<string, { readonly customer: string; readonly sequence: number }>();
  const documents: ReferencedDocument[] = [];
  const moves: { readonly reference: string; readonly quantity: string }[] = [];
  const asked: string[] = [];
  let sequence = 0;
  const next = (): number => (sequence += 1);
  const pageSize = 3;

  const paged = (object: ErpObject, all: () => readonly { readonly at: number; readonly record: CanonicalRecord }[]) => ({
    page: (cursor: string | null, since: string | null): Promise<SnapshotPage> => {
      asked.push(`${object} ${cursor ?? '-'} ${since ?? '-'}`);
      const rows = all().filter(({ at }) => at > Number(since ?? 0));
      const from = Number(cursor ?? 0);
      const last = from + pageSize >= rows.length;
      return Promise.resolve({
        records: rows.slice(from, from + pageSize).map(({ record }) => record),
        nextCursor: last ? null : String(from + pageSize),
        total: since === null ? rows.length : null,
        ...(last ? { watermark: String(sequence) } : {}),
      });
    },
    keys: (cursor: string | null) => {
      const keys = all().map(({ record }) => record.key);
      const from = Number(cursor ?? 0);
      return Promise.resolve({ keys: keys.slice(from, from + pageSize), nextCursor: from + pageSize >= keys.length ? null : String(from + pageSize) });
    },
  });
  const movements: Writer = {
    find: ({ reference }) => Promise.resolve(moves.some((move) => move.reference === reference) ? { kind: 'found', erpKey: reference } : { kind: 'absent' }),
    execute: ({ reference, payload }) => {
      moves.push({ reference, quantity: stockMovementSchema.parse(payload).lines[0]?.quantity ?? '' });
      return Promise.resolve({ kind: 'committed', erpKey: reference, warnings: [] });
    },
    verify: () => Promise.resolve({ kind: 'equal', document: {} }),
    references: () => Promise.resolve({ documents, nextCursor: null }),
  };
  const delta: ReadCapability = { how: 'delta', by: 'sequence', deletes: 'sweep' };
  const write: WriteCapability = {
    how: 'native',
    idempotency: 'findByReference',
    referenceField: 'note',
    referenceLength: 40,
    atomic: true,
    async: false,
    reversal: 'none',
  };
  const connector: Connector = {
    id: 'paper',
    vendor: 'Paper',
    product: 'Ledger',
    settings: z.object({ baseUrl: z.url() }),
    secretNames: [],
    capabilities: { read: { item: delta, invoice: delta }, write: { stock_movement: write } },
    open: () =>
      assemble({
        testConnection: () => Promise.resolve({ ok: true, text: 'open' }),
        inspect: () => Promise.resolve([{ about: 'fields', what: 'GSTIN', state: 'warn', text: 'no field for the tax number' }]),
        readers: {
          item: paged('item', () =>
            [...items.values()].map((one) => ({ at: one.sequence, record: { key: one.item.sku, version: '', data: one.item, extra: {} } })),
          ),
          invoice: paged('invoice', () =>
            [...invoices].map(([number, { customer, sequence: at }]) => ({
              at,
              record: {
                key: number,
                version: String(at),
                data: { number, customer, issuedOn: '2026-11-20', dueOn: null, currency: 'INR', totalMinor: 100, openMinor: 100, state: 'open', lines: [] },
                extra: { YY1_Van: 'V1' },
              },
            })),
          ),
        },
        writers: { stock_movement: movements },
        close: () => Promise.resolve(),
      }),
  };
  return {
    connector,
    documents,
    moves,
    asked,
    saveItem: (sku: string, name = sku) => void items.set(sku, { item: item(sku, name), sequence: next() }),
    deleteItem: (sku: string) => void items.delete(sku),
    saveInvoice: (number: string, customer: string) => void invoices.set(number, { customer, sequence: next() }),
    deleteInvoice: (number: string) => void invoices.delete(number),
  };
}
