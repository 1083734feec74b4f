import type { SeedCustomer, SeedItem } from '../../kit/company-seed.ts';
import type { Dice } from '../../kit/index.ts';
import { OracleError, refuse } from '../errors.ts';
import { fulfillLineId, lineAttributes, orderAttributes, orderByKey, orderStoreKey } from '../model/orders.ts';
import { netMinor, priceFromText, priceOf, priceText, type UnitPrice } from '../pricing.ts';
import type { Order, OrderLine, Put } from '../records.ts';
import { counterPut, exposureMinor, todayOf, uomOf, type World } from '../world.ts';
import { checkFields, checkMandatory, dayIn, listIn, milliIn, textIn, type Body } from './body.ts';

/** What a write needs. */
export interface Desk {
  readonly world: World;
  readonly dice: Dice;
}

/** A document that was decided on, and the changes that make it so. */
export interface Decided {
  readonly order: Order;
  readonly puts: readonly Put[];
  readonly created: boolean;
}

const headChildren = ['lines', 'billToCustomer', 'shipToCustomer'];
const lineChildren = ['charges', 'manualPriceAdjustments', 'additionalInformation'];

function customerOf(world: World, body: Body): SeedCustomer {
  const number = textIn(body, 'BuyingPartyNumber');
  const customer = world.customers.get(number) ?? world.seed.customers.find((one) => number === '' && one.name === textIn(body, 'BuyingPartyName'));
  if (!customer) throw refuse('DOO-2685878', `The application can't find a buying party that matches party number ${number}.`, '/BuyingPartyNumber');
  if (customer.blocked) throw refuse('DOO-2686105', `Customer ${customer.name} is on hold: the sales order can't be submitted.`, '/BuyingPartyNumber');
  return customer;
}

function headOf(world: World, body: Body): { readonly customer: SeedCustomer; readonly businessUnit: string; readonly currency: string } {
  checkFields(body, orderAttributes, headChildren);
  checkMandatory(body, ['SourceTransactionNumber', 'SourceTransactionSystem', 'SourceTransactionId', 'BusinessUnitName']);
  const businessUnit = textIn(body, 'BusinessUnitName');
  if (!world.orgs.has(businessUnit) || world.habits().hiddenBusinessUnits.includes(businessUnit))
    throw refuse('DOO-2685877', `You don't have access to business unit ${businessUnit}, or it doesn't exist.`, '/BusinessUnitName');
  const customer = customerOf(world, body);
  if (customer.salesOrg !== businessUnit)
    throw refuse('DOO-2685879', `Customer ${customer.code} isn't set up for business unit ${businessUnit}.`, '/BuyingPartyNumber');
  const currency = textIn(body, 'TransactionalCurrencyCode') || customer.currency;
  if (currency !== customer.currency)
    throw refuse('DOO-2685881', `Currency ${currency} isn't valid for pricing strategy of customer ${customer.code}.`, '/TransactionalCurrencyCode');
  return { customer, businessUnit, currency };
}

/** The net price that was sent with a line: frozen charges, or an adjustment that overrides the price. */
function sentPrice(body: Body, frozen: boolean, path: string): UnitPrice | null {
  if (frozen) {
    const net = listIn(body, 'charges')
      .flatMap((charge) => listIn(charge, 'chargeComponents'))
      .find((component) => textIn(component, 'PriceElementUsageCode') === 'NET_PRICE');
    const price = net && priceFromText(textIn(net, 'HeaderCurrencyUnitPrice'));
    if (!price) throw refuse('DOO-2685895', 'When FreezePriceFlag is true, each line must have charges with a net price component.', `${path}/charges`);
    return price;
  }
  const override = listIn(body, 'manualPriceAdjustments').find((one) => textIn(one, 'AdjustmentTypeCode') === 'PRICE_OVERRIDE');
  return override ? priceFromText(textIn(override, 'AdjustmentAmount')) : null;
}

/** The item of a line, and the unit that it is ordered in. Throws when it cannot be sold so. */
function soldItem(world: World, body: Body, customer: SeedCustomer, path: string): { readonly item: SeedItem; readonly unit: string } {
  const sku = textIn(body, 'ProductNumber');
  const item = world.items.get(sku);
  if (item?.type !== 'FERT' || !item.salesOrgs.includes(customer.salesOrg))
    throw refuse('DOO-2685886', `Item ${sku} isn't valid or isn't enabled for the organization.`, `${path}/ProductNumber`);
  if (!item.active) throw refuse('DOO-2685887', `Item ${sku} isn't orderable: its status is Inactive.`, `${path}/ProductNumber`);
  const unit = textIn(body, 'OrderedUOMCode');
  if (!uomOf(item, unit)) throw refuse('DOO-2685888', `Unit of measure ${unit} isn't valid for item ${sku}.`, `${path}/OrderedUOMCode`);
  return { item, unit };
}

