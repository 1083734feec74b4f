import { parseScaled } from '../../../kernel/money.ts';
import { milliToText } from '../../../kernel/quantity.ts';
import type { Body } from '../odata/body.ts';
import { SapError, type SapMessage } from '../odata/error.ts';
import type { Line, Order } from '../orders/types.ts';
import { deliveredMilli, todayOf } from '../orders/world.ts';
import { toBase } from './ledger.ts';
import { plantMessage } from './messages.ts';
import { emptyLine, nextDelivery, nextGoods, type Plant } from './plant.ts';
import { checkPeriod, checkStock } from './post-goods.ts';
import type { Delivery, DeliveryLine, GoodsDocument, GoodsLine } from './types.ts';

const textOf = (body: Body, name: string): string => String(body.values.get(name) ?? '');
const refuse = (...problems: readonly SapMessage[]): SapError => new SapError(400, problems);

/** What of an item waits in deliveries that have not left. */
const plannedMilli = (plant: Plant, line: Line): number =>
  plant.deliveries
    .list()
    .filter((delivery) => delivery.order === line.order.number && !delivery.issued)
    .reduce((sum, delivery) => sum + delivery.lines.filter((one) => one.orderItem === line.no).reduce((all, one) => all + one.milli, 0), 0);

/** Where goods of an item are taken from when nobody says it: the place that has most of it. */
function usualPlace(plant: Plant, sku: string, site: string): string {
  const here = plant.ledger.of(sku).filter((position) => position.plant === site && position.stock === '01' && position.salesOrder === '');
  return here.toSorted((a, b) => b.baseMilli - a.baseMilli)[0]?.location ?? 'FG01';
}

function draft(plant: Plant, order: Order, body: Body, no: number): DeliveryLine {
  const item = textOf(body, 'ReferenceSDDocumentItem').replace(/^0+(?=\d)/, '');
  const line = order.lines.find((candidate) => String(candidate.no) === item);
  if (!line || line.rejected !== '') throw refuse(plantMessage.itemUnknown(order.number, item));
  const open = line.milli - deliveredMilli(plant.world, line) - plannedMilli(plant, line);
  const sent = textOf(body, 'ActualDeliveryQuantity');
  const milli = sent === '' || sent === '0' ? open : (parseScaled(sent, 3) ?? 0);
  const unit = textOf(body, 'DeliveryQuantityUnit') || line.unit;
  if (unit !== line.unit) throw refuse(plantMessage.unitUnknown(unit, line.sku, 'DeliveryQuantityUnit'));
  if (milli <= 0 || milli > open) throw refuse(plantMessage.overDelivery(item, milliToText(Math.max(0, open))));
  const site = plant.world.orgs.get(order.org)?.plant ?? '';
  return { no, orderItem: line.no, sku: line.sku, milli, unit, plant: site, location: usualPlace(plant, line.sku, site), batch: '', pickedMilli: 0, higher: 0 };
}

/** An outbound delivery from a checked deep insert; nothing is entered yet. Throws SAP's refusal: unknown, blocked or delivered order, more than is open. */
export function makeDelivery(plant: Plant, body: Body, user: string): Delivery {
  const bodies = body.nested.get('to_DeliveryDocumentItem') ?? [];
  if (bodies.length === 0) throw refuse(plantMessage.salesOrderUnknown(''));
  const numbers = [...new Set(bodies.map((one) => textOf(one, 'ReferenceSDDocument')))];
  const order = plant.world.book.byNumber(numbers[0] ?? '');
  if (numbers.length > 1) throw refuse(plantMessage.severalOrders());
  if (!order) throw refuse(plantMessage.salesOrderUnknown(numbers[0] ?? ''));
  if (order.deliveryBlock !== '' || order.credit === 'B') throw refuse(plantMessage.orderBlocked(order.number));
  const now = plant.world.now();
  return {
    number: nextDelivery(plant),
    order: order.number,
    soldTo: order.soldTo,
    shipTo: order.shipTo,
    org: order.org,
    user,
    createdMs: now,
    changedMs: now,
    untouched: true,
    version: 1,
    reference: '',
    means: '',
    plannedOn: order.requestedOn ?? todayOf(plant.world),
    movedOn: null,
    issued: false,
    extra: {},
    lines: bodies.map((one, at) => draft(plant, order, one, (at + 1) * 10)),
    pristine: false,
  };
}

/** The delivery as it is after something was done to it. */
export const touchedDelivery = (plant: Plant, delivery: Delivery, change: Partial<Delivery>): Delivery => ({
  ...delivery,
  ...change,
  changedMs: plant.world.now(),
  untouched: false,
  version: delivery.version + 1,
  pristine: false,
});

const headFields = new Set(['BillOfLading', 'ActualGoodsMovementDate', 'MeansOfTransport', 'PlannedGoodsIssueDate']);

/** A changed header. */
export function changeDelivery(plant: Plant, delivery: Delivery, body: Body): Delivery {
  const has = (name: string): boolean => body.values.has(name);
  return touchedDelivery(plant, delivery, {
    reference: has('BillOfLading') ? textOf(body, 'BillOfLading') : delivery.reference,
    means: has('MeansOfTransport') ? textOf(body, 'MeansOfTransport') : delivery.means,
    movedOn: has('ActualGoodsMovementDate') ? textOf(body, 'ActualGoodsMovementDate') || null : delivery.movedOn,
    plannedOn: has('PlannedGoodsIssueDate') ? textOf(body, 'PlannedGoodsIssueDate') : delivery.plannedOn,
    extra: { ...delivery.extra, ...Object.fromEntries([...body.values].filter(([name]) => !headFields.has(name))) },
  });
}

