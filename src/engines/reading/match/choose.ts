import { distance } from 'fastest-levenshtein';
import { codeKey, type Catalogue } from '../catalogue/catalogue.ts';
import { fullKeyOf, keyOf, type Description } from '../catalogue/describe.ts';
import type { Expansion } from '../catalogue/spelling.ts';
import { discontinued, fits, isActive, none, one, tie, type Asked, type Choice, type Chooser } from './choice.ts';
import { splitKey, type CustomerModel, type KeyMeaning } from './customer-model.ts';
import { candidatesOf } from './candidates.ts';
import { ownWordHow, weigh, type Evidence } from './evidence.ts';
import { fromFitting } from './fitting.ts';
import { reason } from './reason.ts';

export type { Asked, Choice, Chooser, SharedKeys } from './choice.ts';

/** Best first: explained share, size, purchases, coverage; ties by item number so that the order never changes. */
const scoreOf = (one: Evidence): number =>
  one.explained * 4 +
  one.covered +
  (one.size === 'match' ? 1 : one.size === 'conflict' ? -2 : one.size === 'missing' ? -0.5 : 0) -
  one.figuresMissed -
  one.unmatched.length * 0.5 +
  (one.bought ? 0.8 : 0) +
  one.weakHits * 0.3 -
  (one.packMissed ? 0.4 : 0);

