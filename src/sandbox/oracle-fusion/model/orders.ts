import type { Order, OrderLine, Shipment } from '../records.ts';
import { date, datetime, flag, instantText, integer, number, text } from '../rest/resource.ts';
import type { Resource, Row } from '../rest/resource.ts';
import type { World } from '../world.ts';
import { memo } from './memo.ts';

/** Attributes of an order's head; what may be sent is updatable. */
export const orderAttributes = [
  integer('HeaderId'),
  text('OrderNumber'),
  text('OrderKey'),
  text('SourceTransactionNumber', { updatable: true, mandatory: true, maxLength: 50 }),
  text('SourceTransactionSystem', { updatable: true, mandatory: true, maxLength: 30 }),
  text('SourceTransactionId', { updatable: true, mandatory: true, maxLength: 50 }),
  integer('SourceTransactionRevisionNumber', { updatable: true }),
  text('BusinessUnitName', { updatable: true }),
  text('RequestingBusinessUnitName', { updatable: true }),
  text('BuyingPartyNumber', { updatable: true }),
  text('BuyingPartyName', { updatable: true }),
  text('TransactionalCurrencyCode', { updatable: true }),
  datetime('TransactionOn', { updatable: true }),
  datetime('RequestedShipDate', { updatable: true }),
  text('CustomerPONumber', { updatable: true, maxLength: 50 }),
  flag('SubmittedFlag', { updatable: true }),
  flag('FreezePriceFlag', { updatable: true }),
  flag('FreezeShippingChargeFlag', { updatable: true }),
  flag('FreezeTaxFlag', { updatable: true }),
  text('StatusCode'),
  flag('OnHold'),
  flag('CanceledFlag'),
  datetime('CreationDate'),
  datetime('LastUpdateDate'),
] as const;

/** Attributes of a line; what may be sent is updatable. */
export const lineAttributes = [
  integer('LineId'),
  integer('FulfillLineId', { updatable: true }),
  text('SourceTransactionLineId', { updatable: true, mandatory: true, maxLength: 50 }),
  text('SourceTransactionLineNumber', { updatable: true, mandatory: true, maxLength: 100 }),
  text('SourceScheduleNumber', { updatable: true, mandatory: true }),
  text('SourceTransactionScheduleId', { updatable: true, mandatory: true }),
  text('ProductNumber', { updatable: true, mandatory: true }),
  text('ProductDescription'),
  number('OrderedQuantity', { updatable: true, mandatory: true }),
  text('OrderedUOMCode', { updatable: true, mandatory: true }),
  datetime('RequestedShipDate', { updatable: true }),
  text('CustomerProductDescription', { updatable: true, maxLength: 240 }),
  text('CancelReasonCode', { updatable: true }),
  text('CancelReason', { updatable: true }),
  text('TransactionCategoryCode', { updatable: true }),
  number('ShippedQuantity'),
  number('UnitSellingPrice'),
  number('ExtendedAmount'),
  text('StatusCode'),
  flag('CanceledFlag'),
] as const;

const lineRow = (world: World, line: OrderLine): Row => ({
  LineId: line.lineId,
  FulfillLineId: line.lineId + 1_000_000_000,
  SourceTransactionLineId: line.sourceLineId,
  SourceTransactionLineNumber: line.sourceLineNumber,
  SourceScheduleNumber: line.sourceScheduleId,
  SourceTransactionScheduleId: line.sourceScheduleId,
  ProductNumber: line.sku,
  ProductDescription: world.items.get(line.sku)?.names.en ?? line.sku,
  OrderedQuantity: line.canceled ? 0 : line.milli / 1000,
  OrderedUOMCode: line.unit,
  RequestedShipDate: null,
  CustomerProductDescription: line.words || null,
  CancelReasonCode: line.cancelReason || null,
  CancelReason: null,
  TransactionCategoryCode: 'ORDER',
  ShippedQuantity: line.shippedMilli / 1000,
  UnitSellingPrice: Number(line.price),
  ExtendedAmount: line.canceled ? 0 : line.netMinor / 100,
  StatusCode: line.canceled ? 'CANCELED' : line.shippedMilli >= line.milli ? 'SHIPPED' : 'AWAIT_SHIP',
  CanceledFlag: line.canceled,
});

/** The id of a fulfilment line as it goes over the wire. */
export const fulfillLineId = (line: OrderLine): number => line.lineId + 1_000_000_000;

