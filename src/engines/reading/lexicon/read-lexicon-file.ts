import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { LexiconPatch } from '../types.ts';
import { tagNames } from './tag-names.ts';

/**
 * A lexicon file as a company edits it, checked. The file's name says what it holds: `units.json` and `<language>.json` hold one
 * meaning a line (`"num 2": ["two", "do"]`), `fillers.json` a list of words, `colours.json` and every other list groups of
 * words that mean the same thing.
 */

/** Why a lexicon file was refused; the facts name the file, the line (a meaning, or the number of a group) and the entry. */
export type LexiconRefusal = {
  readonly code: 'not_a_lexicon_file' | 'unknown_meaning' | 'bad_line' | 'bad_word';
  readonly facts: Readonly<Record<string, unknown>>;
};

type Checked<T> = Result<T, LexiconRefusal>;

const mostLines = 5_000;
const mostWords = 2_000;
const longestWord = 80;

const isWord = (value: unknown): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= longestWord && !/[\p{Cc},]/u.test(value);

/** One line of words; refuses the first entry that is not a short text. */
function readWords(file: string, line: string | number, value: unknown): Checked<readonly string[]> {
  if (!Array.isArray(value) || value.length > mostWords) return refuse('bad_line', { file, line });
  const entries: readonly unknown[] = value;
  const words = entries.filter(isWord);
  if (words.length === entries.length) return ok(words);
  const at = entries.findIndex((entry) => !isWord(entry));
  return refuse('bad_word', { file, line, entry: at + 1, word: String(entries[at]).slice(0, longestWord) });
}

/** Is this the name of a meaning: `remove`, `num 2.5`, `dual case`? */
function isMeaning(name: string): boolean {
  const [tag = '', arg = '', ...more] = name.split(' ');
  const kind = tagNames.get(tag);
  if (kind === undefined || more.length > 0) return false;
  if (kind === 'none') return arg === '';
  return kind === 'unit' ? isUnitClass(arg) : /^-?\d+(\.\d+)?$/.test(arg);
}

const isUnitClass = (name: string): boolean => /^[a-z]{1,20}$/.test(name);

/** A file of lines `name: words`; refuses the first line that is wrong. */
function readLines(file: string, json: object, isName: (name: string) => boolean): Checked<Record<string, readonly string[]>> {
  const entries = Object.entries(json);
  if (entries.length > mostLines) return refuse('not_a_lexicon_file', { file });
  const lines: [string, readonly string[]][] = [];
  for (const [name, value] of entries) {
    if (!isName(name)) return refuse('unknown_meaning', { file, line: name.slice(0, longestWord) });
    const words = readWords(file, name, value);
    if (!words.ok) return words;
    lines.push([name, words.value]);
  }
  return ok(Object.fromEntries(lines));
}

/** A file of groups; a group of one word says nothing and is refused. */
function readGroups(file: string, json: readonly unknown[]): Checked<readonly (readonly string[])[]> {
  if (json.length > mostLines) return refuse('not_a_lexicon_file', { file });
  const groups: (readonly string[])[] = [];
  for (const [index, value] of json.entries()) {
    const words = readWords(file, index + 1, value);
    if (!words.ok) return words;
    if (words.value.length < 2) return refuse('bad_line', { file, line: index + 1 });
    groups.push(words.value);
  }
  return ok(groups);
}

const patched = <T>(read: Checked<T>, patch: (value: T) => LexiconPatch): Checked<LexiconPatch> => (read.ok ? ok(patch(read.value)) : read);

const baseName = (file: string): string => (file.split(/[\\/]/).at(-1) ?? '').replace(/\.json$/i, '').toLowerCase();

/**
 * Reads an edited lexicon file into words for `buildReader`. Refuses `not_a_lexicon_file` (neither lines nor groups),
 * `unknown_meaning` (a line that the reader has no use for), `bad_line` and `bad_word`, always with the place.
 */
export function readLexiconFile(file: string, json: unknown): Checked<LexiconPatch> {
  const name = baseName(file);
  if (name === 'fillers') return patched(readWords(file, 1, json), (fillers) => ({ fillers }));
  if (Array.isArray(json)) return patched(readGroups(file, json), (groups) => (name === 'colours' ? { colours: groups } : { sameThing: groups }));
  if (typeof json !== 'object' || json === null) return refuse('not_a_lexicon_file', { file });
  if (name === 'units') return patched(readLines(file, json, isUnitClass), (units) => ({ units }));
  if (!/^[a-z]{2,3}$/.test(name)) return refuse('not_a_lexicon_file', { file });
  return patched(readLines(file, json, isMeaning), (lines) => ({ languages: { [name]: lines } }));
}

const mergedLines = (all: readonly Readonly<Record<string, readonly string[]>>[]): Record<string, readonly string[]> => {
  const out = new Map<string, readonly string[]>();
  for (const lines of all) for (const [name, words] of Object.entries(lines)) out.set(name, [...(out.get(name) ?? []), ...words]);
  return Object.fromEntries(out);
};

/** Several patches as one; words under the same meaning are kept together. */
export function joinLexicons(patches: readonly LexiconPatch[]): LexiconPatch {
  const codes = new Set(patches.flatMap((patch) => Object.keys(patch.languages ?? {})));
  const languages = [...codes].map((code) => [code, mergedLines(patches.map((patch) => patch.languages?.[code] ?? {}))] as const);
  return {
    languages: Object.fromEntries(languages),
    units: mergedLines(patches.map((patch) => patch.units ?? {})),
    colours: patches.flatMap((patch) => patch.colours ?? []),
    sameThing: patches.flatMap((patch) => patch.sameThing ?? []),
    fillers: patches.flatMap((patch) => patch.fillers ?? []),
  };
}
