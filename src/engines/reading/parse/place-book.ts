import { arabicKey } from '../catalogue/catalogue.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { fold, skeleton } from '../text/fold.ts';
import { latinOf, scriptOf } from '../text/latin.ts';
import type { ReadingCustomer } from '../types.ts';
import { has, type Piece } from './pieces.ts';

/** The words by which one customer's ship-tos are told apart. */
export interface PlaceBook {
  /** Words of names and cities that only one ship-to has. */
  readonly words: ReadonlyMap<string, string>;
  /** Words of addresses that only one ship-to has: they tell it where they stand alone or are aimed at. */
  readonly hints: ReadonlyMap<string, string>;
  readonly generic: ReadonlySet<string>;
  /** "unit 2", "gate 3": a general word with a number. */
  readonly numbered: ReadonlyMap<string, string>;
  /** Every word of a ship-to, for the stretch around one that tells it. */
  readonly all: ReadonlyMap<string, ReadonlySet<string>>;
  readonly count: number;
  /** Place names by their consonants, for Arabic spellings. */
  readonly arabic: ReadonlyMap<string, string>;
  /** The same for other scripts, which do not tell voiced from hard. */
  readonly loose: ReadonlyMap<string, string>;
}

/** General words for places: they name one only when a single ship-to has them. */
export const genericPlaces: ReadonlySet<string> = new Set(
  ['shop', 'store', 'stores', 'godown', 'warehouse', 'factory', 'kitchen', 'counter', 'depot', 'office', 'branch', 'site', 'yard', 'hotel', 'main', 'base', 'new', 'unit', 'plant', 'camp', 'workshop', 'showroom', 'outlet', 'market', 'gala', 'mess', 'centre', 'center', 'dc', 'road', 'street', 'nagar', 'area', 'project', 'hub', 'farm', 'tower', 'villa', 'villas', 'clinic', 'hospital', 'gate', 'block', 'shed', 'plot', 'phase', 'lane', 'near', 'industrial', 'estate', 'colony', 'highway', 'bypass', 'floor', 'bazar', 'mandi', 'chowk', 'school', 'bay'].map((word) => fold(word)),
); // prettier-ignore

/** The same place word in other languages. */
const sameAs: Readonly<Record<string, readonly string[]>> = {
  shop: ['dukan', 'dukaan', 'dukana', 'dukanala', 'dukan la', 'kada', 'kadai', 'mahal', 'm7al', 'mhl', 'dokan', 'shopil'],
  store: ['dukan', 'makhzan', 'mkhzn', 'store'],
  warehouse: ['godown', 'godaam', 'makhzan', 'mkhzn', 'mstwda', 'mostawda3', 'mustawda'],
  godown: ['godown', 'godaam', 'warehouse', 'gudaam', 'gudam'],
  factory: ['factory', 'karkhana', 'fektri', 'msna', 'masna3', 'faikttari', 'fekttri', 'phektri'],
  site: ['mwqa', 'maw8e3', 'mawqe3', 'site'],
  branch: ['fr', 'fare3', 'far3'],
  office: ['mktb', 'maktab', 'daftar'],
  farm: ['mzra', 'mazra', 'mazraa', 'mazra3a', 'khet', 'shet'],
  yard: ['saha', 'sahh', '7osh', 'hosh'],
  showroom: ['mard', 'ma3rad', 'maarad'],
};

const particles = new Set(['the', 'and', 'for', 'opp', 'behind', 'old', 'back']);

/** Short names must be spelt as they are; longer ones may sound alike. */
const placeKey = (latin: string): string => (latin.length < 5 ? latin : fold(latin));

const wordsOf = (names: readonly string[]): string[] => names.flatMap((name) => name.split(/[^\p{L}\p{M}\p{N}]+/u)).map((word) => latinOf(word)).filter((word) => word !== ''); // prettier-ignore

const members = new WeakMap<Lexicon, ReadonlyMap<number, readonly string[]>>();

/** Single words of each group of equal meaning; gathered once a lexicon. */
function membersOf(lexicon: Lexicon): ReadonlyMap<number, readonly string[]> {
  const ready = members.get(lexicon);
  if (ready) return ready;
  const made = new Map<number, string[]>();
  for (const [word, groups] of lexicon.groups) if (!word.includes(' ')) for (const group of groups) made.set(group, [...(made.get(group) ?? []), word]);
  members.set(lexicon, made);
  return made;
}

