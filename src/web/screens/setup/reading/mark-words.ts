import type { Mark } from '../../../ui/text/spans.ts';

/** Where the words of a line stand in what was said; no mark when they do not stand there as they are. */
export function markWords(said: string, words: string): readonly Mark[] {
  const wanted = words.trim();
  const start = wanted === '' ? -1 : said.indexOf(wanted);
  return start < 0 ? [] : [{ lineId: 'audited', start, end: start + wanted.length }];
}
