import type { TagHit } from '../lexicon/lexicon.ts';
/** What a piece was found to be part of; pieces with a role are not read as item words or quantities. */
export type Role = 'date' | 'time' | 'place' | 'price' | 'serial' | 'reference' | 'person' | 'noise' | 'heading';

/** A word, phrase, number or mark with its meanings. The parser gives out roles; nothing else changes. */
export interface Piece {
  readonly kind: 'word' | 'number' | 'mark' | 'line';
  readonly text: string;
  readonly latin: string;
  readonly fold: string;
  readonly tags: readonly TagHit[];
  readonly value: number;
  /** A number that says more or less than one plain figure. */
  readonly figure: 'plain' | 'range' | 'times' | 'plus' | 'fraction' | 'negative' | 'percent' | 'money' | 'dozen' | 'dual';
  /** The two figures of a range, product or sum. */
  readonly parts: readonly number[];
  /** Unit class that a dual says together with its two. */
  readonly unit: string | null;
  readonly start: number;
  readonly end: number;
  readonly glued: boolean;
  role: Role | null;
}

/** Does the piece carry one of these tags? */
export const has = (piece: Piece | undefined, ...names: string[]): boolean => piece?.tags.some((hit) => names.includes(hit.tag)) ?? false;

/** The argument of the first such tag: `argOf(piece, 'day')` → `'1'`. */
export const argOf = (piece: Piece | undefined, name: string): string | null => piece?.tags.find((hit) => hit.tag === name)?.arg ?? null;

/** Is the piece this mark? */
export const isMark = (piece: Piece | undefined, ...marks: string[]): boolean => piece?.kind === 'mark' && marks.includes(piece.text);

/** Is the piece a times sign (`x`, `*`)? */
export const isTimes = (piece: Piece | undefined): boolean => isMark(piece, 'x', '*') || (piece?.kind === 'word' && piece.latin === 'x');
