import type { Body, Row } from '../../kit/odata4/index.ts';
import { over, rounded, scaled, sum, times, unscaled } from '../amount.ts';
import { refusal } from '../messages.ts';
import { balances, linesOf, nextEntry, rowOf, type World } from '../world.ts';
import { asSaved, checkPeriod, inventoryText, itemFor, quantityFor, unitFor, warehouseFor } from './lines.ts';
import { priceOf } from './pricing.ts';
import { save } from './stock.ts';

/** A customer that may be sold to. */
function customerFor(world: World, code: unknown): Row {
  const customer = rowOf(world, 'BusinessPartners', { CardCode: typeof code === 'string' ? code : null });
  if (customer?.['CardType'] !== 'cCustomer') throw refusal.unknownPartner(String(code ?? ''));
  if (customer['Frozen'] === 'tYES' || customer['Valid'] === 'tNO') throw refusal.inactivePartner(String(code));
  return customer;
}

function branchFor(customer: Row, asked: unknown): number | null {
  const own = ((customer['BPBranchAssignment'] ?? []) as readonly Row[]).map((row) => Number(row['BPLID']));
  if (asked === null || asked === undefined) return own[0] ?? null;
  if (!own.includes(Number(asked))) throw refusal.badBranch();
  return Number(asked);
}

interface Scope {
  readonly world: World;
  readonly customer: Row;
  readonly branch: number | null;
  readonly currency: string;
  readonly on: string;
}

function warehouseOfLine({ world, branch }: Scope, given: unknown, item: Row, at: number): string {
  const fallback = world.store
    .table('Warehouses')
    .all()
    .find((row) => row['BusinessPlaceID'] === branch);
  const own = item['DefaultWarehouse'];
  const preferred = rowOf(world, 'Warehouses', { WarehouseCode: own ?? null })?.['BusinessPlaceID'] === branch ? own : fallback?.['WarehouseCode'];
  const warehouse = warehouseFor(world, given ?? preferred, at);
  if (branch !== null && warehouse['BusinessPlaceID'] !== branch) throw refusal.branchWarehouse(String(warehouse['WarehouseCode']), at + 1);
  return String(warehouse['WarehouseCode']);
}

/** The price of one unit when the row's discount is off. */
const chargedOf = (price: bigint, line: Row): bigint => times(price, scaled('1') - over(scaled(line['DiscountPercent']), scaled('100')));

/** A row of an order as it is saved: unit, price and amount found. */
function orderLine(scope: Scope, line: Row, lineNum: number, at: number): Row {
  const { world, customer, on } = scope;
  const item = itemFor(world, line, at);
  if (item['SalesItem'] !== 'tYES') throw refusal.notSold(String(item['ItemCode']), at + 1);
  if (item['Frozen'] === 'tYES') throw refusal.inactiveItem(String(item['ItemCode']), at + 1);
  const unit = unitFor(world, item, line, at, item['DefaultSalesUoMEntry']);
  const quantity = asSaved(world, quantityFor(line, at));
  const given = line['UnitPrice'] ?? line['Price'];
  const price = given === null || given === undefined ? priceOf(world, customer, item, unit, on) : scaled(given);
  const charged = chargedOf(price, line);
  return {
    ...line,
    LineNum: lineNum,
    ItemDescription: item['ItemName'] ?? null,
    Quantity: unscaled(rounded(quantity, 6)),
    UnitPrice: unscaled(rounded(price, 6)),
    DiscountPercent: unscaled(scaled(line['DiscountPercent'])),
    Price: unscaled(rounded(charged, 6)),
    Currency: scope.currency,
    LineTotal: unscaled(rounded(times(quantity, charged), 2)),
    WarehouseCode: warehouseOfLine(scope, line['WarehouseCode'], item, at),
    UoMEntry: unit.entry,
    UoMCode: unit.code,
    MeasureUnit: unit.code,
    UnitsOfMeasurment: unscaled(unit.factor),
    InventoryQuantity: inventoryText(quantity, unit.factor),
    RemainingOpenQuantity: unscaled(rounded(quantity, 6)),
    LineStatus: 'bost_Open',
  };
}

