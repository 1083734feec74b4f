import { refuse } from '../errors.ts';
import { orderStoreKey } from '../model/orders.ts';
import type { Movement, Order, OrderLine, Put, Shipment } from '../records.ts';
import { counterPut, todayOf, type World } from '../world.ts';
import { dayIn, listIn, milliIn, textIn, type Body } from './body.ts';
import { openLedger, post, type Ledger } from './inventory.ts';
import type { Desk } from './orders.ts';
import type { Reported } from './production.ts';

interface Shipped {
  readonly order: Order;
  readonly line: Shipment['lines'][number];
}

/** A line that may be shipped, as earlier lines of the same shipment have left its order. */
function lineOf(world: World, orders: ReadonlyMap<string, Order>, id: number): { readonly known: Order; readonly line: OrderLine } | string {
  const has = (order: Order): boolean => order.lines.some((line) => line.lineId === id);
  const known = [...orders.values()].find(has) ?? world.store.all('order').find(has);
  const line = known?.lines.find((one) => one.lineId === id);
  if (!known || !line || line.canceled || known.status !== 'OPEN') return `WSH_LINE_INVALID: Shipment line ${id} isn't ready to be shipped.`;
  return known.onHold ? `WSH_ORDER_ON_HOLD: Order ${known.number} is on hold.` : { known, line };
}

const issueOf = (
  world: World,
  line: OrderLine,
  shipment: Body,
  sent: Body,
  { organization, on, milli }: { readonly organization: string; readonly on: string; readonly milli: number },
): Movement => ({
  id: world.nextId('movement'),
  headerId: 0,
  type: 'Sales order issue',
  organization,
  subinventory: textIn(sent, 'Subinventory'),
  toOrganization: '',
  toSubinventory: '',
  sku: line.sku,
  lot: textIn(sent, 'LotNumber'),
  milli: -milli,
  unit: line.unit,
  on,
  reference: textIn(shipment, 'Shipment'),
  sourceCode: 'ORDER ENTRY',
  sourceHeaderId: 0,
  sourceLineId: 0,
  workOrder: '',
  error: '',
  createdMs: world.now(),
});

function shipLine(desk: Desk, ledger: Ledger, orders: Map<string, Order>, shipment: Body, sent: Body, organization: string, on: string): Shipped | string {
  const { world } = desk;
  const id = Number(sent['ShipmentLine']);
  const found = lineOf(world, orders, id);
  if (typeof found === 'string') return found;
  const { known, line } = found;
  const asked = milliIn(sent, 'ShippedQuantity') ?? 0;
  const milli = desk.dice.chance(world.habits().pOtherQuantity) ? asked - Math.min(1000, asked / 2) : asked;
  if (milli <= 0 || milli > line.milli - line.shippedMilli) return `WSH_QTY_INVALID: The shipped quantity of line ${id} isn't within what is open.`;
  const movement = issueOf(world, line, shipment, sent, { organization, on, milli });
  const problem = post(world, ledger, movement);
  if (problem !== null) return problem;
  ledger.puts.push({ table: 'completed', key: String(movement.id), row: movement }, counterPut(world, 'movement', movement.id));
  const lines = known.lines.map((one) => (one === line ? { ...one, shippedMilli: one.shippedMilli + milli } : one));
  const done = lines.every((one) => one.canceled || one.shippedMilli >= one.milli);
  const order: Order = { ...known, lines, status: done ? 'CLOSED' : 'OPEN', changedMs: Math.max(world.now(), known.changedMs + 1) };
  return {
    order,
    line: {
      id,
      order: known.number,
      orderLine: line.sourceLineNumber,
      sku: line.sku,
      milli,
      unit: line.unit,
      subinventory: movement.subinventory,
      lot: movement.lot,
    },
  };
}

interface Outcome {
  readonly puts: readonly Put[];
  readonly error: string | null;
}

function confirmNew(desk: Desk, body: Body): Outcome {
  const { world } = desk;
  const name = textIn(body, 'Shipment');
  if (name === '') return { puts: [], error: 'WSH_SHIPMENT_REQUIRED: The shipment must have a name.' };
  if (name.length > 30) return { puts: [], error: 'WSH_SHIPMENT_LENGTH: The name of the shipment has more than 30 characters.' };
  if (world.store.get('shipment', name)) return { puts: [], error: `WSH_SHIPMENT_EXISTS: Shipment ${name} already exists.` };
  const organization = textIn(body, 'OrganizationCode');
  const ledger = openLedger();
  const orders = new Map<string, Order>();
  const lines: Shipment['lines'][number][] = [];
  const on = dayIn(body, 'ActualShipDate') ?? todayOf(world);
  for (const sent of listIn(body, 'shipmentLines')) {
    const shipped = shipLine(desk, ledger, orders, body, sent, organization, on);
    if (typeof shipped === 'string') return { puts: [], error: shipped };
    orders.set(orderStoreKey(shipped.order), shipped.order);
    lines.push(shipped.line);
  }
  const [first] = orders.values();
  if (!first) return { puts: [], error: 'WSH_NO_LINES: The shipment has no lines.' };
  const id = world.nextId('shipment');
  const row: Shipment = {
    id,
    name,
    organization,
    customer: first.customer,
    shippedOn: on,
    deliveredAt: null,
    carrier: textIn(body, 'Carrier'),
    changedMs: world.now(),
    lines,
  };
  const kept = [...orders].map(([key, order]): Put => ({ table: 'order', key, row: order }));
  return { puts: [...ledger.puts, ...kept, { table: 'shipment', key: name, row }, counterPut(world, 'shipment', id)], error: null };
}

function update(desk: Desk, body: Body): Outcome {
  const { world } = desk;
  const shipment = world.store.get('shipment', textIn(body, 'Shipment'));
  if (!shipment) return { puts: [], error: `WSH_SHIPMENT_INVALID: Shipment ${textIn(body, 'Shipment')} isn't valid.` };
  const deliveredAt = textIn(body, 'ActualDeliveryDate');
  if (deliveredAt !== '' && (dayIn(body, 'ActualDeliveryDate') ?? '') < shipment.shippedOn)
    return { puts: [], error: 'WSH_DELIVERY_DATE: The actual delivery date is before the actual ship date.' };
  const lies = desk.dice.chance(world.habits().pOtherQuantity);
  const row: Shipment = { ...shipment, deliveredAt: deliveredAt === '' || lies ? null : deliveredAt, changedMs: Math.max(world.now(), shipment.changedMs + 1) };
  return { puts: [{ table: 'shipment', key: shipment.name, row }], error: null };
}

/** Works on a transaction request of Shipping: 201 with `errors` when it was not done. */
export function requestShipment(desk: Desk, body: Body): Reported {
  const action = textIn(body, 'ActionCode');
  const [shipment] = listIn(body, 'shipments');
  if (!['CreateAndConfirmShipment', 'ShipmentCreate', 'ShipmentUpdate'].includes(action))
    throw refuse('WSH_ACTION_INVALID', `ActionCode ${action} isn't valid.`, '/ActionCode');
  if (!shipment) throw refuse('WSH_NO_SHIPMENT', 'The request has no shipments.', '/shipments');
  const { puts, error } = action === 'ShipmentUpdate' ? update(desk, shipment) : confirmNew(desk, shipment);
  const errors = error === null ? [] : [{ MessageName: (error.split(':')[0] ?? '').slice(0, 30), MessageText: error.slice(error.indexOf(':') + 2) }];
  return { puts, json: { ActionCode: action, errors, shipments: [shipment] } };
}
