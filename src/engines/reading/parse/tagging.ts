import { lettersOf, type Lexicon, type TagHit } from '../lexicon/lexicon.ts';
import { fold } from '../text/fold.ts';
import { languagesOfScript, scriptOf } from '../text/latin.ts';
import type { KnownWord, Token } from '../text/tokens.ts';
import { has, type Piece } from './pieces.ts';

/** The meanings that count here: those of the script's own languages and of the languages that the conversation is in. */
function allowed(hits: readonly TagHit[], text: string, active: ReadonlySet<string> | null): readonly TagHit[] {
  if (hits.length === 0) return hits;
  const script = languagesOfScript(text);
  const latin = script === null && scriptOf(text) === 'latin';
  const counts = script === null ? (code: string): boolean => active?.has(code) ?? true : (code: string): boolean => script.includes(code);
  // Latin forms of Arabic and Tamil words run together (مط and مت): there the letters must be the same
  const letters = latin ? '' : lettersOf(text);
  const same = (hit: TagHit): boolean => hit.letters === null || latin || letters.endsWith(hit.letters);
  return hits.filter((hit) => (hit.language === '' || counts(hit.language)) && !(hit.native && latin) && same(hit));
}

interface Phrase {
  readonly hits: readonly TagHit[];
  readonly length: number;
  readonly latin: string;
}

/** A mark inside a phrase ("P.O", "day-after-tomorrow") that does not end it. */
const binds = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at];
  return token?.kind === 'mark' && token.glued && (tokens[at + 1]?.glued ?? false) && ['.', '-', '/'].includes(token.text);
};

/** The longest phrase of the lexicon that starts here. */
function phraseAt(tokens: readonly Token[], at: number, lexicon: Lexicon, active: ReadonlySet<string> | null): Phrase | null {
  const longest = lexicon.longest.get(tokens[at]?.latin ?? '') ?? 0;
  let latin = '';
  let best: Phrase | null = null;
  let words = 0;
  for (let i = at; i < tokens.length && words < longest; i += 1) {
    if (binds(tokens, i)) continue;
    const token = tokens[i] as Token;
    if (token.kind !== 'word') break;
    latin = latin === '' ? token.latin : `${latin} ${token.latin}`;
    words += 1;
    const hits = allowed(lexicon.tags.get(latin) ?? [], token.text, active);
    if (hits.length > 0) best = { hits, length: i - at + 1, latin };
  }
  return best;
}

/** Tags of a word that is only misspelt: same sound key, long enough to be no accident. */
function soundTags(latin: string, lexicon: Lexicon, known: KnownWord, sounds: ReadonlyMap<string, readonly TagHit[]>): readonly TagHit[] {
  if (latin.length < 5 || known(latin) || lexicon.groups.has(latin)) return [];
  const key = fold(latin);
  return key.length >= 4 ? (sounds.get(key) ?? []).filter((hit) => hit.tag !== 'num' || latin.length >= 6) : [];
}

const soundMaps = new WeakMap<Lexicon, ReadonlyMap<string, readonly TagHit[]>>();

function soundsOf(lexicon: Lexicon): ReadonlyMap<string, readonly TagHit[]> {
  const ready = soundMaps.get(lexicon);
  if (ready) return ready;
  const made = new Map<string, readonly TagHit[]>();
  for (const [word, hits] of lexicon.tags) {
    if (word.length < 5 || word.includes(' ')) continue;
    const key = fold(word);
    if (key.length >= 4 && !made.has(key)) made.set(key, hits);
  }
  soundMaps.set(lexicon, made);
  return made;
}

const without = (piece: Piece, ...tags: string[]): Piece => ({ ...piece, tags: piece.tags.filter((hit) => !tags.includes(hit.tag)) });
const besideFigure = (piece: Piece | undefined): boolean => piece?.kind === 'number' || has(piece, 'unit');

/** "litre no dabbo", "chevdo no": bound to the word before it, as an ending. */
const isEnding = (before: Piece | undefined, after: Piece | undefined): boolean =>
  before?.kind === 'word' && after?.kind === 'word' && !has(before, 'and', 'but', 'verb', 'filler', 'to', 'lead');

