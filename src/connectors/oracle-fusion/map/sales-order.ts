import { currencyDigits } from '../../../kernel/money.ts';
import type { CreateSalesOrder } from '../../../modules/sync/contract.ts';
import { multiplyRounded, normalDecimal, sameDecimal } from '../../kit/decimal.ts';
import { jsonNumber } from '../../kit/format.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { OracleSettings } from '../settings.ts';
import { childRows, dayOf, flagOf } from '../wire.ts';

type Line = CreateSalesOrder['lines'][number];

/** One field that is not as asked for. */
export interface Difference {
  readonly field: string;
  readonly ours: string;
  readonly theirs: string;
}

/** The price that we say of a line; null: Oracle prices it. Goods that go along free cost nothing. */
export const saidPrice = (line: Pick<Line, 'price' | 'freeWith'>): string | null => (freeWithOf(line) === null ? line.price : '0');

const freeWithOf = (line: Pick<Line, 'freeWith'>): number | null => line.freeWith ?? null;

/** Our identity of a line, which Oracle keeps and gives back: its number, and the number of the line with which it goes along free. */
const lineId = (lineNo: number, freeWith: number | null): string => (freeWith === null ? String(lineNo) : `${lineNo}-FREE-${freeWith}`);

/** The line with which a line of ours goes along free; null: it is bought, or not ours. */
function freeWithIn(row: WireRecord): number | null {
  const found = /^\d{1,9}-FREE-(\d{1,9})$/.exec(textOf(row, 'SourceTransactionLineId'));
  return found === null ? null : Number(found[1]);
}

const day = (date: string): string => `${date}T00:00:00+00:00`;

/** The whole order in one request, so that Oracle books all of it or nothing. `site` is the id of the ship-to's site. */
export function salesOrderBody(order: CreateSalesOrder, reference: string, site: string | null, settings: OracleSettings): Record<string, unknown> {
  // charges are all or none: an order that Oracle prices in part takes adjustments
  const freeze = settings.fixPricesBy === 'freeze' && order.lines.every((line) => saidPrice(line) !== null);
  return {
    SourceTransactionSystem: settings.sourceSystem,
    SourceTransactionId: reference,
    SourceTransactionNumber: reference,
    BusinessUnitName: order.salesOrg,
    RequestingBusinessUnitName: order.salesOrg,
    BuyingPartyNumber: order.customer,
    TransactionalCurrencyCode: order.currency,
    ...(order.requestedDate === null ? {} : { RequestedShipDate: day(order.requestedDate) }),
    ...(order.customerPo === null ? {} : { CustomerPONumber: order.customerPo.slice(0, 50) }),
    ...(site === null ? {} : { shipToCustomer: [{ PartyNumber: order.customer, SiteId: jsonNumber(site) }] }),
    FreezePriceFlag: freeze,
    FreezeShippingChargeFlag: false,
    FreezeTaxFlag: false,
    SubmittedFlag: true,
    lines: order.lines.map((line) => lineBody(line, line.lineNo, order.currency, freeze, settings)),
  };
}

/** One line: of a new order, or one that is added later. */
export function lineBody(line: Omit<Line, 'lineNo'>, lineNo: number, currency: string, freeze: boolean, settings: OracleSettings): Record<string, unknown> {
  const words = cutWords(line.words, settings.maxCustomerWords);
  const price = saidPrice(line);
  return {
    SourceTransactionLineId: lineId(lineNo, freeWithOf(line)),
    SourceTransactionLineNumber: String(lineNo),
    SourceScheduleNumber: '1',
    SourceTransactionScheduleId: String(lineNo),
    ProductNumber: line.sku,
    OrderedQuantity: jsonNumber(line.quantity),
    OrderedUOMCode: line.erpUom,
    TransactionCategoryCode: 'ORDER',
    ...(settings.wordsField === null || words === '' ? {} : { [settings.wordsField]: words }),
    ...(price === null
      ? {}
      : freeze
        ? { charges: [chargeOf(line, price, lineNo, currency)] }
        : { manualPriceAdjustments: [overrideOf(price, lineNo, settings)] }),
  };
}

