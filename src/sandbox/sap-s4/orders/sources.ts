import { scaledToText } from '../../../kernel/money.ts';
import type { Mounted } from '../masters/catalogue.ts';
import type { Key, Source, Value } from '../odata/model.ts';
import { salesOrderService } from '../model/sales-order.ts';
import { isoUnits, quantityText } from './lines.ts';
import { priceReader, pricesOf, type PriceRow } from './price-rows.ts';
import type { Line, Order, Schedule } from './types.ts';
import { deliveredMilli, type World } from './world.ts';

type Reader<R> = Readonly<Record<string, (row: R) => Value | undefined>>;

/** A schedule line with its line. */
export interface ScheduleRow {
  readonly line: Line;
  readonly schedule: Schedule;
}
/** A partner of an order. */
export interface PartnerRow {
  readonly order: Order;
  readonly fn: string;
  readonly customer: string;
}

const days = new Map<number, string>();

/** The UTC day of a moment; kept, because a filter over all orders asks for a few hundred days a hundred thousand times. */
function day(ms: number): string {
  const number = Math.floor(ms / 86_400_000);
  const known = days.get(number);
  if (known !== undefined) return known;
  const text = new Date(number * 86_400_000).toISOString().slice(0, 10);
  days.set(number, text);
  return text;
}

const money = (minor: number): string => scaledToText(minor, 2);

/** Properties of an order's header. */
export const orderReader: Reader<Order> = {
  SalesOrder: (order) => order.number,
  SalesOrderType: (order) => order.type,
  SalesOrganization: (order) => order.org,
  DistributionChannel: (order) => order.channel,
  OrganizationDivision: (order) => order.division,
  SoldToParty: (order) => order.soldTo,
  CreationDate: (order) => day(order.createdMs),
  CreatedByUser: (order) => order.createdBy,
  LastChangeDate: (order) => day(order.changedMs),
  LastChangeDateTime: (order) => order.changedMs,
  PurchaseOrderByCustomer: (order) => order.reference,
  SalesOrderDate: (order) => order.extra?.['SalesOrderDate'] ?? day(order.createdMs),
  PricingDate: (order) => order.extra?.['PricingDate'] ?? day(order.createdMs),
  TotalNetAmount: (order) => money(order.netMinor),
  TransactionCurrency: (order) => order.currency,
  RequestedDeliveryDate: (order) => order.requestedOn,
  ShippingCondition: (order) => order.extra?.['ShippingCondition'] ?? '01',
  DeliveryBlockReason: (order) => order.deliveryBlock,
  OverallSDProcessStatus: (order) => order.delivery,
  OverallTotalDeliveryStatus: (order) => order.delivery,
  TotalCreditCheckStatus: (order) => order.credit,
  OverallSDDocumentRejectionSts: (order) =>
    order.lines.every((line) => line.rejected === '') ? 'A' : order.lines.every((line) => line.rejected !== '') ? 'C' : 'B',
};

/** Properties of an item. */
export function lineReader(world: World): Reader<Line> {
  const weight = (line: Line, factor: number): string => {
    const item = world.items.get(line.sku);
    const unit = item?.uoms.find((candidate) => candidate.uom === line.unit);
    const grams = unit && item ? Math.round((line.milli * unit.numerator * item.netWeightG * factor) / (unit.denominator * 1000)) : 0;
    return scaledToText(grams, 3);
  };
  return {
    SalesOrder: (line) => line.order.number,
    SalesOrderItem: (line) => String(line.no),
    HigherLevelItem: (line) => String(line.higher),
    SalesOrderItemCategory: (line) => line.category,
    SalesOrderItemText: (line) => line.extra?.['SalesOrderItemText'] ?? world.items.get(line.sku)?.names.en.slice(0, 40),
    Material: (line) => line.sku,
    MaterialByCustomer: (line) => line.words,
    PricingDate: (line) => day(line.order.createdMs),
    RequestedQuantity: (line) => quantityText(line.milli),
    RequestedQuantityUnit: (line) => line.unit,
    RequestedQuantitySAPUnit: (line) => line.unit,
    RequestedQuantityISOUnit: (line) => isoUnits[line.unit] ?? '',
    ItemGrossWeight: (line) => weight(line, 1.04),
    ItemNetWeight: (line) => weight(line, 1),
    ItemWeightUnit: () => 'KG',
    ItemWeightSAPUnit: () => 'KG',
    ItemWeightISOUnit: () => 'KGM',
    TransactionCurrency: (line) => line.order.currency,
    NetAmount: (line) => money(line.netMinor),
    MaterialGroup: (line) => world.items.get(line.sku)?.group,
    ProductionPlant: (line) => line.extra?.['ProductionPlant'] ?? world.orgs.get(line.order.org)?.plant,
    SalesDocumentRjcnReason: (line) => line.rejected,
    SDProcessStatus: (line) => (line.rejected === '' ? itemStatus(world, line) : 'C'),
    DeliveryStatus: (line) => (line.rejected === '' ? itemStatus(world, line) : ''),
  };
}

/** What of an item has left: A nothing, B a part, C all. */
function itemStatus(world: World, line: Line): 'A' | 'B' | 'C' {
  const left = deliveredMilli(world, line);
  return left === 0 ? 'A' : left >= line.milli ? 'C' : 'B';
}

