import type { Description } from '../catalogue/describe.ts';
import { discontinued, isActive, one, tie, type Asked, type Choice, type Chooser } from './choice.ts';
import { hidden, type Evidence } from './evidence.ts';

/** Chooses among items that all explain the whole phrase. */

/** Of items that all fit, those that say the weak words too ("bottle", "tetra pack") go before the rest. */
function narrowed(fitting: readonly Evidence[]): Evidence[] {
  const least = Math.min(...fitting.map((evidence) => evidence.byCategory));
  const named = fitting.filter((evidence) => evidence.byCategory === least);
  const most = Math.max(...named.map((evidence) => evidence.weakHits));
  const kept = named.filter((evidence) => evidence.weakHits === most);
  const exact = kept.filter((evidence) => evidence.size === 'match');
  return exact.length > 0 ? exact : kept;
}

/** "badi", "chhota": the largest or smallest of a family, when it stands alone at that end and the customer has bought it. */
function byRelative(open: readonly Evidence[], phrase: Description, chooser: Chooser): Evidence | null {
  const relative = phrase.words.find((word) => word.relative !== null)?.relative;
  if (!relative || relative === 'medium' || open.length < 2) return null;
  const size = (evidence: Evidence): number => chooser.catalogue.sizes[evidence.item]?.[0]?.value ?? 0;
  const sorted = [...open].sort((a, b) => (relative === 'big' ? size(b) - size(a) : size(a) - size(b)));
  const [first, second] = sorted;
  const alone = first && second && size(first) !== size(second);
  return alone && (first.bought || (open.length === 2 && !second.bought)) ? first : null;
}

/** One bare word for a whole kind ("biscuits", "cheese"), never used for the item before: too little to go by. */
function onlyItsKind(bought: Evidence, pool: readonly Evidence[], asked: Asked): boolean {
  const solid = asked.phrase.words.filter((word) => !word.weak).length;
  return solid === 1 && bought.ownSaid === 0 && asked.phrase.sizes.length + asked.phrase.figures.length === 0 && pool.length > 4;
}

/** The last word of a name says what the thing is; words before it only tell the kind. */
function namesOtherThing(bought: Evidence, pool: readonly Evidence[], asked: Asked): boolean {
  if (bought.headSaid || asked.phrase.words.filter((word) => !word.weak).length !== 1) return false;
  return pool.some((evidence) => evidence.headSaid);
}

/** The one whose naming words are all in the names of the others ("toned" beside "double toned"). */
function plainestOf(open: readonly Evidence[], chooser: Chooser): Evidence | null {
  const names = open.map((evidence) => nameOf(evidence.item, chooser));
  const index = names.findIndex((own, i) => names.every((other, at) => at === i || (own.size < other.size && [...own].every((word) => other.has(word)))));
  return index >= 0 && open.length > 1 ? (open[index] ?? null) : null;
}

function nameOf(item: number, chooser: Chooser): Set<number> {
  const { catalogue } = chooser;
  const out = new Set<number>();
  const to = catalogue.itemStart[item + 1] ?? 0;
  for (let at = catalogue.itemStart[item] ?? 0; at < to; at += 1) {
    const word = catalogue.itemWords[at] ?? 0;
    if ((catalogue.itemWeights[at] ?? 0) === 1 && !hidden(catalogue.words[word]) && !chooser.brands.has(word)) out.add(word);
  }
  return out;
}

/** Of several, the only one that the words name by more of their meanings (potato and chips). */
function mostMeanings(open: readonly Evidence[]): Evidence | null {
  const most = Math.max(...open.map((evidence) => evidence.meanings));
  const top = open.filter((evidence) => evidence.meanings === most);
  return top.length === 1 && most > 1 ? (top[0] ?? null) : null;
}

/** An item no longer sold is meant when no current item fits, or when only it was bought by these words. */
function goneFrom(fitting: readonly Evidence[], pool: readonly Evidence[], chooser: Chooser): Evidence | null {
  const most = Math.max(...pool.map((other) => other.weakHits));
  const gone = fitting.find((evidence) => !isActive(chooser, evidence.item) && evidence.weakHits >= most);
  if (pool.every((evidence) => !isActive(chooser, evidence.item))) return gone ?? fitting[0] ?? null;
  return gone?.bought && !pool.some((evidence) => evidence.bought) ? gone : null;
}

