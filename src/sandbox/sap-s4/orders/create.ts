import { scaledToText } from '../../../kernel/money.ts';
import { message } from '../messages.ts';
import type { Body } from '../odata/body.ts';
import { SapError, type SapMessage } from '../odata/error.ts';
import type { SeedCustomer, SeedSalesOrg } from '../../kit/company-seed.ts';
import { draftLine, extraOf, hangingProblems, lineOf, orderNet, type LineDraft } from './lines.ts';
import type { Order } from './types.ts';
import { overLimitMinor, todayOf, type NumberRange, type World } from './world.ts';

/** What creating or changing an order led to. */
export interface OrderOutcome {
  readonly order: Order;
  readonly warnings: readonly SapMessage[];
}

const understood = new Set([
  'SalesOrder',
  'SalesOrderType',
  'SalesOrganization',
  'DistributionChannel',
  'OrganizationDivision',
  'SoldToParty',
  'PurchaseOrderByCustomer',
  'RequestedDeliveryDate',
  'TransactionCurrency',
  'DeliveryBlockReason',
]);
const needed = ['SalesOrderType', 'SalesOrganization', 'DistributionChannel', 'OrganizationDivision', 'SoldToParty'];

const text = (body: Body, name: string): string => String(body.values.get(name) ?? '');
const refuse = (...problems: readonly SapMessage[]): SapError => new SapError(400, problems);

/** Why this customer cannot order in this sales area; null when it can. */
function customerProblem(world: World, body: Body, org: SeedSalesOrg): SapMessage | null {
  const soldTo = text(body, 'SoldToParty');
  const customer = world.customers.get(soldTo);
  if (!customer) return message.customerUnknown(soldTo);
  if (customer.salesOrg !== org.code) return message.customerNotInArea(soldTo, `${org.code} ${org.channel} ${org.division}`);
  if (customer.blocked) return message.customerBlocked(soldTo);
  const currency = text(body, 'TransactionCurrency') || customer.currency;
  return currency === customer.currency ? null : message.currencyWrong(currency, customer.currency);
}

function salesAreaOf(world: World, body: Body): { readonly org: SeedSalesOrg; readonly customer: SeedCustomer } {
  const missing = needed.filter((name) => text(body, name) === '');
  if (missing.length > 0) throw refuse(...missing.map((name) => message.fieldMissing(name)));
  if (!world.ranges.has(text(body, 'SalesOrderType'))) throw refuse(message.orderTypeUnknown(text(body, 'SalesOrderType')));
  const [code, channel, division] = [text(body, 'SalesOrganization'), text(body, 'DistributionChannel'), text(body, 'OrganizationDivision')];
  const org = world.orgs.get(code);
  if (org?.channel !== channel || org.division !== division) throw refuse(message.salesAreaMissing(code, channel, division));
  const problem = customerProblem(world, body, org);
  const customer = world.customers.get(text(body, 'SoldToParty'));
  if (problem || !customer) throw refuse(problem ?? message.customerUnknown(text(body, 'SoldToParty')));
  return { org, customer };
}

/** The ship-to that was sent (function SH, or WE as German systems say), else the customer's default. */
function shipToOf(customer: SeedCustomer, body: Body): string {
  const usual = customer.shipTos.find((shipTo) => shipTo.isDefault)?.code ?? customer.code;
  let chosen = usual;
  for (const partner of body.nested.get('to_Partner') ?? []) {
    const fn = text(partner, 'PartnerFunction');
    const number = text(partner, 'Customer');
    const isShipTo = fn === 'SH' || fn === 'WE';
    const allowed = isShipTo
      ? number === customer.code || customer.shipTos.some((shipTo) => shipTo.code === number)
      : ['SP', 'AG', 'BP', 'RE', 'PY', 'RG'].includes(fn) && number === customer.code;
    if (!allowed) throw refuse(message.partnerNotAllowed(number, fn));
    if (isShipTo) chosen = number;
  }
  return chosen;
}

function itemNumbers(bodies: readonly Body[]): readonly number[] {
  const sent = bodies.map((body) => Number(text(body, 'SalesOrderItem') || '0'));
  let next = 10;
  const numbers = sent.map((number) => {
    const chosen = number > 0 ? number : next;
    next = Math.max(next, chosen + 10 - (chosen % 10));
    return chosen;
  });
  const doubled = numbers.find((number, index) => numbers.indexOf(number) !== index);
  if (doubled !== undefined) throw refuse(message.itemDoubled(String(doubled), 'to_Item'));
  return numbers;
}

