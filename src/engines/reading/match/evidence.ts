import type { Catalogue } from '../catalogue/catalogue.ts';
import type { DescribedWord, Description, Size } from '../catalogue/describe.ts';
import { alike, type Expansion } from '../catalogue/spelling.ts';
import { sizeReadings } from './candidates.ts';
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

/** Words kept for one item of one customer; forgetting only costs time. */
const mostOwnWords = 500;

/** What a customer's past words for an item made of a word, kept with the item: every phrase of a message asks again. Changes no answer. */
const ownHows = new WeakMap<Bought, Map<string, { readonly groups: readonly number[]; readonly how: number }>>();

const sharesMeaning = (own: DescribedWord, word: DescribedWord): boolean => {
  const same = (group: number): boolean => word.groups.includes(group) || word.phraseGroups.includes(group);
  return own.groups.some(same) || own.phraseGroups.some(same);
};

function computedOwnHow(bought: Bought, word: DescribedWord): number {
  let how = 0;
  for (const description of bought.descriptions) {
    for (const own of description.words) {
      if (own.latin === word.latin) return 1;
      how = Math.max(how, sharesMeaning(own, word) ? 0.93 : 0, alike(own, word));
    }
  }
  return how;
}

/** How well a customer's own past words for an item explain a word. */
export function ownWordHow(bought: Bought | null, word: DescribedWord): number {
  if (bought === null || bought.descriptions.length === 0) return 0;
  // what a word means by itself goes with its letters; what it means in a phrase does not
  if (word.phraseGroups.length > 0) return computedOwnHow(bought, word);
  const memory = ownHows.get(bought) ?? new Map<string, { groups: readonly number[]; how: number }>();
  ownHows.set(bought, memory);
  const ready = memory.get(word.latin);
  if (ready && (ready.groups === word.groups || ready.groups.length + word.groups.length === 0)) return ready.how;
  const how = computedOwnHow(bought, word);
  if (memory.size >= mostOwnWords) memory.clear();
  memory.set(word.latin, { groups: word.groups, how });
  return how;
}

/** Search words that are no words of the name: sizes, figures, phrases. */
export const hidden = (word: string | undefined): boolean => word === undefined || word.startsWith('#') || word.startsWith('~');

/** Pairs are equal or not; other measures leave room for rounding. */
const sameSize = (a: Size, b: Size): boolean => a.dim === b.dim && (a.dim === 'pair' ? a.value === b.value : near(a.value, b.value));

const near = (a: number, b: number): boolean => Math.abs(a - b) <= Math.max(Math.abs(a), Math.abs(b)) * 0.015;

/** A size as said, with what it may mean and its bare figure. */
interface SaidSize {
  readonly size: Size;
  readonly readings: readonly Size[];
  readonly bare: number;
}

/** A catalogue word that some word of the phrase may stand for. */
interface Mark {
  /** Words of the phrase, by place, with how sure that is. */
  readonly hits: readonly (readonly [place: number, how: number])[];
  readonly said: boolean;
  /** Meanings that it shares with the phrase. */
  readonly groups: readonly number[];
}

/** What is the same for all candidates of one phrase. */
interface Lens {
  readonly phrase: Description;
  readonly sizes: readonly SaidSize[];
  /** By catalogue word. Every word that shares a meaning is among them, as expansions hold all words of a meaning. */
  readonly marks: ReadonlyMap<number, Mark>;
  /** How much each word of the phrase tells. */
  readonly telling: readonly number[];
}

function telling(catalogue: Catalogue, expansion: Expansion | undefined): number {
  let weight = 0;
  for (const word of expansion?.keys() ?? []) weight = Math.max(weight, catalogue.idf[word] ?? 0);
  return weight > 0 ? weight : 3;
}

function marksOf(catalogue: Catalogue, phrase: Description, expansions: readonly Expansion[]): Map<number, Mark> {
  const wanted = new Set(phrase.words.flatMap((word) => [...word.groups, ...word.phraseGroups]));
  const hits = new Map<number, [number, number][]>();
  expansions.forEach((expansion, place) => {
    for (const [word, how] of expansion) {
      const known = hits.get(word);
      if (known) known.push([place, how]);
      else hits.set(word, [[place, how]]);
    }
  });
  const mark = (word: number, list: [number, number][]): Mark => ({
    hits: list,
    said: list.some(([, how]) => how >= closeEnough),
    groups: wanted.size === 0 ? [] : (catalogue.groups[word] ?? []).filter((group) => wanted.has(group)),
  });
  return new Map([...hits].map(([word, list]) => [word, mark(word, list)]));
}

const lenses = new WeakMap<readonly Expansion[], Lens>();

