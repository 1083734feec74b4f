import type { Body, Row } from '../../kit/odata4/index.ts';
import { scaled, unscaled } from '../amount.ts';
import { refusal } from '../messages.ts';
import { textOf, valueIn } from '../row-text.ts';
import { noGuid } from '../seed/view.ts';
import { rowBy, save, type Company } from '../world.ts';
import { asSaved } from './lines.ts';
import { checkPeriod } from './posting.ts';

/** The invoice that a payment names; undefined when it names none. Refused when it is another customer's or less remains of it. */
function invoiceFor(company: Company, customer: Row, number: string, amount: bigint): Row | undefined {
  if (number === '') return undefined;
  const invoice = rowBy(company, 'salesInvoices', 'number', number);
  if (invoice?.['customerNumber'] !== customer['number']) throw refusal.invoiceUnknown(number);
  if (amount > scaled(valueIn(invoice, 'remainingAmount'))) throw refusal.overpaid();
  return invoice;
}

/** Enters a payment in a cash receipt journal; nothing is posted by that. */
export function createPayment(company: Company, body: Body, parent: Row | null): Row {
  const { values } = body;
  const journal = company.store.table('customerPaymentJournals').get(JSON.stringify([parent?.['id'] ?? valueIn(values, 'journalId')]));
  if (!journal) throw refusal.journalUnknown();
  const customer = rowBy(company, 'customers', 'number', values['customerNumber']);
  if (!customer) throw refusal.unknownCustomer();
  const amount = scaled(values['amount']);
  if (amount >= 0n) throw refusal.paymentPositive();
  const invoice = invoiceFor(company, customer, textOf(values, 'appliesToInvoiceNumber'), -amount);
  const last = company.store.table('customerPayments').by('journalId', valueIn(journal, 'id')).at(-1);
  return save(company, 'customerPayments', {
    ...values,
    id: company.newId(),
    journalId: valueIn(journal, 'id'),
    journalDisplayName: textOf(journal, 'code'),
    lineNumber: Number(textOf(last, 'lineNumber')) + 10_000,
    customerId: valueIn(customer, 'id'),
    documentNumber: textOf(values, 'documentNumber').toUpperCase(),
    externalDocumentNumber: textOf(values, 'externalDocumentNumber').toUpperCase(),
    postingDate: checkPeriod(company, values['postingDate']),
    amount: unscaled(-asSaved(company, -amount)),
    appliesToInvoiceId: textOf(invoice, 'id') || noGuid,
  });
}

/** What a clerk does: posts the lines of a cash receipt journal. They leave the journal and stand in the ledger. */
export function postJournal(company: Company, code: string): number {
  const journal = company.store
    .table('customerPaymentJournals')
    .all()
    .find((row) => row['code'] === code);
  const lines = journal ? company.store.table('customerPayments').by('journalId', journal['id'] ?? null) : [];
  for (const line of lines) {
    settle(company, String(line['customerNumber']), String(line['appliesToInvoiceNumber']), -scaled(line['amount']));
    const entryNumber = company.store.table('generalLedgerEntries').all().length + 1;
    save(company, 'generalLedgerEntries', {
      id: company.newId(),
      entryNumber,
      postingDate: line['postingDate'] ?? '',
      documentNumber: line['documentNumber'] ?? '',
      documentType: 'Payment',
      accountNumber: journal?.['balancingAccountNumber'] ?? '',
      description: line['description'] ?? '',
      debitAmount: unscaled(-scaled(line['amount'])),
    });
    company.store.table('customerPayments').remove(JSON.stringify([line['id'] ?? null]));
  }
  return lines.length;
}

function settle(company: Company, customer: string, number: string, amount: bigint): void {
  const invoice = number === '' ? undefined : rowBy(company, 'salesInvoices', 'number', number);
  if (invoice) {
    const left = scaled(invoice['remainingAmount']) - amount;
    save(company, 'salesInvoices', { ...invoice, remainingAmount: unscaled(left), status: left > 0n ? 'Open' : 'Paid' });
    return;
  }
  const table = company.store.table('Accounts');
  table.put({ number: customer, paid: unscaled(scaled(table.get(customer)?.['paid']) + amount) });
}

/** A payment at the desk, from the sandbox's own API: booked on account at once. */
export const payAtDesk = (company: Company, customer: string, amount: string): void => settle(company, customer, '', scaled(amount));
