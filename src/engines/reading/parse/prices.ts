import { has, isMark, type Piece } from './pieces.ts';

/** A price or discount that the customer asks for; never a price instruction. */
export interface PriceHit {
  readonly from: number;
  readonly to: number;
  /** A decimal number, or a discount such as `-5%`. */
  readonly asked: string;
}

const setters = new Set(['laga', 'lagao', 'lagavjo', 'lagavo', 'lagana', 'lava', 'lagwa', 'lagawa', 'ghala']);
const perWords = new Set(['per', 'each', 'prati', 'le', 'for']);

const text = (value: number): string => String(Math.round(value * 1000) / 1000);

/** A price word up to three pieces before, with nothing but item words and particles between. */
function priceWordBefore(pieces: readonly Piece[], at: number): number {
  for (let i = at - 1; i >= Math.max(0, at - 4); i -= 1) {
    if (has(pieces[i], 'price')) return i;
    if (pieces[i]?.kind !== 'word' && !isMark(pieces[i], ':', '-', '=')) return -1;
  }
  return -1;
}

/** "97 na bhave", "40 ke rate pe": the price word stands behind the figure. */
function priceWordAfter(pieces: readonly Piece[], at: number): number {
  for (let i = at + 1; i <= Math.min(at + 2, pieces.length - 1); i += 1) {
    if (has(pieces[i], 'price')) return isMark(pieces[i + 1], ':', '=', '@') || pieces[i + 1]?.kind === 'number' ? -1 : i;
    if (pieces[i]?.kind !== 'word' || !has(pieces[i], 'wala', 'filler', 'dest') || has(pieces[i], 'unit')) return -1;
  }
  return -1;
}

const atWords = new Set(['at', 'ala', 'على', 'on', 'bi']);

/** "100 on 10 dirhams each": money behind a quantity and a word for "at". */
function isMoneyAt(pieces: readonly Piece[], at: number): boolean {
  const lead = pieces[at - 1];
  const led = atWords.has(lead?.latin ?? '') || atWords.has(lead?.text ?? '');
  if (pieces[at]?.figure !== 'money' || !led || has(pieces[at + 1], 'wala')) return false;
  const line = pieces.findLastIndex((piece, i) => i < at && piece.kind === 'line');
  return pieces.slice(line + 1, at).some((piece) => piece.kind === 'number' && piece.role === null);
}

const besideFigure = (pieces: readonly Piece[], at: number): boolean => pieces.slice(Math.max(0, at - 4), at).some((other) => other.kind === 'number');

/** Where a price that names itself ends: by the word behind it, by money, by being set. */
function priceEnd(pieces: readonly Piece[], at: number): number {
  const countable = pieces[at]?.figure === 'plain' || pieces[at]?.figure === 'money';
  const behind = countable && besideFigure(pieces, at) ? priceWordAfter(pieces, at) : -1;
  if (behind >= 0) return behind + 1;
  if (isMoneyAt(pieces, at)) return at + 1;
  if (isPricePer(pieces, at)) return at + 2;
  return isSetPrice(pieces, at) ? at + 1 : -1;
}

function setterAfter(pieces: readonly Piece[], at: number): boolean {
  const near = [pieces[at + 1], pieces[at + 2]].map((piece) => piece?.latin.split(' ')[0] ?? '');
  return near.some((latin) => setters.has(latin)) && !has(pieces[at + 1], 'unit');
}

/** "680 ne lava", "74 laga do": a figure beside another one that the writer wants set as the price. */
function isSetPrice(pieces: readonly Piece[], at: number): boolean {
  const earlier = pieces.slice(Math.max(0, at - 4), at).some((other) => other.kind === 'number');
  return pieces[at]?.figure === 'plain' && earlier && setterAfter(pieces, at);
}

/** "Rs 655 per pouch", "655 rupees rate". */
function isPricePer(pieces: readonly Piece[], at: number): boolean {
  const next = pieces[at + 1];
  return pieces[at]?.figure === 'money' && !has(next, 'wala') && (has(next, 'price') || perWords.has(next?.latin ?? ''));
}

function askedAt(pieces: readonly Piece[], at: number): PriceHit | null {
  const piece = pieces[at];
  if (piece?.kind !== 'number' || !Number.isFinite(piece.value) || piece.role !== null) return null;
  const hit = (from: number, to: number): PriceHit => ({ from, to, asked: text(piece.value) });
  if (piece.figure === 'percent') return { from: at, to: at + 1, asked: `-${text(piece.value)}%` };
  if (isMark(pieces[at - 1], '@')) return hit(at - 1, at + 1);
  const word = priceWordBefore(pieces, at);
  if (word >= 0 && !has(pieces[at + 1], 'unit')) return hit(word, at + 1);
  const end = priceEnd(pieces, at);
  return end < 0 ? null : hit(at, end);
}

/** Finds prices and discounts asked and gives their pieces the role `price`. */
export function findPrices(pieces: readonly Piece[]): PriceHit[] {
  const hits: PriceHit[] = [];
  pieces.forEach((_piece, i) => {
    const hit = askedAt(pieces, i);
    if (!hit) return;
    hits.push(hit);
    for (let at = hit.from; at < hit.to; at += 1) {
      const piece = pieces[at] as Piece;
      if (piece.kind === 'number' || isMark(piece, '@') || has(piece, 'price')) piece.role = 'price';
    }
  });
  return hits;
}