/** The sale price as a frozen charge: list and net price are the same, there is no tax and no freight in it. */
function chargeOf(line: Omit<Line, 'lineNo'>, price: string, lineNo: number, currency: string): object {
  const amount = multiplyRounded(price, line.quantity, currencyDigits(currency)) ?? '0';
  const component = (usage: 'LIST_PRICE' | 'NET_PRICE', element: string, sequence: number): object => ({
    PriceElementCode: element,
    PriceElementUsageCode: usage,
    SequenceNumber: sequence,
    SourceChargeId: `${lineNo}-1`,
    SourceChargeComponentId: `${lineNo}-1-${sequence}`,
    ChargeCurrencyCode: currency,
    HeaderCurrencyCode: currency,
    ChargeCurrencyUnitPrice: jsonNumber(price),
    HeaderCurrencyUnitPrice: jsonNumber(price),
    ChargeCurrencyExtendedAmount: jsonNumber(amount),
    HeaderCurrencyExtendedAmount: jsonNumber(amount),
    RollupFlag: false,
  });
  return {
    ChargeDefinitionCode: 'QP_SALE_PRICE',
    ChargeSubtypeCode: 'ORA_PRICE',
    PriceTypeCode: 'ONE_TIME',
    SourceChargeId: `${lineNo}-1`,
    SequenceNumber: 1,
    PricedQuantity: jsonNumber(line.quantity),
    PricedQuantityUOMCode: line.erpUom,
    ChargeCurrencyCode: currency,
    PrimaryFlag: true,
    RollupFlag: false,
    chargeComponents: [component('LIST_PRICE', 'QP_LIST_PRICE', 1), component('NET_PRICE', 'QP_NET_PRICE', 2)],
  };
}

const overrideOf = (price: string, lineNo: number, settings: OracleSettings): object => ({
  AdjustmentTypeCode: 'PRICE_OVERRIDE',
  AdjustmentAmount: jsonNumber(price),
  ChargeDefinitionCode: 'QP_SALE_PRICE',
  ReasonCode: settings.priceOverrideReason,
  SequenceNumber: 1,
  SourceManualPriceAdjustmentId: `${lineNo}-1`,
  ChargeRollupFlag: false,
});

/** At most `limit` characters on one line, without cutting a letter with its marks in two. */
export function cutWords(words: string, limit: number): string {
  const line = words
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (line.length <= limit) return line;
  let cut = '';
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(line)) {
    if (cut.length + segment.length > limit) break;
    cut += segment;
  }
  return cut.trimEnd();
}

/** A line of an order as it stands: the parts that Oracle made of it when it shipped a part are one line again. */
export interface StandingLine {
  readonly lineNo: number;
  readonly sku: string;
  readonly quantity: string;
  readonly unit: string;
  readonly price: string;
  readonly currencyAmount: string;
  /** The line with which it goes along free; null: it is bought. */
  readonly freeWith: number | null;
  /** Fulfilment lines that are not canceled, the last one first. */
  readonly parts: readonly { readonly fulfillLineId: string; readonly quantity: string }[];
}

const isCanceled = (row: WireRecord): boolean => flagOf(row, 'CanceledFlag') || textOf(row, 'StatusCode') === 'CANCELED';

const sumOf = (a: string, b: string): string => {
  const [x, y] = [normalDecimal(a) ?? '0', normalDecimal(b) ?? '0'];
  const digits = Math.max(x.split('.')[1]?.length ?? 0, y.split('.')[1]?.length ?? 0);
  const scaled = (text: string): bigint => BigInt(`${text.split('.')[0] ?? '0'}${(text.split('.')[1] ?? '').padEnd(digits, '0')}`);
  const sum = (scaled(x) + scaled(y)).toString().padStart(digits + 1, '0');
  return normalDecimal(digits === 0 ? sum : `${sum.slice(0, -digits)}.${sum.slice(-digits)}`) ?? '0';
};

/** Living lines of an order by number; canceled ones are gone. */
export function standingLines(row: WireRecord): ReadonlyMap<number, StandingLine> {
  const lines = new Map<number, StandingLine>();
  childRows(row, 'lines').forEach((line, index) => {
    if (isCanceled(line)) return;
    const number = Number(textOf(line, 'SourceTransactionLineNumber') || index + 1);
    const before = lines.get(number);
    const quantity = textOf(line, 'OrderedQuantity');
    lines.set(number, {
      lineNo: number,
      sku: textOf(line, 'ProductNumber'),
      quantity: before ? sumOf(before.quantity, quantity) : quantity,
      unit: textOf(line, 'OrderedUOMCode'),
      price: textOf(line, 'UnitSellingPrice'),
      currencyAmount: before ? sumOf(before.currencyAmount, textOf(line, 'ExtendedAmount')) : textOf(line, 'ExtendedAmount'),
      freeWith: freeWithIn(line),
      parts: [{ fulfillLineId: textOf(line, 'FulfillLineId'), quantity }, ...(before?.parts ?? [])],
    });
  });
  return lines;
}

