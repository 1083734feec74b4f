import type { Row } from '../../kit/odata4/index.ts';
import { over, rounded, scaled, times, unscaled } from '../amount.ts';
import { refusal } from '../messages.ts';
import { noDay, noon } from '../seed/companies.ts';
import { lotId, plainHeader, plainLine } from '../seed/documents.ts';
import { ordered, owed, rowOf, rowsBy, type World } from '../world.ts';
import { factorOf, priceOf } from './pricing.ts';
import { atNoon, save } from './save.ts';

const headers = 'SalesOrderHeadersV2';
const lines = 'SalesOrderLinesV2';
const days = ['RequestedReceiptDate', 'RequestedShippingDate', 'ConfirmedReceiptDate', 'ConfirmedShippingDate'];
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The company of a body: a body that names none books in the user's own, whatever was meant. */
function companyFor(world: World, values: Row): string {
  const own = world.companies[0] ?? '';
  const given = text(values['dataAreaId']).toLowerCase();
  if (given !== '' && !world.companies.includes(given)) throw refusal.unknownCompany(given);
  return given || own;
}

function customerFor(world: World, dataAreaId: string, account: unknown): Row {
  const customer = rowOf(world, 'CustomersV3', { dataAreaId, CustomerAccount: text(account) });
  if (!customer) throw refusal.unknownCustomer(text(account));
  if (customer['OnHoldStatus'] === 'All') throw refusal.customerOnHold(text(account));
  return customer;
}

function checkWarehouse(world: World, dataAreaId: string, warehouse: unknown): void {
  if (text(warehouse) !== '' && !rowOf(world, 'Warehouses', { dataAreaId, WarehouseId: text(warehouse) })) throw refusal.unknownWarehouse(text(warehouse));
}

function checkAddress(world: World, dataAreaId: string, customer: Row, location: unknown): void {
  if (text(location) === '') return;
  const known = rowsBy(world, 'CustomerPostalAddresses', dataAreaId, 'CustomerAccountNumber', text(customer['CustomerAccount']));
  if (!known.some((row) => row['AddressLocationId'] === location)) throw refusal.unknownAddress(text(location));
}

function numberFor(world: World, dataAreaId: string, given: unknown): string {
  if (text(given) === '') return `SO-${String(world.next(headers, 'SalesOrderNumber', 'SO-')).padStart(7, '0')}`;
  if (!world.habits().manualNumbers) throw refusal.noNumber();
  if (rowOf(world, headers, { dataAreaId, SalesOrderNumber: text(given) })) throw refusal.duplicate('Sales orders (SalesTable)', `Sales order: ${text(given)}`);
  return text(given);
}

/** Creates the header of an order. It has no lines yet, and nothing says that it ever will. */
export function createHeader(world: World, values: Row): Row {
  const dataAreaId = companyFor(world, values);
  const customer = customerFor(world, dataAreaId, values['OrderingCustomerAccountNumber']);
  const currency = text(values['CurrencyCode']) || text(customer['SalesCurrencyCode']);
  if (!/^[A-Z]{3}$/.test(currency)) throw refusal.unknownCurrency(currency);
  checkWarehouse(world, dataAreaId, values['DefaultShippingWarehouseId']);
  checkAddress(world, dataAreaId, customer, values['DeliveryAddressLocationId']);
  const created = new Date(world.now()).toISOString();
  const requested = text(values['RequestedReceiptDate']) || text(values['RequestedShippingDate']) || created;
  const dates = { RequestedReceiptDate: noon(requested), RequestedShippingDate: noon(requested), ConfirmedReceiptDate: noDay, ConfirmedShippingDate: noDay };
  return save(world, headers, {
    ...plainHeader,
    InvoiceCustomerAccountNumber: text(customer['InvoiceAccount']) || (customer['CustomerAccount'] ?? null),
    PriceCustomerGroupCode: customer['DiscountPriceGroupId'] ?? null,
    DeliveryAddressLocationId: customer['AddressLocationId'] ?? '',
    ...dates,
    ...atNoon(values, days),
    dataAreaId,
    SalesOrderNumber: numberFor(world, dataAreaId, values['SalesOrderNumber']),
    SalesOrderStatus: 'Backorder',
    SalesOrderName: customer['OrganizationName'] ?? '',
    CurrencyCode: currency,
    OrderCreationDateTime: created,
  });
}