function scopeFor(world: World, values: Row): Scope {
  const customer = customerFor(world, values['CardCode']);
  const currency = String(values['DocCurrency'] ?? customer['Currency'] ?? world.company.currency);
  if (currency !== customer['Currency'] && customer['Currency'] !== '##') throw refusal.badCurrency(currency);
  const branch = branchFor(customer, values['BPL_IDAssignedToInvoice']);
  return { world, customer, branch, currency, on: checkPeriod(world, values['DocDate']) };
}

function checkShipTo(customer: Row, code: unknown): string | null {
  if (code === null || code === undefined) return typeof customer['ShipToDefault'] === 'string' ? customer['ShipToDefault'] : null;
  const known = ((customer['BPAddresses'] ?? []) as readonly Row[]).some((row) => row['AddressType'] === 'bo_ShipTo' && row['AddressName'] === code);
  if (!known) throw refusal.badShipTo(String(code));
  return String(code);
}

/** Refused when the customer would owe more than the limit; a limit of zero is none. */
function checkCredit(world: World, customer: Row, adds: bigint): void {
  const limit = scaled(customer['CreditLimit']);
  if (world.habits().creditCheck === 'off' || limit === 0n || adds <= 0n) return;
  const now = balances(world.store, String(customer['CardCode']));
  const total = scaled(now['CurrentAccountBalance']) + scaled(now['OpenOrdersBalance']) + scaled(now['OpenDeliveryNotesBalance']) + adds;
  if (total > limit) throw refusal.credit(unscaled(total - limit));
}

function checkReference(world: World, row: Row): void {
  const reference = row['NumAtCard'];
  if (!world.habits().uniqueNumAtCard || typeof reference !== 'string' || reference === '') return;
  const twin = world.store.table('Orders').by('NumAtCard', reference);
  if (twin.some((one) => one['CardCode'] === row['CardCode'] && one['DocEntry'] !== row['DocEntry'] && one['Cancelled'] === 'tNO'))
    throw refusal.doubledReference(reference);
}

/** Creates a sales order. */
export function createOrder(world: World, body: Body): Row {
  const { values } = body;
  const scope = scopeFor(world, values);
  if (typeof values['DocDueDate'] !== 'string') throw refusal.noDueDate();
  const lines = linesOf(values);
  if (lines.length === 0) throw refusal.noLines();
  const rows = lines.map((line, at) => orderLine(scope, line, at, at));
  const total = sum(...rows.map((row) => row['LineTotal']));
  checkReference(world, values);
  checkCredit(world, scope.customer, scaled(total));
  const entry = nextEntry(world, 'Orders');
  const last = world.store.table('Orders').all().at(-1)?.['DocNum'];
  return save(world, 'Orders', {
    DocType: 'dDocument_Items',
    Confirmed: 'tYES',
    PartialSupply: 'tYES',
    ...values,
    DocEntry: entry,
    DocNum: Math.max(Number(last ?? 0), 3_000_000) + 1,
    DocDate: scope.on,
    TaxDate: values['TaxDate'] ?? scope.on,
    CardName: scope.customer['CardName'] ?? null,
    ShipToCode: checkShipTo(scope.customer, values['ShipToCode']),
    DocCurrency: scope.currency,
    DocTotal: total,
    PaidToDate: '0',
    BPL_IDAssignedToInvoice: scope.branch,
    DocumentStatus: 'bost_Open',
    Cancelled: 'tNO',
    DocumentLines: rows,
  });
}

/** What of a row is delivered. */
const deliveredOf = (line: Row): bigint => scaled(line['Quantity']) - scaled(line['RemainingOpenQuantity']);

