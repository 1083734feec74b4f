import { has, isMark, type Piece } from '../parse/pieces.ts';

/** What a fragment does to the order. */
export type Operation = 'add' | 'set' | 'remove' | 'less' | 'more' | 'double' | 'triple' | 'half';

/** The operation of a fragment with the figures and the position that it names. */
export interface Change {
  readonly operation: Operation;
  /** The figure that counts, where the fragment has an old and a new one. */
  readonly figure: Piece | null;
  /** The figure that is being corrected. */
  readonly old: Piece | null;
  /** "pehla", "the second one": position in the order so far; −1 is the last. */
  readonly ordinal: number | null;
  /** Words ruled out by a plain negation ("not u bolt"), where nothing else is said to be done. */
  readonly denied: readonly Piece[];
  /** It only denies ("sev nahi"): what is named next comes in its place. */
  readonly denies: boolean;
}

const isFigure = (piece: Piece): boolean =>
  piece.kind === 'number' && piece.role === null && piece.figure !== 'money' && piece.figure !== 'percent' && piece.figure !== 'fraction';

/** Languages that name the new figure first: "12 not 10", "12 بدل 10"; the others name the old one first. */
const newFirst = (piece: Piece, tag: string): boolean => piece.tags.some((hit) => hit.tag === tag && (hit.language === 'en' || hit.language === 'ar'));

/** Units in which goods are measured, not counted: their figures are sizes. */
const isSizeUnit = (piece: Piece | undefined): boolean =>
  isMark(piece, '"', '°') || (piece?.tags.some((hit) => hit.tag === 'unit' && ['inch', 'mm', 'cm', 'deg', 'sqmm', 'bar'].includes(hit.arg)) ?? false);

interface Pair {
  readonly figure: Piece;
  readonly old: Piece;
}

const particles = new Set(['se', 'varun']);

const foreign = (piece: Piece | undefined, ...tags: string[]): boolean =>
  piece?.tags.some((hit) => tags.includes(hit.tag) && hit.language !== 'en' && hit.language !== 'ar') ?? false;

/** "24 kara 12 nako", "2 bundle kar dena 100 ki jagah": the word behind the second figure says that it is the old one. */
function ruledOutBehind(between: readonly Piece[], behind: readonly Piece[]): boolean {
  const next = behind.find((piece) => !has(piece, 'unit', 'filler', 'wala'));
  if (
    foreign(next, 'instead') ||
    foreign(
      behind.find((piece) => !has(piece, 'unit', 'filler')),
      'instead',
    )
  )
    return true;
  return foreign(next, 'not', 'remove') && between.some((piece) => has(piece, 'set', 'verb'));
}

/** Which of two figures a word between them makes the new one. */
function byTurn(first: Piece, second: Piece, between: readonly Piece[]): Pair | null {
  const turn = between.find(
    (piece) => has(piece, 'instead', 'not', 'more', 'less') || (piece.latin === 'to' && between.length <= 2) || particles.has(piece.latin),
  );
  if (!turn) return null;
  const tag = has(turn, 'instead') ? 'instead' : has(turn, 'not') ? 'not' : '';
  return tag !== '' && newFirst(turn, tag) ? { figure: first, old: second } : { figure: second, old: first };
}

function pairOf(pieces: readonly Piece[]): Pair | null {
  const figures = pieces.filter((piece, i) => isFigure(piece) && !isSizeUnit(pieces[i + 1]) && !has(pieces[i + 1], 'wala'));
  if (figures.length !== 2) return null;
  const [first, second] = figures as [Piece, Piece];
  const from = pieces.indexOf(first);
  const to = pieces.indexOf(second);
  const leadingNot = pieces.slice(0, from).some((piece) => has(piece, 'not') && piece.tags.some((hit) => hit.language === 'en'));
  const between = pieces.slice(from + 1, to);
  const told = byTurn(first, second, between);
  if (!told && ruledOutBehind(between, pieces.slice(to + 1))) return { figure: first, old: second };
  return leadingNot ? { figure: second, old: first } : told;
}

/** Position that the fragment names; a plain "first" of a sentence opening does not count without a change word. */
function ordinalIn(pieces: readonly Piece[]): number | null {
  const piece = pieces.find((one) => one.tags.some((hit) => hit.tag === 'ordinal') && one.role === null);
  return piece ? Number(piece.tags.find((hit) => hit.tag === 'ordinal')?.arg ?? Number.NaN) : null;
}