function lineFrom(desk: Desk, body: Body, customer: SeedCustomer, frozen: boolean, index: number): OrderLine {
  const { world } = desk;
  const path = `/lines[${index}]`;
  checkFields(body, lineAttributes, lineChildren, path);
  checkMandatory(
    body,
    [
      'SourceTransactionLineId',
      'SourceTransactionLineNumber',
      'SourceScheduleNumber',
      'SourceTransactionScheduleId',
      'ProductNumber',
      'OrderedQuantity',
      'OrderedUOMCode',
    ],
    path,
  );
  const { item, unit } = soldItem(world, body, customer, path);
  const { sku } = item;
  const asked = milliIn(body, 'OrderedQuantity') ?? 0;
  if (asked <= 0) throw refuse('DOO-2685889', 'The ordered quantity must be more than zero.', `${path}/OrderedQuantity`);
  const milli = desk.dice.chance(world.habits().pOtherQuantity) ? asked + 1000 : asked;
  const price = sentPrice(body, frozen, path) ?? priceOf(world, customer.code, item, unit, todayOf(world));
  if (!price && world.habits().missingPrice === 'refuse') throw refuse('QP-2555', `The application can't find a price for item ${sku} in unit ${unit}.`, path);
  return {
    lineId: world.nextId('line'),
    sourceLineId: textIn(body, 'SourceTransactionLineId'),
    sourceLineNumber: textIn(body, 'SourceTransactionLineNumber'),
    sourceScheduleId: textIn(body, 'SourceTransactionScheduleId'),
    sku,
    words: textIn(body, 'CustomerProductDescription'),
    milli,
    unit,
    shippedMilli: 0,
    price: price ? priceText(price) : '0',
    netMinor: price ? netMinor(price, milli) : 0,
    canceled: false,
    cancelReason: '',
  };
}

/** Whether the order must wait for credit. Throws when the company refuses instead. */
function creditHold(world: World, customer: SeedCustomer, currency: string, growthMinor: number): boolean {
  const { creditCheck } = world.habits();
  if (creditCheck === 'off' || customer.credit === null || growthMinor <= 0) return false;
  const over = exposureMinor(world, customer.code) + growthMinor - customer.credit.limitMinor;
  if (over <= 0) return false;
  if (creditCheck === 'refuse')
    throw refuse(
      'DOO-2686140',
      `Credit check failed for customer ${customer.code}: the limit is exceeded by ${(over / 100).toFixed(2)} ${currency}.`,
      '/BuyingPartyNumber',
    );
  return true;
}

const sum = (lines: readonly OrderLine[]): number => lines.reduce((total, line) => total + (line.canceled ? 0 : line.netMinor), 0);

function checkDistinct(lines: readonly OrderLine[]): void {
  const seen = new Set<string>();
  for (const line of lines) {
    if (seen.has(line.sourceLineId)) throw refuse('DOO-2685890', `More than one line has source line ID ${line.sourceLineId}.`, '/lines');
    seen.add(line.sourceLineId);
  }
}

/** Decides on a new order. With `upsert` a known natural key is changed instead, without asking whether somebody else did. */
export function createOrder(desk: Desk, body: Body, upsert: boolean): Decided {
  const { world } = desk;
  const { customer, businessUnit, currency } = headOf(world, body);
  const key = `${textIn(body, 'SourceTransactionSystem')}:${textIn(body, 'SourceTransactionId')}`;
  const known = orderByKey(world, key);
  if (known && upsert)
    return patchOrder(desk, known, Object.fromEntries(Object.entries(body).filter(([name]) => !/^(Source|BusinessUnit|Buying|Transactional)/.test(name))));
  if (known)
    throw refuse(
      'DOO-2685874',
      `A sales order with source transaction ID ${known.sourceId} from source system ${known.sourceSystem} already exists.`,
      '/SourceTransactionId',
    );
  const bodies = listIn(body, 'lines');
  if (bodies.length === 0) throw refuse('DOO-2685884', 'The sales order must have at least one line.', '/lines');
  const lines = bodies.map((line, index) => lineFrom(desk, line, customer, body['FreezePriceFlag'] === true, index));
  checkDistinct(lines);
  const submitted = body['SubmittedFlag'] === true && !desk.dice.chance(world.habits().pDraft);
  const onHold = submitted && creditHold(world, customer, currency, sum(lines));
  const headerId = world.nextId('header');
  const site = listIn(body, 'shipToCustomer')[0]?.['SiteId'];
  const at = world.now();
  const order: Order = {
    headerId,
    number: String(headerId - 300_000_095_000_000),
    sourceSystem: textIn(body, 'SourceTransactionSystem'),
    sourceId: textIn(body, 'SourceTransactionId'),
    sourceNumber: textIn(body, 'SourceTransactionNumber'),
    businessUnit,
    customer: customer.code,
    shipToSite: typeof site === 'number' ? site : null,
    currency,
    orderedMs: at,
    changedMs: at,
    requestedOn: dayIn(body, 'RequestedShipDate'),
    customerPo: textIn(body, 'CustomerPONumber'),
    status: submitted ? 'OPEN' : 'DOO_DRAFT',
    onHold,
    revision: 1,
    lines,
  };
  return {
    order,
    created: true,
    puts: [
      { table: 'order', key: orderStoreKey(order), row: order },
      counterPut(world, 'header', headerId),
      counterPut(world, 'line', lines.at(-1)?.lineId ?? 0),
    ],
  };
}

