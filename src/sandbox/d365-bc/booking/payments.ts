import type { Body, Row } from '../../kit/odata4/index.ts';
import { scaled, unscaled } from '../amount.ts';
import { refusal } from '../messages.ts';
import { rowBy, save, type Company } from '../world.ts';
import { asSaved } from './lines.ts';
import { checkPeriod } from './posting.ts';

/** Enters a payment in a cash receipt journal; nothing is posted by that. */
export function createPayment(company: Company, body: Body, parent: Row | null): Row {
  const { values } = body;
  const journal = company.store.table('customerPaymentJournals').get(JSON.stringify([parent?.['id'] ?? values['journalId'] ?? null]));
  if (!journal) throw refusal.journalUnknown();
  const customer = rowBy(company, 'customers', 'number', values['customerNumber']);
  if (!customer) throw refusal.unknownCustomer();
  const amount = scaled(values['amount']);
  if (amount >= 0n) throw refusal.paymentPositive();
  const invoice = values['appliesToInvoiceNumber'] ? rowBy(company, 'salesInvoices', 'number', values['appliesToInvoiceNumber']) : undefined;
  if (values['appliesToInvoiceNumber'] && invoice?.['customerNumber'] !== customer['number']) throw refusal.invoiceUnknown(String(values['appliesToInvoiceNumber']));
  if (invoice && -amount > scaled(invoice['remainingAmount'])) throw refusal.overpaid();
  const lines = company.store.table('customerPayments').by('journalId', journal['id'] ?? null);
  return save(company, 'customerPayments', {
    ...values,
    id: company.newId(),
    journalId: journal['id'] ?? null,
    journalDisplayName: journal['code'] ?? '',
    lineNumber: Number(lines.at(-1)?.['lineNumber'] ?? 0) + 10_000,
    customerId: customer['id'] ?? null,
    documentNumber: String(values['documentNumber'] ?? '').toUpperCase(),
    externalDocumentNumber: String(values['externalDocumentNumber'] ?? '').toUpperCase(),
    postingDate: checkPeriod(company, values['postingDate']),
    amount: unscaled(-asSaved(company, -amount)),
    appliesToInvoiceId: invoice?.['id'] ?? '00000000-0000-0000-0000-000000000000',
  });
}

/** What a clerk does: posts the lines of a cash receipt journal. They leave the journal and stand in the ledger. */
export function postJournal(company: Company, code: string): number {
  const journal = company.store.table('customerPaymentJournals').all().find((row) => row['code'] === code);
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
