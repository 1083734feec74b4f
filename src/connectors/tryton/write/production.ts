import type { ProductionReceipt } from '../../../modules/sync/contract.ts';
import { productionReceiptSchema } from '../../../modules/sync/contract.ts';
import { sameDecimal } from '../../kit/decimal.ts';
import type { ErpCommand, ErpFailure, ExecuteOutcome, FindOutcome, VerifyOutcome } from '../../kit/types.ts';
import type { Row } from '../wire.ts';
import { idOf, linked, listed, quantity, text } from '../wire.ts';
import type { Writing } from './writing.ts';
import { press, refused, skuOf } from './writing.ts';

const receiptOf = (command: ErpCommand): ProductionReceipt => productionReceiptSchema.parse(command.payload);
const fields = ['number', 'reference', 'state', 'quantity', ...['product.code', 'quantity', 'uom.symbol', 'state'].map((field) => `outputs.${field}`)];

type Found = { readonly kind: 'ok'; readonly rows: readonly Row[] } | ErpFailure;
const productions = (domain: readonly unknown[], step: string, { client, record }: Writing): Promise<Found> =>
  client.search(step, { model: 'production', domain, fields }, record);

/** The production that is done and carries our reference: one production is one receipt. */
export async function findReceipt(command: ErpCommand, writing: Writing): Promise<FindOutcome> {
  const found = await productions(
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

/** The running production of the receipt with its output, or why it cannot be ended by it. */
async function runningOf(receipt: ProductionReceipt, writing: Writing): Promise<{ readonly kind: 'ok'; readonly row: Row; readonly output: Row } | ErpFailure> {
  const number = receipt.productionOrder;
  if (!receipt.final) return refused('partial_not_possible', 'Tryton books a production as a whole: only the last receipt can be written', 'final');
  const found = await productions([['number', '=', number]], 'look up', writing);
  if (found.kind !== 'ok') return found;
  const [row] = found.rows;
  if (row === undefined) return refused('unknown_production_order', `Tryton has no production ${number}`, 'productionOrder');
  const [output, ...others] = listed(row, 'outputs');
  const ours = output !== undefined && skuOf(output) === receipt.sku && text(linked(output, 'uom'), 'symbol') === receipt.erpUom;
  if (!ours || others.length > 0) return refused('other_product', `production ${number} does not make ${receipt.sku} in ${receipt.erpUom}`, 'sku');
  const state = text(row, 'state');
  return state === 'running'
    ? { kind: 'ok', row, output }
    : refused('production_not_running', `production ${number} is ${state}, not running`, 'productionOrder');
}

/**
 * Ends a running production with the quantity that was made. Tryton books a production as a whole: a receipt that is not the last one, and one
 * that differs in the product, is refused. When Tryton says no (an operation is not finished), reference and quantity are put back.
 */
export async function bookReceipt(command: ErpCommand, writing: Writing): Promise<ExecuteOutcome> {
  const receipt = receiptOf(command);
  const found = await runningOf(receipt, writing);
  if (found.kind !== 'ok') return found;
  const { row, output } = found;
  const write = (reference: string | null, amount: string) => {
    const outputs = [['write', [idOf(output)], { quantity: quantity(amount) }]];
    return writing.client.write('prepare', 'model.production.write', [[idOf(row)], { reference, outputs }], writing.record);
  };
  const prepared = await write(command.reference, receipt.quantity);
  if (prepared.kind !== 'ok') return prepared;
  const failure = await press('production', idOf(row), ['done'], writing);
  if (failure === null) return { kind: 'committed', erpKey: receipt.productionOrder, warnings: [] };
  if (failure.kind === 'unknown') return failure;
  const back = await write(text(row, 'reference') || null, text(output, 'quantity'));
  return back.kind === 'ok' ? failure : { kind: 'unknown', why: `not_taken_back_${back.kind}` };
}

/** Reads the production back and compares product and quantity. */
export async function verifyReceipt(command: ErpCommand, erpKey: string, writing: Writing): Promise<VerifyOutcome> {
  const receipt = receiptOf(command);
  const found = await productions([['number', '=', erpKey]], 'verify', writing);
  if (found.kind !== 'ok') return found;
  const row = found.rows[0] ?? {};
  const output = listed(row, 'outputs')[0] ?? {};
  const compared: readonly (readonly [string, string, string, boolean])[] = [
    ['reference', command.reference, text(row, 'reference'), command.reference === text(row, 'reference')],
    ['state', 'done', text(row, 'state'), text(row, 'state') === 'done'],
    ['item', receipt.sku, skuOf(output), receipt.sku === skuOf(output)],
    ['quantity', receipt.quantity, text(output, 'quantity'), sameDecimal(receipt.quantity, text(output, 'quantity'))],
  ];
  const different = compared.filter(([, , , same]) => !same).map(([field, ours, theirs]) => ({ field, ours, theirs }));
  return different.length === 0 ? { kind: 'equal', document: { erpNumber: erpKey, state: 'done' } } : { kind: 'different', fields: different };
}
