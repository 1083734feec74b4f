import type { CreateSalesOrder } from '../../../modules/sync/contract.ts';
import { divideExact, sameDecimal } from '../../kit/decimal.ts';
import { jsonNumber } from '../../kit/format.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { dayOf, decimalOf } from '../../kit/odata4/codec.ts';
import { companyOf, documentKey, type FoSettings } from '../settings.ts';
import { areaOf, yes } from './fields.ts';
import { freeValues, freeWithOf } from './free.ts';

/** Where a document is not as it was asked for. */
export interface Difference {
  readonly field: string;
  readonly ours: string;
  readonly theirs: string;
}

/** One difference, or none. */
export const differs = (field: string, ours: string, theirs: string, same: (a: string, b: string) => boolean = (a, b) => a === b): readonly Difference[] =>
  same(ours, theirs) ? [] : [{ field, ours, theirs }];

/** A line as it is written. */
export type OrderLine = Pick<CreateSalesOrder['lines'][number], 'sku' | 'words' | 'quantity' | 'erpUom' | 'price' | 'freeWith'>;

/** Days travel as noon of that day, so that no time zone makes another one of it. */
export const noon = (day: string): string => `${day}T12:00:00Z`;

const cut = (text: string, length: number): string => [...text].slice(0, length).join('');

/** What a line is to be charged: our price for one unit, whatever the item's price unit is, or nothing; without a price the ERP says it. */
function charge(line: OrderLine, settings: FoSettings): Record<string, unknown> {
  const freeWith = line.freeWith ?? null;
  if (freeWith !== null) return freeValues(freeWith, settings);
  return line.price === null ? {} : { SalesPrice: jsonNumber(line.price), SalesPriceQuantity: jsonNumber('1') };
}

/** What a line may change of itself. */
export const lineValues = (line: OrderLine, requestedDate: string | null, settings: FoSettings): Record<string, unknown> => ({
  OrderedSalesQuantity: jsonNumber(line.quantity),
  SalesUnitSymbol: line.erpUom,
  ...charge(line, settings),
  ...(requestedDate === null ? {} : { RequestedReceiptDate: noon(requestedDate) }),
});

/** A number in a field that a setting names: text or number, as the field wants it. */
const lineNumber = (settings: FoSettings, lineNo: number): unknown => (settings.lineField === 'CustomersLineNumber' ? lineNo : String(lineNo));

/** A new line of an order. */
export function lineBody(
  dataAreaId: string,
  order: string,
  line: OrderLine,
  lineNo: number,
  requestedDate: string | null,
  settings: FoSettings,
): Record<string, unknown> {
  const shipFrom = companyOf(settings, dataAreaId)?.shipFrom;
  return {
    dataAreaId,
    SalesOrderNumber: order,
    ItemNumber: line.sku,
    ...lineValues(line, requestedDate, settings),
    ...(shipFrom ? { ShippingSiteId: shipFrom.site, ShippingWarehouseId: shipFrom.warehouse } : {}),
    [settings.lineField]: lineNumber(settings, lineNo),
    ...(settings.wordsField === null || line.words === '' ? {} : { [settings.wordsField]: cut(line.words, settings.wordsLength) }),
  };
}

/** The header of a new order. */
export function headerBody(dataAreaId: string, order: CreateSalesOrder, reference: string, settings: FoSettings): Record<string, unknown> {
  const shipFrom = companyOf(settings, dataAreaId)?.shipFrom;
  const po = order.customerPo ?? '';
  return {
    dataAreaId,
    ...(settings.orderNumbers === 'reference' ? { SalesOrderNumber: reference } : {}),
    OrderingCustomerAccountNumber: order.customer,
    CurrencyCode: order.currency,
    [settings.referenceField]: reference,
    ...(order.requestedDate === null ? {} : { RequestedReceiptDate: noon(order.requestedDate) }),
    ...(shipFrom ? { DefaultShippingSiteId: shipFrom.site, DefaultShippingWarehouseId: shipFrom.warehouse } : {}),
    ...(order.shipTo === null ? {} : { DeliveryAddressLocationId: order.shipTo }),
    ...(settings.poField === null || po === '' ? {} : { [settings.poField]: cut(po, settings.poLength) }),
  };
}

/** The price of one unit: what stands there may be for several. */
function unitPrice(row: WireRecord): string {
  const per = decimalOf(row, 'SalesPriceQuantity') ?? '1';
  return divideExact(decimalOf(row, 'SalesPrice') ?? '', per === '0' ? '1' : per, 12) ?? textOf(row, 'SalesPrice');
}

/** Discounts that the ERP's own agreements have put on a line whose price is settled. */
const discountOf = (row: WireRecord): string =>
  ['LineDiscountAmount', 'LineDiscountPercentage', 'MultilineDiscountAmount', 'MultilineDiscountPercentage']
    .map((field) => decimalOf(row, field) ?? '0')
    .find((one) => one !== '0') ?? '0';

/** Where a line of the ERP is not ours. */
export function compareLine(line: OrderLine, at: string, row: WireRecord, settings: FoSettings): readonly Difference[] {
  return [
    ...differs(`${at} item`, line.sku, textOf(row, 'ItemNumber')),
    ...differs(`${at} quantity`, line.quantity, textOf(row, 'OrderedSalesQuantity'), sameDecimal),
    ...differs(`${at} unit`, line.erpUom, textOf(row, 'SalesUnitSymbol')),
    ...compareCharge(line, at, row),
    ...(settings.freeField === null ? [] : differs(`${at} free_with`, String(line.freeWith ?? ''), freeWithOf(row, settings))),
  ];
}

function compareCharge(line: OrderLine, at: string, row: WireRecord): readonly Difference[] {
  if ((line.freeWith ?? null) !== null) return differs(`${at} free`, '0', textOf(row, 'LineAmount'), sameDecimal);
  if (line.price === null) return [];
  return [...differs(`${at} price`, line.price, unitPrice(row), sameDecimal), ...differs(`${at} discount`, '0', discountOf(row))];
}

/** Where a header is not as it was asked for. */
export function compareHeader(order: CreateSalesOrder, reference: string, dataAreaId: string, header: WireRecord, settings: FoSettings): readonly Difference[] {
  return [
    ...differs('company', dataAreaId, areaOf(header)),
    ...differs('customer', order.customer, textOf(header, 'OrderingCustomerAccountNumber')),
    ...differs('reference', reference, textOf(header, settings.referenceField)),
    ...differs('currency', order.currency, textOf(header, 'CurrencyCode')),
    ...(order.requestedDate === null ? [] : differs('requested_date', order.requestedDate, dayOf(header, 'RequestedReceiptDate') ?? '')),
    ...(order.shipTo === null ? [] : differs('ship_to', order.shipTo, textOf(header, 'DeliveryAddressLocationId'))),
  ];
}

/** What the order page shows of the document. */
export const documentFacts = (header: WireRecord, net: string, settings: FoSettings): Record<string, unknown> => ({
  erpNumber: documentKey(settings, areaOf(header), textOf(header, 'SalesOrderNumber')),
  documentNumber: textOf(header, 'SalesOrderNumber'),
  net,
  currency: textOf(header, 'CurrencyCode'),
  creditBlocked: false,
  deliveryBlock: yes(header, 'IsSalesProcessingStopped') ? 'stopped' : null,
  version: textOf(header, '@odata.etag'),
});