/** Numbers of canceled lines: they are not given out again. */
export const canceledNumbers = (row: WireRecord): readonly number[] =>
  childRows(row, 'lines').flatMap((line, index) => (isCanceled(line) ? [Number(textOf(line, 'SourceTransactionLineNumber') || index + 1)] : []));

/** Where a standing line is not the one that was asked for. */
export function compareLine(line: Omit<Line, 'lineNo'>, lineNo: number, standing: StandingLine | undefined): readonly Difference[] {
  const at = (field: string): string => `line ${lineNo} ${field}`;
  if (!standing) return [{ field: at('item'), ours: line.sku, theirs: '' }];
  return [
    ...(line.sku === standing.sku ? [] : [{ field: at('item'), ours: line.sku, theirs: standing.sku }]),
    ...(sameDecimal(line.quantity, standing.quantity) ? [] : [{ field: at('quantity'), ours: line.quantity, theirs: standing.quantity }]),
    ...(line.erpUom === standing.unit ? [] : [{ field: at('unit'), ours: line.erpUom, theirs: standing.unit }]),
    ...comparePrice(line, at, standing),
  ];
}

function comparePrice(line: Omit<Line, 'lineNo'>, at: (field: string) => string, standing: StandingLine): readonly Difference[] {
  const freeWith = freeWithOf(line);
  if (freeWith === null)
    return line.price === null || sameDecimal(line.price, standing.price) ? [] : [{ field: at('price'), ours: line.price, theirs: standing.price }];
  const theirs = standing.freeWith === null ? '' : String(standing.freeWith);
  return [
    ...(sameDecimal(standing.currencyAmount, '0') ? [] : [{ field: at('free'), ours: '0', theirs: standing.currencyAmount }]),
    ...(standing.freeWith === freeWith ? [] : [{ field: at('free_with'), ours: String(freeWith), theirs }]),
  ];
}

/** Where the order in Oracle is not what we asked for. Empty: it is. Line order is part of the promise. */
export function compareSalesOrder(
  order: CreateSalesOrder,
  reference: string,
  site: string | null,
  row: WireRecord,
  settings: OracleSettings,
): readonly Difference[] {
  const differences: Difference[] = [];
  const expect = (field: string, ours: string, theirs: string): void => {
    if (ours !== theirs) differences.push({ field, ours, theirs });
  };
  expect('customer', order.customer, textOf(row, 'BuyingPartyNumber'));
  expect('reference', `${settings.sourceSystem}:${reference}`, `${textOf(row, 'SourceTransactionSystem')}:${textOf(row, 'SourceTransactionId')}`);
  expect('business_unit', order.salesOrg, textOf(row, 'BusinessUnitName'));
  expect('currency', order.currency, textOf(row, 'TransactionalCurrencyCode'));
  // a draft is worked on by nobody
  expect('submitted', 'true', String(textOf(row, 'StatusCode') !== 'DOO_DRAFT'));
  expect('cancelled', 'false', String(flagOf(row, 'CanceledFlag') || textOf(row, 'StatusCode') === 'CANCELED'));
  if (order.requestedDate !== null) expect('requested_date', order.requestedDate, dayOf(row, 'RequestedShipDate') ?? '');
  if (site !== null) expect('ship_to', site, textOf(childRows(row, 'shipToCustomer')[0] ?? {}, 'SiteId'));
  const standing = [...standingLines(row).values()];
  expect('line_count', String(order.lines.length), String(standing.length));
  order.lines.slice(0, standing.length).forEach((line, index) => differences.push(...compareLine(line, line.lineNo, standing[index])));
  return differences;
}

/** What the order page shows of the document. Holds are facts, not refusals: the order exists. */
export function documentFacts(row: WireRecord): Record<string, unknown> {
  const total = childRows(row, 'totals').find((one) => textOf(one, 'TotalCode') === 'QP_TOTAL_NET_PRICE');
  const onHold = flagOf(row, 'OnHold');
  return {
    erpNumber: textOf(row, 'OrderNumber'),
    net: normalDecimal(total ? textOf(total, 'TotalAmount') : '') ?? '',
    currency: textOf(row, 'TransactionalCurrencyCode'),
    creditStatus: textOf(row, 'StatusCode'),
    creditBlocked: onHold,
    deliveryBlock: onHold ? 'on_hold' : null,
    version: textOf(row, 'LastUpdateDate'),
  };
}
