import { figureWord, sizeWord, type Catalogue } from '../catalogue/catalogue.ts';
import type { DescribedWord, Description, Size } from '../catalogue/describe.ts';
import { alike, type Expansion } from '../catalogue/spelling.ts';
import type { Bought, CustomerModel } from './customer-model.ts';

/** How one item explains one phrase. */
export interface Evidence {
  readonly item: number;
  /** Solid words of the phrase that nothing about the item explains. */
  readonly unmatched: readonly DescribedWord[];
  /** Share of the phrase that is explained, weighted by how telling each word is. */
  readonly explained: number;
  /** Share of the item's name that the phrase says. */
  readonly covered: number;
  /** Words of the name (brand, sizes and packs apart) that the phrase does not say. */
  readonly unsaid: number;
  readonly size: 'match' | 'silent' | 'missing' | 'conflict';
  readonly figuresMissed: number;
  /** Weak words ("bottle", "new") that the item explains. */
  readonly weakHits: number;
  readonly packMissed: boolean;
  readonly bought: Bought | null;
  readonly spelling: number;
  /** The word that says what the thing is (the last naming word) is said. */
  readonly headSaid: boolean;
  /** Meanings of the words that the item has. */
  readonly meanings: number;
  /** Words that only the category explains. */
  readonly byCategory: number;
  /** Words that this customer has used for the item before. */
  readonly ownSaid: number;
}

/** Looks words up; see `expander`. */
export type Expand = (word: DescribedWord, arabic: boolean) => Expansion;

const closeEnough = 0.7;
const maximumCandidates = 64;

const sizeReadings = (size: Size): Size[] => {
  if (size.dim === 'mass') return [size, { ...size, dim: 'volume' }];
  if (size.dim === 'volume') return [size, { ...size, dim: 'mass' }];
  if (size.dim === 'length') return [size, { ...size, dim: 'sqmm' }];
  return [size];
};

/** Items that share telling words or sizes with the phrase, best first, from the postings. */
export function candidatesOf(catalogue: Catalogue, phrase: Description, expansions: readonly Expansion[]): number[] {
  const scores = new Map<number, number>();
  const add = (word: number, weight: number, seen: Set<number>): void => {
    const from = catalogue.postingStart[word] ?? 0;
    const to = catalogue.postingStart[word + 1] ?? 0;
    const gain = weight * (catalogue.idf[word] ?? 0);
    for (let at = from; at < to; at += 1) {
      const item = catalogue.postings[at] ?? 0;
      if (seen.has(item)) continue;
      seen.add(item);
      scores.set(item, (scores.get(item) ?? 0) + gain);
    }
  };
  phrase.words.forEach((word, i) => {
    const seen = new Set<number>();
    const sorted = [...(expansions[i] ?? [])].sort((a, b) => b[1] - a[1]);
    for (const [number, how] of sorted) add(number, word.weak ? how * 0.5 : how, seen);
  });
  if (scores.size === 0 && phrase.words.some((word) => !word.weak)) return [];
  const pool = scores.size > 0;
  const sizeSeen = (words: readonly string[]): void => {
    const seen = new Set<number>();
    for (const name of words) {
      const word = catalogue.wordNumbers.get(name);
      if (word === undefined) continue;
      const from = catalogue.postingStart[word] ?? 0;
      const to = catalogue.postingStart[word + 1] ?? 0;
      const gain = 0.8 * (catalogue.idf[word] ?? 0);
      for (let at = from; at < to; at += 1) {
        const item = catalogue.postings[at] ?? 0;
        const score = scores.get(item);
        if ((score === undefined && pool) || seen.has(item)) continue;
        seen.add(item);
        scores.set(item, (score ?? 0) + gain);
      }
    }
  };
  for (const size of phrase.sizes) sizeSeen(sizeReadings(size).map(sizeWord));
  for (const figure of phrase.figures) sizeSeen([figureWord(figure)]);
  return best(scores, maximumCandidates);
}

