import { figureWord, sizeWord, type Catalogue } from '../catalogue/catalogue.ts';
import type { Description, Size } from '../catalogue/describe.ts';
import type { Expansion } from '../catalogue/spelling.ts';

const mostCandidates = 64;
/** A word that stands in more items than this tells little: beside rarer words it only adds to what those have found. */
const commonFrom = 1500;

/** Other measures that a size may mean: grams where millilitres are written, millimetres where inches are. */
export const sizeReadings = (size: Size): Size[] => {
  if (size.dim === 'mass') return [size, { ...size, dim: 'volume' }];
  if (size.dim === 'volume') return [size, { ...size, dim: 'mass' }];
  if (size.dim === 'length') return [size, { ...size, dim: 'sqmm' }];
  if (size.dim === 'inch' && size.value >= 6) return [size, { ...size, dim: 'length', value: Math.round((size.value * 25) / 50) * 50 }];
  return [size];
};

/** Working memory of one catalogue: scores by item, and which search and which word touched an item last. Changes no answer. */
interface Scratch {
  readonly scores: Float64Array;
  readonly searchOf: Int32Array;
  readonly wordOf: Int32Array;
  readonly touched: Int32Array;
  search: number;
  word: number;
  count: number;
}

const scratches = new WeakMap<Catalogue, Scratch>();

function scratchOf(catalogue: Catalogue): Scratch {
  const size = catalogue.items.length;
  const ready = scratches.get(catalogue);
  if (ready) return ready;
  const made = {
    scores: new Float64Array(size),
    searchOf: new Int32Array(size),
    wordOf: new Int32Array(size),
    touched: new Int32Array(size),
    search: 0,
    word: 0,
    count: 0,
  };
  scratches.set(catalogue, made);
  return made;
}

/** Adds a catalogue word's gain to its items, once for each word of the phrase. `onlyFound`: only to items that other words found. */
function addWord(catalogue: Catalogue, scratch: Scratch, number: number, gain: number, onlyFound: boolean): void {
  const { scores, searchOf, wordOf, touched, search, word } = scratch;
  const { postings } = catalogue;
  const to = catalogue.postingStart[number + 1] ?? 0;
  for (let at = catalogue.postingStart[number] ?? 0; at < to; at += 1) {
    const item = postings[at] ?? 0;
    const found = searchOf[item] === search;
    if ((onlyFound && !found) || (found && wordOf[item] === word)) continue;
    wordOf[item] = word;
    if (found) scores[item] = (scores[item] ?? 0) + gain;
    else {
      searchOf[item] = search;
      scores[item] = gain;
      touched[scratch.count] = item;
      scratch.count += 1;
    }
  }
}

/** The worst of a heap's parent and its two children, by place. */
function worstAt(heap: Int32Array, size: number, parent: number, worse: (a: number, b: number) => boolean): number {
  let worst = parent;
  for (let child = parent * 2 + 1; child <= parent * 2 + 2 && child < size; child += 1) if (worse(heap[child] ?? 0, heap[worst] ?? 0)) worst = child;
  return worst;
}

function sink(heap: Int32Array, size: number, from: number, worse: (a: number, b: number) => boolean): void {
  for (let parent = from; ;) {
    const worst = worstAt(heap, size, parent, worse);
    if (worst === parent) return;
    const item = heap[parent] ?? 0;
    heap[parent] = heap[worst] ?? 0;
    heap[worst] = item;
    parent = worst;
  }
}

/** The best of what was touched, best first, ties by item number. The worst of those kept stands at the top of a heap. */
function bestOf({ scores, touched, count }: Scratch): number[] {
  const worse = (a: number, b: number): boolean => {
    const apart = (scores[a] ?? 0) - (scores[b] ?? 0);
    return apart === 0 ? a > b : apart < 0;
  };
  const size = Math.min(count, mostCandidates);
  const heap = touched.slice(0, size);
  for (let parent = (size >> 1) - 1; parent >= 0; parent -= 1) sink(heap, size, parent, worse);
  let worst = heap[0] ?? 0;
  for (let i = size; i < count; i += 1) {
    const item = touched[i] ?? 0;
    if (!worse(worst, item)) continue;
    heap[0] = item;
    sink(heap, size, 0, worse);
    worst = heap[0];
  }
  return Array.from(heap).sort((a, b) => (worse(a, b) ? 1 : -1));
}

/** Words of the phrase, the rarest first, each with the catalogue words that it may stand for, best first. */
function bySpread(
  catalogue: Catalogue,
  phrase: Description,
  expansions: readonly Expansion[],
): { weak: boolean; numbers: [number, number][]; spread: number }[] {
  const spreadOf = (number: number): number => (catalogue.postingStart[number + 1] ?? 0) - (catalogue.postingStart[number] ?? 0);
  return phrase.words
    .map((word, i) => {
      const numbers = [...(expansions[i] ?? [])].sort((a, b) => b[1] - a[1]);
      return { weak: word.weak, numbers, spread: numbers.reduce((sum, [number]) => sum + spreadOf(number), 0) };
    })
    .sort((a, b) => Number(a.weak) - Number(b.weak) || a.spread - b.spread);
}

/** Items that share telling words or sizes with the phrase, best first, from the postings. */
export function candidatesOf(catalogue: Catalogue, phrase: Description, expansions: readonly Expansion[]): number[] {
  const scratch = scratchOf(catalogue);
  scratch.search += 1;
  scratch.count = 0;
  for (const { weak, numbers, spread } of bySpread(catalogue, phrase, expansions)) {
    scratch.word += 1;
    const onlyFound = scratch.count > 0 && spread > commonFrom;
    for (const [number, how] of numbers) addWord(catalogue, scratch, number, how * (weak ? 0.5 : 1) * (catalogue.idf[number] ?? 0), onlyFound);
  }
  const worded = scratch.count > 0;
  if (!worded && phrase.words.some((word) => !word.weak)) return [];
  const sized = [...phrase.sizes.map((size) => sizeReadings(size).map(sizeWord)), ...phrase.figures.map((figure) => [figureWord(figure)])];
  for (const names of sized) {
    scratch.word += 1;
    for (const name of names) {
      const number = catalogue.wordNumbers.get(name);
      if (number !== undefined) addWord(catalogue, scratch, number, 0.8 * (catalogue.idf[number] ?? 0), worded);
    }
  }
  return bestOf(scratch);
}
