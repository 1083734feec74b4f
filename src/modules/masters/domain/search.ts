/** A thing that a search box can find. `others`: names in other languages and scripts. */
export interface Searchable {
  readonly code: string;
  readonly name: string;
  readonly others: readonly string[];
  readonly active: boolean;
}

/** The words of a search text, lower case, at most eight; nothing for blanks. */
export function searchTerms(text: string): readonly string[] {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s,;]+/u)
    .filter((word) => word !== '');
  return words.slice(0, 8);
}

/**
 * How well `entry` answers `text`: smaller is better, null when a word of the text occurs nowhere.
 * Exact code, beginning of the code, beginning of the name, then by where the words occur; what is inactive comes last.
 */
export function rankOf(entry: Searchable, text: string): number | null {
  const terms = searchTerms(text);
  if (terms.length === 0) return null;
  const code = entry.code.toLowerCase();
  const name = entry.name.normalize('NFKC').toLowerCase();
  const others = entry.others.map((other) => other.normalize('NFKC').toLowerCase());
  let words = 0;
  for (const term of terms) {
    const rank = termRank(term, code, name, others);
    if (rank === null) return null;
    words += rank;
  }
  const whole = terms.join(' ');
  const base = code === whole ? 0 : code.startsWith(whole) ? 100 : name.startsWith(whole) ? 200 : 300;
  return base + (words * 10) / terms.length + (entry.active ? 0 : 1000);
}

function termRank(term: string, code: string, name: string, others: readonly string[]): number | null {
  if (startsWord(name, term)) return 0;
  if (code.startsWith(term)) return 1;
  if (others.some((other) => startsWord(other, term))) return 2;
  if (name.includes(term) || code.includes(term)) return 4;
  return others.some((other) => other.includes(term)) ? 5 : null;
}

function startsWord(text: string, term: string): boolean {
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
    const before = text[at - 1];
    // A mark belongs to the letter before it: a word never starts behind one.
    if (before === undefined || !/[\p{L}\p{M}\p{N}]/u.test(before)) return true;
  }
  return false;
}

/** The best `limit` entries for `text`, best first; equals in the order of their codes. */
export function bestMatches<T extends Searchable>(entries: readonly T[], text: string, limit: number): readonly T[] {
  return entries
    .flatMap((entry) => {
      const rank = rankOf(entry, text);
      return rank === null ? [] : [{ entry, rank }];
    })
    .sort((a, b) => a.rank - b.rank || (a.entry.code < b.entry.code ? -1 : a.entry.code > b.entry.code ? 1 : 0))
    .slice(0, limit)
    .map(({ entry }) => entry);
}