/** The `limit` best of a score map, best first, ties by item number. */
function best(scores: ReadonlyMap<number, number>, limit: number): number[] {
  let floor = 0;
  if (scores.size > limit * 4) {
    const values = Float64Array.from(scores.values()).sort();
    floor = values[values.length - limit * 2] ?? 0;
  }
  return [...scores]
    .filter(([, score]) => score >= floor)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, limit)
    .map(([item]) => item);
}

/** How well a customer's own past words for an item explain a word. */
export function ownWordHow(bought: Bought | null, word: DescribedWord): number {
  let how = 0;
  for (const description of bought?.descriptions ?? []) {
    for (const own of description.words) {
      if (own.latin === word.latin) return 1;
      const shared = [...own.groups, ...own.phraseGroups].some((group) => word.groups.includes(group) || word.phraseGroups.includes(group));
      how = Math.max(how, shared ? 0.93 : 0, alike(own, word));
    }
  }
  return how;
}

function catalogueHow(catalogue: Catalogue, item: number, expansion: Expansion | undefined): { how: number; weight: number } {
  let how = 0;
  let weight = 0;
  if (!expansion || expansion.size === 0) return { how, weight };
  const to = catalogue.itemStart[item + 1] ?? 0;
  for (let at = catalogue.itemStart[item] ?? 0; at < to; at += 1) {
    const found = expansion.get(catalogue.itemWords[at] ?? -1);
    if (found === undefined) continue;
    const own = catalogue.itemWeights[at] ?? 1;
    how = Math.max(how, found * (0.85 + 0.15 * own));
    if (found >= closeEnough) weight = Math.max(weight, own);
  }
  return { how, weight };
}

/** Search words that are no words of the name: sizes, figures, phrases. */
export const hidden = (word: string | undefined): boolean => word === undefined || word.startsWith('#') || word.startsWith('~');

const near = (a: number, b: number): boolean => Math.abs(a - b) <= Math.max(Math.abs(a), Math.abs(b)) * 0.015;

function ownSizes(bought: Bought | null): Description[] {
  return (bought?.descriptions ?? []).filter((description) => description.sizes.length > 0 || description.figures.length > 0);
}

function sizeState(catalogue: Catalogue, item: number, phrase: Description, bought: Bought | null): Evidence['size'] {
  if (phrase.sizes.length === 0) return 'silent';
  const sizes = catalogue.sizes[item] ?? [];
  let state: Evidence['size'] = 'match';
  for (const said of phrase.sizes) {
    const readings = sizeReadings(said);
    const hit = sizes.some((size) => readings.some((reading) => reading.dim === size.dim && near(reading.value, size.value)));
    const own = ownSizes(bought).some((description) => description.sizes.some((size) => size.dim === said.dim && near(size.value, said.value)));
    if (hit || own) continue;
    const sameKind = sizes.some((size) => readings.some((reading) => reading.dim === size.dim));
    if (sameKind) return 'conflict';
    state = sizes.length > 0 ? 'missing' : state === 'missing' ? state : 'silent';
  }
  return state;
}

function figuresMissed(catalogue: Catalogue, item: number, phrase: Description, bought: Bought | null): number {
  const figures = catalogue.figures[item] ?? [];
  const own = ownSizes(bought).flatMap((description) => description.figures);
  return phrase.figures.filter((figure) => !figures.some((known) => near(known, figure)) && !own.includes(figure)).length;
}

/** How one word of the phrase fits one item. */
interface WordFit {
  readonly word: DescribedWord;
  readonly how: number;
  readonly own: number;
  readonly listed: { readonly how: number; readonly weight: number };
  /** How much the word tells. */
  readonly telling: number;
  /** The catalogue knows it at all. */
  readonly known: boolean;
}

const said = (fit: WordFit): boolean => fit.how >= closeEnough;

function wordFits(catalogue: Catalogue, item: number, phrase: Description, expansions: readonly Expansion[], bought: Bought | null): WordFit[] {
  return phrase.words.map((word, i) => {
    const expansion = expansions[i];
    const own = ownWordHow(bought, word);
    const listed = catalogueHow(catalogue, item, expansion);
    return { word, own, listed, how: Math.max(listed.how, own), telling: telling(catalogue, expansion), known: (expansion?.size ?? 0) > 0 };
  });
}

