import type { Lexicon } from '../lexicon/lexicon.ts';
import { readNumbers } from '../parse/numbers.ts';
import { tagPieces } from '../parse/tagging.ts';
import { argOf, has, isMark, type Piece } from '../parse/pieces.ts';
import { clean } from '../text/clean.ts';
import { fold } from '../text/fold.ts';
import { scriptOf } from '../text/latin.ts';
import { tokenise, type KnownWord } from '../text/tokens.ts';

/** What words say about an item: the same description is made of a catalogue name and of a customer's phrase. */
export interface Description {
  readonly words: readonly DescribedWord[];
  readonly sizes: readonly Size[];
  /** Figures without a unit: "curd 400", "₹5 wala". */
  readonly figures: readonly number[];
}

/** What two phrases say of one item together. */
export const joined = (a: Description, b: Description): Description => ({
  words: [...a.words, ...b.words],
  sizes: [...a.sizes, ...b.sizes],
  figures: [...a.figures, ...b.figures],
});

/** A word of a description, with what the lexicon knows of it. */
export interface DescribedWord {
  readonly latin: string;
  readonly fold: string;
  /** Groups of words of equal meaning that this word belongs to by itself. */
  readonly groups: readonly number[];
  /** Groups of the phrases that it stands in here ("full cream"). */
  readonly phraseGroups: readonly number[];
  /** Says little by itself (please, wala, a unit word): helps when it fits, is no contradiction when it does not. */
  readonly weak: boolean;
  /** big, small, medium: compares sizes of one family. */
  readonly relative: 'big' | 'small' | 'medium' | null;
  /** Written in Arabic letters: compared by consonants as well. */
  readonly arabic: boolean;
  /** Written in Tamil letters: compared without voicing as well. */
  readonly tamil: boolean;
  /** A unit word that here names the pack ("kesar bottle"). */
  readonly pack: boolean;
}

/** A measure that a name or phrase states, in the base measure of its dimension. */
export interface Size {
  readonly dim: Dimension;
  /** In grams, millilitres, millimetres, … */
  readonly value: number;
  /** As written, to be shown. */
  readonly text: string;
}

/** What a size measures; `pair` is a product such as 50x25. */
export type Dimension = 'mass' | 'volume' | 'length' | 'inch' | 'sqmm' | 'bar' | 'volt' | 'watt' | 'amp' | 'gauge' | 'angle' | 'pair';

const dimensions: Readonly<Record<string, readonly [Dimension, number]>> = {
  g: ['mass', 1], kg: ['mass', 1000], quintal: ['mass', 100_000], tonne: ['mass', 1_000_000], ml: ['volume', 1], l: ['volume', 1000], mm: ['length', 1],
  cm: ['length', 10], m: ['length', 1000], ft: ['length', 304.8], inch: ['inch', 1], sqmm: ['sqmm', 1], bar: ['bar', 1], volt: ['volt', 1], watt: ['watt', 1],
  amp: ['amp', 1], gauge: ['gauge', 1], deg: ['angle', 1],
}; // prettier-ignore

/** Unit class of a unit that measures ("kg", "mm"); null for units that count. */
export function dimensionOf(unitClass: string | null): readonly [Dimension, number] | null {
  return unitClass === null ? null : (dimensions[unitClass] ?? null);
}

/** Unit class of a piece that is a unit word; `"` after a figure is inches. */
export function unitClassOf(piece: Piece | undefined): string | null {
  if (piece === undefined) return null;
  if (isMark(piece, '"')) return 'inch';
  if (isMark(piece, '°')) return 'deg';
  return argOf(piece, 'unit');
}

const vague = ['filler', 'greet', 'verb', 'wala', 'set', 'urgent', 'and', 'condition', 'yes', 'dest', 'order', 'header', 'deliver', 'daytime', 'reason', 'sku'];

/** Is this piece without meaning for the item when the catalogue does not know it? */
export const isVague = (piece: Piece): boolean =>
  !has(piece, 'big', 'small', 'medium') &&
  (piece.latin === '' ||
    piece.tags.some((hit) => hit.tag === 'unit' || (vague.includes(hit.tag) && (hit.language === 'en' || hit.language === 'hi' || piece.latin.length >= 4))));

const relativeOf = (piece: Piece): DescribedWord['relative'] =>
  has(piece, 'big') ? 'big' : has(piece, 'small') ? 'small' : has(piece, 'medium') ? 'medium' : null;

