import { element, escapeXml } from '../wire/xml-format.ts';
import { negated } from '../wire/amounts.ts';

/** Goods of one line of a voucher, in one godown and batch. `amount` without sign. */
export interface GoodsDraft {
  readonly item: string;
  readonly amount: string;
  readonly unit: string;
  /** Price of one unit; null: none is said. */
  readonly rate: string | null;
  readonly value: string | null;
  readonly godown: string;
  readonly batch: string;
  readonly order: string;
  readonly due: string | null;
  readonly tracking: string;
  readonly words: string;
  /** Our number of the line with which it goes along free: it leaves, and nothing of it is billed. Null: it is bought. */
  readonly freeWith: number | null;
}

/** Money of one line. Negative amounts are debits, in Tally deemed positive. */
export interface LedgerDraft {
  readonly ledger: string;
  readonly amount: string;
  readonly bill: { readonly type: 'New Ref' | 'Agst Ref' | 'On Account'; readonly name: string } | null;
}

/** A voucher of ours, before it is XML. */
export interface VoucherDraft {
  readonly type: string;
  readonly view: 'Invoice Voucher View' | 'Inventory Voucher View' | 'Accounting Voucher View' | 'Consumption Voucher View';
  readonly date: string;
  readonly reference: string;
  readonly narration: string;
  readonly party: string | null;
  readonly consignee: string;
  readonly customerPo: string;
  readonly ledgers: readonly LedgerDraft[];
  readonly goods: readonly GoodsDraft[];
  readonly inward: readonly GoodsDraft[];
  readonly outward: readonly GoodsDraft[];
  /** Ledger that the value of goods is credited to; empty: none. */
  readonly salesLedger: string;
  readonly inwardDeemedPositive: boolean;
}

const day = (date: string): string => date.replaceAll('-', '');
const optional = (name: string, text: string): string => (text === '' ? '' : element(name, text));

function goodsXml(tag: string, line: GoodsDraft, deemedPositive: boolean, salesLedger: string): string {
  const quantity = `${line.amount} ${line.unit}`;
  // inward is a debit, and debits are negative
  const value = line.value === null ? '' : element('AMOUNT', deemedPositive ? negated(line.value) : line.value);
  const both = element('ACTUALQTY', quantity) + element('BILLEDQTY', line.freeWith === null ? quantity : `0 ${line.unit}`);
  const words = line.words === '' ? '' : `<BASICUSERDESCRIPTION.LIST TYPE="String">${element('BASICUSERDESCRIPTION', line.words)}</BASICUSERDESCRIPTION.LIST>`;
  const batch =
    element('GODOWNNAME', line.godown) +
    element('BATCHNAME', line.batch === '' ? 'Primary Batch' : line.batch) +
    optional('ORDERNO', line.order) +
    optional('TRACKINGNUMBER', line.tracking) +
    (line.due === null ? '' : element('ORDERDUEDATE', day(line.due))) +
    value +
    both;
  const accounting =
    salesLedger === '' || line.value === null
      ? ''
      : `<ACCOUNTINGALLOCATIONS.LIST>${element('LEDGERNAME', salesLedger)}${element('ISDEEMEDPOSITIVE', deemedPositive ? 'Yes' : 'No')}${value}</ACCOUNTINGALLOCATIONS.LIST>`;
  return (
    `<${tag}>${words}${element('STOCKITEMNAME', line.item)}${element('ISDEEMEDPOSITIVE', deemedPositive ? 'Yes' : 'No')}` +
    (line.rate === null ? '' : element('RATE', `${line.rate}/${line.unit}`)) +
    both +
    value +
    `<BATCHALLOCATIONS.LIST>${batch}</BATCHALLOCATIONS.LIST>${accounting}</${tag}>`
  );
}

function ledgerXml({ ledger, amount, bill }: LedgerDraft): string {
  const name = bill === null || bill.type === 'On Account' ? '' : element('NAME', bill.name);
  const allocation = bill === null ? '' : `<BILLALLOCATIONS.LIST>${name}${element('BILLTYPE', bill.type)}${element('AMOUNT', amount)}</BILLALLOCATIONS.LIST>`;
  return `<LEDGERENTRIES.LIST>${element('LEDGERNAME', ledger)}${element('ISDEEMEDPOSITIVE', amount.startsWith('-') ? 'Yes' : 'No')}${element('AMOUNT', amount)}${allocation}</LEDGERENTRIES.LIST>`;
}

function bodyOf(draft: VoucherDraft): string {
  return (
    element('DATE', day(draft.date)) +
    element('VOUCHERTYPENAME', draft.type) +
    element('REFERENCE', draft.reference) +
    (draft.party === null ? '' : element('PARTYLEDGERNAME', draft.party)) +
    optional('CONSIGNEEMAILINGNAME', draft.consignee) +
    optional('BASICPURCHASEORDERNO', draft.customerPo) +
    element('NARRATION', draft.narration) +
    draft.ledgers.map(ledgerXml).join('') +
    draft.goods.map((line) => goodsXml('ALLINVENTORYENTRIES.LIST', line, false, draft.salesLedger)).join('') +
    draft.inward.map((line) => goodsXml('INVENTORYENTRIESIN.LIST', line, draft.inwardDeemedPositive, '')).join('') +
    draft.outward.map((line) => goodsXml('INVENTORYENTRIESOUT.LIST', line, false, '')).join('')
  );
}

const attribute = (name: string, value: string): string => `${name}="${escapeXml(value)}"`;

/** A new voucher. REMOTEID makes Tally alter the first one, on releases that heed it, instead of making a second one. */
export const createXml = (draft: VoucherDraft): string =>
  `<VOUCHER ${attribute('REMOTEID', draft.reference)} ${attribute('VCHTYPE', draft.type)} ACTION="Create" ${attribute('OBJVIEW', draft.view)}>${bodyOf(draft)}</VOUCHER>`;

/** The voucher with an id becomes the draft, as a whole. */
export const alterXml = (draft: VoucherDraft, masterId: number, date: string): string =>
  `<VOUCHER ${attribute('DATE', day(date))} TAGNAME="MasterID" TAGVALUE="${masterId}" ${attribute('VCHTYPE', draft.type)} ACTION="Alter" ${attribute('OBJVIEW', draft.view)}>${bodyOf(draft)}</VOUCHER>`;

/** The voucher with an id stays, cancelled. Tally wants a body with it. Vouchers are never deleted: that would take their number and trace. */
export const cancelXml = (voucher: { readonly type: string; readonly date: string; readonly masterId: number }, narration: string): string =>
  `<VOUCHER ${attribute('DATE', day(voucher.date))} TAGNAME="MasterID" TAGVALUE="${voucher.masterId}" ${attribute('VCHTYPE', voucher.type)} ACTION="Cancel">${element('NARRATION', narration)}</VOUCHER>`;
