import type { Lexicon } from '../lexicon/lexicon.ts';
import { languagesOfScript, latinOf, scriptOf } from '../text/latin.ts';

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

/** Languages that have a say in a conversation with these texts. */
export function activeLanguages(texts: readonly string[], preferred: string | null, lexicon: Lexicon): ReadonlySet<string> {
  const active = new Set(always);
  const own = (preferred ?? '').split('-')[0] ?? '';
  if (own !== '') active.add(own);
  if (own === 'ur') active.add('hi');
  const votes = new Map<string, number>();
  for (const word of texts
    .join(' ')
    .slice(0, 6000)
    .split(/[^\p{L}\p{M}\p{N}]+/u)) {
    if (word === '') continue;
    for (const code of languagesOfScript(word) ?? []) active.add(code);
    const latin = latinOf(word);
    const code = scriptOf(word) === 'latin' || /^[0-9]/.test(word) ? marks(lexicon, latin) : null;
    if (code !== null) votes.set(code, (votes.get(code) ?? 0) + (latin.length >= 5 || /[2356789]/.test(latin) ? 2 : 1));
  }
  for (const [code, count] of votes) if (count >= 2) active.add(code);
  return active;
}