function lensOf(catalogue: Catalogue, phrase: Description, expansions: readonly Expansion[]): Lens {
  const ready = lenses.get(expansions);
  if (ready?.phrase === phrase) return ready;
  const made = {
    phrase,
    sizes: phrase.sizes.map((size) => ({ size, readings: sizeReadings(size), bare: Number.parseFloat(size.text) })),
    marks: marksOf(catalogue, phrase, expansions),
    telling: phrase.words.map((_word, i) => telling(catalogue, expansions[i])),
  };
  lenses.set(expansions, made);
  return made;
}

/** Working memory of one catalogue; changes no answer. */
interface Desk {
  /** Marks of the phrase in hand, and by catalogue word which of them is its own: 0 for none. */
  readonly marks: Mark[];
  readonly markOf: Int32Array;
  lens: Lens | null;
  /** By word: no word of a name (0), a naming word (1), a brand (2). */
  readonly kinds: Uint8Array;
  /** By item: weight of its name, and how many naming words it has. */
  readonly weights: Float64Array;
  readonly naming: Int32Array;
}

const desks = new WeakMap<Catalogue, WeakMap<ReadonlySet<number>, Desk>>();

/** A word that counts to the name of the item that has it at this place: 1, or 2 for a brand. */
const kindAt = (catalogue: Catalogue, kinds: Uint8Array, at: number): number =>
  (catalogue.itemWeights[at] ?? 0) < 1 ? 0 : (kinds[catalogue.itemWords[at] ?? 0] ?? 0);

function newDesk(catalogue: Catalogue, brands: ReadonlySet<number>): Desk {
  const kinds = Uint8Array.from(catalogue.words, (word, i) => (hidden(word) ? 0 : brands.has(i) ? 2 : 1));
  const weights = new Float64Array(catalogue.items.length);
  const naming = new Int32Array(catalogue.items.length);
  for (let item = 0; item < catalogue.items.length; item += 1) {
    const to = catalogue.itemStart[item + 1] ?? 0;
    for (let at = catalogue.itemStart[item] ?? 0; at < to; at += 1) {
      const kind = kindAt(catalogue, kinds, at);
      if (kind === 0) continue;
      weights[item] = (weights[item] ?? 0) + (catalogue.idf[catalogue.itemWords[at] ?? 0] ?? 0);
      if (kind === 1) naming[item] = (naming[item] ?? 0) + 1;
    }
  }
  return { marks: [], markOf: new Int32Array(catalogue.words.length), lens: null, kinds, weights, naming };
}

function deskOf(catalogue: Catalogue, brands: ReadonlySet<number>): Desk {
  const known = desks.get(catalogue) ?? new WeakMap<ReadonlySet<number>, Desk>();
  desks.set(catalogue, known);
  const desk = known.get(brands) ?? newDesk(catalogue, brands);
  known.set(brands, desk);
  return desk;
}

/** Lays out the marks of a phrase. */
function layOut(desk: Desk, lens: Lens): void {
  if (desk.lens === lens) return;
  for (const word of desk.lens?.marks.keys() ?? []) desk.markOf[word] = 0;
  desk.marks.length = 0;
  for (const [word, mark] of lens.marks) desk.markOf[word] = desk.marks.push(mark);
  desk.lens = lens;
}

/** How the item's words meet the phrase's, by place in the phrase. */
interface Meeting {
  /** How well the item explains each word. */
  readonly hows: number[];
  /** How telling the place of the item's word is that explains it. */
  readonly weights: number[];
  /** Meanings that both have. */
  readonly meanings: number[];
  /** Weight of the name's words that are said. */
  said: number;
  /** Naming words that are not said. */
  unsaid: number;
}

function takeHits({ hows, weights }: Meeting, mark: Mark, own: number): void {
  for (const [place, how] of mark.hits) {
    const worth = how * (0.85 + 0.15 * own);
    if (worth > (hows[place] ?? 0)) hows[place] = worth;
    if (how >= closeEnough && own > (weights[place] ?? 0)) weights[place] = own;
  }
}

/** Adds what the item's word at this place does for the phrase. */
function meetAt(catalogue: Catalogue, at: number, desk: Desk, mark: Mark, meeting: Meeting): void {
  takeHits(meeting, mark, catalogue.itemWeights[at] ?? 1);
  for (const group of mark.groups) if (!meeting.meanings.includes(group)) meeting.meanings.push(group);
  const kind = mark.said ? kindAt(catalogue, desk.kinds, at) : 0;
  if (kind > 0) meeting.said += catalogue.idf[catalogue.itemWords[at] ?? 0] ?? 0;
  if (kind === 1) meeting.unsaid -= 1;
}

