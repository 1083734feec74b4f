import { codeKey, type Catalogue } from '../catalogue/catalogue.ts';
import { keyOf, type DescribedWord, type Description } from '../catalogue/describe.ts';
import { ownWordHow, candidatesOf, hidden, weigh, type Evidence, type Expand } from './evidence.ts';
import type { CustomerModel, KeyMeaning } from './customer-model.ts';
import type { Expansion } from '../catalogue/spelling.ts';

/** What a phrase was found to mean. */
export interface Choice {
  readonly item: number | null;
  readonly via: 'code' | 'barcode' | 'alias' | 'history' | 'match' | 'none';
  readonly p: number;
  readonly vetoes: readonly string[];
  /** Other items that it could be, best first; for a question. */
  readonly rivals: readonly Evidence[];
  readonly evidence: Evidence | null;
  readonly why: readonly string[];
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
}

/** A phrase to be chosen for. */
export interface Asked {
  readonly phrase: Description;
  readonly excluded: readonly DescribedWord[];
  readonly code: string | null;
  /** A unit of counting (case, crate) said before the figure: not part of the name. */
  readonly countingUnit: string | null;
  /** Unit class written with the quantity, to tell items that can be sold so. */
  readonly fitsUnit: (item: number) => boolean;
}

const none: Choice = { item: null, via: 'none', p: 0, vetoes: ['not_in_catalogue'], rivals: [], evidence: null, why: [], uom: null };

const isActive = (chooser: Chooser, item: number): boolean => chooser.catalogue.items[item]?.active ?? false;

const fits = (evidence: Evidence): boolean =>
  evidence.unmatched.length === 0 && evidence.size !== 'conflict' && evidence.size !== 'missing' && evidence.figuresMissed === 0;

/** Best first: explained share, size, purchases, coverage; ties by item number so that the order never changes. */
function rank(a: Evidence, b: Evidence): number {
  const score = (one: Evidence): number =>
    one.explained * 4 +
    one.covered +
    (one.size === 'match' ? 1 : one.size === 'conflict' ? -2 : one.size === 'missing' ? -0.5 : 0) -
    one.figuresMissed -
    one.unmatched.length * 0.5 +
    (one.bought ? 0.8 : 0) +
    one.weakHits * 0.3 -
    (one.packMissed ? 0.4 : 0);
  return score(b) - score(a) || a.item - b.item;
}

/** Does the meaning of a known key decide? It needs four fifths of the weight among items that are still sold. */
function settled(meanings: readonly KeyMeaning[], chooser: Chooser): { active: KeyMeaning | null; gone: KeyMeaning | null; split: boolean } {
  const active = meanings.filter((meaning) => isActive(chooser, meaning.item)).sort((a, b) => b.weight - a.weight || a.item - b.item);
  const total = active.reduce((sum, meaning) => sum + meaning.weight, 0);
  const first = active[0];
  if (first && first.weight >= total * 0.8) return { active: first, gone: null, split: false };
  if (first) return { active: null, gone: null, split: true };
  const gone = [...meanings].sort((a, b) => (b.lastOn > a.lastOn ? 1 : b.lastOn < a.lastOn ? -1 : a.item - b.item))[0] ?? null;
  return { active: null, gone, split: false };
}

const excludes = (asked: Asked, evidence: Evidence, chooser: Chooser): boolean =>
  asked.excluded.some((word) => {
    const expansion = chooser.expand(word, word.arabic);
    return [...expansion.keys()].some((number) => itemHas(chooser.catalogue, evidence.item, number));
  });

function itemHas(catalogue: Catalogue, item: number, word: number): boolean {
  const to = catalogue.itemStart[item + 1] ?? 0;
  for (let at = catalogue.itemStart[item] ?? 0; at < to; at += 1) if (catalogue.itemWords[at] === word) return true;
  return false;
}

