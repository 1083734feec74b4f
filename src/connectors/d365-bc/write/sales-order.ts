import { businessDateIn, instantFromMs } from '../../../kernel/time.ts';
import type { CreateSalesOrder } from '../../../modules/sync/contract.ts';
import { createSalesOrderSchema } from '../../../modules/sync/contract.ts';
import { textOf } from '../../kit/odata/codec.ts';
import { entityOf } from '../../kit/odata4/answer.ts';
import type { ErpCommand, ErpFailure, ExecuteOutcome, FindOutcome, VerifyOutcome } from '../../kit/types.ts';
import { compareOrder, documentFacts, orderBody, type ShipTo } from '../map/order-body.ts';
import type { BcCompany } from '../read/companies.ts';
import { rowsOfKeys } from '../read/reading.ts';
import { emptyOrder } from './empty-order.ts';
import { beforeSending, companyWhere, keyOf, lookUp, readOrder, refused, type Tools } from './tools.ts';

/** Thrown for a payload that is no sales order: a bug on our side, found before anything is sent. */
const orderOf = (command: ErpCommand): CreateSalesOrder => createSalesOrderSchema.parse(command.payload);

const companyOf = (order: CreateSalesOrder, tools: Tools): Promise<BcCompany | ErpFailure> =>
  companyWhere(tools, (one) => one.settings.salesOrg === order.salesOrg, `sales organisation ${order.salesOrg}`);

/** Numbers of the documents of a customer that carry the reference. */
async function carriers(
  step: string,
  company: BcCompany,
  set: string,
  reference: string,
  order: CreateSalesOrder,
  tools: Tools,
  field: string,
): Promise<readonly string[] | ErpFailure> {
  const found = await lookUp(step, company.api(set), 'externalDocumentNumber', reference, tools, { $select: `${field},customerNumber` });
  if (found.kind !== 'rows') return found;
  const own = found.rows.filter((row) => textOf(row, 'customerNumber') === order.customer).map((row) => textOf(row, field));
  return [...new Set(own)].filter((number) => number !== '').map((number) => `${company.prefix}${number}`);
}

/**
 * Looks for the order that carries the command's reference. One that is not among the orders may have been invoiced to its end, which deletes it:
 * then its invoices carry the reference on.
 */
export async function findSalesOrder(command: ErpCommand, tools: Tools): Promise<FindOutcome> {
  const order = orderOf(command);
  const company = await companyOf(order, tools);
  if ('kind' in company) return company;
  for (const [set, field] of [
    ['salesOrders', 'number'],
    ['salesInvoices', 'orderNumber'],
  ] as const) {
    const keys = await carriers('find', company, set, command.reference, order, tools, field);
    if ('kind' in keys) return keys;
    const [erpKey] = keys;
    if (erpKey !== undefined) return keys.length > 1 ? { kind: 'ambiguous', erpKeys: keys } : { kind: 'found', erpKey };
  }
  return { kind: 'absent' };
}

/** The place that the order goes to, where it is not the customer's own. API v2.0 takes no code, so its address is sent. */
async function shipToOf(order: CreateSalesOrder, company: BcCompany, tools: Tools): Promise<ShipTo | null | ErpFailure> {
  if (order.shipTo === null || order.shipTo === order.customer) return null;
  const service = tools.settings.published.shipTos;
  if (service === null)
    return refused('no_ship_to', `ship-to ${order.shipTo} cannot be told to Business Central without the published page of ship-to addresses`, 'shipTo');
  const rows = await beforeSending(() => rowsOfKeys(tools, 'read ship-to', company.web(service), 'Customer_No', [order.customer]));
  if ('kind' in rows) return rows as ErpFailure;
  const row = rows.find((one) => textOf(one, 'Code') === order.shipTo);
  if (!row) return refused('unknown_ship_to', `customer ${order.customer} has no ship-to ${order.shipTo}`, 'shipTo');
  const text = (field: string): string => textOf(row, field);
  return { name: text('Name'), address: text('Address'), city: text('City'), postCode: text('Post_Code'), country: text('Country_Region_Code') };
}

