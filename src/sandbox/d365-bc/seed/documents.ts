import type { SeedInvoice, SeedOrder } from '../../kit/index.ts';
import type { Row } from '../../kit/odata4/index.ts';
import { fromMilli, fromMinor, over, rounded, scaled, sum, unscaled } from '../amount.ts';
import { dayOf, locationOf, mainLocation, noDay, type CompanyView } from './view.ts';

/** Documents of the past with their lines. */
export interface Documents {
  readonly orders: readonly Row[];
  readonly orderLines: readonly Row[];
  readonly shipments: readonly Row[];
  readonly shipmentLines: readonly Row[];
  readonly invoices: readonly Row[];
  readonly invoiceLines: readonly Row[];
}

/** Line numbers go in steps of ten thousand. */
const sequenceOf = (at: number): number => (at + 1) * 10_000;

interface SeedLine {
  readonly sku: string;
  readonly uom: string;
  readonly milli: number;
  readonly net: string;
  readonly words: string | null;
}

function lineRow(view: CompanyView, document: { readonly table: string; readonly key: string; readonly id: string }, line: SeedLine, at: number): Row {
  const quantity = fromMilli(line.milli);
  return {
    id: view.id(`${document.table} line`, `${document.key}/${at}`),
    documentId: document.id,
    sequence: sequenceOf(at),
    itemId: view.id('item', line.sku),
    lineType: 'Item',
    lineObjectNumber: line.sku,
    description: view.itemBySku.get(line.sku)?.names.en ?? '',
    description2: (line.words ?? '').slice(0, 50),
    unitOfMeasureId: view.id('unit', line.uom),
    unitOfMeasureCode: line.uom,
    quantity,
    unitPrice: unscaled(rounded(over(scaled(line.net), scaled(quantity)), 5)),
    amountExcludingTax: line.net,
    amountIncludingTax: line.net,
    netAmount: line.net,
    netAmountIncludingTax: line.net,
  };
}

const linesOf = (order: SeedOrder): readonly SeedLine[] =>
  order.lines.map((line) => ({ sku: line.sku, uom: line.uom, milli: line.quantityMilli, net: fromMinor(line.netMinor), words: line.words }));

function headOf(view: CompanyView, customer: string, net: string): Row {
  const found = view.customerByCode.get(customer);
  return {
    customerId: view.id('customer', customer),
    customerNumber: customer,
    customerName: found?.name ?? customer,
    billToName: found?.name ?? customer,
    billToCustomerId: view.id('customer', customer),
    billToCustomerNumber: customer,
    currencyCode: found?.currency ?? view.company.currency,
    totalAmountExcludingTax: net,
    totalAmountIncludingTax: net,
  };
}

function shipToOf(view: CompanyView, order: SeedOrder): Row {
  const customer = view.customerByCode.get(order.customer);
  const place = customer?.shipTos.find((one) => one.code === order.shipTo);
  if (!customer || !place) return {};
  return {
    shipToName: place.code === order.customer ? customer.name : place.name,
    shipToAddressLine1: place.street,
    shipToCity: place.city,
    shipToPostCode: place.postalCode,
    shipToCountry: customer.country,
  };
}

/** Open orders live on; of those that are done, shipment and invoice are left: Business Central deletes an order with its last invoice. */
export function pastDocuments(view: CompanyView): Documents {
  const all: { -readonly [K in keyof Documents]: Row[] } = { orders: [], orderLines: [], shipments: [], shipmentLines: [], invoices: [], invoiceLines: [] };
  const seeded = new Map(view.seed.invoices.map((invoice) => [invoice.order ?? '', invoice]));
  for (const order of view.seed.pastOrders.filter((one) => view.customerByCode.has(one.customer))) {
    if (order.open) addOrder(view, order, all);
    else addPosted(view, order, seeded.get(order.number), all);
  }
  for (const invoice of view.seed.invoices.filter((one) => one.order === null && view.customerByCode.has(one.customer))) addBalance(view, invoice, all);
  return all;
}

function addOrder(view: CompanyView, order: SeedOrder, all: { orders: Row[]; orderLines: Row[] }): void {
  const id = view.id('order', order.number);
  const lines = linesOf(order).map((line, at) => ({
    ...lineRow(view, { table: 'order', key: order.number, id }, line, at),
    locationId: view.id('location', mainLocation(view)),
    shipmentDate: order.requestedOn,
    shipQuantity: fromMilli(line.milli),
    invoiceQuantity: fromMilli(line.milli),
  }));
  all.orderLines.push(...lines);
  all.orders.push({
    ...headOf(view, order.customer, sum(...lines.map((line) => (line as Row)['netAmount']))),
    ...shipToOf(view, order),
    id,
    number: order.number.slice(0, 20),
    externalDocumentNumber: (order.customerPo ?? '').toUpperCase().slice(0, 35),
    orderDate: dayOf(order.at),
    postingDate: dayOf(order.at),
    requestedDeliveryDate: order.requestedOn,
    partialShipping: true,
    status: 'Open',
    lastModifiedDateTime: new Date(order.at).toISOString(),
  });
}

