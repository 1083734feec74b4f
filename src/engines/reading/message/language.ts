import type { Piece } from '../parse/pieces.ts';

/** Languages whose own words count as markers. */
type Code = 'en' | 'hi' | 'mr' | 'gu' | 'ar' | 'ta' | 'ml' | 'ur' | 'te' | 'kn' | 'pa' | 'bn';

const scripts: readonly (readonly [string, RegExp])[] = [
  ['deva', /[\u0900-\u097f]/g],
  ['gu', /[\u0a80-\u0aff]/g],
  ['ta', /[\u0b80-\u0bff]/g],
  ['ml', /[\u0d00-\u0d7f]/g],
  ['te', /[\u0c00-\u0c7f]/g],
  ['kn', /[\u0c80-\u0cff]/g],
  ['pa', /[\u0a00-\u0a7f]/g],
  ['bn', /[\u0980-\u09ff]/g],
  ['arab', /[\u0600-\u06ff]/g],
  ['latn', /[a-zA-Z]/g],
];

function scriptOfText(text: string): string {
  let best = 'latn';
  let most = 0;
  for (const [name, pattern] of scripts) {
    const size = text.match(pattern)?.length ?? 0;
    if (size > most) {
      best = name;
      most = size;
    }
  }
  return best;
}

/** Words that only one language of the lexicon has say most; shared words say little. */
function votes(pieces: readonly Piece[]): Map<Code, number> {
  const out = new Map<Code, number>();
  for (const piece of pieces) {
    const codes = new Set(piece.tags.map((hit) => hit.language).filter((code) => code !== ''));
    for (const code of codes) out.set(code as Code, (out.get(code as Code) ?? 0) + 1 / (codes.size * codes.size));
  }
  return out;
}

function leader(counts: ReadonlyMap<Code, number>, among: readonly Code[]): [Code | null, number] {
  let best: Code | null = null;
  let most = 0;
  for (const code of among) {
    const value = counts.get(code) ?? 0;
    if (value > most) {
      best = code;
      most = value;
    }
  }
  return [best, most];
}

const stem = (language: string | null): string => (language ?? '').split('-')[0] ?? '';

const urduLetters = /[\u0679\u0688\u0691\u06ba\u06be\u06d2\u06c1]/;

/** Hindi or Marathi by their own words; the customer's language where these leave it open. */
function devanagariLanguage(counts: ReadonlyMap<Code, number>, own: string): string {
  const [code] = leader(counts, ['hi', 'mr']);
  const close = Math.abs((counts.get('hi') ?? 0) - (counts.get('mr') ?? 0)) < 0.3;
  return close && (own === 'mr' || own === 'hi') ? own : (code ?? 'hi');
}

/** Language for the reply: script first, then marker words, then what the customer is known to speak. */
export function replyLanguage(text: string, pieces: readonly Piece[], preferred: string | null): string {
  const script = scriptOfText(text);
  const counts = votes(pieces);
  if (script === 'arab') return stem(preferred) === 'ur' || urduLetters.test(text) ? 'ur' : 'ar';
  if (script === 'deva') return devanagariLanguage(counts, stem(preferred));
  return script === 'latn' ? latinLanguage(text, counts, preferred) : script;
}

function latinLanguage(text: string, counts: ReadonlyMap<Code, number>, preferred: string | null): string {
  if (!/[a-zA-Z]/.test(text)) return preferred ?? 'en';
  const [code, most] = leader(counts, ['hi', 'mr', 'gu', 'ar', 'ta', 'ml', 'te', 'kn', 'pa', 'bn']);
  const english = counts.get('en') ?? 0;
  const own = stem(preferred);
  const foreign = !['', 'en'].includes(own);
  if (code === null || most < 0.25) return latin(english > 0 || !foreign ? 'en' : own);
  if (foreign && (counts.get(own as Code) ?? 0) >= most - 0.4) return latin(own);
  return latin(most <= english * 0.8 ? 'en' : code);
}

const latin = (code: string): string => (code === 'en' ? 'en' : `${code}-Latn`);
