import type { SeedCustomer } from '../../kit/company-seed.ts';
import { OracleError, refuse } from '../errors.ts';
import type { Put, Receipt } from '../records.ts';
import { counterPut, todayOf, type World } from '../world.ts';
import { checkMandatory, dayIn, listIn, textIn, type Body } from './body.ts';
import type { Desk } from './orders.ts';

function minorIn(body: Body, name: string): number {
  const match = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(textIn(body, name));
  if (!match) throw refuse('AR-855001', `The amount ${textIn(body, name)} isn't valid.`, name);
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

/** The changes by which money is owed less (or more again when taken back), on the account and on an invoice. */
function settle(world: World, receipt: Receipt, sign: 1 | -1): readonly Put[] {
  const owed = world.store.get('owed', receipt.customer)?.minor ?? 0;
  const invoice = receipt.invoice === '' ? undefined : world.store.get('invoice', receipt.invoice);
  return [
    { table: 'owed', key: receipt.customer, row: { minor: owed - sign * receipt.minor } },
    ...(invoice
      ? [{ table: 'invoice' as const, key: invoice.number, row: { ...invoice, openMinor: invoice.openMinor - sign * receipt.minor, changedMs: world.now() } }]
      : []),
  ];
}

/** Who pays, and on which day. Throws when Receivables does not take it. */
function headOf(world: World, body: Body): { readonly customer: SeedCustomer; readonly on: string } {
  checkMandatory(body, ['ReceiptNumber', 'ReceiptMethod', 'BusinessUnit', 'Amount', 'Currency']);
  const customer = world.customers.get(textIn(body, 'CustomerAccountNumber'));
  if (!customer) throw refuse('AR-855021', `Customer account ${textIn(body, 'CustomerAccountNumber')} isn't valid.`, '/CustomerAccountNumber');
  if (textIn(body, 'BusinessUnit') !== customer.salesOrg)
    throw refuse('AR-855012', `Business unit ${textIn(body, 'BusinessUnit')} isn't valid for the customer.`, '/BusinessUnit');
  if (textIn(body, 'Currency') !== customer.currency)
    throw refuse('AR-855017', `Currency ${textIn(body, 'Currency')} isn't valid for the customer.`, '/Currency');
  const on = dayIn(body, 'ReceiptDate') ?? todayOf(world);
  if (on < world.openFrom || on > todayOf(world)) throw refuse('AR-855032', `The receipt date ${on} isn't in an open accounting period.`, '/ReceiptDate');
  if (world.store.all('receipt').some((one) => one.number === textIn(body, 'ReceiptNumber') && !one.reversed))
    throw refuse('AR-855040', `A receipt with number ${textIn(body, 'ReceiptNumber')} already exists.`, '/ReceiptNumber');
  return { customer, on };
}

/** Decides on a standard receipt. Throws Receivables' refusals. */
export function createReceipt(desk: Desk, body: Body): { readonly receipt: Receipt; readonly puts: readonly Put[] } {
  const { world } = desk;
  const { customer, on } = headOf(world, body);
  const asked = minorIn(body, 'Amount');
  const minor = desk.dice.chance(world.habits().pOtherQuantity) ? asked + 100 : asked;
  const reference = listIn(body, 'remittanceReferences')[0];
  const invoice = reference ? world.store.get('invoice', textIn(reference, 'ReferenceNumber')) : undefined;
  if (reference && (invoice?.customer !== customer.code || invoice.openMinor < minor))
    throw refuse('AR-855051', `Transaction ${textIn(reference, 'ReferenceNumber')} isn't open for this amount.`, '/remittanceReferences');
  const id = world.nextId('receipt');
  const receipt: Receipt = {
    id,
    number: textIn(body, 'ReceiptNumber'),
    method: textIn(body, 'ReceiptMethod'),
    businessUnit: textIn(body, 'BusinessUnit'),
    customer: customer.code,
    minor,
    currency: customer.currency,
    on,
    invoice: invoice?.number ?? '',
    comments: textIn(body, 'Comments'),
    reversed: false,
    createdMs: world.now(),
  };
  return { receipt, puts: [{ table: 'receipt', key: String(id), row: receipt }, ...settle(world, receipt, 1), counterPut(world, 'receipt', id)] };
}

/** Takes a receipt back; it stays, reversed. Throws when it is unknown or reversed already. */
export function reverseReceipt(world: World, id: string): readonly Put[] {
  const receipt = world.store.get('receipt', id);
  if (!receipt) throw new OracleError(404, '404', 'Not Found');
  if (receipt.reversed) throw refuse('AR-855061', `Receipt ${receipt.number} is already reversed.`);
  return [{ table: 'receipt', key: id, row: { ...receipt, reversed: true } }, ...settle(world, receipt, -1)];
}