function addPosted(view: CompanyView, order: SeedOrder, invoice: SeedInvoice | undefined, all: Lists): void {
  const at = new Date(order.at).toISOString();
  const shipment = { table: 'shipment', key: order.number, id: view.id('shipment', order.number) };
  const bill = { table: 'invoice', key: order.number, id: view.id('invoice', order.number) };
  const shipped = linesOf(order).map((line, index) => lineRow(view, shipment, line, index));
  const billed = linesOf(order).map((line, index) => lineRow(view, bill, line, index));
  const net = sum(...billed.map((line) => line['netAmount']));
  const head = {
    ...headOf(view, order.customer, net),
    ...shipToOf(view, order),
    externalDocumentNumber: (order.customerPo ?? '').toUpperCase().slice(0, 35),
    orderNumber: order.number.slice(0, 20),
    lastModifiedDateTime: at,
  };
  all.shipmentLines.push(...shipped.map(({ itemId: _item, unitOfMeasureId: _unit, ...line }) => ({ ...line, documentNo: `SH${order.number}`.slice(0, 20) })));
  all.shipments.push({
    ...head,
    id: shipment.id,
    number: `SH${order.number}`.slice(0, 20),
    invoiceDate: order.requestedOn,
    postingDate: order.requestedOn,
    dueDate: noDay,
  });
  all.invoiceLines.push(...billed);
  all.invoices.push({ ...head, id: bill.id, orderId: view.id('order', order.number), ...billOf(order, invoice, net) });
}

/** What the seed tells of an order's invoice; one that it does not tell of was paid. */
function billOf(order: SeedOrder, invoice: SeedInvoice | undefined, net: string): Row {
  const on = order.requestedOn;
  if (!invoice)
    return { number: `IN${order.number}`.slice(0, 20), invoiceDate: on, postingDate: on, dueDate: on, totalAmountIncludingTax: net, status: 'Paid' };
  return {
    number: invoice.number,
    invoiceDate: invoice.issuedOn,
    postingDate: invoice.issuedOn,
    dueDate: invoice.dueOn,
    totalAmountIncludingTax: fromMinor(invoice.totalMinor),
    remainingAmount: fromMinor(invoice.openMinor),
    status: invoice.openMinor > 0 ? 'Open' : 'Paid',
  };
}

interface Lists {
  readonly shipments: Row[];
  readonly shipmentLines: Row[];
  readonly invoices: Row[];
  readonly invoiceLines: Row[];
}

/** A balance from before the seed's history: one line on an account. */
function addBalance(view: CompanyView, invoice: SeedInvoice, all: Lists): void {
  const id = view.id('invoice', invoice.number);
  const total = fromMinor(invoice.totalMinor);
  all.invoiceLines.push({
    id: view.id('invoice line', `${invoice.number}/0`),
    documentId: id,
    sequence: sequenceOf(0),
    lineType: 'Account',
    lineObjectNumber: '6110',
    description: 'Balance from before',
    quantity: '1',
    unitPrice: total,
    amountExcludingTax: total,
    amountIncludingTax: total,
    netAmount: total,
    netAmountIncludingTax: total,
  });
  all.invoices.push({
    ...headOf(view, invoice.customer, total),
    id,
    number: invoice.number,
    invoiceDate: invoice.issuedOn,
    postingDate: invoice.issuedOn,
    dueDate: invoice.dueOn,
    remainingAmount: fromMinor(invoice.openMinor),
    status: invoice.openMinor > 0 ? 'Open' : 'Paid',
    lastModifiedDateTime: `${invoice.issuedOn}T09:00:00.000Z`,
  });
}

/** Orders at suppliers with their lines. */
export function purchaseDocuments(view: CompanyView): { readonly orders: readonly Row[]; readonly lines: readonly Row[] } {
  const own = view.seed.purchaseOrders.filter((order) => view.plants.has(order.plant));
  const lines = own.map((order): Row => {
    const id = view.id('purchase', order.number);
    const uom = view.itemBySku.get(order.sku)?.baseUom ?? '';
    const { unitPrice, ...line } = lineRow(
      view,
      { table: 'purchase', key: order.number, id },
      { sku: order.sku, uom, milli: order.baseMilli, net: fromMinor(order.netMinor), words: null },
      0,
    );
    return {
      ...line,
      directUnitCost: unitPrice,
      expectedReceiptDate: order.dueOn,
      receivedQuantity: fromMilli(order.receivedBaseMilli),
      locationId: view.id('location', locationOf(order.plant, order.location)),
    };
  });
  const orders = own.map((order) => ({
    id: view.id('purchase', order.number),
    number: order.number,
    orderDate: order.orderedOn,
    postingDate: order.orderedOn,
    vendorId: view.id('vendor', order.supplier),
    vendorNumber: order.supplier,
    vendorName: order.supplierName,
    currencyCode: order.currency,
    requestedReceiptDate: order.dueOn,
    totalAmountExcludingTax: fromMinor(order.netMinor),
    totalAmountIncludingTax: fromMinor(order.netMinor),
    fullyReceived: order.receivedBaseMilli >= order.baseMilli,
    status: 'Open',
    lastModifiedDateTime: `${order.orderedOn}T09:00:00.000Z`,
  }));
  return { orders, lines };
}
