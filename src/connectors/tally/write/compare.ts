import { sameDecimal } from '../../kit/decimal.ts';
import { markOf } from '../../kit/line-mark.ts';
import { isFree } from '../map/line-numbers.ts';
import type { GoodsLine, Voucher } from '../map/voucher.ts';
import { amountIn, erpKeyOf } from '../map/voucher.ts';
import { folded } from '../read/book.ts';
import type { GoodsDraft, VoucherDraft } from './voucher-xml.ts';

/** One field that is not as asked for. */
export interface Difference {
  readonly field: string;
  readonly ours: string;
  readonly theirs: string;
}

const told = (line: GoodsLine): string => line.measures.map((one) => `${one.amount} ${one.unit}`).join(' = ');

/** A price of one unit, exactly, also when Tally tells it for another unit of the same quantity: then the value decides. */
function priceDiffers(ours: GoodsDraft, theirs: GoodsLine): boolean {
  if (ours.rate === null || ours.value === null) return false;
  const rate = theirs.rate;
  if (rate?.unit === ours.unit) return !sameDecimal(rate.amount, ours.rate);
  return theirs.amount === null || !sameDecimal(theirs.amount.replace('-', ''), ours.value);
}

const noBatch: GoodsLine['batches'][number] = { godown: '', batch: '', order: '', due: '', tracking: '', measures: [] };

/** A field, what is wanted in it, what is there, and whether that will do. */
type Pair = readonly [string, string, string, boolean];

/** Goods that go along free are charged nothing, and say with which line they go. */
function freePairs({ freeWith }: GoodsDraft, theirs: GoodsLine): readonly Pair[] {
  if (freeWith === null) return [];
  const told = markOf(theirs.words)?.freeWith ?? null;
  return [
    ['free', '0', theirs.amount ?? '', isFree(theirs)],
    ['free_with', String(freeWith), told === null ? '' : String(told), told === freeWith],
  ];
}

function compareLine(at: string, ours: GoodsDraft, theirs: GoodsLine, dated: boolean): readonly Difference[] {
  const batch = theirs.batches[0] ?? noBatch;
  const pairs: readonly Pair[] = [
    ['item', ours.item, theirs.item, folded(ours.item) === folded(theirs.item)],
    ['quantity', `${ours.amount} ${ours.unit}`, told(theirs), sameDecimal(amountIn(theirs.measures, ours.unit) ?? '', ours.amount)],
    ['price', `${ours.rate ?? ''}/${ours.unit}`, theirs.rate ? `${theirs.rate.amount}/${theirs.rate.unit}` : '', !priceDiffers(ours, theirs)],
    ['place', ours.godown, batch.godown, folded(ours.godown) === folded(batch.godown)],
    ['lot', ours.batch, batch.batch, folded(ours.batch) === folded(batch.batch)],
    ['order', ours.order, batch.order, ours.order === batch.order],
    ['requested_date', ours.due ?? '', batch.due, !dated || ours.due === null || ours.due === batch.due],
  ];
  return [...pairs, ...freePairs(ours, theirs)].flatMap(([field, mine, other, same]) => (same ? [] : [{ field: `${at} ${field}`, ours: mine, theirs: other }]));
}

function compareGoods(name: string, ours: readonly GoodsDraft[], theirs: readonly GoodsLine[], dated: boolean): readonly Difference[] {
  const count = ours.length === theirs.length ? [] : [{ field: `${name} line_count`, ours: String(ours.length), theirs: String(theirs.length) }];
  const lines = ours.slice(0, theirs.length).flatMap((line, index) => {
    const other = theirs[index];
    return other === undefined ? [] : compareLine(`${name} ${index + 1}`, line, other, dated);
  });
  return [...count, ...lines];
}

/** Whether the goods of a draft, in this order, are what the voucher holds. */
export const compareOrderLines = (ours: readonly GoodsDraft[], theirs: readonly GoodsLine[], dated: boolean): readonly Difference[] =>
  compareGoods('line', ours, theirs, dated);

function compareLedger(line: VoucherDraft['ledgers'][number], voucher: Voucher): readonly Difference[] {
  const other = voucher.ledgers.find((one) => folded(one.ledger) === folded(line.ledger));
  if (other === undefined) return [{ field: `ledger ${line.ledger}`, ours: line.amount, theirs: '' }];
  if (!sameDecimal(other.amount, line.amount)) return [{ field: `ledger ${line.ledger}`, ours: line.amount, theirs: other.amount }];
  if (line.bill?.type !== 'Agst Ref') return [];
  const { name } = line.bill;
  const settled = other.bills.some((bill) => bill.type === 'Agst Ref' && folded(bill.name) === folded(name));
  return settled ? [] : [{ field: 'invoice', ours: name, theirs: other.bills[0]?.name ?? '' }];
}

/** Where a voucher is not what was asked for. Empty: it is. Line order is part of the promise. A draft without party or ledgers says nothing of them. */
export function compareVoucher(draft: VoucherDraft, voucher: Voucher): readonly Difference[] {
  const differences: Difference[] = [];
  const expect = (field: string, ours: string, theirs: string, same = ours === theirs): void => {
    if (!same) differences.push({ field, ours, theirs });
  };
  expect('cancelled', '', voucher.cancelled ? 'Yes' : '');
  expect('type', draft.type, voucher.type, folded(draft.type) === folded(voucher.type));
  expect('reference', draft.reference, voucher.reference);
  expect('date', draft.date, voucher.date, draft.date === voucher.date);
  if (draft.party !== null) expect('customer', draft.party, voucher.party, folded(draft.party) === folded(voucher.party));
  if (draft.consignee !== '') expect('ship_to', draft.consignee, voucher.consignee);
  return [
    ...differences,
    ...draft.ledgers.flatMap((line) => compareLedger(line, voucher)),
    ...compareGoods('line', draft.goods, voucher.goods, true),
    ...compareGoods('inward', draft.inward, voucher.inward, false),
    ...compareGoods('outward', draft.outward, voucher.outward, false),
  ];
}

/** What the order page shows of the voucher. */
export function documentFacts(company: string, voucher: Voucher, currency: string): Record<string, unknown> {
  return {
    erpNumber: erpKeyOf(company, voucher),
    voucherNumber: voucher.number,
    voucherType: voucher.type,
    date: voucher.date,
    net: voucher.goods.map((line) => line.amount ?? ''),
    currency,
    version: voucher.alterId,
  };
}
