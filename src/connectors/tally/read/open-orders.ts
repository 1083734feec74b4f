import { ErpReadError } from '../../kit/read-error.ts';
import type { TallyClient } from '../client.ts';
import { baseMilliOf, minorOf } from '../map/quantity.ts';
import { voucherOf } from '../map/voucher.ts';
import type { GoodsLine, Voucher } from '../map/voucher.ts';
import type { TallyCompany, TallySettings } from '../settings.ts';
import type { TemplateName, Wanted } from '../wire/templates.ts';
import { folded } from './book.ts';
import type { Book, ReadBook } from './book.ts';
import { periodOf } from './period.ts';

/** How far sales orders are: Tally tells it in no field, only by the vouchers that name the order's number. */
export interface OpenOrders {
  /** Base thousandths of an item that left for an order number. */
  delivered(order: string, item: string): number;
  /** Value of what is ordered and has not left, in minor units, by customer's code. */
  openMinor(customer: string): number;
}

interface Kept {
  readonly cancelled: boolean;
  readonly kind: 'order' | 'out';
  readonly party: string;
  readonly lines: readonly { readonly order: string; readonly item: string; readonly milli: number; readonly minor: number }[];
}

/** Goods of a line by order number: a line may deliver for several orders. */
function linesOf(line: GoodsLine, book: Book, currency: string): Kept['lines'] {
  const units = book.itemByName(line.item)?.units ?? null;
  const minor = Math.abs(minorOf(line.amount, currency) ?? 0);
  const item = folded(line.item);
  const total = baseMilliOf(line.measures, units) ?? 0;
  const batches = line.batches.filter((batch) => batch.order !== '');
  if (batches.length <= 1) return [{ order: batches[0]?.order ?? '', item, milli: total, minor }];
  return batches.map((batch) => {
    const milli = baseMilliOf(batch.measures, units) ?? 0;
    return { order: batch.order, item, milli, minor: total === 0 ? 0 : Math.round((minor * milli) / total) };
  });
}

/** Goods of a note leave by the note; an invoice counts where it has no note (no tracking number). */
function keptOf(template: TemplateName, voucher: Voucher, book: Book, currency: string): Kept {
  const goods = template === 'invoices' ? voucher.goods.filter((line) => line.batches.every((batch) => batch.tracking === '')) : voucher.goods;
  return {
    cancelled: voucher.cancelled,
    kind: template === 'orders' ? 'order' : 'out',
    party: folded(voucher.party),
    lines: goods.flatMap((line) => linesOf(line, book, currency)).filter((line) => line.order !== ''),
  };
}

function summed(kept: ReadonlyMap<string, Kept>, book: Book): OpenOrders {
  const left = new Map<string, number>();
  const alive = [...kept.values()].filter((voucher) => !voucher.cancelled);
  for (const { lines } of alive.filter((voucher) => voucher.kind === 'out'))
    for (const line of lines) left.set(`${line.order}\u0000${line.item}`, (left.get(`${line.order}\u0000${line.item}`) ?? 0) + line.milli);
  const unused = new Map(left);
  const open = new Map<string, number>();
  for (const voucher of alive.filter((one) => one.kind === 'order'))
    for (const line of voucher.lines) {
      const key = `${line.order}\u0000${line.item}`;
      const used = Math.min(line.milli, unused.get(key) ?? 0);
      unused.set(key, (unused.get(key) ?? 0) - used);
      const minor = line.milli === 0 ? 0 : Math.round((line.minor * (line.milli - used)) / line.milli);
      open.set(voucher.party, (open.get(voucher.party) ?? 0) + minor);
    }
  return {
    delivered: (order, item) => left.get(`${order}\u0000${folded(item)}`) ?? 0,
    openMinor: (customer) => open.get(folded(book.customer(customer)?.name ?? customer)) ?? 0,
  };
}

const sources = ['orders', 'deliveries', 'invoices'] as const;
const window = 2_000;
/** All is read anew this often: Tally leaves no trace of vouchers that were deleted. */
const anewMs = 3_600_000;

interface Held {
  readonly guid: string;
  readonly last: number;
  readonly at: number;
  readonly kept: Map<string, Kept>;
  readonly sums: OpenOrders;
}

/** The open orders of a company, kept from one reading to the next: only vouchers that changed since are read. Throws `ErpReadError`. */
export function createOpenOrders(
  client: TallyClient,
  company: TallyCompany,
  settings: TallySettings,
  readBook: ReadBook,
  now: () => number,
): () => Promise<OpenOrders> {
  let held: Held | null = null;

  const readInto = async (kept: Map<string, Kept>, template: TemplateName, by: 'master' | 'alter', after: number, book: Book): Promise<void> => {
    const end = book.state.lastVoucherChange;
    for (let at = after; at <= end; at += window) {
      const wanted: Wanted = { by, after: at, upTo: at + window >= end ? null : at + window };
      const period = periodOf({ now }, company, settings.openOrderDays);
      const answer = await client.read(`open ${template}`, { name: template, company: company.name, wanted, period });
      if (answer.kind !== 'ok') throw new ErpReadError(answer);
      for (const row of answer.rows) {
        const voucher = voucherOf(row, book);
        kept.set(voucher.guid, keptOf(template, voucher, book, company.currency));
      }
      if (wanted.upTo === null) return;
    }
  };

  return async () => {
    const outcome = await readBook(0);
    if (outcome.kind !== 'book') throw new ErpReadError(outcome);
    const { book } = outcome;
    const { guid, lastVoucherChange: last } = book.state;
    const isUsable = (one: Held): boolean => one.guid === guid && one.last <= last && now() - one.at < anewMs;
    const usable = held !== null && isUsable(held) ? held : null;
    if (usable?.last === last) return usable.sums;
    const kept = new Map(usable?.kept ?? []);
    const [by, after] = usable === null ? (['master', 0] as const) : (['alter', Math.max(0, usable.last - settings.overlap)] as const);
    for (const template of sources) await readInto(kept, template, by, after, book);
    held = { guid, last, at: usable?.at ?? now(), kept, sums: summed(kept, book) };
    return held.sums;
  };
}
