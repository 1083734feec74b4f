import type { Body, Row } from '../../kit/odata4/index.ts';
import { scaled, sum, unscaled } from '../amount.ts';
import { refusal } from '../messages.ts';
import { textOf, valueIn } from '../row-text.ts';
import { noGuid } from '../seed/view.ts';
import { balanceOf, linesOf, rowBy, save, type Company } from '../world.ts';
import { amountsOf, itemLine, type Scope } from './lines.ts';

const step = 10_000;

/** A customer that may be sold to. */
function customerFor(company: Company, values: Row): Row {
  const byNumber = values['customerNumber'];
  const byId = values['customerId'];
  if (!byNumber && (!byId || byId === noGuid)) throw refusal.noCustomer();
  const customer = byNumber ? rowBy(company, 'customers', 'number', byNumber) : company.store.table('customers').get(JSON.stringify([byId ?? null]));
  if (!customer) throw refusal.unknownCustomer();
  if (customer['blocked'] !== '_x0020_') throw refusal.blockedCustomer(String(customer['number']), String(customer['blocked']));
  return customer;
}

function currencyFor(company: Company, customer: Row, asked: unknown): string {
  const currency = String(asked === undefined || asked === null || asked === '' ? customer['currencyCode'] : asked).toUpperCase();
  const known = new Set([
    company.currency,
    ...company.store
      .table('customers')
      .all()
      .map((row) => String(row['currencyCode'])),
  ]);
  if (!known.has(currency)) throw refusal.unknownCurrency();
  return currency;
}

const scopeOf = (company: Company, order: Row): Scope => {
  const customer = rowBy(company, 'customers', 'number', order['customerNumber']);
  if (!customer) throw refusal.unknownCustomer();
  return { company, customer, currency: String(order['currencyCode']), on: String(order['orderDate']) };
};

/** What of an order is not invoiced yet. */
export const openAmount = (company: Company, order: Row): bigint =>
  linesOf(company, 'salesOrderLines', order).reduce((all, line) => {
    const quantity = scaled(line['quantity']);
    return quantity === 0n ? all : all + (scaled(line['netAmount']) * (quantity - scaled(line['invoicedQuantity']))) / quantity;
  }, 0n);

function checkCredit(company: Company, customer: Row): void {
  const limit = scaled(customer['creditLimit']);
  if (company.habits().creditCheck === 'off' || limit === 0n) return;
  const number = String(customer['number']);
  const open = company.store
    .table('salesOrders')
    .by('customerNumber', number)
    .reduce((all, order) => all + openAmount(company, order), 0n);
  if (balanceOf(company.store, number) + open > limit) throw refusal.credit(number);
}

/** One line as it is saved, with the quantities that posting looks at. */
function lineRow(scope: Scope, values: Row, document: unknown, sequence: number): Row {
  const base = { ...values, documentId: String(document), sequence };
  if (values['lineType'] === 'Comment' || (values['lineType'] === undefined && !values['lineObjectNumber'] && !values['itemId']))
    return { ...base, lineType: 'Comment', quantity: '0' };
  const line = itemLine(scope, values);
  const quantity = line['quantity'] ?? '0';
  return { ...base, ...line, shipQuantity: values['shipQuantity'] ?? quantity, invoiceQuantity: values['invoiceQuantity'] ?? quantity };
}

/** The header's amounts and state, from its lines; saved as changed now. */
export function refreshOrder(company: Company, order: Row): Row {
  const lines = linesOf(company, 'salesOrderLines', order);
  const total = sum(...lines.map((line) => line['netAmount']));
  const goods = lines.filter((line) => line['lineType'] === 'Item');
  return save(company, 'salesOrders', {
    ...order,
    totalAmountExcludingTax: total,
    totalAmountIncludingTax: total,
    discountAmount: sum(...lines.map((line) => line['discountAmount'])),
    fullyShipped: goods.length > 0 && goods.every((line) => scaled(line['shippedQuantity']) >= scaled(line['quantity'])),
  });
}

