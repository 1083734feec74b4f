import { parseScaled } from '../../../kernel/money.ts';
import { message } from '../messages.ts';
import type { Body } from '../odata/body.ts';
import { SapError, type SapMessage } from '../odata/error.ts';
import { restored, saved } from './book.ts';
import { checkCredit, type OrderOutcome } from './create.ts';
import { draftLine, extraOf, hangingProblems, isFree, lineOf, orderNet, priced } from './lines.ts';
import type { Line, Order } from './types.ts';
import type { World } from './world.ts';

const headFields = new Set([
  'SalesOrder',
  'SalesOrderType',
  'SalesOrganization',
  'DistributionChannel',
  'OrganizationDivision',
  'SoldToParty',
  'PurchaseOrderByCustomer',
  'RequestedDeliveryDate',
  'DeliveryBlockReason',
  'TransactionCurrency',
]);
const lineFields = new Set([
  'SalesOrder',
  'SalesOrderItem',
  'HigherLevelItem',
  'SalesOrderItemCategory',
  'Material',
  'RequestedQuantity',
  'RequestedQuantityUnit',
  'RequestedQuantitySAPUnit',
  'RequestedQuantityISOUnit',
  'MaterialByCustomer',
  'SalesDocumentRjcnReason',
]);

const sentText = (body: Body, name: string, before: string): string => (body.values.has(name) ? String(body.values.get(name) ?? '') : before);

/** A copy of an order that may be changed without the book seeing it before it is put back; newer than the original by at least 1 ms. */
function draftOf(world: World, order: Order): Order {
  const copy = restored(saved(order));
  copy.changedMs = Math.max(world.now(), order.changedMs + 1);
  return copy;
}

function settle(world: World, before: Order, after: Order, warnings: SapMessage[]): OrderOutcome {
  after.netMinor = orderNet(after.lines);
  const growth = after.netMinor - before.netMinor;
  if (growth > 0 && checkCredit(world, after.soldTo, growth, after.currency, warnings) === 'B') {
    after.credit = 'B';
    after.deliveryBlock = '01';
  }
  return { order: after, warnings };
}

/** Changes header fields. Returns the changed order, not yet in the book. */
export function changeHeader(world: World, order: Order, body: Body): OrderOutcome {
  const next = draftOf(world, order);
  next.reference = sentText(body, 'PurchaseOrderByCustomer', order.reference);
  next.requestedOn = body.values.has('RequestedDeliveryDate') ? String(body.values.get('RequestedDeliveryDate') ?? '') || null : order.requestedOn;
  next.deliveryBlock = sentText(body, 'DeliveryBlockReason', order.deliveryBlock);
  next.extra = extraOf(body, headFields, order.extra);
  return { order: next, warnings: [] };
}

function headOf(world: World, order: Order): { readonly org: string; readonly soldTo: string; readonly priceList: string } {
  return { org: order.org, soldTo: order.soldTo, priceList: world.customers.get(order.soldTo)?.priceList ?? '' };
}

function requantified(world: World, order: Order, line: Line, body: Body): void {
  const item = world.items.get(line.sku);
  if (!item || !body.values.has('RequestedQuantity')) return;
  const unit = sentText(body, 'RequestedQuantityUnit', line.unit);
  const milli = parseScaled(String(body.values.get('RequestedQuantity') ?? ''), 3);
  if (milli === null || milli <= 0) throw new SapError(400, [message.quantityMissing('RequestedQuantity')]);
  if (!item.uoms.some((candidate) => candidate.uom === unit)) throw new SapError(400, [message.unitNotMaintained(unit, line.sku, 'RequestedQuantityUnit')]);
  line.milli = milli;
  line.unit = unit;
  line.schedule = null;
  const cost = priced(world, headOf(world, order), item, { milli, unit, manual: line.price?.manual ? line.price : null, free: isFree(line) });
  line.price = cost.price;
  line.own = cost.own;
  line.netMinor = cost.netMinor;
}

/** A delivered order stands; the material of an item is not changed, it is rejected and another one added. */
function checkChangeable(order: Order, body: Body, target: Line): void {
  if (order.delivery === 'C') throw new SapError(400, [message.itemDelivered(order.number, String(target.no))]);
  const sent = (name: string, is: string): boolean => body.values.has(name) && String(body.values.get(name) ?? '') !== is;
  if (
    sent('SalesOrderItemCategory', target.category) ||
    (body.values.has('HigherLevelItem') && Number(body.values.get('HigherLevelItem') ?? 0) !== target.higher)
  )
    throw new SapError(400, [message.categoryFixed(String(target.no))]);
  if (body.values.has('Material') && body.values.get('Material') !== target.sku) throw new SapError(400, [message.materialFixed(target.sku)]);
}

/** Changes a line: quantity, unit, customer's words, or rejection by `SalesDocumentRjcnReason`. Throws the refusals of creating, and the credit check when the order grows. */
export function changeLine(world: World, line: Line, body: Body): OrderOutcome {
  const next = draftOf(world, line.order);
  const target = next.lines.find((candidate) => candidate.no === line.no);
  if (!target) return { order: next, warnings: [] };
  checkChangeable(next, body, target);
  requantified(world, next, target, body);
  target.words = sentText(body, 'MaterialByCustomer', target.words);
  target.rejected = sentText(body, 'SalesDocumentRjcnReason', target.rejected);
  target.extra = extraOf(body, lineFields, target.extra);
  return settle(world, line.order, next, []);
}

/** Adds a line to an order, numbered after its last one unless a free number is sent. */
export function addLine(world: World, order: Order, body: Body): OrderOutcome & { readonly line: Line } {
  const problems: SapMessage[] = order.delivery === 'C' ? [message.itemDelivered(order.number, '')] : [];
  const warnings: SapMessage[] = [];
  const draft = draftLine(world, headOf(world, order), body, 'to_Item', problems, warnings);
  const sent = Number(String(body.values.get('SalesOrderItem') ?? '') || '0');
  if (order.lines.some((line) => line.no === sent)) problems.push(message.itemDoubled(String(sent), 'SalesOrderItem'));
  if (problems.length > 0 || !draft) throw new SapError(400, problems);
  const next = draftOf(world, order);
  const last = Math.max(0, ...next.lines.map((line) => line.no));
  const line = lineOf(next, sent > 0 ? sent : last + 10 - (last % 10), draft);
  next.lines = [...next.lines, line].sort((a, b) => a.no - b.no);
  const hanging = hangingProblems(next.lines);
  if (hanging.length > 0) throw new SapError(400, hanging);
  return { ...settle(world, order, next, warnings), line };
}
