import { codeKey, type Catalogue } from '../catalogue/catalogue.ts';
import { keyOf, type Description } from '../catalogue/describe.ts';
import type { Expansion } from '../catalogue/spelling.ts';
import { discontinued, fits, isActive, none, one, tie, type Asked, type Choice, type Chooser } from './choice.ts';
import type { CustomerModel, KeyMeaning } from './customer-model.ts';
import { candidatesOf, ownWordHow, weigh, type Evidence } from './evidence.ts';
import { fromFitting } from './fitting.ts';

export type { Asked, Choice, Chooser, SharedKeys } from './choice.ts';

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
  const key = keyOf(phrase);
  const never = (item: number): boolean => model.never.has(`${key}|${item}`) || chooser.never.has(`${key}|${item}`);
  const items = new Set([...ownCandidates(model, phrase), ...candidatesOf(chooser.catalogue, phrase, expansions)]);
  for (const meaning of model.keys.get(key) ?? []) items.add(meaning.item);
  return [...items]
    .filter((item) => !never(item))
    .map((item) => weigh(chooser.catalogue, item, phrase, expansions, model, chooser.brands))
    .filter((evidence) => !excludes(asked, evidence, chooser))
    .sort(rank);
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
  const own = fromKey(keyMeanings(asked, chooser, model), all, chooser);
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