/**
 * "no" is a unit (20 no), a Gujarati ending (litre no dabbo) or a negation (no khoa): beside a figure or unit it negates
 * nothing. "in" is an inch only where it touches its figure.
 */
function settleNo(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece, i) => {
    if (piece.latin === 'in') return piece.glued ? piece : without(piece, 'unit');
    if (piece.latin !== 'no') return piece;
    const before = pieces[i - 1];
    const after = pieces[i + 1];
    const negates = !besideFigure(before) && !besideFigure(after) && !isEnding(before, after);
    return negates ? without(piece, 'unit') : without(piece, 'not', 'no', 'remove');
  });
}

/** "order for", "place an order": the phrase still speaks of an order. */
function withOrder(phrase: Phrase, tokens: readonly Token[], at: number, lexicon: Lexicon): readonly TagHit[] {
  if (phrase.length === 1) return phrase.hits;
  const words = tokens.slice(at, at + phrase.length).flatMap((token) => lexicon.tags.get(token.latin) ?? []);
  const order = words.find((hit) => hit.tag === 'order');
  return order && !phrase.hits.some((hit) => hit.tag === 'order') ? [...phrase.hits, order] : phrase.hits;
}

const joining = ['instead', 'and', 'not', 'or', 'but', 'remove', 'set', 'add', 'dest'];

/** Arabic writes no vowels, so that a joining word can look like a unit's abbreviation (بدل, bdl). */
const withoutLookalikes = (hits: readonly TagHit[], text: string): readonly TagHit[] =>
  scriptOf(text) === 'arabic' && hits.some((hit) => joining.includes(hit.tag)) ? hits.filter((hit) => hit.tag !== 'unit') : hits;

function bare(token: Token): Piece {
  return {
    kind: token.kind,
    text: token.text,
    latin: '',
    fold: '',
    tags: [],
    value: token.value,
    figure: 'plain',
    parts: [],
    unit: null,
    start: token.start,
    end: token.end,
    glued: token.glued,
    role: null,
  };
}

const noParts: readonly number[] = [];

/** One piece of the words of a phrase. Written field by field: it runs for every word of a large catalogue. */
function wordPiece(tokens: readonly Token[], at: number, phrase: Phrase | null, tags: readonly TagHit[]): Piece {
  const token = tokens[at] as Token;
  const length = phrase === null ? 1 : phrase.length;
  const latin = phrase === null ? token.latin : phrase.latin;
  const dual = tags.find((hit) => hit.tag === 'dual');
  return {
    kind: dual ? 'number' : 'word',
    text: length === 1 ? token.text : tokens.slice(at, at + length).map((part) => part.text).join(' '), // prettier-ignore
    latin,
    fold: fold(length === 1 ? latin : latin.replaceAll(' ', '')),
    tags,
    value: dual ? 2 : Number.NaN,
    figure: dual ? 'dual' : 'plain',
    parts: noParts,
    unit: dual ? dual.arg : null,
    start: token.start,
    end: (tokens[at + length - 1] as Token).end,
    glued: token.glued,
    role: null,
  };
}

/** Gives words and phrases their meanings. */
export function tagPieces(tokens: readonly Token[], lexicon: Lexicon, known: KnownWord, active: ReadonlySet<string> | null = null): Piece[] {
  const sounds = soundsOf(lexicon);
  const out: Piece[] = [];
  for (let i = 0; i < tokens.length;) {
    const token = tokens[i] as Token;
    const phrase = token.kind === 'word' ? phraseAt(tokens, i, lexicon, active) : null;
    if (token.kind === 'word') {
      // Arabic writes consonants only: two words that sound alike to us are two words.
      const heard = phrase === null && scriptOf(token.text) !== 'arabic' ? soundTags(token.latin, lexicon, known, sounds) : [];
      const tags = phrase ? withoutLookalikes(withOrder(phrase, tokens, i, lexicon), token.text) : allowed(heard, token.text, active);
      out.push(wordPiece(tokens, i, phrase, tags));
    } else out.push(bare(token));
    i += phrase?.length ?? 1;
  }
  return out.some((piece) => piece.latin === 'no' || piece.latin === 'in') ? settleNo(out) : out;
}