/** Words that mean the same by the lexicon or by the table of place words. */
function likeWords(latin: string, lexicon: Lexicon): string[] {
  const same = (lexicon.groups.get(latin) ?? []).flatMap((group) => membersOf(lexicon).get(group) ?? []);
  return [latin, ...(sameAs[latin] ?? []), ...same];
}

type Owners = Map<string, Set<string>>;

const note = (owners: Owners, key: string, code: string): void => void owners.set(key, (owners.get(key) ?? new Set()).add(code));

const alone = (owners: Owners): Map<string, string> =>
  new Map([...owners].flatMap(([word, codes]) => (codes.size === 1 ? [[word, [...codes][0] ?? ''] as const] : [])));

/** "Unit 2" in a name or address: a general word and its number. */
function noteNumbers(numbered: Owners, words: readonly string[], code: string): void {
  words.forEach((word, i) => {
    const before = words[i - 1];
    if (/^(?:\d{1,3}|[a-z])$/.test(word) && before !== undefined && genericPlaces.has(fold(before)))
      note(numbered, `${fold(before)} ${word.replace(/^0+/, '')}`, code);
  });
}

const soft: Readonly<Record<string, string>> = { g: 'k', d: 't', b: 'p', j: 's', c: 's', z: 's', v: 'v', w: 'v', q: 'k' };

/** Consonants as Arabic writes them: nothing doubled, no vowels, long ones (w, y) neither. */
const bonesOf = (latin: string): string => latin.replace(/(.)\1+/g, '$1').replace(/(?!^)[aeiouwy]/g, '');

/** Consonants of a name as any script would write them; short names have too few to tell. */
function looseKey(latin: string): string {
  const bones = skeleton(fold(latin)).replace(/[gdbjczwq]/g, (char) => soft[char] ?? char);
  return bones.length >= 4 ? bones : '';
}

function looseOf(shipTos: ReadingCustomer['shipTos']): Map<string, string> {
  const owners: Owners = new Map();
  for (const { code, names, hints = [] } of shipTos)
    for (const latin of wordsOf([...names, ...hints])) {
      if (genericPlaces.has(fold(latin))) continue;
      for (const key of [looseKey(latin), bonesOf(latin)]) if (key.length >= 3) note(owners, key, code);
    }
  return alone(owners);
}

const isTelling = (latin: string): boolean => latin.length >= 3 && !/\d/.test(latin) && !particles.has(latin);

/** Learns the place words of a customer: those that only one of its ship-tos has. */
export function placeBook(customer: ReadingCustomer | null, lexicon: Lexicon): PlaceBook {
  const shipTos = customer?.shipTos ?? [];
  const owners: Owners = new Map();
  const hinted: Owners = new Map();
  const numbered: Owners = new Map();
  const all = new Map<string, Set<string>>();
  const generic = new Set<string>();
  for (const { code, names, hints = [] } of shipTos) {
    const named = wordsOf([...names, code]);
    const told = wordsOf(hints);
    all.set(code, new Set([...named, ...told].map(placeKey)));
    for (const words of [named, told]) noteNumbers(numbered, words, code);
    for (const latin of named.filter(isTelling)) {
      for (const word of likeWords(latin, lexicon)) {
        note(owners, placeKey(word), code);
        if (genericPlaces.has(fold(latin))) generic.add(placeKey(word));
      }
    }
    for (const latin of told.filter(isTelling)) if (!genericPlaces.has(fold(latin))) note(hinted, placeKey(latin), code);
  }
  const words = alone(owners);
  const hints = new Map([...alone(hinted)].filter(([word]) => !owners.has(word)));
  const telling = [...words, ...hints].filter(([word]) => !generic.has(word));
  const arabic = new Map(telling.map(([word, code]) => [arabicKey(fold(word)), code]));
  return { words, hints, generic, numbered: alone(numbered), all, arabic, loose: looseOf(shipTos), count: shipTos.length };
}

/** A longer name by its consonants: people write foreign place names by ear. */
const speltPlace = ({ latin, tags }: Piece, book: PlaceBook): string | null =>
  latin.length >= 5 && tags.length === 0 && bonesOf(latin).length >= 4 ? (book.loose.get(bonesOf(latin)) ?? null) : null;

