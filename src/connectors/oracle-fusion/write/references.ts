import { createHash } from 'node:crypto';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { CommandKind, ReferencedDocument, ReferencePage } from '../../kit/types.ts';
import { orderState } from '../map/documents.ts';
import { scm } from '../read/objects.ts';
import { readRawPage } from '../read/pages.ts';
import type { Children, Reading } from '../read/pages.ts';
import type { OracleSettings } from '../settings.ts';
import { anyOf, childRows, flagOf, quoted } from '../wire.ts';

/** Where documents of a kind are, and what of them matters. */
interface Source {
  readonly resource: string;
  readonly id: string;
  readonly changed: string;
  readonly children?: Children;
  readonly q?: (settings: OracleSettings) => string;
  readonly document: (row: WireRecord, settings: OracleSettings) => Omit<ReferencedDocument, 'digest' | 'changedAt'> & { readonly matters: readonly string[] };
}

const ours = /^MO[0-9A-Z]{14}$/;
const counterBooking = /^MO[0-9A-Z]{14}R$/;
const referenceOf = (text: string): string => (ours.test(text) ? text : '');

const orders: Source = {
  resource: 'salesOrdersForOrderHub',
  id: 'HeaderId',
  changed: 'LastUpdateDate',
  children: { lines: {} },
  q: (settings) => anyOf('BusinessUnitName', Object.keys(settings.businessUnits)),
  document: (row, settings) => ({
    erpKey: textOf(row, 'OrderNumber'),
    reference: textOf(row, 'SourceTransactionSystem') === settings.sourceSystem ? textOf(row, 'SourceTransactionId') : '',
    state: orderState(row),
    matters: [
      textOf(row, 'BuyingPartyNumber'),
      textOf(row, 'RequestedShipDate'),
      ...childRows(row, 'lines').map((line) =>
        [
          textOf(line, 'SourceTransactionLineNumber'),
          textOf(line, 'ProductNumber'),
          textOf(line, 'OrderedQuantity'),
          textOf(line, 'OrderedUOMCode'),
          String(flagOf(line, 'CanceledFlag')),
        ].join(' '),
      ),
    ],
  }),
};

const transactions = (types: (settings: OracleSettings) => readonly string[]): Source => ({
  resource: 'inventoryCompletedTransactions',
  id: 'TransactionId',
  changed: 'CreationDate',
  q: (settings) => anyOf('TransactionTypeName', [...new Set(types(settings))]),
  document: (row) => ({
    erpKey: textOf(row, 'TransactionId'),
    reference: referenceOf(textOf(row, 'TransactionReference')),
    state: 'closed',
    matters: [
      'TransactionTypeName',
      'ItemNumber',
      'OrganizationName',
      'SubinventoryCode',
      'TransferSubinventory',
      'TransactionQuantity',
      'TransactionUnitOfMeasure',
    ].map((name) => textOf(row, name)),
  }),
});

const plain = transactions(({ transactionTypes }) => Object.values(transactionTypes));

const sources: Readonly<Partial<Record<CommandKind, Source>>> = {
  create_sales_order: orders,
  stock_movement: plain,
  stock_status: plain,
  production_receipt: transactions(() => ['Work in Process Product Completion']),
  delivery: {
    resource: 'shipments',
    id: 'ShipmentId',
    changed: 'LastUpdateDate',
    children: { unpackedShipmentLines: {} },
    document: (row) => ({
      erpKey: textOf(row, 'Shipment'),
      reference: referenceOf(textOf(row, 'Shipment')),
      state: /CANCEL/.test(textOf(row, 'ShipmentStatusCode')) ? 'cancelled' : 'closed',
      matters: childRows(row, 'unpackedShipmentLines').map((line) => [textOf(line, 'Order'), textOf(line, 'Item'), textOf(line, 'ShippedQuantity')].join(' ')),
    }),
  },
  payment_receipt: {
    resource: 'standardReceipts',
    id: 'StandardReceiptId',
    changed: 'CreationDate',
    document: (row) => ({
      erpKey: textOf(row, 'StandardReceiptId'),
      reference: referenceOf(textOf(row, 'ReceiptNumber')),
      state: /revers/i.test(textOf(row, 'State')) ? 'cancelled' : 'closed',
      matters: [textOf(row, 'CustomerAccountNumber'), textOf(row, 'Amount'), textOf(row, 'Currency')],
    }),
  },
};

/**
 * Whether a row stands for a document: of an inventory booking of ours with several lines the first one does, of a transfer the side that gives,
 * and what takes one back belongs to that one.
 */
function isDocument(row: WireRecord, seen: Set<string>): boolean {
  const reference = textOf(row, 'TransactionReference');
  if (!reference.startsWith('MO')) return true;
  if (counterBooking.test(reference)) return false;
  if (textOf(row, 'TransferSubinventory') !== '' && !textOf(row, 'TransactionQuantity').startsWith('-')) return false;
  if (Number(textOf(row, 'SourceLineId') || '0') > 1 || seen.has(reference)) return false;
  seen.add(reference);
  return true;
}

/** The reading of documents of a kind for reconciliation; undefined where Oracle shows none. */
export function referencesOf(kind: CommandKind, reading: Reading): ((since: string, cursor: string | null) => Promise<ReferencePage>) | undefined {
  const source = sources[kind];
  if (!source) return undefined;
  return async (since, cursor) => {
    const q = [source.q?.(reading.settings) ?? '', `${source.changed} >= ${quoted(`${since.slice(0, 10)}T00:00:00+00:00`)}`]
      .filter((part) => part !== '')
      .join(' and ');
    const set = {
      object: kind,
      path: scm(reading.settings, source.resource),
      key: [{ name: source.id, type: 'number' as const }],
      q,
      ...(source.children ? { children: source.children } : {}),
    };
    const raw = await readRawPage(reading, set, cursor);
    const seen = new Set<string>();
    const documents = raw.rows
      .filter((row) => isDocument(row, seen))
      .map((row): ReferencedDocument => {
        const { matters, ...document } = source.document(row, reading.settings);
        const digest = createHash('sha256').update(JSON.stringify(matters)).digest('hex').slice(0, 32);
        return { ...document, digest, changedAt: textOf(row, source.changed) || null };
      });
    return { documents, nextCursor: raw.nextCursor };
  };
}
