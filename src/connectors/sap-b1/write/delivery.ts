import type { Delivery } from '../../../modules/sync/contract.ts';
import { deliverySchema } from '../../../modules/sync/contract.ts';
import { expandedOf, textOf } from '../../kit/odata/codec.ts';
import { intOf, literalOf } from '../../kit/odata4/codec.ts';
import type { ErpCommand, ErpFailure, ExecuteOutcome, FindOutcome, VerifyOutcome } from '../../kit/types.ts';
import { rowsByLine } from '../map/order-body.ts';
import { warehouseOf } from '../settings.ts';
import { batchesOf, bookable, bookingFacts, compareGoods, compareHead, type Booked } from './goods.ts';
import { cancelDocument, createdOf, decimal, differs, findDocument, readDocument, referenceFieldOf, refused, type Tools } from './tools.ts';

/** Thrown for a payload that is no delivery: a bug on our side, found before anything is sent. */
const deliveryOf = (command: ErpCommand): Delivery => deliverySchema.parse(command.payload);
const fieldOf = (tools: Tools): string => referenceFieldOf(tools.settings, 'NumAtCard');
const salesOrder = 17;
const set = 'DeliveryNotes';

/** Looks for the delivery that carries the reference. */
export const findDelivery = (command: ErpCommand, tools: Tools): Promise<FindOutcome> =>
  findDocument(
    { set, field: fieldOf(tools), reference: command.reference, more: `CardCode eq ${literalOf('text', deliveryOf(command).customer)}`, cancels: true },
    tools,
  );

/** Rows of the delivery, drawn from those of the order. The order's own unit counts: another one is refused. */
async function rowsFor(delivery: Delivery, goods: readonly Booked[], tools: Tools): Promise<readonly Record<string, unknown>[] | ErpFailure> {
  const order = await readDocument('read order', 'Orders', delivery.erpNumber, tools);
  if (order.kind !== 'read') return order;
  const rows = rowsByLine(order.row, tools.settings);
  const out: Record<string, unknown>[] = [];
  for (const [at, one] of goods.entries()) {
    const line = delivery.lines[at];
    const row = rows.get(line?.erpLine ?? -1);
    if (!row || textOf(row, 'ItemCode') !== one.sku)
      return refused('unknown_line', `order ${delivery.erpNumber} has no row ${line?.erpLine ?? ''} of ${one.sku}`, 'BaseLine');
    if (textOf(row, 'UoMCode') !== one.erpUom)
      return refused('other_unit', `row ${line?.erpLine ?? ''} of order ${delivery.erpNumber} is in ${textOf(row, 'UoMCode')}`, 'UoMEntry');
    out.push({
      BaseType: salesOrder,
      BaseEntry: Number(delivery.erpNumber),
      BaseLine: intOf(row, 'LineNum'),
      Quantity: decimal(one.quantity),
      WarehouseCode: warehouseOf(tools.settings, one.place),
      ...batchesOf(one, at, tools.settings),
    });
  }
  return out;
}

/** Delivers rows of an order. */
export async function bookDelivery(command: ErpCommand, tools: Tools): Promise<ExecuteOutcome> {
  const delivery = deliveryOf(command);
  const goods = await bookable(delivery.lines, tools);
  if ('kind' in goods) return goods as ErpFailure;
  const rows = await rowsFor(delivery, goods, tools);
  if ('kind' in rows) return rows as ErpFailure;
  const body = {
    CardCode: delivery.customer,
    DocDate: delivery.shippedOn,
    [fieldOf(tools)]: command.reference,
    ...(delivery.carrier === '' ? {} : { Comments: delivery.carrier.slice(0, 254) }),
    DocumentLines: rows,
  };
  return createdOf(await tools.client.send('create', 'POST', set, body, {}, tools.record));
}

/** Reads the delivery back. */
export async function verifyDelivery(command: ErpCommand, erpKey: string, tools: Tools): Promise<VerifyOutcome> {
  const delivery = deliveryOf(command);
  const read = await readDocument('verify', set, erpKey, tools);
  if (read.kind !== 'read') return read;
  const rows = expandedOf(read.row, 'DocumentLines');
  const fields = [
    ...compareHead(read.row, fieldOf(tools), command.reference, delivery.shippedOn),
    ...differs('customer', delivery.customer, textOf(read.row, 'CardCode')),
    ...compareGoods(delivery.lines, rows, tools.settings),
    ...rows.flatMap((row) => differs('order', delivery.erpNumber, textOf(row, 'BaseEntry'))),
  ];
  return fields.length === 0 ? { kind: 'equal', document: bookingFacts(read.row) } : { kind: 'different', fields };
}

/** Cancels the delivery: the goods come in again and the order opens again. */
export const reverseDelivery = (erpKey: string, tools: Tools): Promise<ExecuteOutcome> => cancelDocument(set, erpKey, tools);
