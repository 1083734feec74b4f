import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { CustomerModel } from '../match/customer-model.ts';
import type { WordSense } from '../parse/atoms.ts';
import { has, type Piece } from '../parse/pieces.ts';
import type { PlaceBook } from '../parse/places.ts';

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
  /** Is the item that these words mean sold by this unit? */
  readonly soldBy: (words: readonly Piece[], unit: Piece) => boolean;
  /** Do items that these words name come in this size? */
  readonly sizedAs: (words: readonly Piece[], value: number) => boolean;
}

const tooPlain = ['filler', 'and', 'dest', 'not', 'to', 'from', 'set', 'verb', 'wala', 'or', 'no', 'yes', 'greet', 'num', 'order'];
const neverItems = ['filler', 'verb', 'wala', 'and', 'order', 'greet'];
const neverOwn = ['filler', 'and', 'dest', 'verb', 'wala', 'set', 'not', 'to', 'from', 'greet', 'order'];

/** A particle of the language, whatever the catalogue's names hold. */
const isParticle = (piece: Piece): boolean => has(piece, ...neverItems) || (piece.latin.length <= 3 && has(piece, ...tooPlain));

function isItemWord(piece: Piece, { catalogue, model, lexicon }: TurnContext): boolean {
  if (piece.kind !== 'word' || piece.latin === '') return false;
  if (model.ownLatin.has(piece.latin) && !has(piece, ...neverOwn)) return true;
  if (isParticle(piece)) return false;
  if (piece.latin.split(' ').every((part) => catalogue.wordNumbers.has(part) || model.ownLatin.has(part))) return true;
  if (piece.tags.length > 0 && !has(piece, 'unit', 'half')) return false;
  const meanings = lexicon.groups.get(piece.latin) ?? [];
  return model.ownWords.has(piece.fold) || catalogue.byFold.has(piece.fold) || meanings.some((group) => catalogue.byGroup.has(group));
}

/** Words that the catalogue or this customer uses for items. Particles never count, whatever a name holds. */
export function itemSense(context: TurnContext): WordSense {
  const { catalogue, model, soldBy, sizedAs } = context;
  const known = new Map<Piece, boolean>();
  return {
    soldBy,
    sizedAs,
    anyItem: (piece) => piece.kind === 'word' && (catalogue.wordNumbers.has(piece.latin) || model.ownLatin.has(piece.latin)),
    item: (piece) => {
      const ready = known.get(piece) ?? isItemWord(piece, context);
      known.set(piece, ready);
      return ready;
    },
  };
}
