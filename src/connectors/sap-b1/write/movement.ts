import type { StockMovement } from '../../../modules/sync/contract.ts';
import { stockMovementSchema } from '../../../modules/sync/contract.ts';
import { expandedOf, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { entityOf } from '../../kit/odata4/answer.ts';
import { entityPath, intOf } from '../../kit/odata4/codec.ts';
import type { ErpCommand, ErpFailure, ExecuteOutcome, FindOutcome, VerifyOutcome } from '../../kit/types.ts';
import { warehouseOf } from '../settings.ts';
import { batchesOf, bookable, bookingFacts, compareGoods, compareHead, type Booked } from './goods.ts';
import { createdOf, decimal, differs, findDocument, readDocument, referenceFieldOf, refused, type Tools } from './tools.ts';

/** Thrown for a payload that is no movement: a bug on our side, found before anything is sent. */
const movementOf = (command: ErpCommand): StockMovement => stockMovementSchema.parse(command.payload);

const sets: Readonly<Record<StockMovement['movement'], string>> = {
  transfer: 'StockTransfers',
  issue: 'InventoryGenExits',
  scrap: 'InventoryGenExits',
  receipt: 'InventoryGenEntries',
};
const rowsOf = (movement: StockMovement, row: WireRecord): readonly WireRecord[] =>
  expandedOf(row, movement.movement === 'transfer' ? 'StockTransferLines' : 'DocumentLines');

const fieldOf = (tools: Tools): string => referenceFieldOf(tools.settings, 'JournalMemo');

/** Looks for the document that carries the reference. */
export const findMovement = (command: ErpCommand, tools: Tools): Promise<FindOutcome> => {
  const set = sets[movementOf(command).movement];
  return findDocument({ set, field: fieldOf(tools), reference: command.reference, cancels: set !== 'StockTransfers' }, tools);
};

/** Component rows of a production order by item. */
async function componentsOf(order: string, tools: Tools): Promise<ReadonlyMap<string, number> | ErpFailure> {
  const answer = await tools.client.get('read order', entityPath('ProductionOrders', ['AbsoluteEntry', 'number', order]), tools.record);
  if (answer.kind !== 'ok') return answer;
  const rows = expandedOf(entityOf(answer.json) ?? {}, 'ProductionOrderLines').filter((row) => textOf(row, 'ItemType') === 'pit_Item');
  return new Map(rows.map((row) => [textOf(row, 'ItemNo'), intOf(row, 'LineNumber') ?? 0]));
}

const productionOrder = 202;

function plainRow(goods: Booked, at: number, movement: StockMovement, tools: Tools): Record<string, unknown> {
  const account = movement.movement === 'transfer' ? undefined : tools.settings.movementAccounts[movement.movement];
  return {
    ItemCode: goods.sku,
    Quantity: decimal(goods.quantity),
    UoMEntry: goods.unit.entry,
    WarehouseCode: warehouseOf(tools.settings, goods.place),
    ...(account === undefined ? {} : { AccountCode: account }),
    ...batchesOf(goods, at, tools.settings),
  };
}

function transferRow(goods: Booked, at: number, to: string, tools: Tools): Record<string, unknown> {
  const { settings } = tools;
  return {
    ...plainRow(goods, at, { movement: 'transfer' } as StockMovement, tools),
    FromWarehouseCode: warehouseOf(settings, goods.place),
    WarehouseCode: warehouseOf(settings, to),
  };
}

async function bodyOf(command: ErpCommand, movement: StockMovement, tools: Tools): Promise<Record<string, unknown> | ErpFailure> {
  const goods = await bookable(movement.lines, tools);
  if ('kind' in goods) return goods;
  const head = {
    DocDate: movement.postedOn,
    [fieldOf(tools)]: command.reference,
    ...(movement.reason === '' ? {} : { Comments: movement.reason.slice(0, 254) }),
  };
  if (movement.movement === 'transfer') {
    const lines = goods.map((one, at) => transferRow(one, at, movement.lines[at]?.placeTo ?? one.place, tools));
    return { ...head, FromWarehouse: lines[0]?.['FromWarehouseCode'], ToWarehouse: lines[0]?.['WarehouseCode'], StockTransferLines: lines };
  }
  if (movement.productionOrder === null) return { ...head, DocumentLines: goods.map((one, at) => plainRow(one, at, movement, tools)) };
  const components = await componentsOf(movement.productionOrder, tools);
  if ('kind' in components) return components;
  const foreign = goods.find((one) => !components.has(one.sku));
  if (foreign) return refused('no_component', `${foreign.sku} is no component of production order ${movement.productionOrder}`, 'ItemCode');
  const lines = goods.map((one, at) => ({
    BaseType: productionOrder,
    BaseEntry: Number(movement.productionOrder),
    BaseLine: components.get(one.sku),
    // rows of production orders are in the inventory's unit
    Quantity: decimal(one.inventory),
    WarehouseCode: warehouseOf(tools.settings, one.place),
    ...batchesOf(one, at, tools.settings),
  }));
  return { ...head, DocumentLines: lines };
}

/** Books the movement in one document. */
export async function bookMovement(command: ErpCommand, tools: Tools): Promise<ExecuteOutcome> {
  const movement = movementOf(command);
  const body = await bodyOf(command, movement, tools);
  if ('kind' in body) return body as ErpFailure;
  return createdOf(await tools.client.send('create', 'POST', sets[movement.movement], body, {}, tools.record));
}

/** Reads the document back and compares it with what was asked for. */
export async function verifyMovement(command: ErpCommand, erpKey: string, tools: Tools): Promise<VerifyOutcome> {
  const movement = movementOf(command);
  const goods = await bookable(movement.lines, tools);
  if ('kind' in goods) return goods;
  const read = await readDocument('verify', sets[movement.movement], erpKey, tools);
  if (read.kind !== 'read') return read;
  const { settings } = tools;
  const quantities = goods.map((one) => (movement.productionOrder === null ? one.quantity : one.inventory));
  const fields = [
    ...compareHead(read.row, fieldOf(tools), command.reference, movement.postedOn),
    ...compareGoods(
      movement.lines,
      rowsOf(movement, read.row),
      settings,
      (line, row) =>
        movement.movement === 'transfer'
          ? differs('place', warehouseOf(settings, line.place), textOf(row, 'FromWarehouseCode'))
          : differs('place', warehouseOf(settings, line.place), textOf(row, 'WarehouseCode')),
      quantities,
    ),
    ...(movement.movement === 'transfer'
      ? movement.lines.flatMap((line, at) =>
          differs(`line ${at + 1} place_to`, warehouseOf(settings, line.placeTo ?? ''), textOf(rowsOf(movement, read.row)[at] ?? {}, 'WarehouseCode')),
        )
      : []),
  ];
  return fields.length === 0 ? { kind: 'equal', document: bookingFacts(read.row) } : { kind: 'different', fields };
}

/** The movement that takes another one back. */
function opposite(movement: StockMovement): StockMovement {
  if (movement.movement === 'transfer')
    return { ...movement, lines: movement.lines.map((line) => ({ ...line, place: line.placeTo ?? line.place, placeTo: line.place })) };
  return { ...movement, movement: movement.movement === 'receipt' ? 'issue' : 'receipt' };
}

/** Books the opposite document under the reference with an `R`; one that is there already is enough. */
export async function reverseMovement(command: ErpCommand, tools: Tools): Promise<ExecuteOutcome> {
  const movement = movementOf(command);
  if (movement.productionOrder !== null) return refused('not_supported', 'goods issued for a production order are returned by a person');
  const counter: ErpCommand = { ...command, reference: `${command.reference}R`, payload: opposite(movement) };
  const found = await findMovement(counter, tools);
  if (found.kind === 'found') return { kind: 'committed', erpKey: found.erpKey, warnings: [] };
  if (found.kind === 'ambiguous') return { kind: 'committed', erpKey: found.erpKeys[0] ?? '', warnings: ['taken back more than once'] };
  return found.kind === 'absent' ? bookMovement(counter, tools) : found;
}
