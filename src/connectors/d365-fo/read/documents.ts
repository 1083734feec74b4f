import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { decimalOf } from '../../kit/odata4/codec.ts';
import type { ErpObject } from '../../kit/types.ts';
import { mapInvoice, mapPastOrder, mapPurchaseOrder, mapSalesOrder } from '../map/documents.ts';
import { areaOf } from '../map/fields.ts';
import { difference } from '../map/sum.ts';
import { setOf, type FoSettings } from '../settings.ts';
import { reader, type Plan, type ReadPage } from './plan.ts';
import { optional } from './optional.ts';
import { daysBack, groupBy, member, ourCompanies, readAlong, textKey, type Reading } from './reading.ts';

/** What of order lines is read. */
const orderLineFields = [
  'SalesOrderNumber',
  'InventoryLotId',
  'LineCreationSequenceNumber',
  'ItemNumber',
  'OrderedSalesQuantity',
  'SalesUnitSymbol',
  'SalesPrice',
  'SalesPriceQuantity',
  'LineAmount',
  'SalesOrderLineStatus',
  'RequestedReceiptDate',
];

/** The fields of order lines that are read, with those that settings name. */
export const orderLineSelect = (settings: FoSettings): string =>
  ['dataAreaId', ...orderLineFields, settings.lineField, ...(settings.wordsField === null ? [] : [settings.wordsField])].join(',');

type Lines = (row: WireRecord) => readonly WireRecord[];

/** The lines of the documents of a page. */
async function linesOf(reading: Reading, step: string, set: string, field: string, rows: readonly WireRecord[], select?: string): Promise<Lines> {
  const along = { step, set, field, filter: ourCompanies(reading.settings), ...(select === undefined ? {} : { select }) };
  const lines = await readAlong(
    reading,
    along,
    rows.map((row) => textOf(row, field)),
  );
  const grouped = groupBy(lines, (line) => `${areaOf(line)}/${textOf(line, field)}`);
  return (row) => grouped.get(`${areaOf(row)}/${textOf(row, field)}`) ?? [];
}

const since = (reading: Reading): string => daysBack(reading, reading.settings.historyDays);
const orders: Plan = { set: ({ settings }) => setOf(settings, 'salesOrderHeaders'), key: textKey('SalesOrderNumber', 'dataAreaId') };
const orderLines =
  (step: string) =>
  (reading: Reading, rows: readonly WireRecord[]): Promise<Lines> =>
    linesOf(reading, step, setOf(reading.settings, 'salesOrderLines'), 'SalesOrderNumber', rows, orderLineSelect(reading.settings));

const readInvoices: ReadPage = reader(
  'invoice',
  {
    set: ({ settings }) => setOf(settings, 'salesInvoiceHeaders'),
    key: textKey('InvoiceNumber', 'dataAreaId'),
    filter: (reading) => `InvoiceDate ge ${since(reading)}`,
  },
  async (reading, rows) => {
    const { settings } = reading;
    const transactions = {
      step: 'read invoice',
      set: setOf(settings, 'transactions'),
      field: 'Invoice',
      filter: ourCompanies(settings),
      select: 'dataAreaId,Invoice,AccountNum,DueDate,AmountCur,SettleAmountCur,Closed',
    };
    const [lines, found] = await Promise.all([
      linesOf(reading, 'read invoice', setOf(settings, 'salesInvoiceLines'), 'InvoiceNumber', rows),
      optional(
        readAlong(
          reading,
          transactions,
          rows.map((row) => textOf(row, 'InvoiceNumber')),
        ),
      ),
    ]);
    return { lines, transactions: new Map(found.map((row) => [`${areaOf(row)}/${textOf(row, 'Invoice')}`, row])) };
  },
  (row, { lines, transactions }, { settings }) => {
    const transaction = transactions.get(`${areaOf(row)}/${textOf(row, 'InvoiceNumber')}`);
    const unpaid = transaction ? difference(decimalOf(transaction, 'AmountCur'), decimalOf(transaction, 'SettleAmountCur')) : null;
    return [mapInvoice(row, lines(row), transaction, unpaid, settings)];
  },
);

const openPurchase = `PurchaseOrderStatus eq ${member('PurchStatus', 'Backorder')}`;

/** How documents are read: those that are open, and those of the last `historyDays`. */
export const documentReaders: Readonly<Partial<Record<ErpObject, ReadPage>>> = {
  past_order: reader(
    'past_order',
    { ...orders, filter: (reading) => `OrderCreationDateTime ge ${since(reading)}` },
    orderLines('read past_order'),
    (row, lines, { settings }) => [mapPastOrder(row, lines(row), settings)],
  ),
  sales_order: reader(
    'sales_order',
    { ...orders, filter: (reading) => `(SalesOrderStatus eq ${member('SalesStatus', 'Backorder')} or OrderCreationDateTime ge ${since(reading)})` },
    orderLines('read sales_order'),
    (row, lines, { settings }) => [mapSalesOrder(row, lines(row), settings)],
  ),
  invoice: readInvoices,
  purchase_order: reader(
    'purchase_order',
    {
      set: 'PurchaseOrderHeadersV2',
      key: textKey('PurchaseOrderNumber', 'dataAreaId'),
      filter: (reading) => `(${openPurchase} or AccountingDate ge ${since(reading)})`,
    },
    (reading, rows) => linesOf(reading, 'read purchase_order', 'PurchaseOrderLinesV2', 'PurchaseOrderNumber', rows),
    (row, lines, { settings }) => [mapPurchaseOrder(row, lines(row), settings)],
  ),
};
