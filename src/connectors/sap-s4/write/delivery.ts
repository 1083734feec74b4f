import { createHash } from 'node:crypto';
import type { Delivery } from '../../../modules/sync/contract.ts';
import { postingSchemas } from '../../../modules/sync/contract.ts';
import { normalDecimal, sumExact } from '../../kit/decimal.ts';
import { entityOf } from '../../kit/odata/answer.ts';
import { dateFromWire, dateLiteral, dateToWire, expandedOf, stringLiteral, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { ErpCommand, ErpFailure, ExecuteOutcome, FindOutcome, VerifyOutcome } from '../../kit/types.ts';
import { unpadded } from '../map/keys.ts';
import {
  chosen,
  cut,
  decimalText,
  differs,
  equal,
  etagOf,
  functionPath,
  placeParts,
  rowsBy,
  sameKey,
  sameNumber,
  upperOf,
  type Difference,
  type Tools,
} from './tools.ts';

/** The service of outbound deliveries; its second version has what picking by batch needs. */
export const deliveryService = 'API_OUTBOUND_DELIVERY_SRV;v=0002';
const set = 'A_OutbDeliveryHeader';

/** Thrown for a payload that is no delivery: a bug on our side, found before anything is sent. */
const deliveryOf = (command: ErpCommand): Delivery => postingSchemas.delivery.parse(command.payload);

const itemsOf = (row: WireRecord): readonly WireRecord[] => expandedOf(row, 'to_DeliveryDocumentItem');
const numberOf = (row: WireRecord): string => textOf(row, 'DeliveryDocument');
const isIssued = (row: WireRecord): boolean => textOf(row, 'OverallGoodsMovementStatus') === 'C';

/** What a delivery shall hold of one item of the order, in all its lots. */
interface Wanted {
  readonly erpLine: number;
  readonly sku: string;
  readonly unit: string;
  readonly quantity: string;
  readonly lines: readonly Delivery['lines'][number][];
}

function wantedOf(delivery: Delivery): readonly Wanted[] {
  return [...new Set(delivery.lines.map((line) => line.erpLine))].map((erpLine) => {
    const lines = delivery.lines.filter((line) => line.erpLine === erpLine);
    const quantity = lines.reduce((sum, line) => sumExact(sum, line.quantity) ?? sum, '0');
    return { erpLine, sku: lines[0]?.sku ?? '', unit: lines[0]?.erpUom ?? '', quantity, lines };
  });
}

const ofLine = (row: WireRecord, erpLine: number): readonly WireRecord[] =>
  itemsOf(row).filter((item) => Number(textOf(item, 'ReferenceSDDocumentItem')) === erpLine);
const quantityOf = (items: readonly WireRecord[]): string => items.reduce((sum, item) => sumExact(sum, textOf(item, 'ActualDeliveryQuantity')) ?? sum, '0');

/** Whether a delivery holds these goods of this order and no others, lots and places aside. */
function holds(row: WireRecord, delivery: Delivery): boolean {
  const wanted = wantedOf(delivery);
  const lines = new Set(itemsOf(row).map((item) => Number(textOf(item, 'ReferenceSDDocumentItem'))));
  return (
    lines.size === wanted.length && wanted.every((one) => ofLine(row, one.erpLine).length > 0 && sameNumber(one.quantity, quantityOf(ofLine(row, one.erpLine))))
  );
}

type Read = { readonly kind: 'read'; readonly row: WireRecord | null } | ErpFailure;

/** A delivery by its number; null when there is none. A list by filter: a missing one is no error then. */
async function readDelivery(step: string, number: string, tools: Tools): Promise<Read> {
  const found = await rowsBy(step, deliveryService, set, { $filter: equal('DeliveryDocument', number), $expand: 'to_DeliveryDocumentItem' }, tools);
  return found.kind === 'rows' ? { kind: 'read', row: found.rows[0] ?? null } : found;
}

/** Deliveries that carry the reference. */
const referenced = (reference: string, tools: Tools) =>
  rowsBy('find', deliveryService, set, { $filter: equal('BillOfLading', reference), $expand: 'to_DeliveryDocumentItem', $orderby: 'DeliveryDocument' }, tools);

/**
 * Looks for the delivery that carries the reference and whose goods have left. One that is there and has not left is not found: booking goes on with it.
 */
export async function findDelivery(command: ErpCommand, tools: Tools): Promise<FindOutcome> {
  const found = await referenced(command.reference, tools);
  if (found.kind !== 'rows') return found;
  if (found.rows.length > 1) return { kind: 'ambiguous', erpKeys: found.rows.map(numberOf) };
  return chosen(found.rows.filter(isIssued).map(numberOf), []);
}

/**
 * A delivery of ours that was made and not marked with its reference, because the answer was lost: of our user, without reference, not left,
 * and with these very goods. SAP takes the reference only after the delivery is made.
 */
async function orphanOf(delivery: Delivery, tools: Tools): Promise<Read> {
  const query = { $filter: equal('ReferenceSDDocument', delivery.erpNumber), $select: 'DeliveryDocument' };
  const items = await rowsBy('find', deliveryService, 'A_OutbDeliveryItem', query, tools);
  if (items.kind !== 'rows') return items;
  for (const number of [...new Set(items.rows.map(numberOf))].sort()) {
    const read = await readDelivery('find', number, tools);
    if (read.kind !== 'read') return read;
    const { row } = read;
    if (row === null || isIssued(row) || textOf(row, 'BillOfLading') !== '') continue;
    if (sameKey(textOf(row, 'CreatedByUser'), tools.settings.user) && holds(row, delivery)) return read;
  }
  return { kind: 'read', row: null };
}

function createBody(delivery: Delivery, tools: Tools): Record<string, unknown> {
  const { shippingPoint } = tools.settings;
  return {
    ...(shippingPoint === null ? {} : { ShippingPoint: shippingPoint }),
    to_DeliveryDocumentItem: wantedOf(delivery).map((one) => ({
      ReferenceSDDocument: delivery.erpNumber,
      ReferenceSDDocumentItem: String(one.erpLine),
      ActualDeliveryQuantity: decimalText(one.quantity),
      DeliveryQuantityUnit: one.unit,
    })),
  };
}

/** The outcome of one step, or null to go on with the next. */
type Stop = ExecuteOutcome | null;

const halfDone = (outcome: ExecuteOutcome): ExecuteOutcome =>
  // the delivery is there: whatever stops us now is no proof that nothing was done
  outcome.kind === 'rejected' || outcome.kind === 'committed'
    ? outcome
    : { kind: 'unknown', why: `half_done_${'why' in outcome ? outcome.why : outcome.kind}` };

async function change(path: string, body: Record<string, unknown>, etag: string, tools: Tools): Promise<Stop> {
  const answer = await tools.client.patch('change', deliveryService, path, body, { 'if-match': etag }, tools.record);
  return answer.kind === 'ok' ? null : answer;
}

async function act(name: string, parameters: Readonly<Record<string, string>>, etag: string, tools: Tools): Promise<Stop> {
  const answer = await tools.client.post(name, deliveryService, functionPath(name, parameters), undefined, { 'if-match': etag }, tools.record);
  return answer.kind === 'ok' ? null : answer;
}

const key = (number: string): string => stringLiteral(number);

/** Whether the delivery carries our reference and day. */
const isMarked = (delivery: Delivery, command: ErpCommand, row: WireRecord): boolean =>
  upperOf(row, 'BillOfLading') === command.reference && dateFromWire(row['ActualGoodsMovementDate']) === delivery.shippedOn;

/** Marks the delivery with our reference, the day and the carrier. */
function mark(delivery: Delivery, command: ErpCommand, row: WireRecord, tools: Tools): Promise<Stop> {
  const body = {
    BillOfLading: command.reference,
    ActualGoodsMovementDate: dateToWire(delivery.shippedOn),
    ...(delivery.carrier === '' ? {} : { MeansOfTransport: cut(delivery.carrier, 20) }),
  };
  return change(`${set}(${key(numberOf(row))})`, body, etagOf(row), tools);
}

/** Place and lot of an item that is in one lot; null: it is there already. */
async function placeItem(one: Wanted, row: WireRecord, tools: Tools): Promise<Stop | 'again'> {
  const [line] = one.lines;
  const [item] = ofLine(row, one.erpLine);
  if (!line || !item || one.lines.length > 1) return null;
  const { location } = placeParts(line.place);
  if ((location === '' || textOf(item, 'StorageLocation') === location) && sameKey(textOf(item, 'Batch'), line.lot)) return null;
  const path = `A_OutbDeliveryItem(DeliveryDocument=${key(numberOf(row))},DeliveryDocumentItem=${key(textOf(item, 'DeliveryDocumentItem'))})`;
  const body = { ...(location === '' ? {} : { StorageLocation: location }), ...(line.lot === '' ? {} : { Batch: line.lot }) };
  return (await change(path, body, etagOf(item), tools)) ?? 'again';
}

/** The next lot of an item that is in several: a part for each, which SAP picks at once. */
async function splitItem(one: Wanted, row: WireRecord, tools: Tools): Promise<Stop | 'again'> {
  if (one.lines.length < 2) return null;
  const items = ofLine(row, one.erpLine);
  const main = items.find((item) => Number(textOf(item, 'HigherLvlItmOfBatSpltItm') || '0') === 0);
  const missing = one.lines.find((line) => !items.some((item) => sameKey(textOf(item, 'Batch'), line.lot)));
  if (!main || !missing) return null;
  const stop = await act(
    'PickAndBatchSplitOneItem',
    {
      DeliveryDocument: key(numberOf(row)),
      DeliveryDocumentItem: key(textOf(main, 'DeliveryDocumentItem')),
      Batch: stringLiteral(missing.lot),
      SplitQuantity: `${decimalText(missing.quantity)}m`,
      SplitQuantityUnit: stringLiteral(one.unit),
    },
    etagOf(row),
    tools,
  );
  return stop ?? 'again';
}

type Step = 'done' | 'again' | ExecuteOutcome;

/** One step from what the delivery is to what it shall be. */
async function step(delivery: Delivery, command: ErpCommand, row: WireRecord, tools: Tools): Promise<Step> {
  if (isIssued(row)) return 'done';
  if (!isMarked(delivery, command, row)) return (await mark(delivery, command, row, tools)) ?? 'again';
  for (const one of wantedOf(delivery)) {
    const next = (await placeItem(one, row, tools)) ?? (await splitItem(one, row, tools));
    if (next !== null) return next;
  }
  const number = { DeliveryDocument: key(numberOf(row)) };
  if (textOf(row, 'OverallPickingStatus') !== 'C' && textOf(row, 'OverallPickingStatus') !== '')
    return (await act('PickAllItems', number, etagOf(row), tools)) ?? 'again';
  return (await act('PostGoodsIssue', number, etagOf(row), tools)) ?? 'again';
}

/** Deletes a delivery that is not wanted as it is; true: it is gone. */
async function drop(number: string, tools: Tools): Promise<boolean> {
  const read = await readDelivery('read', number, tools);
  if (read.kind !== 'read') return false;
  if (read.row === null) return true;
  const answer = await tools.client.remove('delete', deliveryService, `${set}(${key(number)})`, undefined, { 'if-match': etagOf(read.row) }, tools.record);
  return answer.kind === 'ok';
}

/** A refusal after the delivery was made: it is deleted, so that nothing is half done; a person looks when that fails. */
async function giveUp(refusal: ExecuteOutcome, number: string, tools: Tools): Promise<ExecuteOutcome> {
  if (refusal.kind !== 'rejected') return halfDone(refusal);
  if (await drop(number, tools)) return refusal;
  return { ...refusal, code: 'partly_changed', text: `${refusal.text} · delivery ${number} is left in SAP and has not left the house` };
}

const differentText = (row: WireRecord, delivery: Delivery): string =>
  wantedOf(delivery)
    .map((one) => `item ${one.erpLine}: ${one.quantity} asked, ${quantityOf(ofLine(row, one.erpLine))} ${one.unit} made`)
    .join('; ');

const mostSteps = 60;

/** Walks from what is there to the goods issue. */
async function walk(delivery: Delivery, command: ErpCommand, number: string, tools: Tools): Promise<ExecuteOutcome> {
  for (let round = 0; round < mostSteps; round += 1) {
    const read = await readDelivery('read', number, tools);
    if (read.kind !== 'read') return halfDone(read);
    if (read.row === null) return { kind: 'unknown', why: 'delivery_not_read' };
    if (!isIssued(read.row) && !holds(read.row, delivery)) {
      const text = `SAP made another delivery than was asked for: ${differentText(read.row, delivery)}`;
      return giveUp({ kind: 'rejected', code: 'other_quantity', text, field: 'ActualDeliveryQuantity' }, number, tools);
    }
    const next = await step(delivery, command, read.row, tools);
    if (next === 'done') return { kind: 'committed', erpKey: number, warnings: [] };
    if (next === 'again') continue;
    // somebody saved it between our reading and writing: read and go on
    if (next.kind === 'transient' && next.why === 'changed_meanwhile' && round < 3) continue;
    return giveUp(next, number, tools);
  }
  return { kind: 'unknown', why: 'half_done_too_many_steps' };
}

/**
 * Delivers items of an order: makes the delivery, marks it with our reference, sets places and lots, picks and posts the goods issue, from whatever part of the
 * way it is on. A refusal on the way deletes the delivery again; whatever is in doubt or half done is `unknown`, and goes on from there next time.
 */
export async function bookDelivery(command: ErpCommand, tools: Tools): Promise<ExecuteOutcome> {
  const delivery = deliveryOf(command);
  const found = await referenced(command.reference, tools);
  if (found.kind !== 'rows') return found;
  const [row] = found.rows;
  if (row) return walk(delivery, command, numberOf(row), tools);
  const orphan = await orphanOf(delivery, tools);
  if (orphan.kind !== 'read') return orphan;
  if (orphan.row) return walk(delivery, command, numberOf(orphan.row), tools);
  const answer = await tools.client.post('create', deliveryService, set, createBody(delivery, tools), {}, tools.record);
  if (answer.kind !== 'ok') return answer;
  const number = numberOf(entityOf(answer.json) ?? {});
  return number === '' ? { kind: 'unknown', why: 'no_number_in_answer' } : walk(delivery, command, number, tools);
}

function compareLine(line: Delivery['lines'][number], row: WireRecord, several: boolean): readonly Difference[] {
  const items = ofLine(row, line.erpLine);
  const own = several ? items.filter((item) => sameKey(textOf(item, 'Batch'), line.lot)) : items;
  const [first] = own;
  const field = (name: string): string => `line ${line.erpLine} ${name}`;
  const { location } = placeParts(line.place);
  return [
    ...differs(field('item'), line.sku, textOf(first ?? {}, 'Material'), sameKey),
    ...differs(field('quantity'), normalDecimal(line.quantity) ?? '', quantityOf(own), sameNumber),
    ...differs(field('unit'), line.erpUom, textOf(first ?? {}, 'DeliveryQuantityUnit')),
    ...differs(field('lot'), line.lot, textOf(first ?? {}, 'Batch'), sameKey),
    ...(location === '' ? [] : differs(field('place'), line.place, `${textOf(first ?? {}, 'Plant')}/${textOf(first ?? {}, 'StorageLocation')}`)),
  ];
}

/** Reads the delivery back and compares it with what was asked for. */
export async function verifyDelivery(command: ErpCommand, erpKey: string, tools: Tools): Promise<VerifyOutcome> {
  const delivery = deliveryOf(command);
  const read = await readDelivery('verify', erpKey, tools);
  if (read.kind !== 'read') return read;
  const { row } = read;
  if (row === null) return { kind: 'different', fields: [{ field: 'delivery', ours: erpKey, theirs: '' }] };
  const lots = new Map(wantedOf(delivery).map((one) => [one.erpLine, one.lines.length]));
  const fields = [
    ...differs('reference', command.reference, upperOf(row, 'BillOfLading')),
    ...differs('customer', delivery.customer, textOf(row, 'SoldToParty'), sameKey),
    ...differs('shipped_on', delivery.shippedOn, dateFromWire(row['ActualGoodsMovementDate']) ?? ''),
    ...differs('goods_issue', 'C', textOf(row, 'OverallGoodsMovementStatus')),
    ...itemsOf(row).flatMap((item) => differs('order', delivery.erpNumber, textOf(item, 'ReferenceSDDocument'), sameKey)),
    ...(holds(row, delivery) ? [] : [{ field: 'goods', ours: '', theirs: differentText(row, delivery) }]),
    ...delivery.lines.flatMap((line) => compareLine(line, row, (lots.get(line.erpLine) ?? 1) > 1)),
  ];
  return fields.length === 0 ? { kind: 'equal', document: { erpNumber: unpadded(erpKey) } } : { kind: 'different', fields };
}

/** Takes the goods issue back on its own day and deletes the delivery, so that the order is open again. One that is gone or was never issued is done. */
export async function reverseDelivery(command: ErpCommand, erpKey: string, tools: Tools): Promise<ExecuteOutcome> {
  const read = await readDelivery('read', erpKey, tools);
  if (read.kind !== 'read') return read;
  if (read.row === null) return { kind: 'committed', erpKey, warnings: [] };
  if (isIssued(read.row)) {
    const day = dateFromWire(read.row['ActualGoodsMovementDate']) ?? deliveryOf(command).shippedOn;
    const stop = await act('ReverseGoodsIssue', { DeliveryDocument: key(erpKey), ActualGoodsMovementDate: dateLiteral(day) }, etagOf(read.row), tools);
    if (stop !== null) return stop;
  }
  if (!tools.settings.deleteTakenBack || (await drop(erpKey, tools))) return { kind: 'committed', erpKey, warnings: [] };
  return { kind: 'committed', erpKey, warnings: [`the goods are back; delivery ${erpKey} could not be deleted and is left open in SAP`] };
}

/** What of a delivery matters. */
export const deliveryDigest = (row: WireRecord): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        textOf(row, 'SoldToParty'),
        itemsOf(row).map((item) =>
          ['Material', 'ActualDeliveryQuantity', 'DeliveryQuantityUnit', 'Batch', 'StorageLocation', 'ReferenceSDDocument'].map((field) => textOf(item, field)),
        ),
      ]),
    )
    .digest('hex')
    .slice(0, 24);
