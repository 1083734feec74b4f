import { parseScaled } from '../../../kernel/money.ts';
import type { SeedItem } from '../../kit/company-seed.ts';
import type { Body } from '../odata/body.ts';
import { SapError, type SapMessage } from '../odata/error.ts';
import { todayOf } from '../orders/world.ts';
import { toBase } from './ledger.ts';
import { plantMessage } from './messages.ts';
import { movementTypes, type MovementType } from './movement-types.ts';
import { emptyLine, nextGoods, type Plant } from './plant.ts';
import type { GoodsDocument, GoodsLine } from './types.ts';

const textOf = (body: Body, name: string): string => String(body.values.get(name) ?? '');
const refuse = (...problems: readonly SapMessage[]): SapError => new SapError(400, problems);

/** Refuses a day in a closed period. */
export function checkPeriod(plant: Plant, day: string, site: string): void {
  if (day < plant.openFrom()) throw refuse(plantMessage.periodClosed(plant.openFrom(), plant.companyOf(site)));
}

/** A line that was sent, checked for itself. */
interface Sent {
  readonly body: Body;
  readonly type: string;
  readonly rule: MovementType;
  readonly sku: string;
  readonly plant: string;
  readonly location: string;
  readonly batch: string;
  readonly milli: number;
  readonly unit: string;
  readonly baseMilli: number;
  readonly target: string;
}

function sentMaterial(plant: Plant, body: Body, type: string, target: string): SeedItem {
  const order = plant.production.get(textOf(body, 'ManufacturingOrder'));
  const sku = textOf(body, 'Material') || (type === '101' ? (order?.seed.sku ?? '') : '');
  const item = plant.world.items.get(sku);
  if (!item) throw refuse(plantMessage.materialUnknown(sku, target));
  return item;
}

function sentQuantity(item: SeedItem, body: Body, target: string): Pick<Sent, 'milli' | 'unit' | 'baseMilli'> {
  const unit = textOf(body, 'EntryUnit') || item.baseUom;
  const milli = parseScaled(textOf(body, 'QuantityInEntryUnit'), 3);
  if (milli === null || milli <= 0) throw refuse(plantMessage.quantityMissing(target));
  const baseMilli = toBase(item, milli, unit);
  if (baseMilli === null) throw refuse(plantMessage.unitUnknown(unit, item.sku, target));
  return { milli, unit, baseMilli };
}

function sentLine(plant: Plant, body: Body, code: string, target: string): Sent {
  const type = textOf(body, 'GoodsMovementType');
  const rule = movementTypes[type];
  if (!rule?.codes.includes(code)) throw refuse(plantMessage.typeUnknown(type, code, target));
  const item = sentMaterial(plant, body, type, target);
  const [site, location] = [textOf(body, 'Plant'), textOf(body, 'StorageLocation')];
  if (!plant.ledger.hasPlace(site, location)) throw refuse(plantMessage.placeUnknown(site, location, target));
  return { body, type, rule, sku: item.sku, plant: site, location, batch: textOf(body, 'Batch'), ...sentQuantity(item, body, target), target };
}

function checkBatch(plant: Plant, sent: Sent): void {
  if (!plant.ledger.keepsBatches(sent.sku)) return;
  if (sent.batch === '') throw refuse(plantMessage.enter('Batch', sent.target));
  if (sent.rule.from !== null && !plant.ledger.batch(sent.sku, sent.batch)) throw refuse(plantMessage.batchUnknown(sent.batch, sent.sku, sent.target));
}

const overAllowed = 1.1;

function checkReceipt(plant: Plant, sent: Sent): void {
  if (sent.type !== '101') return;
  if (textOf(sent.body, 'GoodsMovementRefDocType') === 'B') return;
  const number = textOf(sent.body, 'ManufacturingOrder');
  const order = plant.production.get(number);
  if (!order) throw refuse(plantMessage.orderUnknown(number, sent.target));
  if (!order.seed.released) throw refuse(plantMessage.orderNotReleased(number));
  if (order.seed.sku !== sent.sku) throw refuse(plantMessage.orderOtherMaterial(number, sent.sku));
  const over = order.receivedBase + sent.baseMilli - Math.floor(order.seed.baseMilli * overAllowed);
  if (over > 0) throw refuse(plantMessage.overReceipt(over, order.unit, number));
}

function checkNeeds(plant: Plant, sent: Sent): void {
  const number = textOf(sent.body, 'ManufacturingOrder');
  if (sent.rule.needs === 'cost_centre' && textOf(sent.body, 'CostCenter') === '') throw refuse(plantMessage.enter('Cost Center', sent.target));
  if (sent.rule.needs === 'order') {
    const order = plant.production.get(number);
    if (!order) throw refuse(plantMessage.orderUnknown(number, sent.target));
    if (!order.seed.released) throw refuse(plantMessage.orderNotReleased(number));
  }
  const there = [textOf(sent.body, 'IssuingOrReceivingPlant') || sent.plant, textOf(sent.body, 'IssuingOrReceivingStorageLoc')] as const;
  if (sent.rule.needs === 'target' && !plant.ledger.hasPlace(...there)) throw refuse(plantMessage.placeUnknown(...there, sent.target));
}

