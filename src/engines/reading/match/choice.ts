import type { Catalogue } from '../catalogue/catalogue.ts';
import type { DescribedWord, Description } from '../catalogue/describe.ts';
import type { KeyMeaning } from './customer-model.ts';
import type { Reason } from '../types.ts';
import type { Evidence, Expand } from './evidence.ts';
import { reason } from './reason.ts';

/** What a phrase was found to mean. */
export interface Choice {
  readonly item: number | null;
  readonly via: 'code' | 'barcode' | 'alias' | 'history' | 'match' | 'none';
  readonly p: number;
  readonly vetoes: readonly string[];
  /** Other items that it could be, best first; for a question. */
  readonly rivals: readonly Evidence[];
  readonly evidence: Evidence | null;
  readonly why: readonly Reason[];
  readonly uom: string | null;
}

/** Company- and region-wide meanings of words. */
export type SharedKeys = ReadonlyMap<string, readonly KeyMeaning[]>;

/** Everything a choice is made from. */
export interface Chooser {
  readonly catalogue: Catalogue;
  readonly expand: Expand;
  readonly shared: SharedKeys;
  readonly brands: ReadonlySet<number>;
  /** Key and item pairs that the company says are never meant. */
  readonly never: ReadonlySet<string>;
}

/** A phrase to be chosen for. */
export interface Asked {
  readonly phrase: Description;
  readonly excluded: readonly DescribedWord[];
  readonly code: string | null;
  /** Unit class written with the quantity, to tell items that can be sold so. */
  readonly fitsUnit: (item: number) => boolean;
}

/** A phrase with what the customer has bought at all. */
export interface AskedBy extends Asked {
  readonly bought: readonly number[];
}

/** Nothing in the catalogue is meant. */
export const none: Choice = { item: null, via: 'none', p: 0, vetoes: ['not_in_catalogue'], rivals: [], evidence: null, why: [], uom: null };

/** Is the item still sold? */
export const isActive = (chooser: Chooser, item: number): boolean => chooser.catalogue.items[item]?.active ?? false;

/** Does the item explain the whole phrase? */
export const fits = (evidence: Evidence): boolean =>
  evidence.unmatched.length === 0 && evidence.size !== 'conflict' && evidence.size !== 'missing' && evidence.figuresMissed === 0;

/** One item, with what else it could have been. */
export const one = (evidence: Evidence, via: Choice['via'], p: number, rivals: readonly Evidence[], why: Reason): Choice => ({
  item: evidence.item,
  via,
  p: p * (0.75 + 0.25 * evidence.spelling) - (evidence.packMissed ? 0.2 : 0),
  vetoes: evidence.packMissed ? ['unmatched_word'] : evidence.spelling < 0.78 ? ['doubtful_spelling'] : [],
  rivals: rivals.filter((rival) => rival.item !== evidence.item).slice(0, 4),
  evidence,
  why: [why],
  uom: null,
});

/** Several items that fit equally well: asked. */
export const tie = (open: readonly Evidence[], pool: readonly Evidence[]): Choice => {
  const rest = pool.filter((evidence) => !open.includes(evidence));
  const all = [...open, ...rest];
  return {
    item: all[0]?.item ?? null,
    via: open[0]?.bought ? 'history' : 'match',
    p: Math.min(0.6, 1 / Math.max(open.length, 1)),
    vetoes: ['tie'],
    rivals: all.slice(1, 6),
    evidence: all[0] ?? null,
    why: [reason('items_tie', { items: open.length })],
    uom: null,
  };
};

/** An item that is no longer sold: its successor is offered. */
export const discontinued = (evidence: Evidence, fitting: readonly Evidence[]): Choice => ({
  item: evidence.item,
  via: evidence.bought ? 'history' : 'match',
  p: 0.3,
  vetoes: ['inactive'],
  rivals: fitting.filter((rival) => rival.item !== evidence.item).slice(0, 4),
  evidence,
  why: [reason('item_no_longer_sold')],
  uom: null,
});
