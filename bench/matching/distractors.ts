import type { ReadingItem } from '../../src/engines/reading/index.ts';

/** The same figures for the same seed: linear congruential, good enough to pick items. */
export function picker(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

const syllables = ['ka', 'vi', 'ro', 'ten', 'ma', 'lu', 'sho', 'pri', 'dal', 'na', 'gor', 'be', 'tri', 'um', 'zan', 'el'];
const kinds = ['Premium', 'Eco', 'Heavy Duty', 'Classic', 'Export', 'Super', 'Deluxe', 'Mini', 'Pro', 'Special'];
const factors = [0.25, 0.5, 0.75, 1.5, 2, 3, 4, 5];

/**
 * Fills a catalogue up to a size with items that are like its own but others: an invented brand, other sizes, and another kind
 * where an item has no size. So "half inch ball valve" has many near neighbours, as in a wholesaler's catalogue.
 */
export function grownTo(items: readonly ReadingItem[], size: number, seed: number): ReadingItem[] {
  const pick = picker(seed);
  const from = <T>(list: readonly T[], fallback: T): T => list[pick(list.length)] ?? fallback;
  const grown = [...items];
  for (let i = grown.length; i < size; i += 1) {
    const base = items[pick(items.length)];
    if (!base) break;
    const brand = [0, 1, 2].map(() => from(syllables, 'ka')).join('');
    let sized = false;
    const name = base.name.replace(/\d+(?:\.\d+)?/g, (figure) => {
      sized = true;
      return String(Math.round(Number(figure) * from(factors, 2) * 100) / 100);
    });
    const capital = `${brand.charAt(0).toUpperCase()}${brand.slice(1)}`;
    grown.push({ ...base, sku: `X${i}`, brand: capital, attributes: {}, name: `${capital} ${sized ? '' : `${from(kinds, 'Eco')} `}${name}` });
  }
  return grown.slice(0, Math.max(size, items.length));
}