function effects(sent: Sent, no: number): readonly GoodsLine[] {
  const { body, rule } = sent;
  const toPlant = rule.elsewhere ? textOf(body, 'IssuingOrReceivingPlant') || sent.plant : textOf(body, 'IssuingOrReceivingPlant');
  const there = {
    plant: toPlant || sent.plant,
    location: textOf(body, 'IssuingOrReceivingStorageLoc') || sent.location,
    batch: textOf(body, 'IssgOrRcvgBatch') || sent.batch,
  };
  const line: Omit<GoodsLine, 'no' | 'stock' | 'sign'> = {
    ...emptyLine,
    sku: sent.sku,
    plant: sent.plant,
    location: sent.location,
    batch: sent.batch,
    type: sent.type,
    milli: sent.milli,
    unit: sent.unit,
    baseMilli: sent.baseMilli,
    toPlant,
    toLocation: textOf(body, 'IssuingOrReceivingStorageLoc'),
    toBatch: textOf(body, 'IssgOrRcvgBatch'),
    order: textOf(body, 'ManufacturingOrder'),
    refType: textOf(body, 'GoodsMovementRefDocType'),
    purchase: textOf(body, 'PurchaseOrder'),
    costCentre: textOf(body, 'CostCenter'),
    reason: textOf(body, 'GoodsMovementReasonCode'),
    text: textOf(body, 'MaterialDocumentItemText'),
    reservation: textOf(body, 'Reservation'),
    reservationItem: textOf(body, 'ReservationItem'),
    final: body.values.get('IsCompletelyDelivered') === true,
  };
  const { from, to } = rule;
  if (from === null) return to === null ? [] : [{ ...line, no, stock: to, sign: 1 }];
  const issue: GoodsLine = { ...line, no, stock: from, sign: -1 };
  if (to === null) return [issue];
  const place = rule.elsewhere ? there : { plant: sent.plant, location: sent.location, batch: sent.batch };
  return [issue, { ...line, ...place, no: no + 1, stock: to, sign: 1, auto: true }];
}

/** Refuses what would leave less than nothing, counting the whole document. */
export function checkStock(plant: Plant, lines: readonly GoodsLine[]): void {
  const left = new Map<string, number>();
  for (const [at, line] of lines.entries()) {
    const key = [line.sku, line.plant, line.location, line.batch, line.stock].join('\u0000');
    const now = (left.get(key) ?? plant.ledger.quantity(line.sku, line.plant, line.location, line.batch, line.stock)) + line.sign * line.baseMilli;
    left.set(key, now);
    if (now >= 0 || line.sign > 0) continue;
    const unit = plant.world.items.get(line.sku)?.baseUom ?? '';
    throw refuse(
      plantMessage.deficit(-now, unit, line.sku, [line.plant, line.location, line.batch].filter(Boolean).join(' '), `to_MaterialDocumentItem(${at + 1})`),
    );
  }
}

/**
 * A material document from a checked deep insert; nothing is entered yet. Throws SAP's refusal: closed period, unknown material, place,
 * movement type, unit, batch or order, an order that is not released, more than was ordered, negative stock.
 */
export function makeGoods(plant: Plant, body: Body, user: string, requestId: string): GoodsDocument {
  const bodies = body.nested.get('to_MaterialDocumentItem') ?? [];
  if (bodies.length === 0) throw refuse(plantMessage.noItems());
  const today = todayOf(plant.world);
  const postedOn = textOf(body, 'PostingDate') || today;
  const code = textOf(body, 'GoodsMovementCode');
  const sent = bodies.map((one, at) => sentLine(plant, one, code, `to_MaterialDocumentItem(${at + 1})`));
  checkPeriod(plant, postedOn, sent[0]?.plant ?? '');
  for (const one of sent) {
    checkBatch(plant, one);
    checkReceipt(plant, one);
    checkNeeds(plant, one);
  }
  const lines: GoodsLine[] = [];
  for (const one of sent) lines.push(...effects(one, lines.length + 1));
  checkStock(plant, lines);
  return {
    year: postedOn.slice(0, 4),
    number: nextGoods(plant),
    postedOn,
    documentOn: textOf(body, 'DocumentDate') || today,
    createdMs: plant.world.now(),
    user,
    reference: textOf(body, 'ReferenceDocument'),
    text: textOf(body, 'MaterialDocumentHeaderText'),
    code,
    requestId,
    reverses: null,
    lines,
    pristine: false,
  };
}

/** Lines of a document that another one took back already. */
export const reversedLines = (plant: Plant, key: string): ReadonlySet<number> => plant.takenBack.get(key) ?? new Set();

/** The document that takes another one back; it carries the same reference, as SAP copies it. Throws when it was taken back already, or the goods are gone. */
export function makeReversal(plant: Plant, document: GoodsDocument, postedOn: string, user: string): GoodsDocument {
  const key = `${document.year}/${document.number}`;
  const back = reversedLines(plant, key);
  if (document.reverses !== null || document.lines.every((line) => back.has(line.no))) throw refuse(plantMessage.alreadyReversed(document.number));
  checkPeriod(plant, postedOn, document.lines[0]?.plant ?? '');
  const lines = document.lines.map((line): GoodsLine => ({
    ...line,
    type: movementTypes[line.type]?.reversal ?? line.type,
    sign: line.sign === 1 ? -1 : 1,
    reversesLine: line.no,
  }));
  checkStock(plant, lines);
  return {
    ...document,
    year: postedOn.slice(0, 4),
    number: nextGoods(plant),
    postedOn,
    documentOn: postedOn,
    createdMs: plant.world.now(),
    user,
    requestId: '',
    reverses: key,
    lines,
    pristine: false,
  };
}
