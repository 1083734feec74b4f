import { currencyDigits } from '../../../kernel/money.ts';
import type { CreateSalesOrder } from '../../../modules/sync/contract.ts';
import { divideExact, multiplyRounded, normalDecimal, sameDecimal } from '../../kit/decimal.ts';
import { dateFromWire, dateToWire, expandedOf, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { SapSettings } from '../settings.ts';
import { higherItemOf } from './free-item.ts';
import { unpadded } from './keys.ts';

/** The body of the deep insert: the whole order in one request, so that SAP books all of it or nothing. */
export function salesOrderBody(order: CreateSalesOrder, reference: string, settings: SapSettings): Record<string, unknown> {
  return {
    SalesOrderType: settings.orderType,
    SalesOrganization: order.salesOrg,
    DistributionChannel: order.channel,
    OrganizationDivision: order.division,
    SoldToParty: order.customer,
    PurchaseOrderByCustomer: reference,
    TransactionCurrency: order.currency,
    // Our reference has taken the field for the customer's number; this is the other one that SAP prints.
    ...(order.customerPo === null ? {} : { PurchaseOrderByShipToParty: order.customerPo.slice(0, 35) }),
    ...(order.requestedDate === null ? {} : { RequestedDeliveryDate: dateToWire(order.requestedDate) }),
    ...(order.shipTo === null ? {} : { to_Partner: [{ PartnerFunction: settings.shipToFunction, Customer: order.shipTo }] }),
    to_Item: order.lines.map((line) => itemBody(line, order.currency, settings)),
  };
}

/** One item of a deep insert, or one that is added later. */
export function itemBody(line: Line, currency: string, settings: SapSettings): Record<string, unknown> {
  const words = cutWords(line.words, settings.maxCustomerWords);
  return {
    // numbered by us: free goods name the item they hang on, and changes name the items of today
    SalesOrderItem: String(line.lineNo),
    Material: line.sku,
    RequestedQuantity: line.quantity,
    RequestedQuantityUnit: line.erpUom,
    ...(words === '' ? {} : { MaterialByCustomer: words }),
    ...(isGiven(line) ? freeFields(line.freeWith, settings) : {}),
    ...(line.price === null || isGiven(line)
      ? {}
      : {
          to_PricingElement: [
            {
              ConditionType: settings.priceCondition,
              ConditionRateValue: line.price,
              ConditionCurrency: currency,
              ConditionQuantity: '1',
              ConditionQuantityUnit: line.erpUom,
            },
          ],
        }),
  };
}

type Line = CreateSalesOrder['lines'][number];

const isGiven = (line: Line): line is Line & { readonly freeWith: number } => line.freeWith !== null && line.freeWith !== undefined;

/** What makes an item free of charge: its category, or a condition that takes 100 % off; and the item with which it goes. */
const freeFields = (freeWith: number, { freeItemCategory, freeCondition }: SapSettings): Record<string, unknown> => ({
  HigherLevelItem: String(freeWith),
  ...(freeItemCategory === null
    ? { to_PricingElement: [{ ConditionType: freeCondition, ConditionRateValue: '100' }] }
    : { SalesOrderItemCategory: freeItemCategory }),
});

/** At most `limit` characters on one line, without cutting a surrogate pair or letter with its marks in two. */
export function cutWords(words: string, limit: number): string {
  // Control characters have no business in a text field of an ERP.
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

/** One field that is not as asked for. */
export interface Difference {
  readonly field: string;
  readonly ours: string;
  readonly theirs: string;
}

/** Where the document in SAP is not what we asked for. Empty: it is. Line order is part of the promise. */
export function compareSalesOrder(order: CreateSalesOrder, reference: string, row: WireRecord, settings: SapSettings): readonly Difference[] {
  const differences: Difference[] = [];
  const expect = (field: string, ours: string, theirs: string, same = ours === theirs): void => {
    if (!same) differences.push({ field, ours, theirs });
  };
  expect('customer', order.customer, textOf(row, 'SoldToParty'), sameKey(order.customer, textOf(row, 'SoldToParty')));
  expect('reference', reference, textOf(row, 'PurchaseOrderByCustomer').toUpperCase());
  expect(
    'sales_area',
    `${order.salesOrg}/${order.channel}/${order.division}`,
    `${textOf(row, 'SalesOrganization')}/${textOf(row, 'DistributionChannel')}/${textOf(row, 'OrganizationDivision')}`,
  );
  expect('currency', order.currency, textOf(row, 'TransactionCurrency'));
  expect('cancelled', '', textOf(row, 'OverallSDDocumentRejectionSts') === 'C' ? 'C' : '');
  if (order.requestedDate !== null) expect('requested_date', order.requestedDate, dateFromWire(row['RequestedDeliveryDate']) ?? '');
  if (order.shipTo !== null) {
    const shipTo = expandedOf(row, 'to_Partner').find((partner) => textOf(partner, 'PartnerFunction') === settings.shipToFunction);
    expect('ship_to', order.shipTo, textOf(shipTo ?? {}, 'Customer'), sameKey(order.shipTo, textOf(shipTo ?? {}, 'Customer')));
  }
  const items = [...expandedOf(row, 'to_Item')].sort((a, b) => Number(textOf(a, 'SalesOrderItem')) - Number(textOf(b, 'SalesOrderItem')));
  expect('line_count', String(order.lines.length), String(items.length));
  order.lines.slice(0, items.length).forEach((line, index) => {
    const item = items[index] ?? {};
    expect(`line ${line.lineNo} number`, String(line.lineNo), textOf(item, 'SalesOrderItem'), Number(textOf(item, 'SalesOrderItem')) === line.lineNo);
    differences.push(...compareItem(line, order.currency, item, settings));
  });
  return differences;
}

/** Where an item is not the line that was asked for. */
export function compareItem(line: Line, currency: string, item: WireRecord, settings: SapSettings): Difference[] {
  const at = (field: string): string => `line ${line.lineNo} ${field}`;
  const material = textOf(item, 'Material');
  const unit = textOf(item, 'RequestedQuantityUnit');
  const units = [unit, textOf(item, 'RequestedQuantitySAPUnit'), textOf(item, 'RequestedQuantityISOUnit')];
  const price = isGiven(line) || line.price === null ? null : comparePrice(line, line.price, currency, item, settings);
  const rejected = textOf(item, 'SalesDocumentRjcnReason');
  return [
    ...(sameKey(line.sku, material) ? [] : [{ field: at('item'), ours: line.sku, theirs: material }]),
    ...(sameDecimal(line.quantity, textOf(item, 'RequestedQuantity'))
      ? []
      : [{ field: at('quantity'), ours: line.quantity, theirs: textOf(item, 'RequestedQuantity') }]),
    ...(units.includes(line.erpUom) ? [] : [{ field: at('unit'), ours: line.erpUom, theirs: unit }]),
    ...(rejected === '' ? [] : [{ field: at('rejected'), ours: '', theirs: rejected }]),
    ...(price === null ? [] : [{ field: at('price'), ...price }]),
    ...(isGiven(line) ? compareFree(line, item) : []),
  ];
}

/** Where an item that is to go along free costs something, or hangs on another item than its own. */
function compareFree(line: Line & { readonly freeWith: number }, item: WireRecord): Difference[] {
  const net = textOf(item, 'NetAmount');
  const higher = higherItemOf(item);
  return [
    ...(sameDecimal(net, '0') ? [] : [{ field: `line ${line.lineNo} free`, ours: '0', theirs: net }]),
    ...(higher === line.freeWith ? [] : [{ field: `line ${line.lineNo} free_with`, ours: String(line.freeWith), theirs: String(higher) }]),
  ];
}

/** The price of one order unit that SAP uses, from the last active price condition; null when it is ours. */
function comparePrice(line: Line, price: string, currency: string, item: WireRecord, settings: SapSettings): { ours: string; theirs: string } | null {
  const elements = expandedOf(item, 'to_PricingElement').filter(
    (element) => textOf(element, 'ConditionType') === settings.priceCondition && textOf(element, 'ConditionInactiveReason') === '',
  );
  const element = elements.at(-1);
  if (!element) return { ours: price, theirs: '' };
  const rate = textOf(element, 'ConditionRateValue');
  const per = textOf(element, 'ConditionQuantity');
  const sameUnit = textOf(element, 'ConditionQuantityUnit') === line.erpUom || textOf(element, 'ConditionQuantitySAPUnit') === line.erpUom;
  if (sameUnit && textOf(element, 'ConditionCurrency') === currency) {
    const perUnit = divideExact(rate, normalDecimal(per) === '0' || per === '' ? '1' : per, 9);
    return perUnit !== null && sameDecimal(perUnit, price)
      ? null
      : { ours: `${price} ${currency}/${line.erpUom}`, theirs: `${rate} ${currency}/${per} ${line.erpUom}` };
  }
  const net = multiplyRounded(price, line.quantity, currencyDigits(currency));
  return net !== null && sameDecimal(net, textOf(item, 'NetAmount'))
    ? null
    : {
        ours: `${price} ${currency}/${line.erpUom}`,
        theirs: `${rate} ${textOf(element, 'ConditionCurrency')}/${per} ${textOf(element, 'ConditionQuantityUnit')}`,
      };
}

const sameKey = (a: string, b: string): boolean => unpadded(a) === unpadded(b);

/** What the order page shows of the document. Blocks are facts, not refusals: the order exists. */
export function documentFacts(row: WireRecord): Record<string, unknown> {
  return {
    erpNumber: textOf(row, 'SalesOrder'),
    net: normalDecimal(textOf(row, 'TotalNetAmount')) ?? '',
    currency: textOf(row, 'TransactionCurrency'),
    creditStatus: textOf(row, 'TotalCreditCheckStatus'),
    creditBlocked: textOf(row, 'TotalCreditCheckStatus') === 'B',
    deliveryBlock: textOf(row, 'DeliveryBlockReason') || null,
    version: textOf(row, 'LastChangeDateTime'),
  };
}