/** An order as one row. */
export const orderRow = (world: World, order: Order): Row => ({
  HeaderId: order.headerId,
  OrderNumber: order.number,
  OrderKey: `${order.sourceSystem}:${order.sourceId}`,
  SourceTransactionNumber: order.sourceNumber,
  SourceTransactionSystem: order.sourceSystem,
  SourceTransactionId: order.sourceId,
  SourceTransactionRevisionNumber: order.revision,
  BusinessUnitName: order.businessUnit,
  RequestingBusinessUnitName: order.businessUnit,
  BuyingPartyNumber: order.customer,
  BuyingPartyName: world.customers.get(order.customer)?.name ?? order.customer,
  TransactionalCurrencyCode: order.currency,
  TransactionOn: instantText(order.orderedMs),
  RequestedShipDate: order.requestedOn === null ? null : `${order.requestedOn}T00:00:00+00:00`,
  CustomerPONumber: order.customerPo || null,
  SubmittedFlag: order.status !== 'DOO_DRAFT',
  FreezePriceFlag: null,
  FreezeShippingChargeFlag: null,
  FreezeTaxFlag: null,
  StatusCode: order.status,
  OnHold: order.onHold,
  CanceledFlag: order.status === 'CANCELED',
  CreationDate: instantText(order.orderedMs),
  LastUpdateDate: instantText(order.changedMs),
});

/** An order by `{Source}:{SourceTransactionId}` or HeaderId. */
export function orderByKey(world: World, key: string): Order | undefined {
  const at = key.indexOf(':');
  if (at < 0) return world.store.get('order', key);
  const source = key.slice(0, at);
  const id = key.slice(at + 1);
  return world.store.get('order', source === 'OPS' ? id : `${source}:${id}`);
}

/** Under what an order is kept: the natural key for those that came from other systems. */
export const orderStoreKey = (order: Pick<Order, 'sourceSystem' | 'sourceId' | 'headerId'>): string =>
  order.sourceSystem === 'OPS' ? String(order.headerId) : `${order.sourceSystem}:${order.sourceId}`;

const of = (world: World, above: Row): Order | undefined => orderByKey(world, String(above['OrderKey']));

const lines = (world: World): Resource => ({
  name: 'lines',
  attributes: lineAttributes,
  key: (row) =>
    Buffer.from(JSON.stringify([row['LineId'], row['FulfillLineId']]))
      .toString('hex')
      .toUpperCase(),
  rows: (above) => (of(world, above)?.lines ?? []).map((line) => lineRow(world, line)),
  verbs: ['get', 'create', 'update'],
  children: [
    {
      name: 'charges',
      resource: {
        name: 'charges',
        attributes: [text('ChargeDefinitionCode'), text('PriceTypeCode'), text('ChargeSubtypeCode'), flag('PrimaryFlag')],
        key: () => '1',
        rows: () => [],
        verbs: ['get', 'create'],
      },
    },
    {
      name: 'manualPriceAdjustments',
      resource: {
        name: 'manualPriceAdjustments',
        attributes: [text('AdjustmentTypeCode'), number('AdjustmentAmount'), text('ReasonCode')],
        key: () => '1',
        rows: () => [],
        verbs: ['get', 'create'],
      },
    },
  ],
});

const shipTo = (world: World): Resource => ({
  name: 'shipToCustomer',
  attributes: [integer('SiteId', { updatable: true }), text('PartyNumber', { updatable: true }), text('PartyName')],
  key: (row) => String(row['SiteId']),
  rows: (above) => {
    const order = of(world, above);
    return !order || order.shipToSite === null ? [] : [{ SiteId: order.shipToSite, PartyNumber: order.customer, PartyName: null }];
  },
  verbs: ['get', 'create', 'update'],
});

const totals = (world: World): Resource => ({
  name: 'totals',
  attributes: [text('TotalCode'), number('TotalAmount'), text('CurrencyCode'), flag('PrimaryFlag')],
  key: (row) => String(row['TotalCode']),
  rows: (above) => {
    const order = of(world, above);
    const net = (order?.lines ?? []).reduce((sum, line) => sum + (line.canceled ? 0 : line.netMinor), 0);
    return [{ TotalCode: 'QP_TOTAL_NET_PRICE', TotalAmount: net / 100, CurrencyCode: order?.currency ?? '', PrimaryFlag: true }];
  },
});

/** Sales orders with lines, ship-to and totals. */
export function orderResource(world: World): Resource {
  const rows = new WeakMap<Order, Row>();
  // an order that is saved is another object, so a row stands for one version of it
  const rowFor = (order: Order): Row => {
    const row = rows.get(order) ?? orderRow(world, order);
    rows.set(order, row);
    return row;
  };
  return {
    name: 'salesOrdersForOrderHub',
    attributes: orderAttributes,
    key: (row) => String(row['OrderKey']),
    version: (row) => `${row['SourceTransactionRevisionNumber']}.${row['LastUpdateDate']}`,
    rows: memo(world, ['order'], () => world.store.all('order').map(rowFor)),
    byKey: (key) => {
      const order = orderByKey(world, key);
      return order && orderRow(world, order);
    },
    children: [
      { name: 'lines', resource: lines(world) },
      { name: 'shipToCustomer', resource: shipTo(world) },
      { name: 'totals', resource: totals(world) },
    ],
    verbs: ['get', 'create', 'update'],
    actions: ['applyHold'],
  };
}