function changedLine(scope: Scope, before: Row, patch: Row, at: number): Row {
  if (patch['ItemCode'] !== undefined && patch['ItemCode'] !== before['ItemCode']) throw refusal.itemFixed(at + 1);
  const done = deliveredOf(before);
  const same = patch['Quantity'] === undefined || scaled(patch['Quantity']) === scaled(before['Quantity']);
  const unit = { UoMEntry: patch['UoMEntry'] ?? before['UoMEntry'] ?? null, UoMCode: null };
  const line = same
    ? { ...before, ...patch }
    : orderLine(scope, { ...before, ...patch, ...unit, UnitPrice: patch['UnitPrice'] ?? before['UnitPrice'] ?? null }, Number(before['LineNum']), at);
  const quantity = scaled(line['Quantity']);
  if (quantity < done) throw refusal.lineDelivered(at + 1);
  const price = chargedOf(scaled(line['UnitPrice']), line);
  return {
    ...line,
    LineNum: before['LineNum'] ?? null,
    Price: unscaled(rounded(price, 6)),
    LineTotal: unscaled(rounded(times(quantity, price), 2)),
    RemainingOpenQuantity: unscaled(quantity - done),
    LineStatus: quantity > done ? 'bost_Open' : 'bost_Close',
  };
}

/**
 * Rows of an order after a change. Rows are told by LineNum; without one, or with one that is not there, a row is new. `replace`: rows that are
 * left out go; else they stay.
 */
function mergedLines(scope: Scope, before: readonly Row[], patches: readonly Row[], replace: boolean): readonly Row[] {
  const byNum = new Map(before.map((line) => [line['LineNum'], line]));
  const named = new Map(patches.filter((patch) => byNum.has(patch['LineNum'])).map((patch) => [patch['LineNum'], patch]));
  let next = Math.max(-1, ...before.map((line) => Number(line['LineNum']))) + 1;
  const kept = before.flatMap((line, at) => {
    const patch = named.get(line['LineNum']);
    if (!patch && !replace) return [line];
    if (!patch) {
      if (deliveredOf(line) > 0n) throw refusal.lineDelivered(at + 1);
      return [];
    }
    return [changedLine(scope, line, patch, at)];
  });
  const added = patches.filter((patch) => !byNum.has(patch['LineNum'])).map((patch) => orderLine(scope, patch, next++, kept.length));
  return [...kept, ...added];
}

/** Changes a sales order. */
export function changeOrder(world: World, row: Row, body: Body, replace: boolean): Row {
  if (row['Cancelled'] === 'tYES' || row['DocumentStatus'] !== 'bost_Open') throw refusal.closed();
  const scope = scopeFor(world, row);
  const { DocumentLines: patches, ...values } = body.values;
  const lines = patches === undefined || patches === null ? linesOf(row) : mergedLines(scope, linesOf(row), patches as readonly Row[], replace);
  if (lines.length === 0) throw refusal.noLines();
  const total = sum(...lines.map((line) => line['LineTotal']));
  checkCredit(world, scope.customer, scaled(total) - scaled(row['DocTotal']));
  const shipTo = values['ShipToCode'] === undefined ? row['ShipToCode'] : checkShipTo(scope.customer, values['ShipToCode']);
  return save(world, 'Orders', { ...row, ...values, ShipToCode: shipTo ?? null, DocTotal: total, DocumentLines: lines });
}

/** Cancels an order of which nothing was delivered. */
export function cancelOrder(world: World, row: Row): Row {
  if (row['Cancelled'] === 'tYES') throw refusal.cancelled();
  if (row['DocumentStatus'] !== 'bost_Open' || linesOf(row).some((line) => deliveredOf(line) > 0n)) throw refusal.delivered();
  return save(world, 'Orders', {
    ...row,
    Cancelled: 'tYES',
    DocumentStatus: 'bost_Close',
    DocumentLines: linesOf(row).map((line) => ({ ...line, LineStatus: 'bost_Close', RemainingOpenQuantity: '0' })),
  });
}

/** Closes an order: nothing more of it will be delivered. */
export function closeOrder(world: World, row: Row): Row {
  if (row['DocumentStatus'] !== 'bost_Open') throw refusal.closed();
  return save(world, 'Orders', {
    ...row,
    DocumentStatus: 'bost_Close',
    DocumentLines: linesOf(row).map((line) => ({ ...line, LineStatus: 'bost_Close' })),
  });
}