/** Numbers are those of the series, behind the highest that it has given. */
export function nextNumber(company: Company, set: string, series: string): string {
  const pattern = new RegExp(`^${series}(\\d{1,9})$`);
  const rows = company.store.table(set).all();
  const last = rows.reduce((highest, row) => Math.max(highest, Number(pattern.exec(String(row['number']))?.[1] ?? 0)), 101_000);
  return `${series}${last + 1}`;
}

function checkSequence(company: Company, values: Row): void {
  if (values['sequence'] !== undefined && company.habits().sequenceBreaks) throw refusal.systemId();
}

/** What an order takes from its customer unless it was said otherwise. */
const fromCustomer = (customer: Row): Row => ({
  billToName: textOf(customer, 'displayName'),
  billToCustomerId: valueIn(customer, 'id'),
  billToCustomerNumber: valueIn(customer, 'number'),
  shipToName: textOf(customer, 'displayName'),
  shipToAddressLine1: textOf(customer, 'addressLine1'),
  shipToCity: textOf(customer, 'city'),
  shipToPostCode: textOf(customer, 'postalCode'),
  shipToCountry: textOf(customer, 'country'),
});

function headRow(company: Company, customer: Row, values: Row): Row {
  const on = textOf(values, 'orderDate') || company.stamp().slice(0, 10);
  return {
    ...fromCustomer(customer),
    partialShipping: true,
    ...values,
    id: company.newId(),
    number: textOf(values, 'number') || nextNumber(company, 'salesOrders', 'S-ORD'),
    // codes are written in capitals
    externalDocumentNumber: textOf(values, 'externalDocumentNumber').toUpperCase(),
    orderDate: on,
    postingDate: textOf(values, 'postingDate') || on,
    customerId: valueIn(customer, 'id'),
    customerNumber: valueIn(customer, 'number'),
    customerName: textOf(customer, 'displayName'),
    currencyCode: currencyFor(company, customer, values['currencyCode']),
    status: 'Draft',
  };
}

/** Creates a sales order with its lines. */
export function createOrder(company: Company, body: Body): Row {
  const { values } = body;
  const customer = customerFor(company, values);
  if (values['number'] && !company.habits().manualNumbers) throw refusal.manualNumber();
  const head = headRow(company, customer, values);
  save(company, 'salesOrders', head);
  const scope = scopeOf(company, head);
  for (const [at, line] of (body.nested.get('salesOrderLines') ?? []).entries()) {
    checkSequence(company, line.values);
    save(company, 'salesOrderLines', { ...lineRow(scope, line.values, head['id'], (at + 1) * step), id: company.newId() });
  }
  checkCredit(company, customer);
  return refreshOrder(company, head);
}

/** What a released order still lets be changed. */
const free = new Set(['externalDocumentNumber', 'phoneNumber', 'email', 'shipToContact', 'salesperson', 'postingDate']);

/** Changes the header of an order. */
export function changeOrder(company: Company, order: Row, body: Body): Row {
  const { values } = body;
  const changes = Object.keys(values).filter((field) => values[field] !== order[field]);
  if (order['status'] === 'Open' && changes.some((field) => !free.has(field))) throw refusal.released(String(order['number']));
  if (values['customerNumber'] !== undefined && values['customerNumber'] !== order['customerNumber']) customerFor(company, values);
  if (values['requestedDeliveryDate'] !== undefined)
    for (const line of linesOf(company, 'salesOrderLines', order))
      if (line['lineType'] === 'Item') save(company, 'salesOrderLines', { ...line, shipmentDate: values['requestedDeliveryDate'] });
  return refreshOrder(company, {
    ...order,
    ...values,
    ...(values['externalDocumentNumber'] === undefined ? {} : { externalDocumentNumber: String(values['externalDocumentNumber'] ?? '').toUpperCase() }),
  });
}

function orderOf(company: Company, id: unknown): Row {
  const order = company.store.table('salesOrders').get(JSON.stringify([id ?? null]));
  if (!order) throw refusal.noDocument();
  if (order['status'] === 'Open') throw refusal.released(String(order['number']));
  return order;
}