/** Items of the customer's own past that share a word with the phrase. */
function ownCandidates(model: CustomerModel, phrase: Description): number[] {
  const out: number[] = [];
  for (const bought of model.bought.values()) if (phrase.words.some((word) => ownWordHow(bought, word) >= 0.7)) out.push(bought.item);
  return out;
}

function weighAll(asked: Asked, chooser: Chooser, model: CustomerModel): Evidence[] {
  const { phrase } = asked;
  const expansions: Expansion[] = phrase.words.map((word) => chooser.expand(word, word.arabic));
  const items = new Set([...ownCandidates(model, phrase), ...candidatesOf(chooser.catalogue, phrase, expansions)]);
  for (const meaning of model.keys.get(keyOf(phrase)) ?? []) items.add(meaning.item);
  return [...items]
    .map((item) => weigh(chooser.catalogue, item, phrase, expansions, model, chooser.brands))
    .filter((evidence) => !excludes(asked, evidence, chooser))
    .sort(rank);
}

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

function fromFitting(fitting: readonly Evidence[], asked: Asked, chooser: Chooser): Choice | null {
  const active = fitting.filter((evidence) => isActive(chooser, evidence.item));
  const first = fitting[0];
  if (!first) return null;
  const pool = narrowed(active.length > 0 ? active : fitting);
  const gone = fitting.find((evidence) => !isActive(chooser, evidence.item) && evidence.weakHits >= Math.max(...pool.map((other) => other.weakHits)));
  if (active.length === 0 || (gone && gone.bought && !pool.some((evidence) => evidence.bought))) return discontinued(gone ?? first, fitting);
  const relative = asked.phrase.words.some((word) => word.relative !== null);
  const bought = relative ? [] : pool.filter((evidence) => evidence.bought);
  const unit = bought.filter((evidence) => asked.fitsUnit(evidence.item));
  const ended = relative ? byRelative(pool, asked.phrase, chooser) : null;
  if (ended)
    return one(
      ended,
      ended.bought ? 'history' : 'match',
      ended.bought ? 0.93 : 0.85,
      pool,
      'The largest or smallest of its family, and the customer has bought it.',
    );
  if (bought.length === 1 && bought[0] && onlyItsKind(bought[0], pool, asked)) return tie(pool, pool);
  if (bought.length === 1 && bought[0] && namesOtherThing(bought[0], pool, asked)) {
    const things = pool.filter((evidence) => evidence.headSaid);
    return things.length === 1 && things[0]
      ? one(things[0], 'match', 0.85, pool, 'The words name this thing; what was bought before only has them in its name.')
      : tie(things, pool);
  }
  if (bought.length === 1 && bought[0]) return one(bought[0], 'history', 0.96, pool, 'The only item this customer has bought that these words can mean.');
  if (bought.length > 1 && unit.length === 1 && unit[0]) return one(unit[0], 'history', 0.9, pool, 'The only item bought before that is sold in this unit.');
  const plainest = plainestOf(bought, chooser);
  if (plainest) return one(plainest, 'history', 0.92, pool, 'Of the items bought before, the plain one; the others have more to their names.');
  const meant = mostMeanings(bought);
  if (meant) return one(meant, 'history', 0.88, pool, 'Of the items bought before, the one that these words name in more than one way.');
  if (bought.length > 1) return tie(bought, pool);
  const open = pool;
  if (open.length === 1 && open[0]) return one(open[0], 'match', 0.93, fitting, 'The only item in the catalogue that these words can mean.');
  const plain = open.filter((evidence) => evidence.unsaid === 0);
  if (plain.length === 1 && plain[0] && !relative)
    return one(plain[0], 'match', 0.9, pool, 'The words say the whole name of this item and only a part of the others.');
  return tie(open, pool);
}

