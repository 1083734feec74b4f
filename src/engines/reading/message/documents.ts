import { isMark, type Piece } from '../parse/pieces.ts';
import { codeKey, type Catalogue } from '../catalogue/catalogue.ts';

/** A document number in a message. */
export interface DocumentHit {
  readonly number: string;
  /** The customer's own purchase order. */
  readonly purchaseOrder: boolean;
  readonly at: number;
  readonly end: number;
}

const shape = /[A-Za-z]{1,5}[-/]?(?:\d{1,6}[-/]){0,4}\d{2,12}(?:[-/]\d{1,6}){0,2}/g;
const poWords = [
  'po',
  'p.o.',
  'p.o',
  'lpo',
  'l.p.o',
  'l.p.o.',
  'purchase order',
  'order no',
  'po no',
  'po#',
  'our ref',
  'po number',
  'po no.',
  'lpo no',
  'lpo no.',
  'طلب شراء',
  'امر شراء',
  'أمر شراء',
];

const beforeWord = (text: string, at: number): string =>
  text
    .slice(Math.max(0, at - 20), at)
    .toLowerCase()
    .replace(/[#:\s]+$/g, '');

const looksLikeNumber = (token: string): boolean => /\d{3}/.test(token) && /[A-Za-z]/.test(token) && /[-/]/.test(token);

/** Document numbers that a text names; catalogue codes are none. */
export function documentNumbers(text: string, catalogue: Catalogue): DocumentHit[] {
  const out: DocumentHit[] = [];
  for (const match of text.slice(0, 4000).matchAll(shape)) {
    const number = match[0];
    const at = match.index;
    if (!looksLikeNumber(number) || catalogue.byCode.has(codeKey(number))) continue;
    const before = beforeWord(text, at);
    out.push({ number, purchaseOrder: poWords.some((word) => before.endsWith(word)), at, end: at + number.length });
  }
  for (const match of text.slice(0, 4000).matchAll(/\b(?:l\.?)?p\.?o\.?(?:\s?(?:no|number|#))?[.:#\s-]{1,3}(\d{2,12})\b/gi))
    out.push({ number: match[1] ?? '', purchaseOrder: true, at: match.index, end: match.index + match[0].length });
  return out;
}

/** Figures of document and telephone numbers are no quantities. */
export function markNumbers(pieces: readonly Piece[], documents: readonly DocumentHit[]): void {
  for (const hit of documents) for (const piece of pieces) if (piece.start >= hit.at && piece.end <= hit.end && piece.role === null) piece.role = 'reference';
  pieces.forEach((piece, i) => {
    const phone = piece.kind === 'number' && (/^0\d{2,}/.test(piece.text) || (piece.text.length >= 7 && isMark(pieces[i - 1], '+')));
    if (phone && piece.role === null) piece.role = 'reference';
  });
}