function openHeader(world: World, dataAreaId: string, number: string): Row {
  const header = rowOf(world, headers, { dataAreaId, SalesOrderNumber: number });
  if (!header) throw refusal.noOrder(number);
  if (header['SalesOrderStatus'] !== 'Backorder') throw refusal.closedOrder(number, text(header['SalesOrderStatus']));
  return header;
}

function itemFor(world: World, dataAreaId: string, number: unknown): Row {
  const item = rowOf(world, 'ReleasedProductsV2', { dataAreaId, ItemNumber: text(number) });
  if (!item) throw refusal.unknownItem(text(number));
  if (item['ProductLifecycleStateId'] === 'Obsolete') throw refusal.stoppedItem(text(number));
  return item;
}

/** What a line costs: quantity by price for so many, less the discount, with two digits. */
function amountOf(line: Row): string {
  const each = over(scaled(line['SalesPrice']), scaled(line['SalesPriceQuantity']) || scaled('1'));
  const gross = times(scaled(line['OrderedSalesQuantity']), each);
  const discount = over(times(gross, scaled(line['LineDiscountPercentage'])), scaled('100'));
  return unscaled(rounded(gross - discount, 2));
}

/** Refused when the customer would owe more than the limit. */
function checkCredit(world: World, customer: Row, adds: bigint): void {
  const [dataAreaId, account] = [text(customer['dataAreaId']), text(customer['CustomerAccount'])];
  if (world.habits().creditCheck === 'off' || customer['CreditLimitIsMandatory'] !== 'Yes' || adds <= 0n) return;
  const total = owed(world, dataAreaId, account) + ordered(world, dataAreaId, account) + adds;
  if (total > scaled(customer['CreditLimit'])) throw refusal.credit(account, unscaled(total - scaled(customer['CreditLimit'])));
}

/** A line priced and counted; `price` given: it stays. */
function priced(world: World, header: Row, item: Row, line: Row, given: boolean): Row {
  const unit = text(line['SalesUnitSymbol']);
  if (!world.store.table('UnitsOfMeasure').get(JSON.stringify([unit]))) throw refusal.unknownUnit(unit);
  factorOf(world, item, unit);
  const quantity = scaled(line['OrderedSalesQuantity']);
  if (quantity <= 0n) throw refusal.noQuantity();
  const lied = world.chance(world.habits().pOtherQuantity) ? quantity + scaled('1') : quantity;
  const customer =
    rowOf(world, 'CustomersV3', { dataAreaId: header['dataAreaId'] ?? null, CustomerAccount: header['OrderingCustomerAccountNumber'] ?? null }) ?? {};
  const price = given
    ? line['SalesPrice']
    : unscaled(rounded(priceOf(world, customer, item, unit, text(header['CurrencyCode']), text(header['OrderCreationDateTime']).slice(0, 10)), 6));
  const whole: Row = {
    ...line,
    OrderedSalesQuantity: unscaled(lied),
    SalesPrice: price ?? '0',
    SalesPriceQuantity: given ? (line['SalesPriceQuantity'] ?? '1') : '1',
    LineDiscountPercentage: line['LineDiscountPercentage'] ?? '0',
  };
  return { ...whole, LineAmount: amountOf(whole) };
}

