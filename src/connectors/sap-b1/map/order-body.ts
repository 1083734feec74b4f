import type { CreateSalesOrder } from '../../../modules/sync/contract.ts';
import { normalDecimal } from '../../kit/decimal.ts';
import { expandedOf, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { dayOf, intOf } from '../../kit/odata4/codec.ts';
import { branchIdOf, type B1Settings } from '../settings.ts';
import { decimal, differs, referenceFieldOf, sameNumber, type Difference } from '../write/tools.ts';
import { freeTextOf, lineNoOf, rowMarkOf } from './row-mark.ts';

type Line = Pick<CreateSalesOrder['lines'][number], 'sku' | 'words' | 'quantity' | 'erpUom' | 'price' | 'freeWith'>;

/** Our number of a row, and its place in the document; null: Business One gives it one. */
export interface RowPlace {
  readonly lineNo: number;
  readonly lineNum: number | null;
}

/** A row as it is sent. `entryOf`: unit code → number; a unit that it does not have was refused before. */
export function rowBody(line: Line, { lineNo, lineNum }: RowPlace, entryOf: ReadonlyMap<string, number>, settings: B1Settings): Record<string, unknown> {
  const freeWith = line.freeWith ?? null;
  const text = freeTextOf(line.words, { lineNo, freeWith }, lineNum, settings);
  return {
    ItemCode: line.sku,
    Quantity: decimal(line.quantity),
    UoMEntry: entryOf.get(line.erpUom),
    ...(freeWith !== null ? freeFields[settings.freeBy] : line.price === null ? {} : { UnitPrice: decimal(line.price) }),
    ...(text === '' ? {} : { FreeText: text }),
    ...(settings.lineField === null ? {} : { [settings.lineField]: lineNo }),
  };
}

/** What makes a row free of charge. */
const freeFields = { discount: { DiscountPercent: 100 }, price: { UnitPrice: 0 } } as const;

/** The order as it is sent. Without a date wanted it is due on `today`: Business One needs one. */
export function orderBody(
  order: CreateSalesOrder,
  reference: string,
  entryOf: ReadonlyMap<string, number>,
  settings: B1Settings,
  today: string,
): Record<string, unknown> {
  const branch = branchIdOf(settings, order.salesOrg);
  const po = order.customerPo ?? '';
  // our reference takes the customer's number where the company has no field of its own for it
  const carried =
    settings.referenceField === null
      ? { NumAtCard: reference, ...(po === '' ? {} : { Comments: `PO ${po}`.slice(0, 254) }) }
      : { [settings.referenceField]: reference, ...(po === '' ? {} : { NumAtCard: po.slice(0, 100) }) };
  return {
    CardCode: order.customer,
    ...carried,
    DocDueDate: order.requestedDate ?? today,
    DocCurrency: order.currency,
    ...(order.shipTo === null ? {} : { ShipToCode: order.shipTo }),
    ...(branch === null ? {} : { BPL_IDAssignedToInvoice: branch }),
    DocumentLines: order.lines.map((line, lineNum) => rowBody(line, { lineNo: line.lineNo, lineNum }, entryOf, settings)),
  };
}

/** Rows of a document by our line number. */
export const rowsByLine = (row: WireRecord, settings: B1Settings): ReadonlyMap<number, WireRecord> =>
  new Map(expandedOf(row, 'DocumentLines').map((line) => [lineNoOf(line, settings), line]));

/** Where a row is not the line. */
export function compareRow(line: Line, at: string, row: WireRecord): readonly Difference[] {
  return [
    ...differs(`${at} item`, line.sku, textOf(row, 'ItemCode')),
    ...differs(`${at} quantity`, line.quantity, textOf(row, 'Quantity'), sameNumber),
    ...differs(`${at} unit`, line.erpUom, textOf(row, 'UoMCode')),
    ...comparePrice(line, at, row),
  ];
}

function comparePrice(line: Line, at: string, row: WireRecord): readonly Difference[] {
  const freeWith = line.freeWith ?? null;
  if (freeWith === null) return line.price === null ? [] : differs(`${at} price`, line.price, textOf(row, 'UnitPrice'), sameNumber);
  return [
    ...differs(`${at} free`, '0', textOf(row, 'LineTotal'), sameNumber),
    ...differs(`${at} free_with`, String(freeWith), String(rowMarkOf(row)?.freeWith ?? '')),
  ];
}

/** Where the document is not as it was asked for. A cancelled one differs by its state. */
export function compareOrder(order: CreateSalesOrder, reference: string, row: WireRecord, settings: B1Settings): readonly Difference[] {
  const rows = expandedOf(row, 'DocumentLines').toSorted((a, b) => (intOf(a, 'LineNum') ?? 0) - (intOf(b, 'LineNum') ?? 0));
  const state = textOf(row, 'Cancelled') === 'tYES' ? 'cancelled' : 'alive';
  return [
    ...differs('state', 'alive', state),
    ...differs('customer', order.customer, textOf(row, 'CardCode')),
    ...differs('reference', reference, textOf(row, referenceFieldOf(settings, 'NumAtCard'))),
    ...differs('currency', order.currency, textOf(row, 'DocCurrency')),
    ...(order.requestedDate === null ? [] : differs('requested_date', order.requestedDate, dayOf(row, 'DocDueDate') ?? '')),
    ...(order.shipTo === null ? [] : differs('ship_to', order.shipTo, textOf(row, 'ShipToCode'))),
    ...differs('lines', String(order.lines.length), String(rows.length)),
    ...order.lines.flatMap((line, index) => {
      const [at, found] = [`line ${line.lineNo}`, rows[index]];
      const numbers = found === undefined ? [] : differs(`${at} number`, String(line.lineNo), String(lineNoOf(found, settings)));
      return [...numbers, ...compareRow(line, at, found ?? {})];
    }),
  ];
}

/** What the order page shows of the document. */
export const documentFacts = (row: WireRecord): Record<string, unknown> => ({
  erpNumber: textOf(row, 'DocEntry'),
  documentNumber: textOf(row, 'DocNum'),
  net: normalDecimal(textOf(row, 'DocTotal')) ?? '',
  currency: textOf(row, 'DocCurrency'),
  creditBlocked: false,
  deliveryBlock: textOf(row, 'Confirmed') === 'tNO' ? 'not_confirmed' : null,
  version: `${textOf(row, 'UpdateDate')} ${textOf(row, 'UpdateTime')}`.trim(),
});