/** Adds a line to an order. */
export function createOrderLine(company: Company, body: Body, parent: Row | null): Row {
  const { values } = body;
  checkSequence(company, values);
  const order = orderOf(company, parent?.['id'] ?? values['documentId']);
  const last = linesOf(company, 'salesOrderLines', order).at(-1)?.['sequence'];
  const sequence = Number(values['sequence'] ?? Number(last ?? 0) + step);
  const row = save(company, 'salesOrderLines', { ...lineRow(scopeOf(company, order), values, order['id'], sequence), id: company.newId() });
  const saved = refreshOrder(company, order);
  checkCredit(company, scopeOf(company, saved).customer);
  return row;
}

/** The line as it is worked out from anew: for another item, unit or quantity price and discount are found again unless they are told, else they stay. */
function lineToChange(line: Row, values: Row): Row {
  const moved = (field: string): boolean => values[field] !== undefined && values[field] !== line[field];
  const other = moved('lineObjectNumber');
  if (other && scaled(line['shippedQuantity']) > 0n) throw refusal.itemFixed();
  const counted = values['quantity'] !== undefined && scaled(values['quantity']) !== scaled(line['quantity']);
  if (!other && !counted && !moved('unitOfMeasureCode')) return line;
  const { unitPrice: _price, discountPercent: _discount, ...before } = line;
  return other ? { ...before, description: '', itemId: noGuid, unitOfMeasureCode: '', unitOfMeasureId: noGuid } : before;
}

/** Changes a line: other quantities and prices; another item only while nothing was shipped. */
export function changeOrderLine(company: Company, line: Row, body: Body): Row {
  const { values } = body;
  const order = orderOf(company, line['documentId']);
  const base = lineToChange(line, values);
  const merged = line['lineType'] === 'Item' ? changedItem(company, order, base, values) : { ...line, ...values };
  if (scaled(merged['quantity']) < scaled(line['shippedQuantity'])) throw refusal.lessThanShipped();
  const fixed = { id: valueIn(line, 'id'), documentId: valueIn(line, 'documentId'), sequence: valueIn(line, 'sequence') };
  const saved = save(company, 'salesOrderLines', { ...merged, ...fixed });
  checkCredit(company, scopeOf(company, refreshOrder(company, order)).customer);
  return saved;
}

function changedItem(company: Company, order: Row, line: Row, values: Row): Row {
  const same = values['quantity'] === undefined || scaled(values['quantity']) === scaled(line['quantity']);
  const merged = { ...line, ...values };
  const row =
    same && line['unitPrice'] !== undefined
      ? { ...merged, ...amountsOf(scaled(merged['quantity']), scaled(merged['unitPrice']), scaled(merged['discountPercent'])) }
      : itemLine(scopeOf(company, order), merged);
  const open = unscaled(scaled(row['quantity']) - scaled(row['shippedQuantity']));
  const left = unscaled(scaled(row['quantity']) - scaled(row['invoicedQuantity']));
  return { ...row, shipQuantity: values['shipQuantity'] ?? open, invoiceQuantity: values['invoiceQuantity'] ?? left };
}

/** Takes a line out of an order; not when something of it was shipped. */
export function removeOrderLine(company: Company, line: Row): void {
  const order = orderOf(company, line['documentId']);
  if (scaled(line['shippedQuantity']) > 0n) throw refusal.shippedLine(String(order['number']), String(line['shippedQuantity']));
  company.store.table('salesOrderLines').remove(JSON.stringify([line['id'] ?? null]));
  refreshOrder(company, order);
}

/** Deletes an order with its lines; not when something was shipped and not invoiced. */
export function removeOrder(company: Company, order: Row): void {
  const lines = linesOf(company, 'salesOrderLines', order);
  const shipped = lines.find((line) => scaled(line['shippedQuantity']) > scaled(line['invoicedQuantity']));
  if (shipped) throw refusal.shippedLine(String(order['number']), String(shipped['shippedQuantity']));
  dropOrder(company, order);
}

/** Takes an order and its lines out of their tables. */
export function dropOrder(company: Company, order: Row): void {
  for (const line of linesOf(company, 'salesOrderLines', order)) company.store.table('salesOrderLines').remove(JSON.stringify([line['id'] ?? null]));
  company.store.table('salesOrders').remove(JSON.stringify([order['id'] ?? null]));
}
