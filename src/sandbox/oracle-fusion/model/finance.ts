import { date, datetime, instantText, integer, number, text } from '../rest/resource.ts';
import type { Resource, Row } from '../rest/resource.ts';
import type { Receipt } from '../records.ts';
import { masterId, type World } from '../world.ts';
import { memo } from './memo.ts';

/** A standard receipt as Receivables shows it. */
export const receiptRow = (one: Receipt): Row => ({
  StandardReceiptId: one.id,
  ReceiptNumber: one.number,
  ReceiptMethod: one.method,
  BusinessUnit: one.businessUnit,
  CustomerAccountNumber: one.customer,
  Amount: one.minor / 100,
  Currency: one.currency,
  ReceiptDate: one.on,
  Comments: one.comments || null,
  State: one.reversed ? 'Reversed' : 'Cleared',
  Status: one.reversed ? 'Reversed' : one.invoice === '' ? 'Unapplied' : 'Applied',
  CreationDate: instantText(one.createdMs),
});

const purchase = (world: World, id: unknown) => world.seed.purchaseOrders.find((_one, index) => masterId(70, index) === id);

const invoiceLines = (world: World): Resource => ({
  name: 'receivablesInvoiceLines',
  attributes: [integer('LineNumber'), text('ItemNumber'), number('Quantity'), text('UnitOfMeasure'), number('LineAmount'), text('SalesOrder')],
  key: (row) => String(row['LineNumber']),
  rows: (above) => {
    const invoice = world.store.get('invoice', String(above['TransactionNumber']));
    const order = world.store.all('order').find((one) => one.number === invoice?.order);
    return (order?.lines ?? []).map((line, index) => ({
      LineNumber: index + 1,
      ItemNumber: line.sku,
      Quantity: line.milli / 1000,
      UnitOfMeasure: line.unit,
      LineAmount: line.netMinor / 100,
      SalesOrder: order?.number ?? null,
    }));
  },
});

const schedules = (world: World): Resource => ({
  name: 'schedules',
  attributes: [
    integer('ScheduleNumber'),
    text('ShipToOrganizationCode'),
    text('Subinventory'),
    number('Quantity'),
    number('ReceivedQuantity'),
    date('RequestedDeliveryDate'),
  ],
  key: (row) => String(row['ScheduleNumber']),
  rows: (above) => {
    const order = purchase(world, above['POHeaderId']);
    if (!order) return [];
    return [
      {
        ScheduleNumber: 1,
        ShipToOrganizationCode: order.plant,
        Subinventory: order.location,
        Quantity: order.baseMilli / 1000,
        ReceivedQuantity: order.receivedBaseMilli / 1000,
        RequestedDeliveryDate: order.dueOn,
      },
    ];
  },
});

const purchaseLines = (world: World): Resource => ({
  name: 'lines',
  attributes: [integer('LineNumber'), text('Item'), number('Quantity'), text('UOMCode'), number('Ordered')],
  key: (row) => String(row['LineNumber']),
  rows: (above) => {
    const order = purchase(world, above['POHeaderId']);
    if (!order) return [];
    const base = { POHeaderId: above['POHeaderId'] ?? null, LineNumber: 1, Item: order.sku };
    return [{ ...base, Quantity: order.baseMilli / 1000, UOMCode: world.items.get(order.sku)?.baseUom ?? '', Ordered: order.netMinor / 100 }];
  },
  children: [{ name: 'schedules', resource: schedules(world) }],
});

const invoices = (world: World): Resource => ({
  name: 'receivablesInvoices',
  attributes: [
    integer('CustomerTransactionId'),
    text('TransactionNumber'),
    date('TransactionDate'),
    date('DueDate'),
    text('InvoiceCurrencyCode'),
    number('EnteredAmount'),
    number('InvoiceBalanceAmount'),
    text('InvoiceStatus'),
    text('BillToCustomerNumber'),
    datetime('LastUpdateDate'),
  ],
  key: (row) => String(row['CustomerTransactionId']),
  rows: memo(world, ['invoice'], () =>
    world.store.all('invoice').map((one) => ({
      CustomerTransactionId: one.id,
      TransactionNumber: one.number,
      TransactionDate: one.issuedOn,
      DueDate: one.dueOn,
      InvoiceCurrencyCode: one.currency,
      EnteredAmount: one.totalMinor / 100,
      InvoiceBalanceAmount: one.openMinor / 100,
      InvoiceStatus: 'Complete',
      BillToCustomerNumber: one.customer,
      LastUpdateDate: instantText(one.changedMs),
    })),
  ),
  children: [{ name: 'receivablesInvoiceLines', resource: invoiceLines(world) }],
});

const purchaseOrders = (world: World): Resource => ({
  name: 'purchaseOrders',
  attributes: [
    integer('POHeaderId'),
    text('OrderNumber'),
    text('Supplier'),
    text('SupplierNumber'),
    text('CurrencyCode'),
    text('StatusCode'),
    datetime('CreationDate'),
    datetime('LastUpdateDate'),
  ],
  key: (row) => String(row['POHeaderId']),
  rows: memo(world, ['touched'], () =>
    world.seed.purchaseOrders.map((one, index) => ({
      POHeaderId: masterId(70, index),
      OrderNumber: one.number,
      Supplier: one.supplierName,
      SupplierNumber: one.supplier,
      CurrencyCode: one.currency,
      StatusCode: one.receivedBaseMilli >= one.baseMilli ? 'CLOSED' : 'OPEN',
      CreationDate: `${one.orderedOn}T06:00:00+00:00`,
      LastUpdateDate: instantText(world.store.get('touched', `purchaseOrders/${one.number}`)?.ms ?? Date.parse(`${one.orderedOn}T06:00:00Z`)),
    })),
  ),
  children: [{ name: 'lines', resource: purchaseLines(world) }],
});

/** Invoices, receipts and purchase orders. */
export function financeResources(world: World): readonly Resource[] {
  const { store } = world;
  return [
    invoices(world),
    {
      name: 'standardReceipts',
      attributes: [
        integer('StandardReceiptId'),
        text('ReceiptNumber', { maxLength: 30, mandatory: true }),
        text('ReceiptMethod', { mandatory: true }),
        text('BusinessUnit', { mandatory: true }),
        text('CustomerAccountNumber'),
        number('Amount', { mandatory: true }),
        text('Currency', { mandatory: true }),
        date('ReceiptDate'),
        text('Comments', { maxLength: 2000 }),
        text('State'),
        text('Status'),
        datetime('CreationDate'),
      ],
      key: (row) => String(row['StandardReceiptId']),
      rows: memo(world, ['receipt'], () => store.all('receipt').map(receiptRow)),
      verbs: ['get', 'create', 'delete'],
      actions: ['reverseReceipt'],
    },
    purchaseOrders(world),
  ];
}
