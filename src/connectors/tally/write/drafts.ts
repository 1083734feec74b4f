import { currencyDigits } from '../../../kernel/money.ts';
import { businessDateIn, instantFromMs } from '../../../kernel/time.ts';
import { multiplyRounded, normalDecimal } from '../../kit/decimal.ts';
import type { ErpFailure } from '../../kit/types.ts';
import { parseMilli } from '../../../kernel/quantity.ts';
import type { CallSink } from '../client.ts';
import { rateFor } from '../map/item.ts';
import type { Book, Entry } from '../read/book.ts';
import type { CompanyTools } from '../read/reading.ts';
import { negated, sumOf } from '../wire/amounts.ts';
import type { GoodsDraft, VoucherDraft } from './voucher-xml.ts';
import { refused } from './tools.ts';
import type { Writing } from './tools.ts';

/** What a draft is made with. */
export interface Drafting {
  readonly writing: Writing;
  readonly tools: CompanyTools;
  readonly book: Book;
  readonly record: CallSink;
}

/** A draft, or why none can be made: found before anything is sent. */
export type Drafted<T> = { readonly kind: 'drafted'; readonly draft: T } | ErpFailure;

/** Today where the company is. */
export const todayOf = ({ writing, tools }: Pick<Drafting, 'writing' | 'tools'>): string => businessDateIn(tools.company.zone, instantFromMs(writing.now()));

/** The item of a line, in a unit that it has. */
export function itemOf(book: Book, sku: string, erpUom: string): { readonly kind: 'entry'; readonly entry: Entry } | Extract<ErpFailure, { kind: 'rejected' }> {
  const entry = book.item(sku);
  if (entry === undefined) return refused('unknown_item', `Tally has no stock item ${sku}`, sku);
  return entry.units?.uoms.some((unit) => unit.erpUom === erpUom) === true
    ? { kind: 'entry', entry }
    : refused('unknown_unit', `stock item ${sku} is not counted in ${erpUom}`, sku);
}

/** Goods without price in one godown. */
export const goodsDraft = (entry: Entry, quantity: string, unit: string, godown: string, more: Partial<GoodsDraft> = {}): GoodsDraft => ({
  item: entry.name,
  amount: quantity,
  unit,
  rate: null,
  value: null,
  godown,
  batch: '',
  order: '',
  due: null,
  tracking: '',
  words: '',
  freeWith: null,
  ...more,
});

/** What goods are worth at a price of one unit, rounded as Tally rounds a line. */
export const valueOf = (price: string, quantity: string, currency: string): string | null => multiplyRounded(price, quantity, currencyDigits(currency));

/** Tally does not price imported vouchers: a line without a price gets the one of the customer's level, read from Tally itself. */
export async function priceFor(drafting: Drafting, entry: Entry, customer: Entry, quantity: string, erpUom: string): Promise<Drafted<string>> {
  const { writing, tools, book, record } = drafting;
  const request = { name: 'itemPrices', company: tools.company.name, wanted: { by: 'id', id: entry.masterId }, period: null } as const;
  const answer = await writing.client.read('price', request, record);
  if (answer.kind !== 'ok') return answer;
  const [row] = answer.rows;
  const milli = parseMilli(normalDecimal(quantity) ?? '') ?? 0;
  const rate = row ? rateFor(row, book, customer.priceLevel, todayOf(drafting), milli, erpUom) : null;
  return rate
    ? { kind: 'drafted', draft: rate.amount }
    : refused('no_price', `Tally has no price of ${entry.code} in ${erpUom} for price level ${customer.priceLevel}`, entry.code);
}

/** A voucher of ours with nothing in it. */
export const emptyDraft = (type: string, view: VoucherDraft['view'], date: string, reference: string, narration: string, deemed: boolean): VoucherDraft => ({
  type,
  view,
  date,
  reference,
  narration,
  party: null,
  consignee: '',
  customerPo: '',
  ledgers: [],
  goods: [],
  inward: [],
  outward: [],
  salesLedger: '',
  inwardDeemedPositive: deemed,
});

/** The party's side of goods that have values: a debit of their sum. */
export function partyLedger(party: string, goods: readonly GoodsDraft[]): VoucherDraft['ledgers'] {
  const sum = sumOf(goods.map((line) => line.value ?? '0')) ?? '0';
  return [{ ledger: party, amount: negated(sum), bill: null }];
}

/** One line on one line of paper: no control characters, at most `limit` letters. */
export function plainText(text: string, limit: number): string {
  const line = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return Array.from(line).slice(0, limit).join('').trimEnd();
}