/** A changed item: place, batch, quantity. Throws for an unknown place or batch, or after the goods issue. */
export function changeDeliveryLine(plant: Plant, delivery: Delivery, no: number, body: Body): Delivery {
  if (delivery.issued) throw refuse(plantMessage.issuedAlready(delivery.number));
  const lines = delivery.lines.map((line): DeliveryLine => {
    if (line.no !== no) return line;
    const location = textOf(body, 'StorageLocation') || line.location;
    const batch = textOf(body, 'Batch') || line.batch;
    const milli = body.values.has('ActualDeliveryQuantity') ? (parseScaled(textOf(body, 'ActualDeliveryQuantity'), 3) ?? 0) : line.milli;
    if (!plant.ledger.hasPlace(line.plant, location)) throw refuse(plantMessage.placeUnknown(line.plant, location, 'StorageLocation'));
    if (batch !== '' && !plant.ledger.batch(line.sku, batch)) throw refuse(plantMessage.batchUnknown(batch, line.sku, 'Batch'));
    return { ...line, location, batch, milli };
  });
  return touchedDelivery(plant, delivery, { lines });
}

/** Splits a part of an item off into a batch and picks it. */
export function splitBatch(plant: Plant, delivery: Delivery, part: { readonly no: number; readonly batch: string; readonly milli: number }): Delivery {
  const main = delivery.lines.find((line) => line.no === part.no);
  if (!main || delivery.issued) throw refuse(plantMessage.issuedAlready(delivery.number));
  if (!plant.ledger.batch(main.sku, part.batch)) throw refuse(plantMessage.batchUnknown(part.batch, main.sku, 'Batch'));
  if (part.milli <= 0 || part.milli > main.milli) throw refuse(plantMessage.splitTooLarge(String(part.no)));
  const last = Math.max(900_000, ...delivery.lines.map((line) => line.no));
  const split: DeliveryLine = { ...main, no: last + 1, batch: part.batch, milli: part.milli, pickedMilli: part.milli, higher: main.no };
  const lines = delivery.lines.map((line) => (line.no === main.no ? { ...line, milli: line.milli - part.milli } : line));
  return touchedDelivery(plant, delivery, { lines: [...lines, split] });
}

/** Everything is picked. */
export const pickAll = (plant: Plant, delivery: Delivery): Delivery => {
  if (delivery.issued) throw refuse(plantMessage.issuedAlready(delivery.number));
  return touchedDelivery(plant, delivery, { lines: delivery.lines.map((line) => ({ ...line, pickedMilli: line.milli })) });
};

function goodsOf(plant: Plant, delivery: Delivery, type: '601' | '602', day: string, user: string): GoodsDocument {
  const lines = delivery.lines
    .filter((line) => line.milli > 0)
    .map((line, at): GoodsLine => {
      const baseMilli = toBase(plant.world.items.get(line.sku), line.milli, line.unit) ?? line.milli;
      if (line.batch === '' && plant.ledger.keepsBatches(line.sku)) throw refuse(plantMessage.enter('Batch', 'Batch'));
      return {
        ...emptyLine,
        no: at + 1,
        sku: line.sku,
        plant: line.plant,
        location: line.location,
        batch: line.batch,
        stock: '01',
        sign: type === '601' ? -1 : 1,
        type,
        milli: line.milli,
        unit: line.unit,
        baseMilli,
        delivery: delivery.number,
        deliveryItem: String(line.no),
      };
    });
  checkStock(plant, lines);
  return {
    year: day.slice(0, 4),
    number: nextGoods(plant),
    postedOn: day,
    documentOn: day,
    createdMs: plant.world.now(),
    user,
    reference: delivery.number,
    text: '',
    code: '',
    requestId: '',
    reverses: null,
    lines,
    pristine: false,
  };
}

/** The goods leave. Throws when they are not picked, are not there, or the period is closed. */
export function issueGoods(plant: Plant, delivery: Delivery, user: string): { readonly delivery: Delivery; readonly document: GoodsDocument } {
  if (delivery.issued) throw refuse(plantMessage.issuedAlready(delivery.number));
  if (delivery.lines.some((line) => line.pickedMilli !== line.milli)) throw refuse(plantMessage.notPicked(delivery.number));
  const day = delivery.movedOn ?? todayOf(plant.world);
  checkPeriod(plant, day, delivery.lines[0]?.plant ?? '');
  const document = goodsOf(plant, delivery, '601', day, user);
  return { delivery: touchedDelivery(plant, delivery, { issued: true, movedOn: day }), document };
}

/** The goods come back. */
export function returnGoods(plant: Plant, delivery: Delivery, day: string, user: string): { readonly delivery: Delivery; readonly document: GoodsDocument } {
  if (!delivery.issued) throw refuse(plantMessage.notIssued(delivery.number));
  checkPeriod(plant, day, delivery.lines[0]?.plant ?? '');
  return { delivery: touchedDelivery(plant, delivery, { issued: false }), document: goodsOf(plant, delivery, '602', day, user) };
}

/** The order's delivery status with what has left of it: A nothing, B a part, C all. */
export function deliveryStatus(plant: Plant, order: Order): Order['delivery'] {
  const lines = order.lines.filter((line) => line.rejected === '');
  const left = lines.map((line) => plant.world.delivered.get(`${order.number}/${line.no}`) ?? 0);
  if (left.every((milli) => milli === 0)) return 'A';
  return lines.every((line, at) => (left[at] ?? 0) >= line.milli) ? 'C' : 'B';
}