/** The customer has bought exactly one item that the words can mean. */
function boughtOne(bought: Evidence, pool: readonly Evidence[], asked: Asked): Choice {
  if (onlyItsKind(bought, pool, asked)) return tie(pool, pool);
  if (!namesOtherThing(bought, pool, asked)) return one(bought, 'history', 0.96, pool, 'The only item this customer has bought that these words can mean.');
  const things = pool.filter((evidence) => evidence.headSaid);
  const [thing] = things;
  if (!thing || things.length > 1) return tie(things, pool);
  return one(thing, 'match', 0.85, pool, 'The words name this thing; what was bought before only has them in its name.');
}

/** The customer has bought several: the unit, the plain name or a second meaning may tell. */
function boughtSeveral(bought: readonly Evidence[], pool: readonly Evidence[], asked: Asked, chooser: Chooser): Choice {
  const sold = bought.filter((evidence) => asked.fitsUnit(evidence.item));
  if (sold.length === 1 && sold[0]) return one(sold[0], 'history', 0.9, pool, 'The only item bought before that is sold in this unit.');
  const plainest = plainestOf(bought, chooser);
  if (plainest) return one(plainest, 'history', 0.92, pool, 'Of the items bought before, the plain one; the others have more to their names.');
  const meant = mostMeanings(bought);
  if (meant) return one(meant, 'history', 0.88, pool, 'Of the items bought before, the one that these words name in more than one way.');
  return tie(bought, pool);
}

/** The customer has bought none of them: only a single item, or the one that is named in full, can be meant. */
function boughtNone(pool: readonly Evidence[], fitting: readonly Evidence[], relative: boolean): Choice {
  const [only] = pool;
  if (only && pool.length === 1) return one(only, 'match', 0.93, fitting, 'The only item in the catalogue that these words can mean.');
  const plain = pool.filter((evidence) => evidence.unsaid === 0);
  const [named] = plain;
  if (!named || plain.length > 1 || relative) return tie(pool, pool);
  return one(named, 'match', 0.9, pool, 'The words say the whole name of this item and only a part of the others.');
}

/** "the big one" among items that fit: decided only at the end of the family, and only by purchases or between two. */
function byEnd(pool: readonly Evidence[], phrase: Description, chooser: Chooser): Choice | null {
  const ended = byRelative(pool, phrase, chooser);
  if (!ended) return null;
  return ended.bought
    ? one(ended, 'history', 0.93, pool, 'The largest or smallest of its family, and the customer has bought it.')
    : one(ended, 'match', 0.85, pool, 'The larger or smaller of the two in the family.');
}

/** No naming word, and no pack word ("roll 25") that an item explains. */
const namesNothing = (fitting: readonly Evidence[], asked: Asked): boolean =>
  asked.phrase.words.every((word) => word.weak || word.relative !== null) && fitting.every((evidence) => evidence.weakHits === 0);

/** Chooses among items that explain the whole phrase; null when there is none. */
export function fromFitting(fitting: readonly Evidence[], asked: Asked, chooser: Chooser): Choice | null {
  if (fitting.length === 0) return null;
  // A size alone names nothing, whatever the customer has bought.
  if (namesNothing(fitting, asked)) return tie(fitting.slice(0, 6), fitting);
  const active = fitting.filter((evidence) => isActive(chooser, evidence.item));
  const pool = narrowed(active.length > 0 ? active : fitting);
  const gone = goneFrom(fitting, pool, chooser);
  if (gone) return discontinued(gone, fitting);
  if (asked.phrase.words.some((word) => word.relative !== null)) return byEnd(pool, asked.phrase, chooser) ?? boughtNone(pool, fitting, true);
  const bought = pool.filter((evidence) => evidence.bought);
  const [first] = bought;
  if (!first) return boughtNone(pool, fitting, false);
  return bought.length === 1 ? boughtOne(first, pool, asked) : boughtSeveral(bought, pool, asked, chooser);
}
