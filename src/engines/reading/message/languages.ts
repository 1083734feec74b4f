import type { Lexicon } from '../lexicon/lexicon.ts';
import { languagesOfScript, latinOf, scriptOf } from '../text/latin.ts';
import type { KnownWord } from '../text/tokens.ts';

/**
 * Which languages a conversation may be in. Short words mean different things in different languages (`la`, `badi`, `be`), so
 * only languages that the text or the customer gives reason for have a say. English and Hindi words travel everywhere.
 */
const always = ['', 'en', 'hi'];

/** Only this language uses the word, and it is long enough not to be chance. */
function marks(lexicon: Lexicon, latin: string): string | null {
  if (/[a-z][2379]|[2379][a-z]{2}/.test(latin) && (lexicon.tags.has(latin) || lexicon.groups.has(latin))) return 'ar';
  if (latin.length < 4) return null;
  const codes = new Set((lexicon.tags.get(latin) ?? []).map((hit) => hit.language));
  const [code] = codes;
  return codes.size === 1 && code !== undefined && !always.includes(code) ? code : null;
}

/** How much a word says for a language: long words and Arabizi more than short ones. */
const weightOf = (latin: string): number => (latin.length >= 5 || /[2356789]/.test(latin) ? 2 : 1);

/** Votes of the Latin-written words for languages; languages with a script of their own in the text are added at once. */
function countWords(text: string, lexicon: Lexicon, active: Set<string>, known: KnownWord): Map<string, number> {
  const votes = new Map<string, number>();
  for (const word of text.split(/[^\p{L}\p{M}\p{N}]+/u)) {
    for (const code of languagesOfScript(word) ?? []) active.add(code);
    const latin = scriptOf(word) === 'latin' ? latinOf(word) : '';
    const code = known(latin) ? null : marks(lexicon, latin);
    if (code !== null) votes.set(code, (votes.get(code) ?? 0) + weightOf(latin));
  }
  return votes;
}

/** Languages that have a say in a conversation with these texts. Words of the catalogue (`known`) speak for none. */
export function activeLanguages(texts: readonly string[], preferred: string | null, lexicon: Lexicon, known: KnownWord): ReadonlySet<string> {
  const own = (preferred ?? 'en').split('-')[0] ?? 'en';
  const active = new Set([...always, own]);
  for (const [code, count] of countWords(texts.join(' ').slice(0, 6000), lexicon, active, known)) if (count >= 2) active.add(code);
  return active;
}
