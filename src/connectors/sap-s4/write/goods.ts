import { createHash } from 'node:crypto';
import type { ProductionReceipt, StockMovement, StockStatusChange } from '../../../modules/sync/contract.ts';
import { postingSchemas } from '../../../modules/sync/contract.ts';
import { entityOf, warningsOf } from '../../kit/odata/answer.ts';
import { dateFromWire, dateToWire, expandedOf, stringLiteral, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { ErpCommand, ErpFailure, ExecuteOutcome, FindOutcome, VerifyOutcome } from '../../kit/types.ts';
import type { SapSettings } from '../settings.ts';
import {
  chosen,
  cut,
  decimalText,
  differs,
  equal,
  functionPath,
  placeParts,
  refused,
  repeatability,
  rowsBy,
  sameKey,
  sameNumber,
  upperOf,
  type Difference,
  type Tools,
} from './tools.ts';

const service = 'API_MATERIAL_DOCUMENT_SRV';
const set = 'A_MaterialDocumentHeader';

/** One line of a material document, as it is asked for. */
interface GoodsItem {
  readonly sku: string;
  readonly quantity: string;
  readonly unit: string;
  readonly place: string;
  readonly placeTo: string | null;
  readonly lot: string;
  readonly type: string;
  /** Further fields of the item. */
  readonly more: Readonly<Record<string, unknown>>;
}

/** A material document, as it is asked for. */
interface Goods {
  readonly code: '02' | '03' | '04' | '05';
  readonly postedOn: string;
  readonly text: string;
  readonly items: readonly GoodsItem[];
}

const reasonFields = (reason: string, settings: SapSettings): Record<string, unknown> => ({
  ...(settings.movementReasons[reason] === undefined ? {} : { GoodsMovementReasonCode: settings.movementReasons[reason] }),
  ...(reason === '' ? {} : { MaterialDocumentItemText: cut(reason, 50) }),
});

const costCentreOf = (plant: string, settings: SapSettings): string | undefined => settings.costCentres[plant] ?? settings.costCentres['*'];

function movementTypeOf(movement: StockMovement, line: StockMovement['lines'][number], { movementTypes: types }: SapSettings): string {
  if (movement.movement === 'transfer') return placeParts(line.place).plant === placeParts(line.placeTo ?? '').plant ? types.transfer : types.plantTransfer;
  if (movement.movement === 'issue') return movement.productionOrder === null ? types.issue : types.orderIssue;
  return types[movement.movement];
}

function movementItem(movement: StockMovement, line: StockMovement['lines'][number], settings: SapSettings): GoodsItem {
  const costCentre = costCentreOf(placeParts(line.place).plant, settings);
  const bears = (movement.movement === 'issue' && movement.productionOrder === null) || movement.movement === 'scrap';
  return {
    sku: line.sku,
    quantity: line.quantity,
    unit: line.erpUom,
    place: line.place,
    placeTo: movement.movement === 'transfer' ? line.placeTo : null,
    lot: line.lot,
    type: movementTypeOf(movement, line, settings),
    more: {
      ...reasonFields(movement.reason, settings),
      ...(bears && costCentre !== undefined ? { CostCenter: costCentre } : {}),
      ...(movement.productionOrder === null ? {} : { ManufacturingOrder: movement.productionOrder }),
    },
  };
}

const movementCodes = { transfer: '04', issue: '03', scrap: '03', receipt: '05' } as const;

function movementGoods(movement: StockMovement, settings: SapSettings): Goods | ErpFailure {
  const homeless = movement.lines.find((line) => movement.movement === 'transfer' && line.placeTo === null);
  if (homeless) return refused('no_place_to', `${homeless.sku} has no place to go to`, 'placeTo');
  return {
    code: movementCodes[movement.movement],
    postedOn: movement.postedOn,
    text: movement.reason,
    items: movement.lines.map((line) => movementItem(movement, line, settings)),
  };
}

function statusGoods(change: StockStatusChange, settings: SapSettings): Goods | ErpFailure {
  const type = settings.statusTypes[`${change.from}>${change.to}`];
  if (type === undefined) return refused('no_movement_type', `no movement type is set up from ${change.from} to ${change.to}`, 'to');
  const { sku, quantity, erpUom: unit, place, lot, reason } = change;
  return {
    code: '04',
    postedOn: change.postedOn,
    text: reason,
    items: [{ sku, quantity, unit, place, placeTo: null, lot, type, more: reasonFields(reason, settings) }],
  };
}

function receiptGoods(receipt: ProductionReceipt, settings: SapSettings): Goods {
  const { sku, quantity, erpUom: unit, place, lot, productionOrder } = receipt;
  const more = {
    GoodsMovementRefDocType: 'F',
    ManufacturingOrder: productionOrder,
    ManufacturingOrderItem: '1',
    ...(receipt.final ? { IsCompletelyDelivered: true } : {}),
  };
  return {
    code: '02',
    postedOn: receipt.postedOn,
    text: '',
    items: [{ sku, quantity, unit, place, placeTo: null, lot, type: settings.movementTypes.productionReceipt, more }],
  };
}

/** What a command asks for as a material document. Throws for a payload that is none: a bug on our side, found before anything is sent. */
function goodsOf(command: ErpCommand, settings: SapSettings): Goods | ErpFailure {
  if (command.kind === 'stock_status') return statusGoods(postingSchemas.stock_status.parse(command.payload), settings);
  if (command.kind === 'production_receipt') return receiptGoods(postingSchemas.production_receipt.parse(command.payload), settings);
  return movementGoods(postingSchemas.stock_movement.parse(command.payload), settings);
}

function itemBody(item: GoodsItem): Record<string, unknown> {
  const { plant, location } = placeParts(item.place);
  const there = item.placeTo === null ? null : placeParts(item.placeTo);
  return {
    Material: item.sku,
    Plant: plant,
    StorageLocation: location,
    ...(item.lot === '' ? {} : { Batch: item.lot }),
    GoodsMovementType: item.type,
    QuantityInEntryUnit: decimalText(item.quantity),
    EntryUnit: item.unit,
    ...(there === null
      ? {}
      : { IssuingOrReceivingPlant: there.plant, IssuingOrReceivingStorageLoc: there.location, ...(item.lot === '' ? {} : { IssgOrRcvgBatch: item.lot }) }),
    ...item.more,
  };
}

/** Reservations of a production order's components by item, so that what was planned is used up and not asked for again. */
async function reservationsOf(order: string, tools: Tools): Promise<ReadonlyMap<string, WireRecord> | ErpFailure> {
  const query = { $filter: equal('ManufacturingOrder', order), $select: 'Reservation,ReservationItem,Material,ManufacturingOrder' };
  const found = await rowsBy('read components', 'API_PRODUCTION_ORDER_2_SRV', 'A_ProductionOrderComponent_2', query, tools);
  return found.kind === 'rows' ? new Map(found.rows.map((row) => [textOf(row, 'Material'), row])) : found;
}

async function bodiesOf(goods: Goods, tools: Tools): Promise<readonly Record<string, unknown>[] | ErpFailure> {
  const order = goods.items.find((item) => item.type === tools.settings.movementTypes.orderIssue)?.more['ManufacturingOrder'];
  if (typeof order !== 'string') return goods.items.map(itemBody);
  const reservations = await reservationsOf(order, tools);
  if ('kind' in reservations) return reservations as ErpFailure;
  return goods.items.map((item) => {
    const planned = reservations.get(item.sku);
    return { ...itemBody(item), ...(planned ? { Reservation: textOf(planned, 'Reservation'), ReservationItem: textOf(planned, 'ReservationItem') } : {}) };
  });
}

const keyOf = (row: WireRecord): string => `${textOf(row, 'MaterialDocumentYear')}/${textOf(row, 'MaterialDocument')}`;
const yearOf = (erpKey: string): { readonly year: string; readonly number: string } => ({
  year: erpKey.split('/')[0] ?? '',
  number: erpKey.split('/')[1] ?? '',
});
const itemsOf = (row: WireRecord): readonly WireRecord[] => expandedOf(row, 'to_MaterialDocumentItem');
/** Whether the document takes another one back: SAP gives it the same reference. */
export const isReversal = (row: WireRecord): boolean => itemsOf(row).some((item) => textOf(item, 'ReversedMaterialDocument') !== '');
const isCancelled = (row: WireRecord): boolean => itemsOf(row).length > 0 && itemsOf(row).every((item) => item['GoodsMovementIsCancelled'] === true);

/** Looks for the material document that carries the reference. One that was taken back is found when it is alone, so that a person's cancelling is never undone. */
export async function findGoods(command: ErpCommand, tools: Tools): Promise<FindOutcome> {
  const query = {
    $filter: equal('ReferenceDocument', command.reference),
    $expand: 'to_MaterialDocumentItem',
    $orderby: 'MaterialDocumentYear,MaterialDocument',
  };
  const found = await rowsBy('find', service, set, query, tools);
  if (found.kind !== 'rows') return found;
  const own = found.rows.filter((row) => !isReversal(row));
  return chosen(own.filter((row) => !isCancelled(row)).map(keyOf), own.filter(isCancelled).map(keyOf));
}

/** Books the material document by one deep insert. A failure means that SAP booked nothing. */
export async function bookGoods(command: ErpCommand, tools: Tools): Promise<ExecuteOutcome> {
  const goods = goodsOf(command, tools.settings);
  if ('kind' in goods) return goods;
  const items = await bodiesOf(goods, tools);
  if ('kind' in items) return items as ErpFailure;
  const body = {
    GoodsMovementCode: goods.code,
    PostingDate: dateToWire(goods.postedOn),
    DocumentDate: dateToWire(goods.postedOn),
    ReferenceDocument: command.reference,
    ...(goods.text === '' ? {} : { MaterialDocumentHeaderText: cut(goods.text, 25) }),
    to_MaterialDocumentItem: items,
  };
  const answer = await tools.client.post('create', service, set, body, repeatability(command, tools.now()), tools.record);
  if (answer.kind !== 'ok') return answer;
  const row = entityOf(answer.json);
  return row === null || textOf(row, 'MaterialDocument') === ''
    ? { kind: 'unknown', why: 'no_number_in_answer' }
    : { kind: 'committed', erpKey: keyOf(row), warnings: warningsOf(answer.headers.get('sap-message')) };
}

async function readGoods(step: string, erpKey: string, tools: Tools): Promise<{ readonly kind: 'read'; readonly row: WireRecord } | ErpFailure> {
  const { year, number } = yearOf(erpKey);
  const path = `${set}(MaterialDocumentYear=${stringLiteral(year)},MaterialDocument=${stringLiteral(number)})?$expand=to_MaterialDocumentItem`;
  const answer = await tools.client.get(step, service, path, tools.record);
  if (answer.kind !== 'ok') return answer;
  const row = entityOf(answer.json);
  return row ? { kind: 'read', row } : { kind: 'transient', why: 'no_entity' };
}

function compareItem(item: GoodsItem, row: WireRecord, at: number): readonly Difference[] {
  const { plant, location } = placeParts(item.place);
  const field = (name: string): string => `line ${at + 1} ${name}`;
  const order = item.more['ManufacturingOrder'];
  return [
    ...differs(field('item'), item.sku, textOf(row, 'Material'), sameKey),
    ...differs(field('quantity'), item.quantity, textOf(row, 'QuantityInEntryUnit'), sameNumber),
    ...differs(field('unit'), item.unit, textOf(row, 'EntryUnit')),
    ...differs(field('place'), item.place, [plant === '' ? '' : textOf(row, 'Plant'), ...(location === '' ? [] : [textOf(row, 'StorageLocation')])].join('/')),
    ...differs(field('lot'), item.lot, textOf(row, 'Batch'), sameKey),
    ...differs(field('movement'), item.type, textOf(row, 'GoodsMovementType')),
    ...(item.placeTo === null
      ? []
      : differs(
          field('place_to'),
          item.placeTo,
          `${textOf(row, 'IssuingOrReceivingPlant') || textOf(row, 'Plant')}/${textOf(row, 'IssuingOrReceivingStorageLoc')}`,
        )),
    ...(typeof order === 'string' ? differs(field('production_order'), order, textOf(row, 'ManufacturingOrder'), sameKey) : []),
  ];
}

/** Reads the document back and compares it with what was asked for. The lines that SAP makes beside ours (where a transfer arrives) are left out. */
export async function verifyGoods(command: ErpCommand, erpKey: string, tools: Tools): Promise<VerifyOutcome> {
  const goods = goodsOf(command, tools.settings);
  if ('kind' in goods) return goods;
  const read = await readGoods('verify', erpKey, tools);
  if (read.kind !== 'read') return read;
  const rows = itemsOf(read.row)
    .filter((row) => textOf(row, 'IsAutomaticallyCreated') === '')
    .toSorted((a, b) => Number(textOf(a, 'MaterialDocumentItem')) - Number(textOf(b, 'MaterialDocumentItem')));
  const fields = [
    ...differs('reference', command.reference, upperOf(read.row, 'ReferenceDocument')),
    ...differs('posted_on', goods.postedOn, dateFromWire(read.row['PostingDate']) ?? ''),
    ...differs('line_count', String(goods.items.length), String(rows.length)),
    ...(isCancelled(read.row) ? [{ field: 'cancelled', ours: '', theirs: 'cancelled' }] : []),
    ...goods.items.slice(0, rows.length).flatMap((item, at) => compareItem(item, rows[at] ?? {}, at)),
  ];
  const document = { erpNumber: erpKey, postedOn: dateFromWire(read.row['PostingDate']) ?? '' };
  return fields.length === 0 ? { kind: 'equal', document } : { kind: 'different', fields };
}

/** The document that takes this one back already, or null. */
async function takenBackBy(erpKey: string, tools: Tools): Promise<{ readonly kind: 'by'; readonly erpKey: string | null } | ErpFailure> {
  const { year, number } = yearOf(erpKey);
  const filter = `${equal('ReversedMaterialDocumentYear', year)} and ${equal('ReversedMaterialDocument', number)}`;
  const found = await rowsBy('find reversal', service, 'A_MaterialDocumentItem', { $filter: filter, $top: '1' }, tools);
  if (found.kind !== 'rows') return found;
  const [row] = found.rows;
  return { kind: 'by', erpKey: row ? keyOf(row) : null };
}

/** Cancels the document as a whole, on its own day; one that is taken back already is done. */
export async function reverseGoods(erpKey: string, tools: Tools): Promise<ExecuteOutcome> {
  const before = await takenBackBy(erpKey, tools);
  if (before.kind !== 'by') return before;
  if (before.erpKey !== null) return { kind: 'committed', erpKey: before.erpKey, warnings: [] };
  const { year, number } = yearOf(erpKey);
  const path = functionPath('Cancel', { MaterialDocumentYear: stringLiteral(year), MaterialDocument: stringLiteral(number) });
  const answer = await tools.client.post('cancel', service, path, undefined, {}, tools.record);
  if (answer.kind !== 'ok') return answer;
  const row = entityOf(answer.json);
  return row === null ? { kind: 'unknown', why: 'no_number_in_answer' } : { kind: 'committed', erpKey: keyOf(row), warnings: [] };
}

/** What of a document matters: what moved, how much, where. */
export const goodsDigest = (row: WireRecord): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        itemsOf(row).map((item) =>
          ['Material', 'Plant', 'StorageLocation', 'Batch', 'GoodsMovementType', 'QuantityInEntryUnit', 'EntryUnit', 'ManufacturingOrder'].map((field) =>
            textOf(item, field),
          ),
        ),
      ),
    )
    .digest('hex')
    .slice(0, 24);

/** Which commands a movement type belongs to. */
export function goodsKindOf(row: WireRecord, settings: SapSettings): 'stock_movement' | 'stock_status' | 'production_receipt' | null {
  const [first] = itemsOf(row);
  const type = textOf(first ?? {}, 'GoodsMovementType');
  const { productionReceipt, ...movements } = settings.movementTypes;
  if (type === productionReceipt) return textOf(first ?? {}, 'ManufacturingOrder') === '' ? null : 'production_receipt';
  if (Object.values(settings.statusTypes).includes(type)) return 'stock_status';
  return Object.values(movements).includes(type) ? 'stock_movement' : null;
}

/** A row of the list for reconciliation. */
export const goodsFacts = (
  row: WireRecord,
): { readonly erpKey: string; readonly cancelled: boolean; readonly reference: string; readonly changedAt: string | null } => ({
  erpKey: keyOf(row),
  cancelled: isCancelled(row),
  reference: textOf(row, 'ReferenceDocument'),
  changedAt: dateFromWire(row['CreationDate']),
});