const shipmentLineRow = (shipment: Shipment, line: Shipment['lines'][number]): Row => ({
  ShipmentLine: line.id,
  Shipment: shipment.name,
  Order: line.order,
  OrderLine: line.orderLine,
  Item: line.sku,
  RequestedQuantity: line.milli / 1000,
  ShippedQuantity: line.milli / 1000,
  ShippedQuantityUOMCode: line.unit,
  Subinventory: line.subinventory,
  LotNumber: line.lot || null,
  LineStatusCode: 'Y',
});

const shipmentLineAttributes = [
  integer('ShipmentLine'),
  text('Shipment'),
  text('Order'),
  text('OrderLine'),
  text('Item'),
  number('RequestedQuantity'),
  number('ShippedQuantity'),
  text('ShippedQuantityUOMCode'),
  text('Subinventory'),
  text('LotNumber'),
  text('LineStatusCode'),
];

const shipped = (world: World): Resource => ({
  name: 'unpackedShipmentLines',
  attributes: shipmentLineAttributes,
  key: (row) => String(row['ShipmentLine']),
  rows: (above) => {
    const shipment = world.store.get('shipment', String(above['Shipment']));
    return shipment ? shipment.lines.map((line) => shipmentLineRow(shipment, line)) : [];
  },
});

const waitingLines = (world: World): Resource => ({
  name: 'shipmentLines',
  attributes: shipmentLineAttributes,
  key: (row) => String(row['ShipmentLine']),
  rows: memo(world, ['order', 'shipment'], () => [
    ...world.store.all('shipment').flatMap((shipment) => shipment.lines.map((line) => shipmentLineRow(shipment, line))),
    ...world.store
      .all('order')
      .filter((order) => order.status === 'OPEN')
      .flatMap((order) =>
        order.lines
          .filter((line) => !line.canceled && line.milli > line.shippedMilli)
          .map((line) => ({
            ShipmentLine: line.lineId,
            Shipment: null,
            Order: order.number,
            OrderLine: line.sourceLineNumber,
            Item: line.sku,
            RequestedQuantity: (line.milli - line.shippedMilli) / 1000,
            ShippedQuantity: null,
            ShippedQuantityUOMCode: line.unit,
            Subinventory: null,
            LotNumber: null,
            LineStatusCode: 'R',
          })),
      ),
  ]),
});

/** Shipments, and the lines that wait to be shipped. */
export function shippingResources(world: World): readonly Resource[] {
  return [
    {
      name: 'shipments',
      attributes: [
        integer('ShipmentId'),
        text('Shipment'),
        text('OrganizationCode'),
        text('ShipToPartyNumber'),
        text('ShipmentStatusCode'),
        date('ActualShipDate'),
        datetime('ActualDeliveryDate'),
        text('Carrier'),
        datetime('LastUpdateDate'),
      ],
      key: (row) => String(row['ShipmentId']),
      rows: memo(world, ['shipment'], () =>
        world.store.all('shipment').map((one) => ({
          ShipmentId: one.id,
          Shipment: one.name,
          OrganizationCode: one.organization,
          ShipToPartyNumber: one.customer,
          ShipmentStatusCode: 'CLOSED',
          ActualShipDate: one.shippedOn,
          ActualDeliveryDate: one.deliveredAt,
          Carrier: one.carrier || null,
          LastUpdateDate: instantText(one.changedMs),
        })),
      ),
      children: [{ name: 'unpackedShipmentLines', resource: shipped(world) }],
    },
    waitingLines(world),
    {
      name: 'shipmentTransactionRequests',
      attributes: [text('ActionCode', { mandatory: true })],
      key: () => '',
      rows: () => [],
      verbs: ['create'],
      children: [
        {
          name: 'shipments',
          resource: {
            name: 'shipments',
            attributes: [text('Shipment'), datetime('ActualShipDate'), datetime('ActualDeliveryDate'), text('Carrier')],
            key: () => '',
            rows: () => [],
          },
        },
        {
          name: 'errors',
          resource: {
            name: 'errors',
            attributes: [text('MessageName', { maxLength: 30 }), text('MessageText', { maxLength: 4000 })],
            key: () => '',
            rows: () => [],
          },
        },
      ],
    },
  ];
}