const one = (evidence: Evidence, via: Choice['via'], p: number, rivals: readonly Evidence[], why: string): Choice => ({
  item: evidence.item,
  via,
  p: p * (0.75 + 0.25 * evidence.spelling) - (evidence.packMissed ? 0.2 : 0),
  vetoes: evidence.packMissed ? ['unmatched_word'] : evidence.spelling < 0.78 ? ['doubtful_spelling'] : [],
  rivals: rivals.filter((rival) => rival.item !== evidence.item).slice(0, 4),
  evidence,
  why: [why],
  uom: null,
});

const tie = (open: readonly Evidence[], pool: readonly Evidence[]): Choice => {
  const rest = pool.filter((evidence) => !open.includes(evidence));
  const all = [...open, ...rest];
  return {
    item: all[0]?.item ?? null,
    via: open[0]?.bought ? 'history' : 'match',
    p: Math.min(0.6, 1 / Math.max(open.length, 1)),
    vetoes: ['tie'],
    rivals: all.slice(1, 6),
    evidence: all[0] ?? null,
    why: [`${open.length} items fit these words equally well.`],
    uom: null,
  };
};

const discontinued = (evidence: Evidence, fitting: readonly Evidence[]): Choice => ({
  item: evidence.item,
  via: evidence.bought ? 'history' : 'match',
  p: 0.3,
  vetoes: ['inactive'],
  rivals: fitting.filter((rival) => rival.item !== evidence.item).slice(0, 4),
  evidence,
  why: ['These words mean an item that is no longer sold.'],
  uom: null,
});

function fromKey(meanings: readonly KeyMeaning[], all: readonly Evidence[], asked: Asked, chooser: Chooser, model: CustomerModel): Choice | null {
  const key = keyOf(asked.phrase);
  const allowed = meanings.filter((meaning) => !model.never.has(`${key}|${meaning.item}`) && all.some((evidence) => evidence.item === meaning.item));
  if (allowed.length === 0) return null;
  const { active, gone, split } = settled(allowed, chooser);
  const evidenceOf = (meaning: KeyMeaning): Evidence | undefined => all.find((evidence) => evidence.item === meaning.item);
  if (active) {
    const evidence = evidenceOf(active);
    if (!evidence || evidence.size === 'conflict') return null;
    const rivals = all.filter((rival) => rival.item !== active.item && fits(rival)).slice(0, 4);
    return {
      item: active.item,
      via: 'alias',
      p: 0.985,
      vetoes: [],
      rivals,
      evidence,
      why: ['These words have meant this item for this customer before.'],
      uom: active.uom,
    };
  }
  if (split) {
    const open = allowed.filter((meaning) => isActive(chooser, meaning.item)).flatMap((meaning) => evidenceOf(meaning) ?? []);
    return { ...tie(open.sort(rank), open), why: ['This customer has meant more than one item by these words.'] };
  }
  const evidence = gone ? evidenceOf(gone) : undefined;
  return evidence ? discontinued(evidence, all.filter(fits)) : null;
}

function fromCode(code: string, described: Asked, chooser: Chooser, model: CustomerModel): Choice | null {
  const item = chooser.catalogue.byCode.get(codeKey(code));
  if (item === undefined) return null;
  const phrase = { ...described.phrase, words: described.phrase.words.filter((word) => codeKey(word.latin) !== codeKey(code)) };
  const asked = { ...described, phrase };
  const expansions = phrase.words.map((word) => chooser.expand(word, word.arabic));
  const evidence = weigh(chooser.catalogue, item, phrase, expansions, model, chooser.brands);
  const barcode = chooser.catalogue.items[item]?.barcode === code;
  const via = barcode ? 'barcode' : 'code';
  const rivals = weighAll(asked, chooser, model).filter((other) => other.item !== item && fits(other));
  const describes = asked.phrase.words.some((word) => !word.weak);
  const contradicts = describes && (!fits(evidence) || rivals.some((rival) => rival.covered > evidence.covered + 0.15 && rival.unsaid < evidence.unsaid));
  const vetoes = [...(isActive(chooser, item) ? [] : ['inactive']), ...(contradicts ? ['conflict'] : [])];
  return {
    item,
    via,
    p: contradicts ? 0.4 : 0.995,
    vetoes,
    rivals: contradicts ? rivals.slice(0, 4) : [],
    evidence,
    why: ['The item code is written in the message.'],
    uom: null,
  };
}

