import { isMark, has, type Piece } from '../parse/pieces.ts';
import { codeKey, type Catalogue } from '../catalogue/catalogue.ts';
import { latinOf } from '../text/latin.ts';

/** A document number in a message. */
export interface DocumentHit {
  readonly number: string;
  /** The customer's own purchase order. */
  readonly purchaseOrder: boolean;
  /** An offer of ours: a quotation or proforma. */
  readonly offer: boolean;
  readonly at: number;
  readonly end: number;
}

const longest = 4000;
const shape = /[A-Za-z0-9]+(?:[-/_][A-Za-z0-9]+)+|[A-Za-z]{1,5}\d{3,12}/g;
const month = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*$/i;
const offerPrefix = /^(?:q|qt|qn|qtn|quo|quote|pi|pf|of|est)$/i;

/** What stands before a number, as far as it can name a document. */
const before = (text: string, at: number): string =>
  text
    .slice(Math.max(0, at - 24), at)
    .toLowerCase()
    .replace(/(?:\b(?:no|num|number|nr|رقم)\b|[#.:\s-])+$/gu, '');

const orderWord = /(?:\bl?\.?p\.?\s?o|\border|\bour ref|شراء|طلبية)\.?$/u;
const offerWord = /(?:\bquot(?:e|ation)|\bproforma|\bpro-forma|\boffer|\bestimate|عرض|تسعير)(?:\s\S{1,8})?$/u;

type IsUnit = (latin: string) => boolean;

/** What tells a document number from other figures. */
interface Known {
  readonly catalogue: Catalogue;
  /** The letters of our own order numbers. */
  readonly prefix: string;
  readonly isUnit: IsUnit;
}

/** Segments of letters and segments of three digits or more, none of them a month or a word of the catalogue. */
function looksLikeNumber(token: string, catalogue: Catalogue, isUnit: IsUnit): boolean {
  if (isUnit(latinOf(/^\d+\/([A-Za-z]+)$/.exec(token)?.[1] ?? ''))) return false;
  const segments = token.split(/[-/_]/);
  if (segments.length < 2 || !segments.some((segment) => /^[A-Za-z]*\d{3,}$/.test(segment))) return false;
  const letters = segments.filter((segment) => /^[A-Za-z]+$/.test(segment));
  if (letters.length === 0) return segments.some((segment) => /^[A-Za-z]+\d{3,}$/.test(segment));
  return !letters.some((segment) => month.test(segment) || catalogue.wordNumbers.has(latinOf(segment)));
}

const namedFigure = /(\p{L}[\p{L}.]{1,12})[\s.:#-]{1,3}(?:(?:no|num|number|nr|رقم)[\s.:#-]{1,3})?(\d{2,12})(?![\d/.,-]*\p{L})/giu;
const bareOrderWord = /^l?\.?p\.?o\.?$|^شراء$/u;

/** A token of letters, figures and marks as a document number; null when it is none. */
function shapedNumber(read: string, number: string, at: number, { catalogue, prefix, isUnit }: Known): DocumentHit | null {
  const lead = before(read, at);
  const ordered = orderWord.test(lead);
  const offered = offerWord.test(lead);
  const ours = prefix !== '' && number.toUpperCase().startsWith(prefix) && /^[-/_]?\d{3,}$/.test(number.slice(prefix.length));
  const named = (ordered || offered) && /\d{3}/.test(number);
  if (catalogue.byCode.has(codeKey(number)) || !(ours || named || looksLikeNumber(number, catalogue, isUnit))) return null;
  const segments = number.split(/[-/_]/);
  const purchaseOrder = ordered || segments.some((segment) => /^l?po$/i.test(segment));
  const offer = offered || segments.some((segment) => offerPrefix.test(segment));
  return { number, purchaseOrder, offer, at, end: at + number.length };
}

/** Document numbers that a text names; catalogue codes and prices of a unit ("1192/ctn") are none. */
export function documentNumbers(text: string, known: Known): DocumentHit[] {
  const read = text.slice(0, longest);
  const shaped = [...read.matchAll(shape)].flatMap((match) => shapedNumber(read, match[0], match.index, known) ?? []);
  const bare = [...read.matchAll(namedFigure)].flatMap((match): DocumentHit[] => {
    const number = match[2] ?? '';
    const at = match.index + match[0].length - number.length;
    if (!bareOrderWord.test((match[1] ?? '').toLowerCase()) || shaped.some((hit) => hit.at <= at && hit.end > at)) return [];
    return [{ number, purchaseOrder: true, offer: false, at: match.index, end: match.index + match[0].length }];
  });
  return [...shaped, ...bare].sort((a, b) => a.at - b.at);
}

const isNamed = (pieces: readonly Piece[], at: number): boolean => {
  const numbered = has(pieces[at - 1], 'numword') || isMark(pieces[at - 1], '#');
  const lead = pieces[numbered ? at - 2 : at - 1];
  return has(lead, 'docword') || (numbered && has(lead, 'order', 'ponum', 'payment'));
};

/** Figures of document and telephone numbers are no quantities. */
export function markNumbers(pieces: readonly Piece[], documents: readonly DocumentHit[]): void {
  for (const hit of documents) for (const piece of pieces) if (piece.start >= hit.at && piece.end <= hit.end && piece.role === null) piece.role = 'reference';
  pieces.forEach((piece, i) => {
    const phone = piece.kind === 'number' && (/^0\d{2,}/.test(piece.text) || (piece.text.length >= 7 && isMark(pieces[i - 1], '+')));
    if (piece.kind === 'number' && piece.role === null && (phone || isNamed(pieces, i))) piece.role = 'reference';
  });
}
