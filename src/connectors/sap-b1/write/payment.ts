import type { PaymentReceipt } from '../../../modules/sync/contract.ts';
import { paymentReceiptSchema } from '../../../modules/sync/contract.ts';
import { expandedOf, textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { sumText } from '../map/sum.ts';
import { literalOf } from '../../kit/odata4/codec.ts';
import type { ErpCommand, ExecuteOutcome, FindOutcome, VerifyOutcome } from '../../kit/types.ts';
import { bookingFacts, compareHead } from './goods.ts';
import { cancelDocument, createdOf, decimal, differs, findDocument, readDocument, referenceFieldOf, refused, sameNumber, type Tools } from './tools.ts';

/** Thrown for a payload that is no receipt of money: a bug on our side, found before anything is sent. */
const paymentOf = (command: ErpCommand): PaymentReceipt => paymentReceiptSchema.parse(command.payload);
const fieldOf = (tools: Tools): string => referenceFieldOf(tools.settings, 'JournalRemarks');
const set = 'IncomingPayments';

/** Looks for the payment that carries the reference. */
export const findPayment = (command: ErpCommand, tools: Tools): Promise<FindOutcome> =>
  findDocument(
    { set, field: fieldOf(tools), reference: command.reference, more: `CardCode eq ${literalOf('text', paymentOf(command).customer)}`, cancels: true },
    tools,
  );

/** Takes a payment in: on account, or for one invoice. Which account it goes to is a setting; without one it is a person's. */
export async function bookPayment(command: ErpCommand, tools: Tools): Promise<ExecuteOutcome> {
  const payment = paymentOf(command);
  const way = tools.settings.payments[payment.method];
  if (!way) return refused('no_account', `no G/L account is set for payments by ${payment.method}`, 'method');
  const amount = decimal(payment.amount);
  const money = {
    cash: { CashSum: amount, CashAccount: way.account },
    transfer: { TransferSum: amount, TransferAccount: way.account, TransferDate: payment.receivedOn },
    cheque: { CheckAccount: way.account, PaymentChecks: [{ DueDate: payment.receivedOn, CheckSum: amount }] },
  }[way.by];
  const body = {
    DocType: 'rCustomer',
    CardCode: payment.customer,
    DocDate: payment.receivedOn,
    DocCurrency: payment.currency,
    [fieldOf(tools)]: command.reference,
    ...(payment.note === '' ? {} : { Remarks: payment.note.slice(0, 254) }),
    ...money,
    ...(payment.invoice === null ? {} : { PaymentInvoices: [{ DocEntry: Number(payment.invoice), SumApplied: amount, InvoiceType: 'it_Invoice' }] }),
  };
  return createdOf(await tools.client.send('create', 'POST', set, body, {}, tools.record));
}

const amountOf = (row: WireRecord): string =>
  sumText([textOf(row, 'CashSum'), textOf(row, 'TransferSum'), ...expandedOf(row, 'PaymentChecks').map((check) => textOf(check, 'CheckSum'))]);

/** Reads the payment back. */
export async function verifyPayment(command: ErpCommand, erpKey: string, tools: Tools): Promise<VerifyOutcome> {
  const payment = paymentOf(command);
  const read = await readDocument('verify', set, erpKey, tools);
  if (read.kind !== 'read') return read;
  const invoice = textOf(expandedOf(read.row, 'PaymentInvoices')[0] ?? {}, 'DocEntry');
  const fields = [
    ...compareHead(read.row, fieldOf(tools), command.reference, payment.receivedOn),
    ...differs('customer', payment.customer, textOf(read.row, 'CardCode')),
    ...differs('currency', payment.currency, textOf(read.row, 'DocCurrency')),
    ...differs('amount', payment.amount, amountOf(read.row), sameNumber),
    ...differs('invoice', payment.invoice ?? '', invoice),
  ];
  return fields.length === 0 ? { kind: 'equal', document: bookingFacts(read.row) } : { kind: 'different', fields };
}

/** Cancels the payment. */
export const reversePayment = (erpKey: string, tools: Tools): Promise<ExecuteOutcome> => cancelDocument(set, erpKey, tools);