/** Nothing fits wholly: the nearest items for a question, or nothing when the words are strange to the catalogue. */
function nearest(all: readonly Evidence[], chooser: Chooser): Choice {
  const good = all.filter((evidence) => evidence.explained >= 0.45 && isActive(chooser, evidence.item)).slice(0, 5);
  const first = good[0];
  if (!first) return none;
  const veto = first.unmatched.length > 0 ? 'unmatched_word' : first.size === 'conflict' || first.figuresMissed > 0 ? 'size_conflict' : 'tie';
  const words = first.unmatched.map((word) => word.latin).join(', ');
  const why = first.unmatched.length > 0 ? `No item explains: ${words}.` : 'No item has this size.';
  return { item: first.item, via: 'match', p: 0.35 * first.explained, vetoes: [veto], rivals: good.slice(1), evidence: first, why: [why], uom: null };
}

/** "Paneer 1 kg" from a customer whose "paneer" is the 1 kg pack: the size only says again what the words mean. */
function sizeless(asked: Asked, chooser: Chooser, model: CustomerModel): readonly KeyMeaning[] | undefined {
  const { phrase } = asked;
  if (phrase.sizes.length + phrase.figures.length === 0) return undefined;
  const meanings = model.keys.get(keyOf({ ...phrase, sizes: [], figures: [] }));
  const figures = (item: number): boolean => phrase.figures.every((figure) => chooser.catalogue.figures[item]?.includes(figure));
  return meanings?.filter(
    (meaning) =>
      figures(meaning.item) &&
      phrase.sizes.every((said) => chooser.catalogue.sizes[meaning.item]?.some((size) => size.dim === said.dim && size.value === said.value)),
  );
}

/** What the words meant before; a counting unit in front of the figure ("peti 40") is not one of them. */
function keyMeanings(asked: Asked, chooser: Chooser, model: CustomerModel): readonly KeyMeaning[] {
  const exact = model.keys.get(keyOf(asked.phrase));
  if (exact) return exact;
  const plain = sizeless(asked, chooser, model);
  if (plain || asked.countingUnit === null) return plain ?? [];
  const without = { ...asked.phrase, words: asked.phrase.words.filter((word) => word.latin !== asked.countingUnit) };
  return model.keys.get(keyOf(without)) ?? [];
}

/** Chooses the item that a phrase means for this customer, or says what stands against it. */
export function choose(asked: Asked, chooser: Chooser, model: CustomerModel): Choice {
  if (asked.code !== null) {
    const coded = fromCode(asked.code, asked, chooser, model);
    if (coded) return coded;
  }
  const all = weighAll(asked, chooser, model);
  const key = keyOf(asked.phrase);
  const own = fromKey(keyMeanings(asked, chooser, model), all, asked, chooser, model);
  if (own) return own;
  const fitting = all.filter(fits);
  const best = fromFitting(fitting, asked, chooser);
  const shared = best && best.vetoes.includes('tie') ? fromShared(key, fitting, chooser) : null;
  return shared ?? best ?? nearest(all, chooser);
}

/** Meanings learnt from other customers settle a tie only among items that fit anyway. */
function fromShared(key: string, fitting: readonly Evidence[], chooser: Chooser): Choice | null {
  const { active } = settled(chooser.shared.get(key) ?? [], chooser);
  const evidence = fitting.find((one) => one.item === active?.item);
  if (!active || !evidence) return null;
  return { ...one(evidence, 'alias', 0.93, fitting, 'Other customers mean this item by these words.'), uom: active.uom };
}