/** Groups of each word by itself, and of the phrases that it stands in ("full cream" for `full` and `cream`). */
function groupsOf(latins: readonly string[], lexicon: Lexicon): { own: readonly number[]; phrase: number[] }[] {
  const out = latins.map((latin) => ({
    own: lexicon.groups.get(latin) ?? (latin.length >= 5 ? lexicon.groupFolds.get(fold(latin)) : undefined) ?? [],
    phrase: [] as number[],
  }));
  latins.forEach((latin, i) => {
    const longest = lexicon.longestGroup.get(latin) ?? 1;
    for (let size = 2; size <= longest && i + size <= latins.length; size += 1) {
      const groups = lexicon.groups.get(latins.slice(i, i + size).join(' '));
      if (groups) for (let at = i; at < i + size; at += 1) out[at]?.phrase.push(...groups);
    }
  });
  return out;
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** Sizes of a figure with its unit; several readings where trades differ. */
export function sizesOf(figure: Piece, unit: string | null): Size[] {
  if (figure.figure === 'times') return [{ dim: 'pair', value: pairValue(figure.parts), text: figure.parts.join('x') }];
  const dimension = dimensionOf(unit);
  if (!dimension || !(figure.value > 0)) return [];
  const [dim, factor] = dimension;
  return [{ dim, value: round(figure.value * factor), text: `${figure.text} ${unit ?? ''}`.trim() }];
}

const pairValue = (parts: readonly number[]): number => [...parts].sort((a, b) => a - b).reduce((all, part) => all * 10_000 + part, 0);

const ratings: Readonly<Record<string, Dimension>> = { a: 'amp', v: 'volt', w: 'watt' };

/** "16A", "230V", "9W": a rating written as one word. */
function ratingOf(piece: Piece): Size | null {
  const [, value, letter = ''] = /^(\d+(?:\.\d+)?)([avw])$/.exec(piece.latin) ?? [];
  const dim = ratings[letter];
  return value !== undefined && dim !== undefined ? { dim, value: Number(value), text: `${value} ${dim}` } : null;
}

/** "M8x50" is the pair 8x50 as well, so that "8x50" names it. */
function threadSize(piece: Piece, next: Piece | undefined): Size[] {
  const first = /^[a-z](\d+(?:\.\d+)?)$/.exec(piece.latin)?.[1];
  const second = /^x(\d+(?:\.\d+)?)$/.exec(next?.latin ?? '')?.[1];
  if (first === undefined || second === undefined) return [];
  return [{ dim: 'pair', value: pairValue([Number(first), Number(second)]), text: `${first}x${second}` }];
}

/** What a run of pieces holds, before its words are looked up. */
interface Raw {
  readonly sizes: Size[];
  readonly figures: number[];
  readonly words: Piece[];
}

/** Adds a figure as a size or a bare figure; true when the piece behind it was its unit. */
function addFigure(raw: Raw, piece: Piece, next: Piece | undefined): boolean {
  const found = sizesOf(piece, unitClassOf(next));
  raw.sizes.push(...found);
  if (found.length === 0 && Number.isFinite(piece.value)) raw.figures.push(round(piece.value));
  return found.length > 0 && piece.figure !== 'times';
}

function addWord(raw: Raw, piece: Piece, next: Piece | undefined): void {
  const rating = ratingOf(piece);
  if (rating) raw.sizes.push(rating);
  else raw.words.push(piece);
  raw.sizes.push(...threadSize(piece, next));
}

/** Pieces that say nothing of the item: those with a role, codes, and "wala" behind a figure. */
const isSilent = (piece: Piece, before: Piece | undefined): boolean =>
  piece.role !== null || has(piece, 'code') || (has(piece, 'wala') && before?.kind === 'number');

function gather(pieces: readonly Piece[]): Raw {
  const raw: Raw = { sizes: [], figures: [], words: [] };
  for (let i = 0; i < pieces.length; i += 1) {
    const piece = pieces[i] as Piece;
    if (isSilent(piece, pieces[i - 1])) continue;
    if (piece.kind === 'number') i += addFigure(raw, piece, pieces[i + 1]) ? 1 : 0;
    else if (has(piece, 'half')) raw.figures.push(0.5);
    else if (piece.kind === 'word') addWord(raw, piece, pieces[i + 1]);
  }
  return raw;
}

/** Describes a run of pieces: words, sizes and bare figures. Pieces with a role are left out. */
export function describe(pieces: readonly Piece[], lexicon: Lexicon): Description {
  const { sizes, figures, words: wordPieces } = gather(pieces);
  const split = wordPieces.flatMap((piece) => piece.latin.split(' ').map((latin) => ({ latin, piece })));
  const groups = groupsOf(split.map((part) => part.latin), lexicon); // prettier-ignore
  const words = split.map(({ latin, piece }, i) => ({
    latin,
    fold: fold(latin),
    groups: groups[i]?.own ?? [],
    phraseGroups: groups[i]?.phrase ?? [],
    weak: isVague(piece),
    relative: relativeOf(piece),
    arabic: scriptOf(piece.text) === 'arabic',
    tamil: scriptOf(piece.text) === 'tamil',
    pack: has(piece, 'unit'),
  }));
  return { words: words.filter((word) => word.latin !== ''), sizes, figures };
}

/** Pieces of any text, ready to be described. */
export function piecesOf(text: string, lexicon: Lexicon, known: KnownWord): Piece[] {
  return readNumbers(tagPieces(tokenise(clean(text).text, known, lexicon), lexicon, known), known);
}

const keyFrom = (description: Description, words: readonly DescribedWord[]): string => {
  const sizes = description.sizes.map((size) => `${size.value}${size.dim}`);
  const figures = description.figures.map((figure) => `n${figure}`);
  return [...new Set(words.map((word) => word.fold))].sort().concat(sizes.sort(), figures.sort()).join(' ');
};

/** Key of a description that ignores order, spelling, fillers and the way sizes are written. */
export function keyOf(description: Description): string {
  const solid = description.words.filter((word) => !word.weak || word.pack);
  return keyFrom(description, solid.length > 0 ? solid : description.words);
}

/** Key that keeps the fillers: what is a filler in one language is a name in another. */
export const fullKeyOf = (description: Description): string => keyFrom(description, description.words);