type Fit = Pick<Evidence, 'unmatched' | 'explained' | 'weakHits' | 'packMissed' | 'spelling' | 'byCategory' | 'ownSaid'>;

const sum = (fits: readonly WordFit[], of: (fit: WordFit) => number): number => fits.reduce((total, fit) => total + of(fit), 0);

/** What the fits of all words come to. Weak words help; big and small are judged elsewhere. */
function fitWords(catalogue: Catalogue, item: number, phrase: Description, expansions: readonly Expansion[], bought: Bought | null): Fit {
  const fits = wordFits(catalogue, item, phrase, expansions, bought);
  const weak = fits.filter((fit) => fit.word.weak);
  const solid = fits.filter((fit) => !fit.word.weak && (fit.word.relative === null || said(fit)));
  const matched = solid.filter(said);
  const total = sum(solid, (fit) => fit.telling);
  return {
    unmatched: solid.filter((fit) => !said(fit)).map((fit) => fit.word),
    explained: total === 0 ? 0 : sum(matched, (fit) => fit.telling * fit.how) / total,
    weakHits: weak.filter(said).length,
    packMissed: weak.some((fit) => !said(fit) && fit.word.pack && fit.known),
    spelling: Math.min(1, ...matched.map((fit) => fit.how)),
    byCategory: matched.filter((fit) => fit.own < closeEnough && fit.listed.weight < 0.7).length,
    ownSaid: fits.filter((fit) => !fit.word.weak && fit.own >= closeEnough).length,
  };
}

function telling(catalogue: Catalogue, expansion: Expansion | undefined): number {
  let weight = 0;
  for (const word of expansion?.keys() ?? []) weight = Math.max(weight, catalogue.idf[word] ?? 0);
  return weight > 0 ? weight : 3;
}

/** Weight of the item's name that the phrase says, and how many naming words it leaves out. */
function coverage(catalogue: Catalogue, item: number, expansions: readonly Expansion[], brands: ReadonlySet<number>): { covered: number; unsaid: number } {
  let said = 0;
  let total = 0;
  let unsaid = 0;
  const to = catalogue.itemStart[item + 1] ?? 0;
  for (let at = catalogue.itemStart[item] ?? 0; at < to; at += 1) {
    const word = catalogue.itemWords[at] ?? 0;
    if ((catalogue.itemWeights[at] ?? 0) < 1 || hidden(catalogue.words[word])) continue;
    const weight = catalogue.idf[word] ?? 0;
    total += weight;
    const hit = expansions.some((expansion) => (expansion.get(word) ?? 0) >= closeEnough);
    if (hit) said += weight;
    else if (!brands.has(word)) unsaid += 1;
  }
  return { covered: total === 0 ? 0 : said / total, unsaid };
}

function meaningsOf(catalogue: Catalogue, item: number, phrase: Description): number {
  const wanted = new Set(phrase.words.flatMap((word) => [...word.groups, ...word.phraseGroups]));
  const found = new Set<number>();
  const to = catalogue.itemStart[item + 1] ?? 0;
  for (let at = catalogue.itemStart[item] ?? 0; at < to; at += 1)
    for (const group of catalogue.groups[catalogue.itemWords[at] ?? 0] ?? []) if (wanted.has(group)) found.add(group);
  return found.size;
}

/** Weighs one candidate. */
export function weigh(
  catalogue: Catalogue,
  item: number,
  phrase: Description,
  expansions: readonly Expansion[],
  model: CustomerModel,
  brands: ReadonlySet<number>,
): Evidence {
  const bought = model.bought.get(item) ?? null;
  return {
    item,
    bought,
    ...fitWords(catalogue, item, phrase, expansions, bought),
    ...coverage(catalogue, item, expansions, brands),
    size: sizeState(catalogue, item, phrase, bought),
    figuresMissed: figuresMissed(catalogue, item, phrase, bought),
    headSaid: expansions.some((expansion) => (expansion.get(catalogue.heads[item] ?? -1) ?? 0) >= closeEnough),
    meanings: meaningsOf(catalogue, item, phrase),
  };
}