function ranked(all: readonly Evidence[]): Evidence[] {
  return all
    .map((evidence) => ({ evidence, score: scoreOf(evidence) }))
    .sort((a, b) => b.score - a.score || a.evidence.item - b.evidence.item)
    .map(({ evidence }) => evidence);
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

const hasFigures = (catalogue: Catalogue, item: number, phrase: Description): boolean =>
  phrase.figures.some((figure) => catalogue.figures[item]?.includes(figure)) ||
  phrase.sizes.some((said) => catalogue.sizes[item]?.some((size) => size.dim === said.dim && size.value === said.value));

/** Items of the customer's own past that share a word with the phrase, or a size where there are no words. */
function ownCandidates(catalogue: Catalogue, model: CustomerModel, phrase: Description): number[] {
  const out: number[] = [];
  for (const bought of model.bought.values()) {
    const said = phrase.words.some((word) => ownWordHow(bought, word) >= 0.7);
    if (said || (phrase.words.length === 0 && hasFigures(catalogue, bought.item, phrase))) out.push(bought.item);
  }
  return out;
}

function weighAll(asked: Asked, chooser: Chooser, model: CustomerModel): Evidence[] {
  const { phrase } = asked;
  const expansions: Expansion[] = phrase.words.map((word) => chooser.expand(word, word.arabic));
  const key = keyOf(phrase);
  const never = (item: number): boolean => model.never.has(`${key}|${item}`) || chooser.never.has(`${key}|${item}`);
  const items = new Set([...ownCandidates(chooser.catalogue, model, phrase), ...candidatesOf(chooser.catalogue, phrase, expansions)]);
  for (const meaning of meaningsOfKey(phrase, model) ?? []) items.add(meaning.item);
  const allowed = model.never.size + chooser.never.size === 0 ? [...items] : [...items].filter((item) => !never(item));
  const weighed = allowed.map((item) => weigh(chooser.catalogue, item, phrase, expansions, model, chooser.brands));
  return ranked(asked.excluded.length === 0 ? weighed : weighed.filter((evidence) => !excludes(asked, evidence, chooser)));
}

function fromKey(meanings: readonly KeyMeaning[], all: readonly Evidence[], chooser: Chooser): Choice | null {
  const allowed = meanings.filter((meaning) => all.some((evidence) => evidence.item === meaning.item));
  if (allowed.length === 0) return null;
  const { active, gone, split } = settled(allowed, chooser);
  const evidenceOf = (meaning: KeyMeaning): Evidence | undefined => all.find((evidence) => evidence.item === meaning.item);
  if (active) {
    const evidence = evidenceOf(active);
    if (!evidence || evidence.size === 'conflict') return null;
    const rivals = all.filter((rival) => rival.item !== active.item && fits(rival)).slice(0, 4);
    // "12 W warm panel": a word that says little elsewhere names another item here
    if (rivals.some((rival) => rival.weakHits > evidence.weakHits && isActive(chooser, rival.item))) return null;
    return {
      item: active.item,
      via: 'alias',
      p: 0.985,
      vetoes: [],
      rivals,
      evidence,
      why: [reason('own_words')],
      uom: active.uom,
    };
  }
  if (split) {
    const open = allowed.filter((meaning) => isActive(chooser, meaning.item)).flatMap((meaning) => evidenceOf(meaning) ?? []);
    return { ...tie(ranked(open), open), why: [reason('own_words_split')] };
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
    why: [reason('code_written')],
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
  const why = first.unmatched.length > 0 ? reason('words_unexplained', { words }) : reason('size_unknown');
  return { item: first.item, via: 'match', p: 0.35 * first.explained, vetoes: [veto], rivals: good.slice(1), evidence: first, why: [why], uom: null };
}

/** What a phrase meant before: as a whole, else without its fillers. */
const meaningsOfKey = (phrase: Description, model: CustomerModel): readonly KeyMeaning[] | undefined => {
  const key = keyOf(phrase);
  return model.keys.get(fullKeyOf(phrase)) ?? model.keys.get(key) ?? model.looseKeys.get(key);
};

/** "Paneer 1 kg" from a customer whose "paneer" is the 1 kg pack: the size only says again what the words mean. */
function sizeless(asked: Asked, chooser: Chooser, model: CustomerModel): readonly KeyMeaning[] | undefined {
  const { phrase } = asked;
  if (phrase.sizes.length + phrase.figures.length === 0) return undefined;
  const meanings = meaningsOfKey({ ...phrase, sizes: [], figures: [] }, model);
  const figures = (item: number): boolean => phrase.figures.every((figure) => chooser.catalogue.figures[item]?.includes(figure));
  return meanings?.filter(
    (meaning) =>
      figures(meaning.item) &&
      phrase.sizes.every((said) => chooser.catalogue.sizes[meaning.item]?.some((size) => size.dim === said.dim && size.value === said.value)),
  );
}

const swapped = (a: string, b: string): boolean => {
  const at = Array.from(a).findIndex((char, i) => char !== b[i]);
  return a.length === b.length && at >= 0 && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
};

/** Words of keys are folded already: equal but for a plural or one slip. A vowel at the end is no slip: it tells things apart in some languages. */
const nearly = (a: string, b: string, shortest: number): boolean => {
  if (a === b || a === `${b}s` || b === `${a}s`) return true;
  if (Math.min(a.length, b.length) < shortest || /\d/.test(a + b)) return false;
  if (/[aeiou]$/.test(a) || /[aeiou]$/.test(b) ? a.at(-1) !== b.at(-1) : false) return false;
  return swapped(a, b) || distance(a, b) <= (Math.max(a.length, b.length) >= 8 ? 2 : 1);
};

/** Keys with the same figures whose words are nearly these; none where the words are a key of their own or name something else. */
function nearMeanings(key: string, model: CustomerModel): readonly KeyMeaning[] {
  const { words, figures } = splitKey(key);
  if (words.length === 0) return [];
  // beside other words or a figure that are the same, a shorter word may hold a slip
  const shortest = words.length > 1 || figures !== '' ? 3 : 4;
  const near = model.nearKeys.filter(
    (other) =>
      other.figures === figures && other.words.length === words.length && words.every((word) => other.words.some((own) => nearly(word, own, shortest))),
  );
  const items = new Set(near.flatMap((other) => other.meanings.map((meaning) => meaning.item)));
  return near.length === 1 || items.size === 1 ? (near[0]?.meanings ?? []) : [];
}

/** What the words meant before: as they are, without a size that only repeats the item, or all but a slip. */
function keyMeanings(key: string, asked: Asked, chooser: Chooser, model: CustomerModel): readonly KeyMeaning[] {
  const exact = meaningsOfKey(asked.phrase, model) ?? sizeless(asked, chooser, model);
  return exact && exact.length > 0 ? exact : nearMeanings(key, model);
}

/** Chooses the item that a phrase means for this customer, or says what stands against it. */
export function choose(asked: Asked, chooser: Chooser, model: CustomerModel): Choice {
  if (asked.code !== null) {
    const coded = fromCode(asked.code, asked, chooser, model);
    if (coded) return coded;
  }
  const all = weighAll(asked, chooser, model);
  const key = keyOf(asked.phrase);
  const own = fromKey(keyMeanings(key, asked, chooser, model), all, chooser);
  if (own) return own;
  const fitting = all.filter(fits);
  const best = fromFitting(fitting, { ...asked, bought: [...model.bought.keys()] }, chooser);
  const shared = best && best.vetoes.includes('tie') ? fromShared(model.ofRegion.get(key) ?? chooser.shared.get(key) ?? [], fitting, chooser) : null;
  return shared ?? best ?? nearest(all, chooser);
}

/** Meanings learnt from other customers (the region's before the company's) settle a tie only among items that fit anyway. */
function fromShared(meanings: readonly KeyMeaning[], fitting: readonly Evidence[], chooser: Chooser): Choice | null {
  const { active } = settled(meanings, chooser);
  const evidence = fitting.find((one) => one.item === active?.item);
  if (!active || !evidence) return null;
  return { ...one(evidence, 'alias', 0.93, fitting, reason('words_of_others')), uom: active.uom };
}

/**
 * "enamel white 4, brown 3": words that only say a colour or kind are held against the things like the one named before (same
 * category, make and sizes). The one of them that has the words; null when none or several do.
 */
export function likeBefore(asked: Asked, before: number, chooser: Chooser, model: CustomerModel): Choice | null {
  const { catalogue } = chooser;
  const given = catalogue.items[before];
  const sizes = (item: number): string => (catalogue.sizes[item] ?? []).map((size) => `${size.dim}${size.value}`).sort().join(' '); // prettier-ignore
  const wanted = sizes(before);
  const alike = weighAll(asked, chooser, model).filter((evidence) => {
    const entry = catalogue.items[evidence.item];
    return evidence.item !== before && entry?.active && entry.category === given?.category && entry.brand === given.brand && sizes(evidence.item) === wanted;
  });
  const fitting = alike.filter(fits);
  const [only] = fitting;
  return only && fitting.length === 1 ? one(only, 'match', 0.75, alike, reason('like_before')) : null;
}
