import { dimensionOf, unitClassOf } from '../catalogue/describe.ts';
import { has, isMark, type Piece } from './pieces.ts';

/** A price or discount that the customer asks for; never a price instruction. */
export interface PriceHit {
  readonly from: number;
  readonly to: number;
  /** A decimal number, or a discount such as `-5%`. */
  readonly asked: string;
  /** The unit that the price is of, as written ("per pouch"); null: not said. */
  readonly per: Piece | null;
}

/** What finding prices must know of the company's goods. */
export interface PriceSense {
  readonly item: (piece: Piece) => boolean;
  /** A figure that goods are packed by: "36/ctn" is a pack, no price. */
  readonly pack: (value: number) => boolean;
}

const text = (value: number): string => String(Math.round(value * 1000) / 1000);

/** A price word up to three pieces before, with nothing but item words and particles between. */
function priceWordBefore(pieces: readonly Piece[], at: number): number {
  for (let i = at - 1; i >= Math.max(0, at - 4); i -= 1) {
    if (has(pieces[i], 'price')) return i;
    if (pieces[i]?.kind !== 'word' && !isMark(pieces[i], ':', '-', '=')) return -1;
  }
  return -1;
}

/** A price word with a figure behind it is that figure's. */
const leads = (pieces: readonly Piece[], word: number): boolean => isMark(pieces[word + 1], ':', '=', '@') || pieces[word + 1]?.kind === 'number';

/** "97 na bhave", "40 ke rate pe": the price word stands behind the figure. */
function priceWordAfter(pieces: readonly Piece[], at: number): number {
  for (let i = at + 1; i <= Math.min(at + 2, pieces.length - 1); i += 1) {
    if (has(pieces[i], 'price')) return leads(pieces, i) ? -1 : i;
    if (pieces[i]?.kind !== 'word' || !has(pieces[i], 'wala', 'filler', 'dest') || has(pieces[i], 'unit')) return -1;
  }
  return -1;
}

const besideFigure = (pieces: readonly Piece[], at: number): boolean => pieces.slice(Math.max(0, at - 4), at).some((other) => other.kind === 'number');

/** So far around a figure is looked for the quantity that it may be the price of. */
const reach = 24;

const countsGoods = (piece: Piece | undefined): boolean => has(piece, 'unit') && piece !== undefined && dimensionOf(unitClassOf(piece)) === null;

/** The pieces before (or behind) a figure on the same line, nearest last (or first). */
const before = (pieces: readonly Piece[], at: number): readonly Piece[] => {
  const near = pieces.slice(Math.max(0, at - reach), at);
  return near.slice(near.findLastIndex((piece) => piece.kind === 'line') + 1);
};
const behind = (pieces: readonly Piece[], at: number): readonly Piece[] => {
  const near = pieces.slice(at + 1, at + 1 + reach);
  const end = near.findIndex((piece) => piece.kind === 'line');
  return end < 0 ? near : near.slice(0, end);
};

const isFree = (piece: Piece): boolean => piece.kind === 'number' && piece.role === null;

/** Another figure on the line says how much is ordered: only then can this one be a price. */
function isCounted(pieces: readonly Piece[], at: number): boolean {
  const [earlier, later] = [before(pieces, at), behind(pieces, at)];
  const counts =
    (list: readonly Piece[]) =>
    (piece: Piece, i: number): boolean =>
      isFree(piece) && (piece.figure === 'dual' || countsGoods(list[i + 1]));
  const bare = (piece: Piece, i: number): boolean => isFree(piece) && piece.figure === 'plain' && !has(earlier[i + 1], 'unit');
  return earlier.some(counts(earlier)) || earlier.some(bare) || later.some(counts(later));
}

/** Hours and days of the month go up to here; a smaller whole figure is a price only where money or a unit says so. */
const mostAsTime = 31;
const clockLike = /^(?:[01]?\d|2[0-4])[.:][0-5]\d$/;
const noTime = (piece: Piece): boolean => piece.value > mostAsTime || (piece.value > 0 && !Number.isInteger(piece.value) && !clockLike.test(piece.text));

