import { entitySet } from '../../kit/odata4/index.ts';
import { both, changed, readOnly } from './flags.ts';

/** Cash receipt journals and the ledger. */
export const money = [
  entitySet(
    'customerPaymentJournals',
    `id guid key ro
     code text10
     displayName text100
     ${changed}
     balancingAccountId guid
     balancingAccountNumber text20`,
    { customerPayments: '* customerPayments journalId=id' },
    { typeName: 'customerPaymentJournal', ...both },
  ),
  entitySet(
    'customerPayments',
    `id guid key ro
     journalId guid once
     journalDisplayName text10 ro
     lineNumber int
     customerId guid
     customerNumber text20
     postingDate date
     documentNumber text20
     externalDocumentNumber text35
     amount decimal
     appliesToInvoiceId guid
     appliesToInvoiceNumber text20
     description text100
     comment text250
     ${changed}`,
    {},
    { typeName: 'customerPayment', ...both },
  ),
  entitySet(
    'generalLedgerEntries',
    `id guid key ro
     entryNumber int ro
     postingDate date ro
     documentNumber text20 ro
     documentType enum:itemLedgerDocumentType ro
     accountId guid ro
     accountNumber text20 ro
     description text100 ro
     debitAmount decimal ro
     creditAmount decimal ro
     ${changed}`,
    {},
    { typeName: 'generalLedgerEntry', ...readOnly },
  ),
];
