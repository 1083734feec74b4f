import { addDays } from '../../../kernel/time.ts';
import type { BusinessDate } from '../../../kernel/time.ts';
import type { Position, StockStatus } from '../../../modules/stock/contract.ts';
import { folded } from '../read/book.ts';
import type { Book } from '../read/book.ts';
import type { TallySettings } from '../settings.ts';
import { measuresOf } from '../wire/amounts.ts';
import { dayOf, nameOf, rawTextOf, textOf } from '../wire/node.ts';
import type { XmlNode } from '../wire/xml-format.ts';
import type { Mapped } from './mapped.ts';
import { baseMilliOf } from './quantity.ts';

/** The godown that holds goods of a place in a status. */
export function godownFor(place: string, status: StockStatus, settings: TallySettings): string {
  return status === 'quality' || status === 'blocked' ? settings.holdGodowns[status].replace('{place}', place) : place;
}

/** What a godown means: a place, or goods of a place on hold. A godown that holds what is on hold everywhere is a place of its own. */
export function placeOf(godown: string, settings: TallySettings): { readonly place: string; readonly status: StockStatus } {
  for (const status of ['quality', 'blocked'] as const) {
    const [before = '', after] = settings.holdGodowns[status].split('{place}');
    if (after === undefined && folded(before) === folded(godown)) return { place: godown, status };
    if (after !== undefined && godown.startsWith(before) && godown.endsWith(after) && godown.length > before.length + after.length)
      return { place: godown.slice(before.length, godown.length - after.length), status };
  }
  return { place: godown, status: 'free' };
}

/** An expiry as a day: one is told as a day, or as a time after making (`60 Days`, `4 Months`). */
function expiryOf(row: XmlNode): string | null {
  const day = dayOf(row, 'EXPIRYPERIOD');
  if (day !== '') return day;
  const [, count, unit] = /^(\d+)\s*(day|week|month|year)/i.exec(textOf(row, 'EXPIRYPERIOD')) ?? [];
  const made = dayOf(row, 'MFDON');
  if (count === undefined || unit === undefined || made === '') return null;
  if (/day|week/i.test(unit)) return addDays(made as BusinessDate, Number(count) * (/week/i.test(unit) ? 7 : 1));
  return monthsAfter(made, Number(count) * (/year/i.test(unit) ? 12 : 1));
}

/** The same day so many months later, or the last one of a shorter month. */
function monthsAfter(day: string, count: number): string {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count;
  const first = (from: number): string => `${String(Math.floor(from / 12)).padStart(4, '0')}-${String((from % 12) + 1).padStart(2, '0')}-01`;
  const last = addDays(first(months + 1) as BusinessDate, -1);
  return `${last.slice(0, 8)}${day.slice(8) < last.slice(8) ? day.slice(8) : last.slice(8)}`;
}

/** Goods of one item in one godown and batch. Skipped: an item that the book does not know, a quantity finer than thousandths. Nothing for empty ones. */
export function mapStock(row: XmlNode, book: Book, company: string, settings: TallySettings): readonly Mapped<Position>[] {
  const item = nameOf(row, 'PARENT');
  const godown = nameOf(row, 'GODOWNNAME').trim();
  const name = nameOf(row, 'NAME') || rawTextOf(row, '@NAME');
  const lot = name.trim() === 'Primary Batch' ? '' : name.trim();
  const entry = book.itemByName(item);
  const key = [company, entry?.guid ?? item, godown, lot].join('/');
  if (entry === undefined) return [{ kind: 'skipped', key, why: 'unknown_item' }];
  const negative = /^\s*(-|\(-\))/.test(textOf(row, 'CLOSINGBALANCE'));
  const measures = measuresOf(textOf(row, 'CLOSINGBALANCE'), book.compounds);
  if (measures !== null && measures.length === 0) return [];
  const size =
    measures === null
      ? null
      : baseMilliOf(
          measures.map((one) => ({ ...one, amount: one.amount.replace('-', '') })),
          entry.units,
        );
  if (size === null) return [{ kind: 'skipped', key, why: 'unreadable_quantity' }];
  const data: Position = { sku: entry.code, ...placeOf(godown, settings), lot, baseMilli: negative ? -size : size, expiresOn: expiryOf(row) };
  return [{ kind: 'mapped', record: { key, version: '', data, extra: {} } }];
}