const goesOn = [
  'filler',
  'greet',
  'set',
  'verb',
  'and',
  'but',
  'price',
  'priceset',
  'priceper',
  'discount',
  'urgent',
  'order',
  'yes',
  'question',
  'if',
  'sorry',
];

/** Nothing behind the figure makes it part of something else: a unit, a range, the name of a street. */
function standsAlone(pieces: readonly Piece[], at: number, sense: PriceSense): boolean {
  const next = pieces[at + 1];
  if (next === undefined || next.kind === 'line') return true;
  if (next.kind === 'mark') return !isMark(next, '-', '/', '~', '*', '"', ':') || !next.glued;
  if (next.kind === 'number' || next.role !== null) return true;
  return !has(next, 'unit', 'wala') && (has(next, ...goesOn) || sense.item(next));
}

const logistics = ['deliver', 'daytime', 'shipment', 'day', 'weekday', 'clock', 'place', 'address', 'person', 'from', 'not', 'instead', 'to', 'until'];

/** Words of delivery between the quantity and the figure: then it is an hour, a day or a house. */
function isLogistic(pieces: readonly Piece[], lead: number): boolean {
  const earlier = before(pieces, lead);
  return earlier.slice(earlier.findLastIndex((piece) => piece.kind === 'number') + 1).some((piece) => has(piece, ...logistics));
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly per: Piece | null;
}

const stretch = (from: number, to: number, per: Piece | null = null): Stretch => ({ from, to, per });

/** What stands behind a figure and says what it is the price of: "per carton", "/ctn", "each". */
function perBehind(pieces: readonly Piece[], at: number): { readonly to: number; readonly per: Piece | null } | null {
  const next = pieces[at + 1];
  const unit = pieces[at + 2];
  if (!has(next, 'priceper') && !isMark(next, '/')) return null;
  if (has(unit, 'unit') && unit?.role === null) return { to: at + 3, per: unit };
  return has(next, 'each') ? { to: at + 2, per: null } : null;
}

/** "Rs 655 per pouch", "655 rupees rate". */
function moneyPer(pieces: readonly Piece[], at: number): Stretch | null {
  const next = pieces[at + 1];
  if (pieces[at]?.figure !== 'money' || has(next, 'wala')) return null;
  return has(next, 'price', 'priceper', 'pricefor') && !leads(pieces, at + 1) ? stretch(at, at + 2) : null;
}

/** "at 1192", "على ١١٩٢", "for Rs 1192", "for 1192 each". */
function ledTo(pieces: readonly Piece[], at: number, sense: PriceSense): Stretch | null {
  const lead = pieces[at - 1];
  if (!has(lead, 'priceat', 'pricefor') || lead?.role !== null || !isCounted(pieces, at)) return null;
  const per = perBehind(pieces, at);
  if (per !== null) return stretch(at - 1, per.to, per.per);
  return isMoney(pieces, at) || (has(lead, 'priceat') && isBarePrice(pieces, at, sense)) ? stretch(at - 1, at + 1) : null;
}

const isMoney = (pieces: readonly Piece[], at: number): boolean => pieces[at]?.figure === 'money' && !has(pieces[at + 1], 'wala');

/** A plain figure behind "at" that is neither hour, day, house nor part of something else. */
function isBarePrice(pieces: readonly Piece[], at: number, sense: PriceSense): boolean {
  const figure = pieces[at];
  return figure?.figure === 'plain' && noTime(figure) && standsAlone(pieces, at, sense) && !isLogistic(pieces, at - 1);
}