/** Properties of a schedule line. */
export const scheduleReader = (world: World): Reader<ScheduleRow> => ({
  SalesOrder: ({ line }) => line.order.number,
  SalesOrderItem: ({ line }) => String(line.no),
  ScheduleLine: ({ schedule }) => String(schedule.no),
  RequestedDeliveryDate: ({ line, schedule }) => schedule.date ?? line.order.requestedOn,
  ConfirmedDeliveryDate: ({ line, schedule }) => schedule.date ?? line.order.requestedOn,
  OrderQuantityUnit: ({ line }) => line.unit,
  OrderQuantitySAPUnit: ({ line }) => line.unit,
  OrderQuantityISOUnit: ({ line }) => isoUnits[line.unit] ?? '',
  ScheduleLineOrderQuantity: ({ schedule }) => quantityText(schedule.milli),
  ConfdOrderQtyByMatlAvailCheck: ({ line, schedule }) => quantityText(line.order.credit === 'B' || line.rejected !== '' ? 0 : schedule.milli),
  DeliveredQtyInOrderQtyUnit: ({ line, schedule }) => quantityText(Math.min(schedule.milli, deliveredMilli(world, line))),
});

/** Properties of a partner. */
export const partnerReader: Reader<PartnerRow> = {
  SalesOrder: ({ order }) => order.number,
  PartnerFunction: ({ fn }) => fn,
  Customer: ({ customer }) => customer,
};

/** The schedule lines of a line; one for the whole quantity when none were sent. */
export const schedulesOf = (line: Line): ScheduleRow[] => (line.schedule ?? [{ no: 1, date: null, milli: line.milli }]).map((schedule) => ({ line, schedule }));
/** The partners of an order. */
export const partnersOf = (order: Order): PartnerRow[] =>
  [
    { fn: 'BP', customer: order.soldTo },
    { fn: 'PY', customer: order.soldTo },
    { fn: 'SH', customer: order.shipTo },
    { fn: 'SP', customer: order.soldTo },
  ].map((partner) => ({ order, ...partner }));

function orderSource(world: World): Source<Order> {
  const { book } = world;
  return {
    list: () => book.list(),
    version: book.version,
    byKey: (key) => book.byNumber(key.get('SalesOrder') ?? ''),
    value: (order, name) => orderReader[name]?.(order) ?? order.extra?.[name],
    link: (order, name) => (name === 'to_Item' ? order.lines : partnersOf(order)),
    narrow: (equal) => {
      const number = equal.get('SalesOrder');
      if (number !== undefined) return [book.byNumber(String(number))].filter((order) => order !== undefined);
      const reference = equal.get('PurchaseOrderByCustomer');
      if (reference) return book.byReference(String(reference));
      const customer = equal.get('SoldToParty');
      return customer ? [...book.byCustomer(String(customer))].sort((a, b) => Number(a.number) - Number(b.number)) : null;
    },
  };
}

/** A source of rows that hang on lines or orders, found through the number of their order. */
function childSource<R>(
  world: World,
  rowsOf: (order: Order) => readonly R[],
  reader: Reader<R>,
  links: Readonly<Record<string, (row: R) => unknown>>,
  keys: readonly string[],
  extra: (row: R) => Readonly<Record<string, Value>> | null,
): Source<R> {
  const find = (number: string): readonly R[] => {
    const order = world.book.byNumber(number);
    return order ? rowsOf(order) : [];
  };
  return {
    list: () => world.book.list().flatMap(rowsOf),
    byKey: (key: Key) => find(key.get('SalesOrder') ?? '').find((row) => keys.every((name) => String(reader[name]?.(row) ?? '') === key.get(name))),
    value: (row, name) => reader[name]?.(row) ?? extra(row)?.[name],
    link: (row, name) => links[name]?.(row) ?? null,
    narrow: (equal) => (equal.has('SalesOrder') ? find(String(equal.get('SalesOrder'))) : null),
  };
}

/** A_SalesOrder and what hangs on it, straight from the book: properties are worked out when they are read. */
export function mountOrders(world: World): Mounted {
  const none = (): null => null;
  const items = childSource<Line>(
    world,
    (order) => order.lines,
    lineReader(world),
    { to_ScheduleLine: schedulesOf, to_PricingElement: pricesOf(world), to_SalesOrder: (line) => line.order },
    ['SalesOrderItem'],
    (line) => line.extra,
  );
  const schedules = childSource<ScheduleRow>(
    world,
    (order) => order.lines.flatMap(schedulesOf),
    scheduleReader(world),
    {},
    ['SalesOrderItem', 'ScheduleLine'],
    none,
  );
  const prices = childSource<PriceRow>(
    world,
    (order) => order.lines.flatMap(pricesOf(world)),
    priceReader,
    { to_SalesOrder: ({ line }) => line.order, to_SalesOrderItem: ({ line }) => line },
    ['SalesOrderItem', 'PricingProcedureStep', 'PricingProcedureCounter'],
    none,
  );
  const partners = childSource<PartnerRow>(world, partnersOf, partnerReader, { to_SalesOrder: ({ order }) => order }, ['PartnerFunction'], none);
  return {
    service: salesOrderService,
    sources: new Map<string, Source>([
      ['A_SalesOrder', orderSource(world)],
      ['A_SalesOrderItem', items],
      ['A_SalesOrderScheduleLine', schedules],
      ['A_SalesOrderItemPrElement', prices],
      ['A_SalesOrderHeaderPartner', partners],
    ]),
  };
}