/** Adds a line to an order. */
export function createLine(world: World, values: Row): Row {
  const dataAreaId = companyFor(world, values);
  const header = openHeader(world, dataAreaId, text(values['SalesOrderNumber']));
  const customer = customerFor(world, dataAreaId, header['OrderingCustomerAccountNumber']);
  const item = itemFor(world, dataAreaId, values['ItemNumber']);
  const [site, warehouse] = [
    text(values['ShippingSiteId']) || text(header['DefaultShippingSiteId']),
    text(values['ShippingWarehouseId']) || text(header['DefaultShippingWarehouseId']),
  ];
  if (site === '' && warehouse === '') throw refusal.siteMandatory();
  checkWarehouse(world, dataAreaId, warehouse);
  const siblings = rowsBy(world, lines, dataAreaId, 'SalesOrderNumber', text(header['SalesOrderNumber']));
  const serial = world.next(lines, 'InventoryLotId', 'LOT-');
  const line: Row = {
    ...plainLine,
    LineDescription: item['ProductSearchName'] ?? '',
    RequestedReceiptDate: header['RequestedReceiptDate'] ?? noDay,
    RequestedShippingDate: header['RequestedShippingDate'] ?? noDay,
    LineDiscountPercentage: String(world.habits().lineDiscountPercent),
    OrderedSalesQuantity: '1',
    ...atNoon(values, days),
    SalesUnitSymbol: text(values['SalesUnitSymbol']) || text(item['SalesUnitSymbol']),
    dataAreaId,
    InventoryLotId: lotId(serial),
    LineCreationSequenceNumber: siblings.reduce((last, row) => Math.max(last, Number(row['LineCreationSequenceNumber'] ?? 0)), 0) + 1,
    SalesOrderLineStatus: 'Backorder',
    CurrencyCode: header['CurrencyCode'] ?? '',
    ShippingSiteId: site,
    ShippingWarehouseId: warehouse,
  };
  const saved = priced(world, header, item, line, values['SalesPrice'] !== undefined && values['SalesPrice'] !== null);
  checkCredit(world, customer, scaled(saved['LineAmount']));
  return save(world, lines, saved);
}

/** Changes a header. Lines keep their own dates. */
export function changeHeader(world: World, row: Row, values: Row): Row {
  openHeader(world, text(row['dataAreaId']), text(row['SalesOrderNumber']));
  checkWarehouse(world, text(row['dataAreaId']), values['DefaultShippingWarehouseId']);
  return save(world, headers, { ...row, ...atNoon(values, days), dataAreaId: row['dataAreaId'] ?? '', SalesOrderNumber: row['SalesOrderNumber'] ?? '' });
}

/** Changes a line. */
export function changeLine(world: World, row: Row, values: Row): Row {
  const dataAreaId = text(row['dataAreaId']);
  const header = openHeader(world, dataAreaId, text(row['SalesOrderNumber']));
  if (row['SalesOrderLineStatus'] !== 'Backorder') throw refusal.delivered();
  const item = itemFor(world, dataAreaId, row['ItemNumber']);
  const saved = priced(world, header, item, { ...row, ...atNoon(values, days), dataAreaId, InventoryLotId: row['InventoryLotId'] ?? '' }, true);
  checkCredit(world, customerFor(world, dataAreaId, header['OrderingCustomerAccountNumber']), scaled(saved['LineAmount']) - scaled(row['LineAmount']));
  return save(world, lines, saved);
}

const keyOf = (row: Row, ...fields: readonly string[]): string => JSON.stringify(fields.map((field) => row[field] ?? null));

/** Deletes a line of an open order. */
export function removeLine(world: World, row: Row): void {
  if (row['SalesOrderLineStatus'] !== 'Backorder') throw refusal.delivered();
  openHeader(world, text(row['dataAreaId']), text(row['SalesOrderNumber']));
  world.store.table(lines).remove(keyOf(row, 'dataAreaId', 'InventoryLotId'));
}

/** Deletes an open order with its lines. */
export function removeHeader(world: World, row: Row): void {
  openHeader(world, text(row['dataAreaId']), text(row['SalesOrderNumber']));
  for (const line of rowsBy(world, lines, text(row['dataAreaId']), 'SalesOrderNumber', text(row['SalesOrderNumber']))) removeLine(world, line);
  world.store.table(headers).remove(keyOf(row, 'dataAreaId', 'SalesOrderNumber'));
}