function canceledLine(line: OrderLine, body: Body, path: string): OrderLine {
  const reason = textIn(body, 'CancelReasonCode') || textIn(body, 'CancelReason');
  if (reason === '') throw refuse('DOO-2685924', 'A cancel reason is required to cancel a line.', `${path}/CancelReasonCode`);
  return { ...line, canceled: true, cancelReason: reason };
}

function changedLine(desk: Desk, order: Order, line: OrderLine, body: Body, index: number): OrderLine {
  const path = `/lines[${index}]`;
  const item = desk.world.items.get(line.sku);
  const milli = milliIn(body, 'OrderedQuantity');
  if (line.canceled) throw refuse('DOO-2685921', `Line ${line.sourceLineNumber} is canceled and can't be changed.`, path);
  if (textIn(body, 'ProductNumber') !== '' && textIn(body, 'ProductNumber') !== line.sku)
    throw refuse('DOO-2685922', "You can't change the item of a submitted line.", `${path}/ProductNumber`);
  if (milli === null || !item) return line;
  if (milli < line.shippedMilli)
    throw refuse('DOO-2685923', `Line ${line.sourceLineNumber} is shipped: the quantity can't be less than what was shipped.`, `${path}/OrderedQuantity`);
  if (milli === 0) return canceledLine(line, body, path);
  const wanted = desk.dice.chance(desk.world.habits().pOtherQuantity) ? milli + 1000 : milli;
  const unit = priceFromText(line.price) ?? priceOf(desk.world, order.customer, item, line.unit, todayOf(desk.world));
  return { ...line, milli: wanted, netMinor: unit ? netMinor(unit, wanted) : 0 };
}

/** Decides on a revision of an order: the head, lines that are known by FulfillLineId or SourceTransactionLineId, and new ones. All or nothing. */
export function patchOrder(desk: Desk, order: Order, body: Body): Decided {
  const { world } = desk;
  checkFields(body, orderAttributes, headChildren);
  const customer = world.customers.get(order.customer);
  if (!customer) throw new OracleError(404, '404', 'Not Found');
  if (order.status === 'CLOSED' || order.status === 'CANCELED')
    throw refuse('DOO-2685920', `Sales order ${order.number} is ${order.status.toLowerCase()} and can't be revised.`, '/');
  const lines = new Map(order.lines.map((line) => [line.sourceLineId, line]));
  listIn(body, 'lines').forEach((sent, index) => {
    checkFields(sent, lineAttributes, lineChildren, `/lines[${index}]`);
    const known = order.lines.find((line) => fulfillLineId(line) === sent['FulfillLineId'] || line.sourceLineId === textIn(sent, 'SourceTransactionLineId'));
    if (!known && sent['FulfillLineId'] !== undefined)
      throw refuse('DOO-2685925', `Fulfillment line ${textIn(sent, 'FulfillLineId')} doesn't belong to the order.`, `/lines[${index}]`);
    const line = known ? changedLine(desk, order, known, sent, index) : lineFrom(desk, sent, customer, body['FreezePriceFlag'] === true, index);
    lines.set(line.sourceLineId, line);
  });
  const next = [...lines.values()];
  const onHold = order.onHold || creditHold(world, customer, order.currency, sum(next) - sum(order.lines));
  const row: Order = {
    ...order,
    lines: next,
    onHold,
    requestedOn: body['RequestedShipDate'] === undefined ? order.requestedOn : dayIn(body, 'RequestedShipDate'),
    customerPo: body['CustomerPONumber'] === undefined ? order.customerPo : textIn(body, 'CustomerPONumber'),
    status: next.every((line) => line.canceled) ? 'CANCELED' : order.status === 'DOO_DRAFT' && body['SubmittedFlag'] !== true ? 'DOO_DRAFT' : 'OPEN',
    revision: order.revision + 1,
    changedMs: Math.max(world.now(), order.changedMs + 1),
  };
  const last = Math.max(...next.map((line) => line.lineId));
  return { order: row, created: false, puts: [{ table: 'order', key: orderStoreKey(order), row }, counterPut(world, 'line', last)] };
}
