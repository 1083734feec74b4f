import type { CreateSalesOrder } from '../../../modules/sync/contract.ts';
import { normalDecimal } from '../../kit/decimal.ts';
import { markOf } from '../../kit/line-mark.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { dayOf } from '../../kit/odata4/codec.ts';
import { memberOf } from '../messages.ts';
import type { BcSettings } from '../settings.ts';
import { decimal, differs, sameNumber, type Difference } from '../write/tools.ts';
import { goodsOf } from './documents.ts';
import { lineMark, lineNoOf, lineText, placeNumber } from './line-text.ts';

type Line = Pick<CreateSalesOrder['lines'][number], 'sku' | 'words' | 'quantity' | 'erpUom' | 'price' | 'freeWith'>;

/** Where a line stands: our number, and the one that its place gives it; null: Business Central finds it a place. */
export interface LinePlace {
  readonly lineNo: number;
  readonly byPlace: number | null;
}

/** What makes a line free of charge: a price of zero, and all of it taken off should Business Central find a price again. */
const freeCharge = { unitPrice: decimal('0'), discountPercent: decimal('100') } as const;

/** What a line is to be charged: nothing, or our price; without one Business Central says it. */
export const chargeOf = (line: Line): Record<string, unknown> => (isFree(line) ? freeCharge : line.price === null ? {} : { unitPrice: decimal(line.price) });

const isFree = (line: Line): boolean => (line.freeWith ?? null) !== null;

const textOfLine = (line: Line, { lineNo, byPlace }: LinePlace): string => lineText(line.words, { lineNo, freeWith: line.freeWith ?? null }, byPlace);

/** A line as it is sent. Its sequence is Business Central's: releases since 22 refuse one that is sent. `location`: id, null for the customer's. */
export function lineBody(line: Line, place: LinePlace, location: string | null): Record<string, unknown> {
  const text = textOfLine(line, place);
  return {
    lineType: 'Item',
    lineObjectNumber: line.sku,
    ...(text === '' ? {} : { description2: text }),
    unitOfMeasureCode: line.erpUom,
    quantity: decimal(line.quantity),
    ...chargeOf(line),
    ...(location === null ? {} : { locationId: location }),
  };
}

/** What makes a standing line another: its unit where that is another one, quantity and charge; free goods say their line again, for it may be another. */
export const lineChange = (line: Line, lineNo: number, row: WireRecord): Record<string, unknown> => ({
  ...(textOf(row, 'unitOfMeasureCode') === line.erpUom ? {} : { unitOfMeasureCode: line.erpUom }),
  quantity: decimal(line.quantity),
  ...chargeOf(line),
  ...(isFree(line) ? { description2: textOfLine(line, { lineNo, byPlace: null }) } : {}),
});

/** Another place that an order goes to, as the published page names it. */
export interface ShipTo {
  readonly name: string;
  readonly address: string;
  readonly city: string;
  readonly postCode: string;
  readonly country: string;
}

/** The order as it is sent. */
export function orderBody(
  order: CreateSalesOrder,
  reference: string,
  more: { readonly today: string; readonly shipTo: ShipTo | null; readonly location: string | null },
  settings: BcSettings,
): Record<string, unknown> {
  const { shipTo } = more;
  const po = settings.customerPo === 'comment' ? (order.customerPo ?? '') : '';
  return {
    customerNumber: order.customer,
    externalDocumentNumber: reference,
    orderDate: more.today,
    ...(order.requestedDate === null ? {} : { requestedDeliveryDate: order.requestedDate }),
    currencyCode: order.currency,
    ...(shipTo === null
      ? {}
      : {
          shipToName: shipTo.name,
          shipToAddressLine1: shipTo.address,
          shipToCity: shipTo.city,
          shipToPostCode: shipTo.postCode,
          ...(shipTo.country === '' ? {} : { shipToCountry: shipTo.country }),
        }),
    salesOrderLines: [
      ...order.lines.map((line, index) => lineBody(line, { lineNo: line.lineNo, byPlace: placeNumber(index) }, more.location)),
      // behind the goods, so that their lines are numbered as ours
      ...(po === '' ? [] : [{ lineType: 'Comment', description: `PO ${po}`.slice(0, 100) }]),
    ],
  };
}

/** Where a line of the document is not the line. */
export function compareLine(line: Line, at: string, row: WireRecord): readonly Difference[] {
  return [
    ...differs(`${at} item`, line.sku, textOf(row, 'lineObjectNumber')),
    ...differs(`${at} quantity`, line.quantity, textOf(row, 'quantity'), sameNumber),
    ...differs(`${at} unit`, line.erpUom, textOf(row, 'unitOfMeasureCode')),
    ...(line.price === null || isFree(line) ? [] : differs(`${at} price`, line.price, textOf(row, 'unitPrice'), sameNumber)),
    ...(isFree(line) ? differs(`${at} free`, '0', textOf(row, 'netAmount'), sameNumber) : []),
    ...differs(`${at} free_with`, String(line.freeWith ?? ''), String(lineMark(row)?.freeWith ?? '')),
  ];
}

/** Where a line does not say our number, though its place does not either. */
function compareNumber({ lineNo, ...line }: CreateSalesOrder['lines'][number], index: number, row: WireRecord | undefined): readonly Difference[] {
  const marked = markOf(textOfLine(line, { lineNo, byPlace: placeNumber(index) })) !== null;
  return row !== undefined && (marked || lineMark(row) !== null) ? differs(`line ${lineNo} number`, String(lineNo), String(lineNoOf(row))) : [];
}

/** Where the document is not as it was asked for. */
export function compareOrder(order: CreateSalesOrder, reference: string, row: WireRecord, shipTo: ShipTo | null): readonly Difference[] {
  const rows = goodsOf(row, 'salesOrderLines');
  return [
    ...differs('customer', order.customer, textOf(row, 'customerNumber')),
    ...differs('reference', reference, textOf(row, 'externalDocumentNumber')),
    ...differs('currency', order.currency, textOf(row, 'currencyCode')),
    ...(order.requestedDate === null ? [] : differs('requested_date', order.requestedDate, dayOf(row, 'requestedDeliveryDate') ?? '')),
    ...(shipTo === null ? [] : differs('ship_to', shipTo.name, textOf(row, 'shipToName'))),
    ...differs('lines', String(order.lines.length), String(rows.length)),
    ...order.lines.flatMap((line, index) => [...compareNumber(line, index, rows[index]), ...compareLine(line, `line ${line.lineNo}`, rows[index] ?? {})]),
  ];
}

/** What the order page shows of the document. */
export const documentFacts = (row: WireRecord): Record<string, unknown> => ({
  erpNumber: textOf(row, 'number'),
  documentNumber: textOf(row, 'number'),
  net: normalDecimal(textOf(row, 'totalAmountExcludingTax')) ?? '',
  currency: textOf(row, 'currencyCode'),
  creditBlocked: false,
  deliveryBlock: memberOf(textOf(row, 'status')) === 'In Review' ? 'in_review' : null,
  version: textOf(row, '@odata.etag'),
});
