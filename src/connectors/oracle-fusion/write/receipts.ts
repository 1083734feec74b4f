import type { PaymentReceipt } from '../../../modules/sync/contract.ts';
import { paymentReceiptSchema } from '../../../modules/sync/contract.ts';
import { sameDecimal } from '../../kit/decimal.ts';
import { jsonNumber } from '../../kit/format.ts';
import { isRecord, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import type { ErpCommand, ErpFailure, ExecuteOutcome, FindOutcome, VerifyOutcome } from '../../kit/types.ts';
import type { Difference } from '../map/sales-order.ts';
import { dayOf, quoted } from '../wire.ts';
import { ask, refusal, type Tools } from './tools.ts';

const receiptOf = (command: ErpCommand): PaymentReceipt => paymentReceiptSchema.parse(command.payload);
const isReversed = (row: WireRecord): boolean => /revers/i.test(textOf(row, 'State')) || /revers/i.test(textOf(row, 'Status'));

/** The living receipts with our number; when all are reversed, none. */
async function living(command: ErpCommand, step: string, tools: Tools): Promise<{ readonly kind: 'rows'; readonly rows: readonly WireRecord[] } | ErpFailure> {
  const asked = await ask(tools, step, 'standardReceipts', `ReceiptNumber = ${quoted(command.reference)}`);
  return asked.kind === 'rows' ? { kind: 'rows', rows: asked.rows.filter((row) => !isReversed(row)) } : asked;
}

/** Finds the receipt by its number. */
export async function findReceipt(command: ErpCommand, tools: Tools): Promise<FindOutcome> {
  const found = await living(command, 'find', tools);
  if (found.kind !== 'rows') return found;
  const keys = found.rows.map((row) => textOf(row, 'StandardReceiptId'));
  if (keys.length > 1) return { kind: 'ambiguous', erpKeys: keys };
  return keys[0] === undefined ? { kind: 'absent' } : { kind: 'found', erpKey: keys[0] };
}

/** Creates a standard receipt, applied to an invoice by a remittance reference where one is named. The business unit is the customer's. */
export async function executeReceipt(command: ErpCommand, tools: Tools): Promise<ExecuteOutcome> {
  const receipt = receiptOf(command);
  const { settings } = tools;
  const method = settings.receiptMethods[receipt.method];
  if (method === undefined) return refusal('no_receipt_method', `no receipt method is set for ${receipt.method}`, 'method');
  const units = Object.entries(settings.businessUnits).filter(
    ([name, unit]) => receipt.company === '' || name === receipt.company || unit.company === receipt.company,
  );
  const unit = units.find(([, one]) => one.currency === receipt.currency) ?? units[0];
  if (!unit) return refusal('no_business_unit', `no business unit is set for company ${receipt.company}`, 'company');
  const answer = await tools.client.write({
    step: 'create',
    method: 'POST',
    path: `${settings.scmPath}/standardReceipts`,
    body: {
      ReceiptNumber: command.reference,
      ReceiptMethod: method,
      BusinessUnit: unit[0],
      CustomerAccountNumber: receipt.customer,
      Amount: jsonNumber(receipt.amount),
      Currency: receipt.currency,
      ReceiptDate: receipt.receivedOn,
      ...(settings.remittanceBankAccount === null ? {} : { RemittanceBankAccountNumber: settings.remittanceBankAccount }),
      ...(receipt.note === '' ? {} : { Comments: receipt.note.slice(0, 2000) }),
      ...(receipt.invoice === null
        ? {}
        : { remittanceReferences: [{ ReceiptMatchBy: 'Transaction Number', ReferenceNumber: receipt.invoice, ReferenceAmount: jsonNumber(receipt.amount) }] }),
    },
    record: tools.record,
  });
  if (answer.kind === 'rejected' && /already exists|duplicate/i.test(answer.text)) return { kind: 'unknown', why: 'exists_already' };
  if (answer.kind !== 'ok') return answer;
  const erpKey = isRecord(answer.json) ? textOf(answer.json, 'StandardReceiptId') : '';
  return erpKey === '' ? { kind: 'unknown', why: 'no_number_in_answer' } : { kind: 'committed', erpKey, warnings: [] };
}

/** Compares the receipt with what was asked for. */
export async function verifyReceipt(command: ErpCommand, tools: Tools): Promise<VerifyOutcome> {
  const receipt = receiptOf(command);
  const found = await living(command, 'verify', tools);
  if (found.kind !== 'rows') return found;
  const row = found.rows[0];
  if (!row) return { kind: 'different', fields: [{ field: 'receipt', ours: command.reference, theirs: '' }] };
  const day = dayOf(row, 'ReceiptDate') ?? '';
  const compared: readonly (readonly [string, string, string, boolean])[] = [
    ['amount', receipt.amount, textOf(row, 'Amount'), sameDecimal(receipt.amount, textOf(row, 'Amount'))],
    ['currency', receipt.currency, textOf(row, 'Currency'), receipt.currency === textOf(row, 'Currency')],
    ['customer', receipt.customer, textOf(row, 'CustomerAccountNumber'), receipt.customer === textOf(row, 'CustomerAccountNumber')],
    ['received_on', receipt.receivedOn, day, receipt.receivedOn === day],
  ];
  const fields = compared.flatMap(([field, ours, theirs, same]): readonly Difference[] => (same ? [] : [{ field, ours, theirs }]));
  return fields.length === 0
    ? { kind: 'equal', document: { erpNumber: textOf(row, 'StandardReceiptId'), amount: textOf(row, 'Amount') } }
    : { kind: 'different', fields };
}

/** Reverses the receipt; one that is reversed already needs nothing. */
export async function reverseReceipt(command: ErpCommand, tools: Tools): Promise<ExecuteOutcome> {
  const found = await living(command, 'find', tools);
  if (found.kind !== 'rows') return found;
  const id = textOf(found.rows[0] ?? {}, 'StandardReceiptId');
  if (id === '') return { kind: 'committed', erpKey: command.reference, warnings: [] };
  const answer = await tools.client.write({
    step: 'reverse',
    method: 'POST',
    path: `${tools.settings.scmPath}/standardReceipts/${id}/action/reverseReceipt`,
    body: { ReversalCategory: 'REV', ReversalReason: 'PAYMENT REVERSAL' },
    headers: { 'content-type': 'application/vnd.oracle.adf.action+json' },
    record: tools.record,
  });
  return answer.kind === 'ok' ? { kind: 'committed', erpKey: id, warnings: [] } : answer;
}
