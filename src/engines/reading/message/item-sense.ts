import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Judge } from '../match/judge.ts';
import type { CustomerModel } from '../match/customer-model.ts';
import type { WordSense } from '../parse/atoms.ts';
import { has, type Piece } from '../parse/pieces.ts';
import type { PlaceBook } from '../parse/place-book.ts';

/** What a turn is read with. */
export interface TurnContext {
  readonly catalogue: Catalogue;
  readonly lexicon: Lexicon;
  readonly model: CustomerModel;
  readonly places: PlaceBook;
  readonly zone: string;
  readonly marathi: boolean;
  /** Languages that have a say in this conversation. */
  readonly active: ReadonlySet<string>;
  /** Weighs readings of words and figures; see `WordSense`. */
  readonly judge: Judge;
}

const tooPlain = ['filler', 'and', 'dest', 'not', 'to', 'from', 'set', 'verb', 'wala', 'or', 'no', 'yes', 'greet', 'num', 'order'];
/** Meanings that a word keeps where it is part of a name; all others it loses there ("laker mat", "white plus"). */
const keptInNames = ['unit', 'num', 'half', 'big', 'small', 'medium', 'wala', 'code'];
const neverItems = ['filler', 'verb', 'wala', 'and', 'order', 'greet'];
const neverOwn = ['filler', 'and', 'dest', 'verb', 'wala', 'set', 'not', 'to', 'from', 'greet', 'order'];

/** A particle of the language, whatever the catalogue's names hold. */
const isParticle = (piece: Piece): boolean => has(piece, ...neverItems) || (piece.latin.length <= 3 && has(piece, ...tooPlain));

function isItemWord(piece: Piece, { catalogue, model, lexicon }: TurnContext): boolean {
  if (piece.kind !== 'word' || piece.latin === '') return false;
  if (has(piece, 'code') || (model.ownLatin.has(piece.latin) && !has(piece, ...neverOwn))) return true;
  return !isParticle(piece) && isKnownWord(piece, { catalogue, model, lexicon });
}

/** A word of the catalogue or the customer by its letters, its sound or its meaning. */
function isKnownWord(piece: Piece, { catalogue, model, lexicon }: Pick<TurnContext, 'catalogue' | 'model' | 'lexicon'>): boolean {
  if (piece.latin.split(' ').every((part) => catalogue.wordNumbers.has(part) || model.ownLatin.has(part))) return true;
  if (piece.tags.length > 0 && !has(piece, 'unit', 'half')) return false;
  const meanings = lexicon.groups.get(piece.latin) ?? [];
  return model.ownWords.has(piece.fold) || catalogue.byFold.has(piece.fold) || meanings.some((group) => catalogue.byGroup.has(group));
}

/** "white plus 1 kg": a particle beside the word that it stands beside in a name is part of the name. */
export function markNames(pieces: readonly Piece[], { catalogue, model }: Pick<TurnContext, 'catalogue' | 'model'>): Piece[] {
  const together = (a: Piece | undefined, b: Piece | undefined): boolean => {
    if (a?.kind !== 'word' || b?.kind !== 'word') return false;
    const pair = `${a.latin} ${b.latin}`;
    return catalogue.pairs.has(pair) || model.pairs.has(pair);
  };
  return pieces.map((piece, i) => {
    const named = piece.latin.length >= 2 && piece.tags.length > 0 && (together(pieces[i - 1], piece) || together(piece, pieces[i + 1]));
    return named ? { ...piece, tags: piece.tags.filter((hit) => keptInNames.includes(hit.tag)) } : piece;
  });
}

/** Words that the catalogue or this customer uses for items. Particles never count, whatever a name holds. */
export function itemSense(context: TurnContext): WordSense {
  const { catalogue, model, judge } = context;
  const known = new Map<Piece, boolean>();
  return {
    judge: judge.judge,
    tired: judge.tired,
    strange: judge.strange,
    names: judge.names,
    anyItem: (piece) => piece.kind === 'word' && (catalogue.wordNumbers.has(piece.latin) || model.ownLatin.has(piece.latin)),
    item: (piece) => {
      const ready = known.get(piece) ?? isItemWord(piece, context);
      known.set(piece, ready);
      return ready;
    },
  };
}

const packs = new WeakMap<Catalogue, ReadonlySet<number>>();

/** Whether the company packs any of its goods by this figure: "36/ctn" is then no price. */
export function packsOf(catalogue: Catalogue): (value: number) => boolean {
  const known = packs.get(catalogue) ?? new Set(catalogue.items.flatMap((item) => item.uoms.map((unit) => unit.numerator / unit.denominator)));
  packs.set(catalogue, known);
  return (value) => known.has(value);
}
