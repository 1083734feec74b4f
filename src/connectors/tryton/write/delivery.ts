import type { Delivery } from '../../../modules/sync/contract.ts';
import { deliverySchema } from '../../../modules/sync/contract.ts';
import { sameDecimal } from '../../kit/decimal.ts';
import type { ErpCommand, ErpFailure, ExecuteOutcome, FindOutcome, VerifyOutcome } from '../../kit/types.ts';
import type { Row } from '../wire.ts';
import { idOf, listed, text } from '../wire.ts';
import type { Writing } from './writing.ts';
import { press, refused, skuOf } from './writing.ts';

const model = 'stock.shipment.out';
const deliveryOf = (command: ErpCommand): Delivery => deliverySchema.parse(command.payload);
const fields = ['number', 'reference', 'state', ...['product.code', 'quantity', 'uom.symbol'].map((field) => `outgoing_moves.${field}`)];

type Found = { readonly kind: 'ok'; readonly rows: readonly Row[] } | ErpFailure;
const shipments = (domain: readonly unknown[], step: string, { client, record }: Writing): Promise<Found> =>
  client.search(step, { model, domain, fields }, record);

/** Quantities by product that differ between what is asked for and what the shipment holds; it may hold them in several moves. */
function differences(delivery: Delivery, row: Row): readonly { readonly field: string; readonly ours: string; readonly theirs: string }[] {
  const moves = listed(row, 'outgoing_moves');
  const skus = new Set([...delivery.lines.map((line) => line.sku), ...moves.map(skuOf)]);
  const sum = (amounts: readonly string[]): string => String(Math.round(amounts.reduce((total, amount) => total + Number(amount) * 1_000, 0)));
  return [...skus].flatMap((sku) => {
    const ours = sum(delivery.lines.filter((line) => line.sku === sku).map((line) => line.quantity));
    const theirs = sum(moves.filter((move) => skuOf(move) === sku).map((move) => text(move, 'quantity')));
    return sameDecimal(ours, theirs) ? [] : [{ field: `quantity of ${sku} in thousandths`, ours, theirs }];
  });
}

/** The customer shipment that is done and carries our reference. */
export async function findDelivery(command: ErpCommand, writing: Writing): Promise<FindOutcome> {
  const found = await shipments(
    [
      ['reference', '=', command.reference],
      ['state', '=', 'done'],
    ],
    'find',
    writing,
  );
  if (found.kind !== 'ok') return found;
  const numbers = found.rows.map((row) => text(row, 'number'));
  if (numbers.length > 1) return { kind: 'ambiguous', erpKeys: numbers };
  return numbers[0] === undefined ? { kind: 'absent' } : { kind: 'found', erpKey: numbers[0] };
}

const way: Readonly<Record<string, readonly string[]>> = {
  ...{ waiting: ['assign_try', 'pick', 'pack', 'done'], assigned: ['pick', 'pack', 'done'], picked: ['pack', 'done'], packed: ['done'] },
};

/** The open shipment of the order that holds just these goods, or why there is none. */
async function shipmentOf(command: ErpCommand, writing: Writing): Promise<{ readonly kind: 'ok'; readonly row: Row } | ErpFailure> {
  const delivery = deliveryOf(command);
  const sale = { model: 'sale.sale', domain: [['number', '=', delivery.erpNumber]], fields: ['shipments'] };
  const sales = await writing.client.search('look up', sale, writing.record);
  if (sales.kind !== 'ok') return sales;
  const ids = sales.rows.flatMap((one) => (Array.isArray(one['shipments']) ? one['shipments'].map(Number) : []));
  const open = ['state', 'in', Object.keys(way)];
  const found = await shipments([['id', 'in', ids], open], 'look up', writing);
  if (found.kind !== 'ok') return found;
  const row = found.rows.find((one) => text(one, 'reference') === command.reference) ?? found.rows.find((one) => differences(delivery, one).length === 0);
  if (row !== undefined) return { kind: 'ok', row };
  const [other] = found.rows;
  if (other === undefined) return refused('nothing_to_ship', `Tryton has no open shipment for order ${delivery.erpNumber}`, 'erpNumber');
  const said = differences(delivery, other).map((one) => `${one.field}: ${one.theirs}, not ${one.ours}`);
  return refused('partial_not_possible', `shipment ${text(other, 'number')} holds another ${said.join('; ')}`, 'lines');
}

/** Sends the shipment that Tryton has made for the order. It is sent as a whole: other quantities than it holds are refused. */
export async function bookDelivery(command: ErpCommand, writing: Writing): Promise<ExecuteOutcome> {
  const found = await shipmentOf(command, writing);
  if (found.kind !== 'ok') return found;
  const { row } = found;
  const mark = (step: string, reference: string | null) => writing.client.write(step, `model.${model}.write`, [[idOf(row)], { reference }], writing.record);
  const marked = await mark('prepare', command.reference);
  if (marked.kind !== 'ok') return marked;
  const failure = await press(model, idOf(row), way[text(row, 'state')] ?? [], writing);
  if (failure === null) return { kind: 'committed', erpKey: text(row, 'number'), warnings: [] };
  if (failure.kind === 'unknown') return failure;
  const back = await mark('take back', text(row, 'reference') || null);
  // picked or packed goods stay so: they are where they were booked to, and the next attempt goes on from there
  return back.kind === 'ok' ? failure : { kind: 'unknown', why: `not_taken_back_${back.kind}` };
}

/** Reads the shipment back and compares its goods. */
export async function verifyDelivery(command: ErpCommand, erpKey: string, writing: Writing): Promise<VerifyOutcome> {
  const found = await shipments([['number', '=', erpKey]], 'verify', writing);
  if (found.kind !== 'ok') return found;
  const row = found.rows[0] ?? {};
  const state = text(row, 'state') === 'done' ? [] : [{ field: 'state', ours: 'done', theirs: text(row, 'state') }];
  const reference = text(row, 'reference') === command.reference ? [] : [{ field: 'reference', ours: command.reference, theirs: text(row, 'reference') }];
  const all = [...state, ...reference, ...differences(deliveryOf(command), row)];
  return all.length === 0 ? { kind: 'equal', document: { erpNumber: erpKey, state: 'done' } } : { kind: 'different', fields: all };
}
