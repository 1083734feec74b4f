import type { Body, Row } from '../../kit/odata4/index.ts';
import { minus, scaled, sum, unscaled } from '../amount.ts';
import { refusal } from '../messages.ts';
import { nextEntry, rowOf, type World } from '../world.ts';
import { asSaved, checkPeriod } from './lines.ts';
import { save } from './stock.ts';

const checksOf = (values: Row): readonly Row[] => (values['PaymentChecks'] ?? []) as readonly Row[];
const invoicesOf = (values: Row): readonly Row[] => (values['PaymentInvoices'] ?? []) as readonly Row[];

/** Everything that a payment brings. */
export const paidBy = (values: Row): bigint => scaled(sum(values['CashSum'], values['TransferSum'], ...checksOf(values).map((check) => check['CheckSum'])));

function moveBalance(world: World, customer: string, by: bigint): void {
  const table = world.store.table('Balances');
  table.put({ CardCode: customer, Balance: unscaled(scaled(table.get(customer)?.['Balance']) + by) });
}

function settle(world: World, customer: unknown, line: Row, sign: 1 | -1): void {
  const invoice = rowOf(world, 'Invoices', { DocEntry: line['DocEntry'] ?? null });
  if (!invoice || invoice['CardCode'] !== customer) throw refusal.invoiceUnknown();
  const paid = scaled(invoice['PaidToDate']) + BigInt(sign) * scaled(line['SumApplied']);
  if (paid > scaled(invoice['DocTotal'])) throw refusal.invoicePaid();
  const open = paid < scaled(invoice['DocTotal']);
  save(world, 'Invoices', { ...invoice, PaidToDate: unscaled(paid), DocumentStatus: open ? 'bost_Open' : 'bost_Close' });
}

/** When the amount was saved differently (habit), it differs by one unit of money. */
function saved(world: World, values: Row): Row {
  const field = scaled(values['CashSum']) > 0n ? 'CashSum' : 'TransferSum';
  return scaled(values[field]) > 0n ? { ...values, [field]: unscaled(asSaved(world, scaled(values[field]))) } : values;
}

function checkPayment(values: Row, amount: bigint): void {
  if (amount <= 0n) throw refusal.noAmount();
  if (scaled(values['CashSum']) > 0n && !values['CashAccount']) throw refusal.noAccount('cash');
  if (scaled(values['TransferSum']) > 0n && !values['TransferAccount']) throw refusal.noAccount('bank transfers');
  if (scaled(sum(...invoicesOf(values).map((line) => line['SumApplied']))) > amount) throw refusal.unequal();
}

/** Takes a payment of a customer in: on account, or for invoices. */
export function createPayment(world: World, body: Body): Row {
  const values = saved(world, body.values);
  const customer = rowOf(world, 'BusinessPartners', { CardCode: values['CardCode'] ?? null });
  if (!customer) throw refusal.unknownPartner(String(values['CardCode'] ?? ''));
  const on = checkPeriod(world, values['DocDate']);
  const amount = paidBy(values);
  checkPayment(values, amount);
  invoicesOf(values).forEach((line) => settle(world, values['CardCode'], line, 1));
  moveBalance(world, String(values['CardCode']), -amount);
  const entry = nextEntry(world, 'IncomingPayments');
  return save(world, 'IncomingPayments', {
    DocType: 'rCustomer',
    ...values,
    DocEntry: entry,
    DocNum: 4_000_000 + entry,
    DocDate: on,
    CardName: customer['CardName'] ?? null,
    DocCurrency: values['DocCurrency'] ?? customer['Currency'] ?? null,
    Cancelled: 'tNO',
    PaymentInvoices: invoicesOf(values),
    PaymentChecks: checksOf(values),
  });
}

/** Takes a payment back. */
export function cancelPayment(world: World, row: Row): Row {
  if (row['Cancelled'] === 'tYES') throw refusal.cancelled();
  invoicesOf(row).forEach((line) => settle(world, row['CardCode'], line, -1));
  moveBalance(world, String(row['CardCode']), paidBy(row));
  return save(world, 'IncomingPayments', { ...row, Cancelled: 'tYES' });
}

/** A payment at the desk, from the sandbox's own API: the customer owes less. */
export function payAtDesk(world: World, customer: string, amount: string): string {
  const table = world.store.table('Balances');
  const Balance = minus(table.get(customer)?.['Balance'], amount);
  table.put({ CardCode: customer, Balance });
  return Balance;
}
