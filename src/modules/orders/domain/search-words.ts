const longest = 60;
const queryWords = 8;

/** Lower-cased words of a text: letters, marks and digits of any script; nothing else survives, so a word is safe wherever it goes. */
export function wordsOf(text: string): string[] {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.map((word) => word.slice(0, longest));
}

/** A code as it is found: its words, and all of it in one (`K-000123` → `k`, `000123`, `k000123`), without leading zeros too. */
export function codeWords(code: string | null): string[] {
  if (code === null) return [];
  const words = wordsOf(code);
  return [...words, words.join('').slice(0, longest), ...words.flatMap((word) => (/^0+[1-9]\d*$/.test(word) ? [word.replace(/^0+/, '')] : []))];
}

/** A phone as it is found: with its country code, or by its last ten digits. */
export function phoneWords(phone: string | null): string[] {
  return phone === null ? [] : [...codeWords(phone), ...(/^\d{11,}$/.test(phone) ? [phone.slice(-10)] : [])];
}

/** The mark of an item or customer among the words of an order: names are looked up when somebody searches, so that none grows old. */
export const itemMark = (sku: string): string => `item=${wordsOf(sku).join('-')}`.slice(0, longest * 2);
/** As `itemMark`, of a customer. */
export const customerMark = (code: string): string => `customer=${wordsOf(code).join('-')}`.slice(0, longest * 2);

/** What of an order's head and lines is searched for. */
export interface Searched {
  readonly number: string;
  readonly erpNumber: string | null;
  readonly customer: string | null;
  readonly poNumber: string | null;
  readonly sender: string | null;
  readonly preview: string;
  readonly lines: readonly { readonly sku: string | null; readonly words: string }[];
}

const unique = (words: readonly string[]): string[] => [...new Set(words)].filter((word) => word !== '').sort();

/** The words by which an order is found, of its head and of its lines. */
export function searchWords(order: Searched): { readonly head: string[]; readonly lines: string[] } {
  const codes = [order.number, order.erpNumber, order.customer, order.poNumber].flatMap(codeWords);
  const customer = order.customer === null ? [] : [customerMark(order.customer)];
  const lines = order.lines.flatMap((line) => [...wordsOf(line.words), ...codeWords(line.sku), ...(line.sku === null ? [] : [itemMark(line.sku)])]);
  return { head: unique([...codes, ...customer, ...phoneWords(order.sender), ...wordsOf(order.preview)]), lines: unique(lines) };
}

/** The words of a search, at most eight; a code that was typed with its signs counts as one (`k-12` as typed, and `k12`). */
export const searchedFor = (text: string): readonly string[] => unique(wordsOf(text)).slice(0, queryWords);

/** One searched word with the marks of what is named so. */
export interface SearchTerm {
  readonly word: string;
  readonly marks: readonly string[];
}

/** The query in the database's language: every word must begin a word of the order, or name an item or customer of it. */
export const searchQuery = (terms: readonly SearchTerm[]): string =>
  terms.map(({ word, marks }) => `(${[`'${word}':*`, ...marks.map((mark) => `'${mark}'`)].join(' | ')})`).join(' & ');