/** Arabic writes "the", "to" and "in" at the front of a place name, and no short vowels. */
function arabicPlace(latin: string, book: PlaceBook): string | null {
  for (const prefix of ['', 'al', 'll', 'bal', 'wal', 'lal', 'wll', 'l', 'b', 'w']) {
    if (!latin.startsWith(prefix)) continue;
    const rest = latin.slice(prefix.length);
    const exact = book.words.get(placeKey(rest));
    if (exact !== undefined && prefix !== 'b') return exact;
    const key = arabicKey(fold(rest));
    const code = key.length >= 3 ? book.arabic.get(key) : undefined;
    const bones = bonesOf(rest);
    const found = code ?? book.loose.get(looseKey(rest)) ?? (bones.length >= 3 ? book.loose.get(bones) : undefined);
    if (found !== undefined) return found;
  }
  return null;
}

/** The first answer that there is. */
function firstOf<T>(values: readonly T[], find: (value: T) => string | undefined): string | null {
  for (const value of values) {
    const found = find(value);
    if (found !== undefined) return found;
  }
  return null;
}

/** Other scripts do not tell k from g, and write endings on to the name. */
function foreignPlace(latin: string, book: PlaceBook): string | null {
  const bones = looseKey(latin);
  const cuts = Array.from({ length: Math.max(0, bones.length - 3) }, (_none, i) => bones.slice(0, bones.length - i));
  return firstOf(cuts, (cut) => book.loose.get(cut));
}

/** Marathi, Gujarati and Malayalam bind the ending to the name: karadla, ratnagirila, sitilekku. */
function boundPlace(sound: string, book: PlaceBook): string | null {
  const stems = [2, 1, 3, 4].filter((cut) => sound.length - cut >= 4).map((cut) => sound.slice(0, -cut)); // prettier-ignore
  return firstOf(stems, (stem) => (book.generic.has(stem) ? undefined : book.words.get(stem)));
}

/** Words of an address tell only where they mean nothing else. */
const hintOf = (piece: Piece, book: PlaceBook): string | null =>
  piece.tags.length === 0 || has(piece, 'place', 'address') ? (book.hints.get(placeKey(piece.latin)) ?? null) : null;

/** The ship-to that a word names, where only one can be meant. */
export function codeOf(piece: Piece | undefined, book: PlaceBook): string | null {
  if (piece?.kind !== 'word' || has(piece, 'unit', 'day', 'kal', 'num', 'verb')) return null;
  if (has(piece, 'place') && piece.latin.includes(' ')) return firstOf(piece.latin.split(' '), (word) => book.words.get(placeKey(word)));
  const exact = book.words.get(placeKey(piece.latin));
  if (exact !== undefined) return exact;
  const script = scriptOf(piece.text);
  if (script === 'arabic') return arabicPlace(piece.latin, book);
  const spelt = script === 'latin' ? speltPlace(piece, book) : foreignPlace(piece.latin, book);
  return hintOf(piece, book) ?? spelt ?? boundPlace(piece.fold, book);
}

/** The number or letter that tells one unit, gate or tower from another. */
function counterOf(piece: Piece | undefined): string | null {
  if (piece === undefined || piece.role !== null) return null;
  if (piece.kind === 'number') return piece.figure === 'plain' ? String(piece.value) : null;
  return piece.latin.length === 1 ? piece.latin : null;
}

/** "unit 2", "gate no 3": the ship-to that a general word and the number behind it name. */
export function numberedPlace(pieces: readonly Piece[], at: number, book: PlaceBook): { code: string; to: number } | null {
  const piece = pieces[at];
  if (piece?.kind !== 'word' || piece.role !== null || book.numbered.size === 0) return null;
  const to = has(pieces[at + 1], 'numword') ? at + 2 : at + 1;
  const number = pieces[to];
  const name = counterOf(number);
  const code = name === null ? undefined : book.numbered.get(`${piece.fold} ${name}`);
  return code === undefined || has(pieces[to + 1], 'unit') ? null : { code, to: to + 1 };
}

/** Does the word belong to the names or the address of this ship-to? */
export const ownsWord = (piece: Piece | undefined, code: string, book: PlaceBook): boolean =>
  piece !== undefined &&
  piece.role === null &&
  piece.kind !== 'mark' &&
  (book.all.get(code)?.has(placeKey(piece.kind === 'number' ? piece.text : piece.latin)) ?? false);

/** Is the word one that only this place has, and no general one ("shop")? */
export const isSpecificPlace = (piece: Piece | undefined, book: PlaceBook): boolean => piece?.kind === 'word' && !book.generic.has(placeKey(piece.latin));
