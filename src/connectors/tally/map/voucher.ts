import { rateOf, amountOf, measuresOf, sizeOf } from '../wire/amounts.ts';
import type { Measure } from '../wire/amounts.ts';
import type { Book } from '../read/book.ts';
import { childrenOf, dayOf, isYes, nameOf, rawTextOf, textOf } from '../wire/node.ts';
import type { XmlNode } from '../wire/xml-format.ts';

/** Goods of one line in one godown and batch. */
export interface BatchLine {
  readonly godown: string;
  readonly batch: string;
  readonly order: string;
  readonly due: string;
  readonly tracking: string;
  readonly measures: readonly Measure[];
}

/** One line of goods. `measures`: the same quantity in each unit that Tally tells, without sign. */
export interface GoodsLine {
  readonly item: string;
  readonly measures: readonly Measure[];
  /** What of it is billed; empty: Tally does not say. */
  readonly billed: readonly Measure[];
  readonly rate: Measure | null;
  readonly amount: string | null;
  readonly words: string;
  readonly batches: readonly BatchLine[];
}

/** One line of money. Negative amounts are debits. */
export interface LedgerLine {
  readonly ledger: string;
  readonly amount: string;
  readonly bills: readonly { readonly name: string; readonly type: string; readonly amount: string; readonly creditDays: number | null }[];
}

/** A voucher as Tally tells it. */
export interface Voucher {
  readonly guid: string;
  readonly masterId: number;
  readonly alterId: string;
  readonly number: string;
  readonly type: string;
  readonly date: string;
  readonly reference: string;
  readonly narration: string;
  readonly party: string;
  readonly consignee: string;
  readonly customerPo: string;
  readonly cancelled: boolean;
  readonly goods: readonly GoodsLine[];
  readonly inward: readonly GoodsLine[];
  readonly outward: readonly GoodsLine[];
  readonly ledgers: readonly LedgerLine[];
}

function goodsOf(node: XmlNode, book: Book): GoodsLine {
  const measured = (text: string): readonly Measure[] => (measuresOf(text, book.compounds) ?? []).map((one) => ({ ...one, amount: sizeOf(one.amount) }));
  const measures = (at: XmlNode): readonly Measure[] => measured(textOf(at, 'ACTUALQTY') || textOf(at, 'BILLEDQTY'));
  return {
    item: nameOf(node, 'STOCKITEMNAME'),
    measures: measures(node),
    billed: measured(textOf(node, 'BILLEDQTY')),
    rate: rateOf(textOf(node, 'RATE')),
    amount: amountOf(textOf(node, 'AMOUNT')),
    words: textOf(childrenOf(node, 'BASICUSERDESCRIPTION.LIST')[0] ?? {}, 'BASICUSERDESCRIPTION'),
    batches: childrenOf(node, 'BATCHALLOCATIONS.LIST').map((batch) => ({
      godown: nameOf(batch, 'GODOWNNAME'),
      batch: textOf(batch, 'BATCHNAME') === 'Primary Batch' ? '' : textOf(batch, 'BATCHNAME'),
      order: textOf(batch, 'ORDERNO'),
      due: dayOf(batch, 'ORDERDUEDATE'),
      tracking: textOf(batch, 'TRACKINGNUMBER'),
      measures: measures(batch),
    })),
  };
}

function ledgerOf(node: XmlNode): LedgerLine {
  return {
    ledger: nameOf(node, 'LEDGERNAME'),
    amount: amountOf(textOf(node, 'AMOUNT')) ?? '',
    bills: childrenOf(node, 'BILLALLOCATIONS.LIST').map((bill) => {
      const days = /^(\d+)/.exec(textOf(bill, 'BILLCREDITPERIOD'))?.[1];
      return {
        name: textOf(bill, 'NAME'),
        type: textOf(bill, 'BILLTYPE'),
        amount: amountOf(textOf(bill, 'AMOUNT')) ?? '',
        creditDays: days === undefined ? null : Number(days),
      };
    }),
  };
}

/** A voucher of an export. Releases differ in whether ledger lines are `LEDGERENTRIES` or `ALLLEDGERENTRIES`; both are read. */
export function voucherOf(row: XmlNode, book: Book): Voucher {
  const goods = (name: string): readonly GoodsLine[] =>
    childrenOf(row, name)
      .map((node) => goodsOf(node, book))
      .filter((line) => line.item !== '');
  return {
    guid: textOf(row, 'GUID'),
    masterId: Number(textOf(row, 'MASTERID')) || 0,
    alterId: textOf(row, 'ALTERID'),
    number: textOf(row, 'VOUCHERNUMBER'),
    type: textOf(row, 'VOUCHERTYPENAME'),
    date: dayOf(row, 'DATE'),
    reference: textOf(row, 'REFERENCE'),
    narration: rawTextOf(row, 'NARRATION'),
    party: nameOf(row, 'PARTYLEDGERNAME'),
    consignee: textOf(row, 'CONSIGNEEMAILINGNAME'),
    customerPo: textOf(row, 'BASICPURCHASEORDERNO'),
    cancelled: isYes(row, 'ISCANCELLED'),
    goods: [...goods('ALLINVENTORYENTRIES.LIST'), ...goods('INVENTORYENTRIES.LIST')],
    inward: goods('INVENTORYENTRIESIN.LIST'),
    outward: goods('INVENTORYENTRIESOUT.LIST'),
    ledgers: [...childrenOf(row, 'ALLLEDGERENTRIES.LIST'), ...childrenOf(row, 'LEDGERENTRIES.LIST')].map(ledgerOf).filter((line) => line.ledger !== ''),
  };
}

/** What names a voucher for us: its number for people, company and id for the machine. Numbers start anew each year and are not unique. */
export const erpKeyOf = (company: string, voucher: Pick<Voucher, 'number' | 'masterId'>): string => `${voucher.number}#${company}.${voucher.masterId}`;

/** Reads what `erpKeyOf` wrote; null when it is none. */
export function partsOfKey(key: string): { readonly number: string; readonly company: string; readonly masterId: number } | null {
  const match = /^(.*)#([^#.]+)\.(\d{1,15})$/.exec(key);
  return match ? { number: match[1] ?? '', company: match[2] ?? '', masterId: Number(match[3]) } : null;
}

/** The quantity in one unit of Tally; null when it is not told in it. */
export const amountIn = (measures: readonly Measure[], unit: string): string | null => measures.find((one) => one.unit === unit)?.amount ?? null;
