import { bodyOf, textIn, type Body } from './book/body.ts';
import { modeOf, processed, stage } from './book/inventory.ts';
import { createOrder, patchOrder, type Decided, type Desk } from './book/orders.ts';
import { reportOperations, transactMaterial, type Reported } from './book/production.ts';
import { createReceipt, reverseReceipt } from './book/receipts.ts';
import { requestShipment } from './book/shipping.ts';
import { OracleError } from './errors.ts';
import { receiptRow } from './model/finance.ts';
import { orderByKey, orderRow } from './model/orders.ts';
import { stagedRow } from './model/stock.ts';
import type { Movement } from './records.ts';
import type { Resource, Row } from './rest/resource.ts';

/** A write as the gateway hands it on. */
export interface WriteCall {
  readonly resource: Resource;
  readonly method: string;
  readonly rest: readonly string[];
  readonly body: unknown;
  readonly headers: Headers;
  readonly rowOf: (key: string) => Row;
}

/** What was written: a row of the resource, or JSON of its own; null: no body. */
export interface Written {
  readonly status: number;
  readonly row: Row | null;
  readonly json: object | null;
  readonly action?: boolean;
}

type Write = (desk: Desk, call: WriteCall, body: Body) => Promise<Written>;

const rowAnswer = (status: number, row: Row): Written => ({ status, row, json: {} });

async function keepOrder({ world }: Desk, decided: Decided): Promise<Written> {
  await world.store.commit(decided.puts);
  return rowAnswer(decided.created ? 201 : 200, orderRow(world, decided.order));
}

const postOrder: Write = (desk, call, body) => keepOrder(desk, createOrder(desk, body, call.headers.get('upsert-mode') === 'true'));

const changeOrder: Write = (desk, call, body) => {
  const row = call.rowOf(call.rest[0] ?? '');
  const order = orderByKey(desk.world, String(row['OrderKey']));
  if (!order) throw new OracleError(404, '404', 'Not Found');
  const sent = call.headers.get('if-match');
  const stale = sent !== null && sent !== '*' && sent.replaceAll('"', '') !== call.resource.version?.(row);
  if (stale || desk.dice.chance(desk.world.habits().p412)) throw new OracleError(412, '412', 'Precondition Failed: the item was changed by another user.');
  return keepOrder(desk, patchOrder(desk, order, body));
};

const postStaged: Write = async (desk, _call, body) => {
  const { world, dice } = desk;
  const mode = modeOf(body);
  const staged = stage(desk, body);
  const lots = staged.lot === '' ? [] : [{ LotNumber: staged.lot, TransactionQuantity: staged.milli / 1000 }];
  if (mode === 'later' || dice.chance(world.habits().p408Staged)) {
    await world.store.commit([
      { table: 'staged', key: String(staged.id), row: staged },
      { table: 'counter', key: 'movement', row: { next: staged.id + 1 } },
    ]);
    if (mode === 'online') throw new OracleError(408, 'INV_TXN_TIMEOUT', 'The transaction could not be processed in time. It remains in the interface.');
    return { status: 201, row: null, json: { ...stagedRow(staged), lots } };
  }
  const { puts, errors } = processed(world, [staged]);
  await world.store.commit(puts);
  const row = stagedRow({ ...staged, error: errors[0] ?? '' });
  return { status: 201, row: null, json: { ...row, ...(errors.length === 0 ? { ProcessStatus: 'SUCCESS' } : {}), lots } };
};

const processByHeader: Write = async ({ world }, _call, body) => {
  const header = Number(textIn(body, 'headerId') || textIn(body, 'TransactionHeaderId'));
  const rows = world.store.all('staged').filter((one: Movement) => one.headerId === header);
  if (rows.length === 0) throw new OracleError(400, 'INV_NO_ROWS', `No staged transactions have header ${header}.`);
  const { puts, errors } = processed(world, rows);
  await world.store.commit(puts);
  return { status: 200, row: null, json: { result: errors.length === 0 ? 'SUCCESS' : 'ERROR' }, action: true };
};

const deleteStaged: Write = async ({ world }, call) => {
  const key = String(call.rowOf(call.rest[0] ?? '')['TransactionInterfaceId']);
  await world.store.commit([{ table: 'staged', key, row: null }]);
  return { status: 204, row: null, json: null };
};

const reported =
  (decide: (desk: Desk, body: Body) => Reported): Write =>
  async (desk, _call, body) => {
    const { json, puts } = decide(desk, body);
    if (puts.length > 0) await desk.world.store.commit(puts);
    return { status: 201, row: null, json };
  };

const postReceipt: Write = async (desk, _call, body) => {
  const { receipt, puts } = createReceipt(desk, body);
  await desk.world.store.commit(puts);
  return rowAnswer(201, receiptRow(receipt));
};

const takeReceiptBack: Write = async ({ world }, call) => {
  await world.store.commit(reverseReceipt(world, call.rest[0] ?? ''));
  return { status: 200, row: null, json: { result: 'SUCCESS' }, action: true };
};

const writes: Readonly<Record<string, Write>> = {
  'POST salesOrdersForOrderHub': postOrder,
  'PATCH salesOrdersForOrderHub/*': changeOrder,
  'POST inventoryStagedTransactions': postStaged,
  'POST inventoryStagedTransactions/action/processByHeader': processByHeader,
  'DELETE inventoryStagedTransactions/*': deleteStaged,
  'POST operationTransactions': reported(reportOperations),
  'POST materialTransactions': reported(transactMaterial),
  'POST shipmentTransactionRequests': reported(requestShipment),
  'POST standardReceipts': postReceipt,
  'POST standardReceipts/*/action/reverseReceipt': takeReceiptBack,
};

/** Carries a write out. Throws Oracle's refusals; verbs and resources without one answer 405. */
export function writeTo(desk: Desk, call: WriteCall): Promise<Written> {
  const path = call.rest.map((part, index) => (part === 'action' || call.rest[index - 1] === 'action' ? part : '*'));
  const write = writes[`${call.method} ${[call.resource.name, ...path].join('/')}`];
  if (!write) throw new OracleError(405, '405', `${call.method} action not supported`);
  // not async: what is decided and what is kept must not be parted by another request
  return write(desk, call, call.body === null ? {} : bodyOf(call.body));
}