function draftLines(world: World, customer: SeedCustomer, bodies: readonly Body[], warnings: SapMessage[]): readonly LineDraft[] {
  if (bodies.length === 0) throw refuse(message.noItems());
  const problems: SapMessage[] = [];
  const head = { org: customer.salesOrg, soldTo: customer.code, priceList: customer.priceList };
  const drafts = bodies.map((body, index) => draftLine(world, head, body, `to_Item(${index + 1})`, problems, warnings));
  if (problems.length > 0) throw refuse(...problems);
  return drafts.filter((draft) => draft !== null);
}

/** The credit status of a new value: refused (throws), blocked with a warning, or fine. */
export function checkCredit(world: World, customer: string, extraMinor: number, currency: string, warnings: SapMessage[]): 'A' | 'B' {
  const mode = world.customizing().creditCheck;
  const over = mode === 'off' ? 0 : overLimitMinor(world, customer, extraMinor);
  if (over === 0) return 'A';
  const amount = scaledToText(over, 2, true);
  if (mode === 'refuse') throw refuse(message.credit(customer, amount, currency));
  warnings.push(message.creditBlocked(customer, amount, currency));
  return 'B';
}

function takeNumber(range: NumberRange | undefined, type: string): string {
  if (!range || range.next > range.last) throw refuse(message.numberRange(type));
  range.next += 1;
  return String(range.next - 1);
}

/**
 * Creates a sales order from a checked deep insert. Nothing is entered into the book yet. Throws SAP's refusal for an unknown
 * or blocked customer, sales area, partner, material or unit, a failed credit check (by customizing), or an exhausted number range.
 */
export function createOrder(world: World, body: Body, user: string, requestId: string): OrderOutcome {
  const { order, warnings } = tryOrder(world, body, user, requestId);
  const numberedOrder: Order = { ...order, number: takeNumber(world.ranges.get(order.type), order.type), lines: [] };
  numberedOrder.lines = order.lines.map((line) => ({ ...line, order: numberedOrder }));
  return { order: numberedOrder, warnings };
}

/** The order that a deep insert would make, without a number: priced, checked and refused as creating it would be, and nothing taken. */
export function tryOrder(world: World, body: Body, user: string, requestId: string): OrderOutcome {
  const warnings: SapMessage[] = [];
  const { org, customer } = salesAreaOf(world, body);
  const shipTo = shipToOf(customer, body);
  const bodies = body.nested.get('to_Item') ?? [];
  const numbers = itemNumbers(bodies);
  const drafts = draftLines(world, customer, bodies, warnings);
  const hanging = hangingProblems(drafts.map(({ higher }, index) => ({ no: numbers[index] ?? 0, higher })));
  if (hanging.length > 0) throw refuse(...hanging);
  const requestedOn = text(body, 'RequestedDeliveryDate') || null;
  if (requestedOn !== null && requestedOn < todayOf(world)) warnings.push(message.dateInPast(requestedOn));
  const net = drafts.reduce((sum, draft) => sum + draft.netMinor, 0);
  const credit = checkCredit(world, customer.code, net, customer.currency, warnings);
  const type = text(body, 'SalesOrderType');
  const now = world.now();
  const order: Order = {
    number: '',
    type,
    org: org.code,
    channel: org.channel,
    division: org.division,
    soldTo: customer.code,
    shipTo,
    reference: text(body, 'PurchaseOrderByCustomer'),
    requestedOn,
    createdMs: now,
    changedMs: now,
    createdBy: user.toUpperCase().slice(0, 12),
    currency: customer.currency,
    netMinor: net,
    delivery: 'A',
    credit,
    deliveryBlock: credit === 'B' ? '01' : text(body, 'DeliveryBlockReason'),
    requestId,
    extra: extraOf(body, understood, null),
    lines: [],
    pristine: false,
  };
  order.lines = drafts.map((draft, index) => lineOf(order, numbers[index] ?? (index + 1) * 10, draft));
  order.netMinor = orderNet(order.lines);
  return { order, warnings };
}
