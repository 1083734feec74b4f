/** A line whose item is settled, with what the reader could not explain in it. */
export interface SettledLine {
  readonly customer: string;
  readonly sku: string;
  readonly itemName: string;
  readonly words: string;
  readonly unexplained: readonly string[];
  /** The reader's item was the settled one, in spite of the unexplained words. */
  readonly firstWasRight: boolean;
}

/** Words that the reader would like to know. `same_thing`: the customers' word, then the catalogue's. */
export interface Proposal {
  readonly kind: 'filler' | 'same_thing';
  readonly words: readonly string[];
  readonly seen: number;
  readonly customers: number;
  readonly example: string;
}

const enoughLines = 5;
const enoughCustomers = 3;
/** A catalogue word in more of the items than this tells nothing apart. */
const commonShare = 0.5;

const nameWords = (name: string): ReadonlySet<string> => new Set(name.toLowerCase().match(/[\p{L}\p{M}]{3,}/gu) ?? []);

/**
 * Looks through settled lines for words worth knowing: one that five lines of three customers held and that always went with
 * one catalogue word that was not said is the same thing; one that went with different items and changed none is a filler.
 * One customer alone never makes a proposal. `names`: all item names, to tell common words from telling ones.
 */
export function proposeWords(lines: readonly SettledLine[], names: readonly string[]): readonly Proposal[] {
  const byWord = new Map<string, SettledLine[]>();
  for (const line of lines) for (const word of new Set(line.unexplained)) byWord.set(word, [...(byWord.get(word) ?? []), line]);
  const catalogue = names.map(nameWords);
  const shareOf = (word: string): number => catalogue.filter((words) => words.has(word)).length / Math.max(1, catalogue.length);
  return [...byWord].flatMap(([word, held]): Proposal[] => {
    const customers = new Set(held.map((line) => line.customer)).size;
    if (word === '' || held.length < enoughLines || customers < enoughCustomers) return [];
    const found = { seen: held.length, customers, example: held[0]?.words ?? '' };
    const meant = meantBy(word, held, shareOf);
    if (meant !== null) return [{ kind: 'same_thing', words: [word, meant], ...found }];
    return isFiller(held) ? [{ kind: 'filler', words: [word], ...found }] : [];
  });
}

const isFiller = (held: readonly SettledLine[]): boolean => held.every((line) => line.firstWasRight) && new Set(held.map((line) => line.sku)).size >= 2;

/** The one telling word that all these items have in their names and none of the lines said; null when there is none, or several. */
function meantBy(word: string, held: readonly SettledLine[], shareOf: (word: string) => number): string | null {
  if (new Set(held.map((line) => line.sku)).size < 2) return null;
  const first = nameWords(held[0]?.itemName ?? '');
  const shared = [...first].filter(
    (name) => name !== word && held.every((line) => nameWords(line.itemName).has(name) && !nameWords(line.words).has(name)) && shareOf(name) < commonShare,
  );
  return shared.length === 1 ? (shared[0] ?? null) : null;
}
