import type { Description } from '../catalogue/describe.ts';
import { discontinued, isActive, one, tie, type AskedBy as Asked, type Choice, type Chooser } from './choice.ts';
import { hidden, type Evidence } from './evidence.ts';
import { reason } from './reason.ts';

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
  const heads = new Set(open.map((evidence) => chooser.catalogue.heads[evidence.item]));
  if (heads.size > 1) return null;
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

/** An item no longer sold is meant when no current item fits, when only it has the size that is said, or when only it was bought by these words. */
function goneFrom(fitting: readonly Evidence[], pool: readonly Evidence[], chooser: Chooser): Evidence | null {
  const sized = fitting.filter((evidence) => evidence.size === 'match');
  if (sized.length > 0 && sized.every((evidence) => !isActive(chooser, evidence.item))) return sized[0] ?? null;
  const most = Math.max(...pool.map((other) => other.weakHits));
  const gone = fitting.find((evidence) => !isActive(chooser, evidence.item) && evidence.weakHits >= most);
  if (pool.every((evidence) => !isActive(chooser, evidence.item))) return gone ?? fitting[0] ?? null;
  return gone?.bought && !pool.some((evidence) => evidence.bought) ? gone : null;
}

/** The customer has bought exactly one item that the words can mean. */
function boughtOne(bought: Evidence, pool: readonly Evidence[], asked: Asked): Choice {
  if (onlyItsKind(bought, pool, asked)) return tie(pool, pool);
  if (!namesOtherThing(bought, pool, asked)) return one(bought, 'history', 0.96, pool, reason('only_bought'));
  const things = pool.filter((evidence) => evidence.headSaid);
  const [thing] = things;
  if (!thing || things.length > 1) return tie(things, pool);
  return one(thing, 'match', 0.85, pool, reason('names_this_thing'));
}

/** The customer has bought several: the unit, the plain name or a second meaning may tell. */
function boughtSeveral(bought: readonly Evidence[], pool: readonly Evidence[], asked: Asked, chooser: Chooser): Choice {
  const sold = bought.filter((evidence) => asked.fitsUnit(evidence.item));
  if (sold.length === 1 && sold[0]) return one(sold[0], 'history', 0.9, pool, reason('only_bought_in_unit'));
  const plainest = plainestOf(bought, chooser);
  if (plainest) return one(plainest, 'history', 0.92, pool, reason('plain_of_bought'));
  const meant = mostMeanings(bought);
  if (meant) return one(meant, 'history', 0.88, pool, reason('best_named_of_bought'));
  return tie(bought, pool);
}

/** Naming words of an item that the phrase leaves open. */
const leftOpen = (evidence: Evidence, phrase: Description, chooser: Chooser): number[] => {
  const expansions = phrase.words.map((word) => chooser.expand(word, word.arabic));
  return [...nameOf(evidence.item, chooser)].filter((word) => !expansions.some((expansion) => (expansion.get(word) ?? 0) >= 0.7));
};

/** Of items that were never bought, the only one whose make and kind the customer buys in other sizes or colours. */
function bySibling(pool: readonly Evidence[], asked: Asked, chooser: Chooser): Evidence | null {
  const related = pool.filter((evidence) => {
    const open = leftOpen(evidence, asked.phrase, chooser);
    const category = chooser.catalogue.items[evidence.item]?.category;
    return asked.bought.some((item) => {
      if (chooser.catalogue.items[item]?.category !== category) return false;
      const name = nameOf(item, chooser);
      return open.length > 0 && open.every((word) => name.has(word));
    });
  });
  return related.length === 1 && pool.length > 1 ? (related[0] ?? null) : null;
}

/** The customer has bought none of them: only a single item, or the one that is named in full, can be meant. */
function boughtNone(pool: readonly Evidence[], fitting: readonly Evidence[], relative: boolean, asked: Asked, chooser: Chooser): Choice {
  const [only] = pool;
  if (only && pool.length === 1) return one(only, 'match', 0.93, fitting, reason('only_in_catalogue'));
  const sibling = relative ? null : bySibling(pool, asked, chooser);
  if (sibling) return one(sibling, 'history', 0.75, pool, reason('sibling_of_bought'));
  const plain = pool.filter((evidence) => evidence.unsaid === 0);
  const [named] = plain;
  if (!named || plain.length > 1 || relative) return tie(pool, pool);
  return one(named, 'match', 0.9, pool, reason('named_in_full'));
}

/** "the big one" among items that fit: decided only at the end of the family, and only by purchases or between two. */
function byEnd(pool: readonly Evidence[], phrase: Description, chooser: Chooser): Choice | null {
  const ended = byRelative(pool, phrase, chooser);
  if (!ended) return null;
  return ended.bought ? one(ended, 'history', 0.93, pool, reason('end_of_family_bought')) : one(ended, 'match', 0.85, pool, reason('end_of_family'));
}

/** No naming word, and no pack word ("roll 25") that an item explains. */
const namesNothing = (fitting: readonly Evidence[], asked: Asked): boolean =>
  asked.phrase.words.every((word) => word.weak || word.relative !== null) && fitting.every((evidence) => evidence.weakHits === 0);

/** A size alone ("340 2 ctn") names an item only when the customer has bought exactly one that has it, and it is too large to be a count. */
function bySizeAlone(fitting: readonly Evidence[], asked: Asked, chooser: Chooser): Choice {
  const { sizes, figures, words } = asked.phrase;
  const telling = words.every((word) => !word.pack) && (sizes.some((size) => size.dim !== 'inch') || figures.some((figure) => figure >= 100));
  const bought = fitting.filter((evidence) => evidence.bought && isActive(chooser, evidence.item));
  const [only] = bought;
  return telling && only && bought.length === 1 ? one(only, 'history', 0.9, fitting, reason('only_size_bought')) : tie(fitting.slice(0, 6), fitting);
}

/** Chooses among items that explain the whole phrase; null when there is none. */
export function fromFitting(fitting: readonly Evidence[], asked: Asked, chooser: Chooser): Choice | null {
  if (fitting.length === 0) return null;
  if (namesNothing(fitting, asked)) return bySizeAlone(fitting, asked, chooser);
  const active = fitting.filter((evidence) => isActive(chooser, evidence.item));
  const pool = narrowed(active.length > 0 ? active : fitting);
  const gone = goneFrom(fitting, pool, chooser);
  if (gone) return discontinued(gone, fitting);
  if (asked.phrase.words.some((word) => word.relative !== null)) return byEnd(pool, asked.phrase, chooser) ?? boughtNone(pool, fitting, true, asked, chooser);
  const bought = pool.filter((evidence) => evidence.bought);
  const [first] = bought;
  if (!first) return boughtNone(pool, fitting, false, asked, chooser);
  return bought.length === 1 ? boughtOne(first, pool, asked) : boughtSeveral(bought, pool, asked, chooser);
}
