import type { PaymentReceipt } from '../../../modules/sync/contract.ts';
import { paymentReceiptSchema } from '../../../modules/sync/contract.ts';
import { normalDecimal } from '../../kit/decimal.ts';
import { textOf } from '../../kit/odata/codec.ts';
import type { WireRecord } from '../../kit/odata/codec.ts';
import { entityOf, etagOf } from '../../kit/odata4/answer.ts';
import { dayOf } from '../../kit/odata4/codec.ts';
import type { ErpCommand, ErpFailure, ExecuteOutcome, FindOutcome, VerifyOutcome } from '../../kit/types.ts';
import type { BcCompany } from '../read/companies.ts';
import { beforeSending, companyWhere, decimal, differs, lookUp, refused, sameNumber, type Tools } from './tools.ts';

/** Thrown for a payload that is no receipt of money: a bug on our side, found before anything is sent. */
const paymentOf = (command: ErpCommand): PaymentReceipt => paymentReceiptSchema.parse(command.payload);

const companyOf = (payment: PaymentReceipt, tools: Tools): Promise<BcCompany | ErpFailure> =>
  companyWhere(tools, (one) => one.settings.company === payment.company, `company ${payment.company}`);

/** Where our reference stands: in a journal still, or in the ledger since a clerk has posted. */
interface Found {
  readonly entered: readonly WireRecord[];
  readonly posted: readonly WireRecord[];
}

async function lookFor(step: string, reference: string, company: BcCompany, tools: Tools): Promise<Found | ErpFailure> {
  const entered = await lookUp(step, company.api('customerPayments'), 'documentNumber', reference, tools);
  if (entered.kind !== 'rows') return entered;
  if (entered.rows.length > 0) return { entered: entered.rows, posted: [] };
  const posted = await lookUp(step, company.api('generalLedgerEntries'), 'documentNumber', reference, tools);
  return posted.kind === 'rows' ? { entered: [], posted: posted.rows } : posted;
}

/** Looks for the journal line, or the ledger entries that it became. */
export async function findPayment(command: ErpCommand, tools: Tools): Promise<FindOutcome> {
  const company = await companyOf(paymentOf(command), tools);
  if ('kind' in company) return company;
  const found = await lookFor('find', command.reference, company, tools);
  if ('kind' in found) return found;
  const keys = found.entered.map((row) => textOf(row, 'id'));
  if (keys.length > 1) return { kind: 'ambiguous', erpKeys: keys };
  return keys.length + found.posted.length > 0 ? { kind: 'found', erpKey: `${company.prefix}${command.reference}` } : { kind: 'absent' };
}

/** Business Central holds a payment as what reduces the debt: below zero. */
const negative = (amount: string): string => normalDecimal(`-${amount}`) ?? `-${amount}`;

/** Enters the payment in the cash receipt journal of its way; posting the journal is a clerk's. A way without journal is a person's. */
export async function bookPayment(command: ErpCommand, tools: Tools): Promise<ExecuteOutcome> {
  const payment = paymentOf(command);
  const company = await companyOf(payment, tools);
  if ('kind' in company) return company;
  const code = tools.settings.journals[payment.method];
  if (code === undefined) return refused('no_journal', `no cash receipt journal is set for payments by ${payment.method}`, 'method');
  const known = await beforeSending(async () => ({ journals: await tools.tables.journals(company), books: await tools.tables.information(company) }));
  if ('kind' in known) return known;
  const journal = known.journals.get(code);
  if (journal === undefined) return refused('unknown_journal', `Business Central has no cash receipt journal ${code}`, 'journalId');
  if (payment.currency !== known.books.currency) return refused('foreign_currency', `the API takes payments in ${known.books.currency} only`, 'currency');
  const body = {
    customerNumber: payment.customer,
    postingDate: payment.receivedOn,
    documentNumber: command.reference,
    externalDocumentNumber: command.reference,
    amount: decimal(negative(payment.amount)),
    ...(payment.invoice === null
      ? {}
      : { appliesToInvoiceNumber: payment.invoice.slice(payment.invoice.startsWith(company.prefix) ? company.prefix.length : 0) }),
    description: `Payment of customer ${payment.customer}`.slice(0, 100),
    ...(payment.note === '' ? {} : { comment: payment.note.slice(0, 250) }),
  };
  const answer = await tools.client.send('create', 'POST', company.api(`customerPaymentJournals(${journal})/customerPayments`), body, {}, tools.record);
  if (answer.kind !== 'ok') return answer;
  if (textOf(entityOf(answer.json) ?? {}, 'id') === '') return { kind: 'unknown', why: 'no_id_in_answer' };
  return { kind: 'committed', erpKey: `${company.prefix}${command.reference}`, warnings: [`entered in journal ${code}; not posted yet`] };
}

/** Reads the payment back: the journal line as it was entered, or the ledger's sum. */
export async function verifyPayment(command: ErpCommand, tools: Tools): Promise<VerifyOutcome> {
  const payment = paymentOf(command);
  const company = await companyOf(payment, tools);
  if ('kind' in company) return company;
  const found = await lookFor('verify', command.reference, company, tools);
  if ('kind' in found) return found;
  const [row] = found.entered;
  if (!row) {
    const debit = found.posted.map((one) => textOf(one, 'debitAmount')).find((amount) => sameNumber(amount, payment.amount));
    return debit === undefined
      ? { kind: 'different', fields: [{ field: 'amount', ours: payment.amount, theirs: found.posted.map((one) => textOf(one, 'debitAmount')).join(' ') }] }
      : { kind: 'equal', document: { erpNumber: command.reference, state: 'posted' } };
  }
  const invoice = payment.invoice === null ? '' : payment.invoice.slice(payment.invoice.startsWith(company.prefix) ? company.prefix.length : 0);
  const fields = [
    ...differs('customer', payment.customer, textOf(row, 'customerNumber')),
    ...differs('amount', negative(payment.amount), textOf(row, 'amount'), sameNumber),
    ...differs('posted_on', payment.receivedOn, dayOf(row, 'postingDate') ?? ''),
    ...differs('invoice', invoice, textOf(row, 'appliesToInvoiceNumber')),
  ];
  return fields.length === 0
    ? { kind: 'equal', document: { erpNumber: command.reference, journal: textOf(row, 'journalDisplayName'), state: 'entered' } }
    : { kind: 'different', fields };
}

/** Takes a payment out of its journal again; what is posted is a person's. */
export async function reversePayment(command: ErpCommand, erpKey: string, tools: Tools): Promise<ExecuteOutcome> {
  const company = await companyOf(paymentOf(command), tools);
  if ('kind' in company) return company;
  const found = await lookFor('read', command.reference, company, tools);
  if ('kind' in found) return found;
  if (found.posted.length > 0) return refused('already_posted', 'the payment is posted; a person must reverse it in Business Central');
  const done: ExecuteOutcome = { kind: 'committed', erpKey, warnings: [] };
  const [row] = found.entered;
  if (!row) return done;
  const answer = await tools.client.send(
    'reverse',
    'DELETE',
    company.api(`customerPayments(${textOf(row, 'id')})`),
    undefined,
    { 'if-match': etagOf(row) || '*' },
    tools.record,
  );
  return answer.kind === 'ok' ? done : answer;
}
