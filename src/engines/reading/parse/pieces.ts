import type { Lexicon, TagHit } from '../lexicon/lexicon.ts';
import { languagesOfScript } from '../message/languages.ts';
import { fold } from '../text/fold.ts';
import type { KnownWord, Token } from '../text/tokens.ts';

/** What a piece was found to be part of; pieces with a role are not read as item words or quantities. */
export type Role = 'date' | 'time' | 'place' | 'price' | 'serial' | 'reference' | 'person' | 'noise' | 'heading';

/** A word, phrase, number or mark with its meanings. The parser gives out roles; nothing else changes. */
export interface Piece {
  readonly kind: 'word' | 'number' | 'mark' | 'line';
  readonly text: string;
  readonly latin: string;
  readonly fold: string;
  readonly tags: readonly TagHit[];
  readonly value: number;
  /** A number that says more or less than one plain figure. */
  readonly figure: 'plain' | 'range' | 'times' | 'plus' | 'fraction' | 'negative' | 'percent' | 'money' | 'dozen' | 'dual';
  /** The two figures of a range, product or sum. */
  readonly parts: readonly number[];
  /** Unit class that a dual says together with its two. */
  readonly unit: string | null;
  readonly start: number;
  readonly end: number;
  readonly glued: boolean;
  role: Role | null;
}

/** Does the piece carry one of these tags? */
export const has = (piece: Piece | undefined, ...names: string[]): boolean => piece?.tags.some((hit) => names.includes(hit.tag)) ?? false;

/** The argument of the first such tag: `argOf(piece, 'day')` → `'1'`. */
export const argOf = (piece: Piece | undefined, name: string): string | null => piece?.tags.find((hit) => hit.tag === name)?.arg ?? null;

/** Is the piece this mark? */
export const isMark = (piece: Piece | undefined, ...marks: string[]): boolean => piece?.kind === 'mark' && marks.includes(piece.text);

/** The meanings that count here: those of the script's own languages and of the languages that the conversation is in. */
function allowed(hits: readonly TagHit[], text: string, active: ReadonlySet<string> | null): readonly TagHit[] {
  if (hits.length === 0) return hits;
  const script = languagesOfScript(text);
  if (script === null && active === null) return hits;
  return hits.filter(
    (hit) => hit.language === '' || (script === null ? (active?.has(hit.language) ?? true) : script.includes(hit.language) || hit.language === 'en'),
  );
}

function phraseAt(
  tokens: readonly Token[],
  at: number,
  lexicon: Lexicon,
  active: ReadonlySet<string> | null,
): { hits: readonly TagHit[]; length: number; latin: string } | null {
  const first = tokens[at];
  if (!first) return null;
  const longest = lexicon.longest.get(first.latin) ?? 0;
  let latin = '';
  let best: { hits: readonly TagHit[]; length: number; latin: string } | null = null;
  let words = 0;
  for (let i = at; i < tokens.length && words < longest; i += 1) {
    const token = tokens[i] as Token;
    if (token.kind === 'mark' && token.glued && tokens[i + 1]?.glued && (token.text === '.' || token.text === '-' || token.text === '/')) continue;
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

/** "no" is a unit (20 no), a Gujarati ending (litre no dabbo) or a negation (no khoa): beside a figure or unit it negates nothing. */
function settleNo(pieces: Piece[]): Piece[] {
  return pieces.map((piece, i) => {
    if (piece.latin === 'in' && !piece.glued) return { ...piece, tags: piece.tags.filter((hit) => hit.tag !== 'unit') };
    if (piece.latin !== 'no') return piece;
    const before = pieces[i - 1];
    const after = pieces[i + 1];
    const beside = before?.kind === 'number' || has(before, 'unit') || after?.kind === 'number' || has(after, 'unit');
    const bound = before?.kind === 'word' && !has(before, 'and', 'but', 'verb', 'filler', 'to', 'lead') && after?.kind === 'word';
    return beside || bound
      ? { ...piece, tags: piece.tags.filter((hit) => !['not', 'no', 'remove'].includes(hit.tag)) }
      : { ...piece, tags: piece.tags.filter((hit) => hit.tag !== 'unit') };
  });
}

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

/** Gives words and phrases their meanings. */
export function tagPieces(tokens: readonly Token[], lexicon: Lexicon, known: KnownWord, active: ReadonlySet<string> | null = null): Piece[] {
  const sounds = soundsOf(lexicon);
  const out: Piece[] = [];
  for (let i = 0; i < tokens.length;) {
    const token = tokens[i] as Token;
    if (token.kind !== 'word') {
      out.push(bare(token));
      i += 1;
      continue;
    }
    const phrase = phraseAt(tokens, i, lexicon, active);
    const length = phrase?.length ?? 1;
    const latin = phrase?.latin ?? token.latin;
    const tags = phrase?.hits ?? allowed(soundTags(token.latin, lexicon, known, sounds), token.text, active);
    const dual = tags.find((hit) => hit.tag === 'dual');
    out.push({
      kind: dual ? 'number' : 'word',
      text: length === 1 ? token.text : tokens.slice(i, i + length).map((part) => part.text).join(' '), // prettier-ignore
      latin,
      fold: fold(length === 1 ? latin : latin.replaceAll(' ', '')),
      tags,
      value: dual ? 2 : Number.NaN,
      figure: dual ? 'dual' : 'plain',
      parts: [],
      unit: dual?.arg ?? null,
      start: token.start,
      end: (tokens[i + length - 1] as Token).end,
      glued: token.glued,
      role: null,
    });
    i += length;
  }
  return out.some((piece) => piece.latin === 'no' || piece.latin === 'in') ? settleNo(out) : out;
}