/** "1192 per carton", "1192/ctn", "1192 each"; "per carton 1192". */
function perUnit(pieces: readonly Piece[], at: number, sense: PriceSense): Stretch | null {
  const figure = pieces[at];
  if (figure === undefined || !noTime(figure) || sense.pack(figure.value) || !isCounted(pieces, at)) return null;
  const per = perBehind(pieces, at);
  if (per !== null) return per.per === null && has(pieces[at - 1], 'and') ? null : stretch(at, per.to, per.per);
  const unit = pieces[at - 1];
  return has(unit, 'unit') && has(pieces[at - 2], 'priceper') && standsAlone(pieces, at, sense) ? stretch(at - 2, at + 1, unit ?? null) : null;
}

/** "1192 mein dedo", "1192 pe", "1192 ke hisab se". */
function pricedIn(pieces: readonly Piece[], at: number): Stretch | null {
  const figure = pieces[at];
  if (!has(pieces[at + 1], 'pricein') || figure === undefined || !noTime(figure) || !isCounted(pieces, at)) return null;
  const next = pieces[at + 2];
  const closes =
    next === undefined || next.kind === 'line' || (next.kind === 'mark' && !isMark(next, '-', '/')) || has(next, 'verb', 'set', 'priceset', 'and', 'greet');
  return closes ? stretch(at, at + 2) : null;
}

/** "680 ne lava", "74 laga do": a figure beside another one that the writer wants set as the price. */
function setPrice(pieces: readonly Piece[], at: number): Stretch | null {
  const near = has(pieces[at + 1], 'priceset') || has(pieces[at + 2], 'priceset');
  return near && !has(pieces[at + 1], 'unit') && besideFigure(pieces, at) ? stretch(at, at + 1) : null;
}

/** "1192 ke bhav se": a figure beside another one, with the price word behind it. */
function named(pieces: readonly Piece[], at: number): Stretch | null {
  const word = besideFigure(pieces, at) ? priceWordAfter(pieces, at) : -1;
  return word >= 0 ? stretch(at, word + 1) : null;
}

const forms = [named, moneyPer, ledTo, perUnit, pricedIn, setPrice] as const;

/** Where a price that names itself stands: by the words around it, by money, by being set. */
function namedPrice(pieces: readonly Piece[], at: number, sense: PriceSense): Stretch | null {
  const { figure } = pieces[at] ?? {};
  if (figure !== 'plain' && figure !== 'money') return null;
  for (const form of forms) {
    const found = form(pieces, at, sense);
    if (found !== null) return found;
  }
  return null;
}

function askedAt(pieces: readonly Piece[], at: number, sense: PriceSense): PriceHit | null {
  const piece = pieces[at];
  if (piece?.kind !== 'number' || !Number.isFinite(piece.value) || piece.role !== null) return null;
  const hit = ({ from, to, per }: Stretch): PriceHit => ({ from, to, per, asked: text(piece.value) });
  if (piece.figure === 'percent') return { ...hit(stretch(at, at + 1)), asked: `-${text(piece.value)}%` };
  const per = perBehind(pieces, at) ?? { to: at + 1, per: null };
  if (isMark(pieces[at - 1], '@')) return hit(stretch(at - 1, per.to, per.per));
  const word = priceWordBefore(pieces, at);
  if (word >= 0 && !has(pieces[at + 1], 'unit')) return hit(stretch(word, per.to, per.per));
  const found = namedPrice(pieces, at, sense);
  return found === null ? null : hit(found);
}

const marksPrice = (piece: Piece, per: Piece | null): boolean =>
  piece.kind === 'number' || isMark(piece, '@', '/') || piece === per || has(piece, 'price', 'priceat', 'pricefor', 'priceper', 'pricein');

/** Finds prices and discounts asked and gives their pieces the role `price`. */
export function findPrices(pieces: readonly Piece[], sense: PriceSense): PriceHit[] {
  const hits: PriceHit[] = [];
  pieces.forEach((_piece, i) => {
    const hit = askedAt(pieces, i, sense);
    if (!hit) return;
    hits.push(hit);
    for (const piece of pieces.slice(hit.from, hit.to)) if (marksPrice(piece, hit.per)) piece.role = 'price';
  });
  return hits;
}
