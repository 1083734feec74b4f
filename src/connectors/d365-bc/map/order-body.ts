import type { CreateSalesOrder } from '../../../modules/sync/contract.ts';
import { normalDecimal } from '../../kit/decimal.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { dayOf } from '../../kit/odata4/codec.ts';
import { memberOf } from '../messages.ts';
import type { BcSettings } from '../settings.ts';
import { decimal, differs, sameNumber, type Difference } from '../write/tools.ts';
import { goodsOf } from './documents.ts';

type Line = Pick<CreateSalesOrder['lines'][number], 'sku' | 'words' | 'quantity' | 'erpUom' | 'price'>;

/** Characters that a line's second description holds. */
const maxWords = 50;

/** Texts are counted by UTF-16 units there; a character is never cut in half. */
function cutWords(words: string): string {
  let cut = '';
  for (const sign of words) {
    if (cut.length + sign.length > maxWords) break;
    cut += sign;
  }
  return cut;
}

/** A line as it is sent. Its sequence is Business Central's: releases since 22 refuse one that is sent. `location`: id, null for the customer's. */
export const lineBody = (line: Line, location: string | null): Record<string, unknown> => ({
  lineType: 'Item',
  lineObjectNumber: line.sku,
  ...(line.words === '' ? {} : { description2: cutWords(line.words) }),
  unitOfMeasureCode: line.erpUom,
  quantity: decimal(line.quantity),
  ...(line.price === null ? {} : { unitPrice: decimal(line.price) }),
  ...(location === null ? {} : { locationId: location }),
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
      ...order.lines.map((line) => lineBody(line, more.location)),
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
    ...(line.price === null ? [] : differs(`${at} price`, line.price, textOf(row, 'unitPrice'), sameNumber)),
  ];
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
    ...order.lines.flatMap((line, index) => compareLine(line, `line ${line.lineNo}`, rows[index] ?? {})),
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