/** Is a negation after the item a removal ("shrikhand nako"), not a correction ("mango nahi 50")? */
function removesByNot(pieces: readonly Piece[], figures: number): boolean {
  if (figures > 0) return false;
  return pieces.some((piece, i) => {
    if (!has(piece, 'not', 'remove') || piece.role !== null) return false;
    const english = piece.tags.every((hit) => hit.language === 'en' || hit.tag !== 'not');
    return english ? pieces[i + 1]?.kind === 'word' : i > 0 && pieces[i - 1]?.kind === 'word';
  });
}

interface Signs {
  readonly pieces: readonly Piece[];
  readonly figures: number;
  readonly pair: boolean;
  readonly says: (...tags: string[]) => boolean;
}

/** "4 kar dena, thand kam hai": less or more said after the figure was set is about something else. */
function afterSet({ pieces }: Signs, tag: string): boolean {
  const set = pieces.findIndex((piece) => has(piece, 'set') && !has(piece, tag));
  return set >= 0 && pieces.findIndex((piece) => has(piece, tag)) > set && pieces.slice(0, set).some(isFigure);
}

/** "reduce by 10", "زود ل ٥٠": a word before the figure, and behind the verb, says whether it is the difference or the new quantity. */
function figureIs(pieces: readonly Piece[], verb: string, lead: 'by' | 'to'): boolean {
  const from = pieces.findIndex((piece) => has(piece, verb));
  return from >= 0 && pieces.some((piece, i) => isFigure(piece) && i - 1 > from && has(pieces[i - 1], lead));
}

const isLess = (signs: Signs): boolean =>
  signs.figures > 0 &&
  (signs.says('less') || figureIs(signs.pieces, 'lower', 'by')) &&
  !signs.says('to') &&
  !signs.pieces.some((piece) => piece.figure === 'percent') &&
  !afterSet(signs, 'less');

/** What makes a fragment an operation, in the order of strength. */
const rules: readonly (readonly [Operation, (signs: Signs) => boolean])[] = [
  ['remove', (signs) => signs.says('cancel')],
  ['set', (signs) => signs.pair],
  ['remove', (signs) => signs.says('remove') && (signs.figures === 0 || has(signs.pieces.at(-1), 'remove'))],
  ['remove', (signs) => removesByNot(signs.pieces, signs.figures)],
  ['set', (signs) => signs.figures > 0 && signs.says('instead')],
  ['less', isLess],
  ['more', (signs) => figureIs(signs.pieces, 'raise', 'by')],
  ['set', (signs) => figureIs(signs.pieces, 'more', 'to')],
  ['more', (signs) => signs.figures > 0 && signs.pieces.some((piece) => has(piece, 'more') && !has(piece, 'and', 'add'))],
  ['double', (signs) => signs.says('double')],
  ['triple', (signs) => signs.says('triple')],
  ['add', (signs) => signs.says('add')],
  ['set', (signs) => signs.says('set') || (signs.figures > 0 && signs.says('not', 'sorry'))],
];

/** The words behind a plain English or Arabic "not". */
function deniedIn(pieces: readonly Piece[]): Piece[] {
  if (pieces.some((piece) => has(piece, 'cancel', 'verb', 'lead', 'want') || (has(piece, 'remove') && !has(piece, 'not')))) return [];
  const at = pieces.findIndex((piece) => piece.tags.some((hit) => hit.tag === 'not' && (hit.language === 'en' || hit.language === 'ar')));
  return at < 0 ? [] : pieces.slice(at + 1).filter((piece) => piece.kind === 'word' && !has(piece, 'filler'));
}

/** Reads the operation of one fragment. */
export function changeOf(pieces: readonly Piece[]): Change {
  const pair = pairOf(pieces);
  const signs: Signs = { pieces, figures: pieces.filter(isFigure).length, pair: pair !== null, says: (...tags) => pieces.some((piece) => has(piece, ...tags)) };
  const operation = rules.find(([, applies]) => applies(signs))?.[0] ?? 'add';
  return {
    operation,
    figure: pair?.figure ?? null,
    old: pair?.old ?? null,
    ordinal: ordinalIn(pieces),
    denied: operation === 'remove' ? deniedIn(pieces) : [],
    denies:
      operation === 'remove' &&
      pieces.some((piece) => has(piece, 'not')) &&
      !pieces.some((piece) => has(piece, 'cancel') || (has(piece, 'remove') && !has(piece, 'not'))),
  };
}