/** One walk over the item's words: what explains the phrase, and how much of the name (brands apart) it says. */
function meet(catalogue: Catalogue, item: number, lens: Lens, desk: Desk): Meeting {
  const { marks, markOf } = desk;
  const nothing = lens.telling.map(() => 0);
  const meeting: Meeting = { hows: nothing, weights: nothing.slice(), meanings: [], said: 0, unsaid: desk.naming[item] ?? 0 };
  const to = catalogue.itemStart[item + 1] ?? 0;
  for (let at = catalogue.itemStart[item] ?? 0; at < to; at += 1) {
    const mark = marks[(markOf[catalogue.itemWords[at] ?? 0] ?? 0) - 1];
    if (mark) meetAt(catalogue, at, desk, mark, meeting);
  }
  return meeting;
}

function sizeState(catalogue: Catalogue, item: number, lens: Lens, bought: Bought | null): Evidence['size'] {
  if (lens.sizes.length === 0) return 'silent';
  const sizes = catalogue.sizes[item] ?? [];
  let state: Evidence['size'] = 'match';
  for (const { size: said, readings, bare } of lens.sizes) {
    if (sizes.some((size) => readings.some((reading) => sameSize(reading, size)))) continue;
    if (catalogue.figures[item]?.includes(bare)) continue;
    if (bought?.descriptions.some((description) => description.sizes.some((size) => sameSize(size, said)))) continue;
    if (sizes.some((size) => readings.some((reading) => reading.dim === size.dim))) return 'conflict';
    state = 'missing';
  }
  return state;
}

function figuresMissed(catalogue: Catalogue, item: number, phrase: Description, bought: Bought | null): number {
  if (phrase.figures.length === 0) return 0;
  const figures = catalogue.figures[item] ?? [];
  const own = (figure: number): boolean => bought?.descriptions.some((description) => description.figures.includes(figure)) ?? false;
  return phrase.figures.filter((figure) => !figures.some((known) => near(known, figure)) && !own(figure)).length;
}

/** What the fits of the words add up to; `explained` is out of `total`. */
interface Fit {
  readonly unmatched: DescribedWord[];
  explained: number;
  total: number;
  weakHits: number;
  packMissed: boolean;
  spelling: number;
  byCategory: number;
  ownSaid: number;
}

/** How one word of the phrase fits one item. */
interface WordFit {
  readonly word: DescribedWord;
  readonly how: number;
  readonly own: number;
  /** How telling the place of the item's word is that explains it. */
  readonly weight: number;
  readonly telling: number;
}

function addSolid(fit: Fit, { word, how, own, weight, telling: tells }: WordFit): void {
  const said = how >= closeEnough;
  if (own >= closeEnough) fit.ownSaid += 1;
  // big and small are judged elsewhere
  if (!said && word.relative !== null) return;
  fit.total += tells;
  if (!said) {
    fit.unmatched.push(word);
    return;
  }
  fit.explained += tells * how;
  fit.spelling = Math.min(fit.spelling, how);
  if (own < closeEnough && weight < 0.7) fit.byCategory += 1;
}

/** What the fits of all words come to. Weak words help, and are held against nothing but their pack. */
function fitWords(lens: Lens, { hows, weights }: Meeting, expansions: readonly Expansion[], bought: Bought | null): Fit {
  const fit: Fit = { unmatched: [], explained: 0, total: 0, weakHits: 0, packMissed: false, spelling: 1, byCategory: 0, ownSaid: 0 };
  lens.phrase.words.forEach((word, place) => {
    const own = ownWordHow(bought, word);
    const how = Math.max(hows[place] ?? 0, own);
    if (!word.weak) addSolid(fit, { word, how, own, weight: weights[place] ?? 0, telling: lens.telling[place] ?? 0 });
    else if (how >= closeEnough) fit.weakHits += 1;
    else if (word.pack && (expansions[place]?.size ?? 0) > 0) fit.packMissed = true;
  });
  return fit;
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
  const lens = lensOf(catalogue, phrase, expansions);
  const desk = deskOf(catalogue, brands);
  layOut(desk, lens);
  const meeting = meet(catalogue, item, lens, desk);
  const fit = fitWords(lens, meeting, expansions, bought);
  return {
    item,
    bought,
    unmatched: fit.unmatched,
    explained: fit.total === 0 ? 0 : fit.explained / fit.total,
    weakHits: fit.weakHits,
    packMissed: fit.packMissed,
    spelling: fit.spelling,
    byCategory: fit.byCategory,
    ownSaid: fit.ownSaid,
    covered: meeting.said === 0 ? 0 : meeting.said / (desk.weights[item] ?? 1),
    unsaid: meeting.unsaid,
    size: sizeState(catalogue, item, lens, bought),
    figuresMissed: figuresMissed(catalogue, item, phrase, bought),
    headSaid: lens.marks.get(catalogue.heads[item] ?? -1)?.said ?? false,
    meanings: meeting.meanings.length,
  };
}