/** The id of the location that the settings name for lines of orders; null: the customer's own. */
export async function locationOf(company: BcCompany, tools: Tools): Promise<{ readonly id: string | null } | ErpFailure> {
  const code = company.settings.location;
  if (code === null) return { id: null };
  const locations = await beforeSending(() => tools.tables.locations(company));
  if ('kind' in locations) return locations;
  const id = [...locations].find(([, one]) => one === code)?.[0];
  return id === undefined ? refused('unknown_location', `Business Central has no location ${code}`, 'locationId') : { id };
}

/** Creates the order with its lines in one call. A failure means that Business Central booked nothing. */
export async function createSalesOrder(command: ErpCommand, tools: Tools): Promise<ExecuteOutcome> {
  const order = orderOf(command);
  const company = await companyOf(order, tools);
  if ('kind' in company) return company;
  const shipTo = await shipToOf(order, company, tools);
  if (shipTo !== null && 'kind' in shipTo) return shipTo;
  const location = await locationOf(company, tools);
  if ('kind' in location) return location;
  const today = businessDateIn(company.settings.zone, instantFromMs(tools.now()));
  const body = orderBody(order, command.reference, { today, shipTo, location: location.id }, tools.settings);
  const answer = await tools.client.send('create', 'POST', company.api('salesOrders'), body, {}, tools.record);
  if (answer.kind !== 'ok') return answer;
  const number = textOf(entityOf(answer.json) ?? {}, 'number');
  return number === '' ? { kind: 'unknown', why: 'no_number_in_answer' } : { kind: 'committed', erpKey: `${company.prefix}${number}`, warnings: [] };
}

/** Reads the order back and compares it with what was asked for. One that is invoiced to its end is told by its invoices. */
export async function verifySalesOrder(command: ErpCommand, erpKey: string, tools: Tools): Promise<VerifyOutcome> {
  const order = orderOf(command);
  const key = await keyOf(tools, erpKey);
  if ('kind' in key) return key;
  const read = await readOrder('verify', key.company, key.number, tools);
  if (read.kind !== 'order') return read;
  if (read.row === null) return verifyGone(order, command, key.company, key.number, tools);
  const shipTo = await shipToOf(order, key.company, tools);
  if (shipTo !== null && 'kind' in shipTo) return shipTo;
  const fields = compareOrder(order, command.reference, read.row, shipTo);
  return fields.length === 0 ? { kind: 'equal', document: { ...documentFacts(read.row), erpNumber: erpKey } } : { kind: 'different', fields };
}

async function verifyGone(order: CreateSalesOrder, command: ErpCommand, company: BcCompany, number: string, tools: Tools): Promise<VerifyOutcome> {
  const keys = await carriers('verify', company, 'salesInvoices', command.reference, order, tools, 'orderNumber');
  if ('kind' in keys) return keys;
  const erpKey = `${company.prefix}${number}`;
  if (keys.includes(erpKey))
    return { kind: 'equal', document: { erpNumber: erpKey, documentNumber: number, currency: order.currency, creditBlocked: false, deliveryBlock: null } };
  return { kind: 'different', fields: [{ field: 'state', ours: 'alive', theirs: 'deleted' }] };
}

/** Takes the order back as the settings cancel orders. */
export async function reverseSalesOrder(erpKey: string, tools: Tools): Promise<ExecuteOutcome> {
  const key = await keyOf(tools, erpKey);
  if ('kind' in key) return key;
  const read = await readOrder('read', key.company, key.number, tools);
  if (read.kind !== 'order') return read;
  return read.row === null ? { kind: 'committed', erpKey, warnings: [] } : emptyOrder(read.row, key.company, erpKey, tools);
}
