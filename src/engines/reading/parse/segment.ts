import { measures, type Amount, type Atom, type WordSense } from './atoms.ts';
import type { Piece } from './pieces.ts';

/**
 * Which figure counts and which one describes? "8 nut 10", "elbow 32 3 box", "3/4 pipe 100 1/2 pipe 50" cannot be told
 * from their shape. All ways to cut a run of words, figures and units into lines are weighed by what the catalogue and the
 * customer's own words make of them, and the best way is taken; where another way is nearly as good the lines say so.
 * The search is a shortest path over cut points (Viterbi), with the few best paths kept at each point.
 */

/** A stretch of atoms that is one line, or noise between lines. */
export interface Segment {
  readonly atoms: readonly Atom[];
  readonly phrase: readonly Piece[];
  readonly amount: Amount | null;
  /** A second amount that must agree with the first. */
  readonly check: { readonly value: number; readonly unit: Piece } | null;
  /** The words are known to name an item. */
  readonly named: boolean;
  /** Words that nothing knows, beside lines that are whole without them. */
  readonly noise: boolean;
  /** Another way to cut was nearly as good and means something else. */
  readonly unclear: boolean;
  /** Words without a quantity stand beside, which may say more of this line. */
  readonly leftover: boolean;
}

type Style = 'leading' | 'trailing' | 'other';

interface Part {
  readonly segment: Omit<Segment, 'unclear' | 'leftover'>;
  readonly style: Style;
  readonly meaning: string;
  readonly score: number;
}

interface Path {
  readonly score: number;
  readonly style: Style;
  readonly part: Part | null;
  readonly before: Path | null;
}

const longestRun = 80;
const mostParts = 900;
const pathsKept = 4;
const longestSegment = 8;
/** Costs and gains in the unit of the judge: about the logarithm of how much likelier. */
const weights = {
  turn: 0.5,
  orientation: 0.5,
  inside: 0.9,
  insideWithUnit: 0.4,
  counted: 1.5,
  announced: 1.2,
  unitBefore: 0.3,
  impliedOne: 1,
  impliedBeside: 3,
  impliedNamed: 1,
  noise: 0.9,
  line: 1,
  margin: 0.45,
};

/** One way to take a quantity out of a stretch of atoms. */
interface Taking {
  readonly amount: Amount | null;
  /** Atoms that the quantity uses up. */
  readonly used: readonly Atom[];
  readonly check: { readonly value: number; readonly unit: Piece } | null;
  readonly cost: number;
}

const nothing: Taking = { amount: null, used: [], check: null, cost: 0 };
const first = (atom: Atom | undefined): Piece | null => atom?.pieces[0] ?? null;

/** "1" that a unit word alone says: "tape carton". */
const implied = (unit: Piece): Piece => ({ ...unit, kind: 'number', text: '1', latin: '', fold: '', tags: [], value: 1, figure: 'plain', unit: null });

const isImplied = ({ figure, unit }: Amount): boolean => figure.start === unit?.start;
const besideFigure = (atoms: readonly Atom[], used: readonly Atom[]): boolean =>
  atoms.some((atom, i) => atom.kind === 'figure' && used.includes(atoms[i + 1] as Atom));

/** A second figure with another unit just behind the quantity may check it: "25 ctn (600 nos)", "100 bags (2.5 ton)". */
function checkBehind(atoms: readonly Atom[], at: number, unit: Piece): Taking['check'] {
  const figure = atoms[at + 1];
  const other = first(atoms[at + 2]);
  const checks = figure?.kind === 'figure' && atoms[at + 2]?.kind === 'unit' && other !== null;
  return checks && other.latin !== unit.latin ? { value: figure.pieces[0]?.value ?? 0, unit: other } : null;
}

/** "720 mtr (240 lengths)": the count is the quantity, the measure before it checks it. */
function measuredBefore(atoms: readonly Atom[], at: number, amount: Amount): Taking[] {
  const unit = atoms[at - 1]?.kind === 'unit' ? first(atoms[at - 1]) : null;
  const figure = atoms[at - 2]?.kind === 'figure' ? first(atoms[at - 2]) : null;
  if (!unit || !figure || !measures(unit) || measures(amount.unit)) return [];
  return [{ amount, used: atoms.slice(at - 2, at + 2), check: { value: figure.value, unit }, cost: 0 }];
}

/** A figure with the unit behind it, with and without a second amount that checks it. */
function withUnit(atoms: readonly Atom[], at: number, figure: Piece, unit: Piece): Taking[] {
  const amount = { figure, unit };
  const check = checkBehind(atoms, at + 1, unit);
  const plain: Taking = { amount, used: atoms.slice(at, at + 2), check: null, cost: 0 };
  const checked: Taking[] = check ? [{ amount, used: atoms.slice(at, at + 4), check, cost: 0 }] : [];
  const alone = !check || measures(check.unit) || measures(unit);
  return [...checked, ...(alone ? [plain] : []), ...measuredBefore(atoms, at, amount)];
}

function takingsOfFigure(atoms: readonly Atom[], at: number): Taking[] {
  const atom = atoms[at] as Atom;
  const figure = first(atom) as Piece;
  const unit = atoms[at + 1]?.kind === 'unit' ? first(atoms[at + 1]) : null;
  const before = atoms[at - 1];
  const ahead = before?.kind === 'unit' ? first(before) : null;
  const out = unit ? withUnit(atoms, at, figure, unit) : [{ amount: { figure, unit: null }, used: [atom], check: null, cost: 0 }];
  if (before && ahead && !measures(ahead)) out.push({ amount: { figure, unit: ahead }, used: [before, atom], check: null, cost: weights.unitBefore });
  return out;
}

/** A counting unit just behind words stands for one ("tape carton"). */
const saysOne = (atoms: readonly Atom[], at: number): boolean =>
  at > 0 && at === atoms.length - 1 && atoms[at - 1]?.end === atoms[at]?.at && !measures(first(atoms[at])) && atoms.some((atom) => atom.kind === 'words');

/** All ways to take a quantity out of a stretch. */
function takings(atoms: readonly Atom[]): Taking[] {
  const out: Taking[] = [nothing];
  atoms.forEach((atom, i) => {
    if (atom.kind === 'figure') out.push(...takingsOfFigure(atoms, i));
    const unit = first(atom);
    if (atom.kind === 'unit' && unit !== null && saysOne(atoms, i))
      out.push({ amount: { figure: implied(unit), unit }, used: [atom], check: null, cost: weights.impliedOne });
  });
  return out;
}

/** What stands against figures that would only describe: "2 box" counts, and so does "qty 3". */
function describing(atoms: readonly Atom[], used: readonly Atom[]): number {
  let cost = 0;
  atoms.forEach((atom, i) => {
    if (atom.kind !== 'figure' || used.includes(atom)) return;
    const next = atoms[i + 1];
    const counts = next?.kind === 'unit' && !used.includes(next) && !measures(first(next));
    cost += (counts ? weights.counted : 0) + (atom.announced ? weights.announced : 0);
  });
  return cost;
}

function styleOf(atoms: readonly Atom[], used: readonly Atom[]): Style {
  if (used.length === 0 || used.length === atoms.length) return 'other';
  if (used.includes(atoms[0] as Atom)) return 'leading';
  return used.includes(atoms.at(-1) as Atom) ? 'trailing' : 'other';
}

const insideCost = (style: Style, amount: Amount | null): number =>
  style === 'other' && amount !== null ? (amount.unit === null ? weights.inside : weights.insideWithUnit) : 0;

function partOf(atoms: readonly Atom[], taking: Taking, sense: WordSense): Part {
  const { amount, used, check, cost } = taking;
  const phrase = atoms.filter((atom) => !used.includes(atom)).flatMap((atom) => atom.pieces);
  const judged = sense.judge(phrase, amount, check);
  const doubt =
    amount !== null && isImplied(amount) && !judged.said && besideFigure(atoms, used) ? (judged.named ? weights.impliedNamed : weights.impliedBeside) : 0;
  const style = styleOf(atoms, used);
  const announced = used.some((atom) => atom.announced) ? weights.announced : 0;
  const inside = phrase.length > 0 ? insideCost(style, amount) : 0;
  const score = judged.score - weights.line + announced - describing(atoms, used) - inside - cost - doubt;
  const meaning = `${judged.item ?? ''}*${amount ? `${amount.figure.start}:${judged.uom ?? ''}` : ''}`;
  return { segment: { atoms, phrase, amount, check, named: judged.named, noise: false }, style, meaning, score };
}

function noiseOf(atoms: readonly Atom[], sense: WordSense): Part[] {
  const [only] = atoms;
  if (atoms.length !== 1 || only?.kind !== 'words') return [];
  const unknown = only.pieces.length <= 3 && only.pieces.every((piece) => piece.kind === 'word') && sense.judge(only.pieces, null).item === null;
  if (!unknown && !only.pieces.every(sense.strange)) return [];
  const segment = { atoms, phrase: only.pieces, amount: null, check: null, named: false, noise: true };
  return [{ segment, style: 'other', meaning: '', score: -weights.noise }];
}

/** All lines that the atoms from one cut point to another can be. */
const partsBetween = (atoms: readonly Atom[], sense: WordSense): Part[] => [
  ...takings(atoms).map((taking) => partOf(atoms, taking, sense)),
  ...noiseOf(atoms, sense),
];

function extend(before: Path, part: Part, orientation: number): Path {
  const turn = before.style !== 'other' && part.style !== 'other' && before.style !== part.style ? weights.turn : 0;
  const along = (orientation > 0 && part.style === 'leading') || (orientation < 0 && part.style === 'trailing') ? weights.orientation : 0;
  const style = part.style === 'other' ? before.style : part.style;
  return { score: before.score + part.score - turn + along, style, part, before };
}

const start: Path = { score: 0, style: 'other', part: null, before: null };

function partsOf(path: Path): Part[] {
  const out: Part[] = [];
  for (let at: Path | null = path; at?.part; at = at.before) out.push(at.part);
  return out.reverse();
}

const meaningOf = (path: Path): string => partsOf(path).map((part) => part.meaning).join(' ').trim(); // prettier-ignore

const keepBest = (paths: Path[]): Path[] => paths.sort((a, b) => b.score - a.score).slice(0, pathsKept);

const tooMany = (atoms: readonly Atom[]): boolean =>
  atoms.filter((atom) => atom.kind === 'words').length > 2 || atoms.filter((atom) => atom.kind === 'figure').length > 4;

/** A figure is never cut off from the unit behind it, unless that counts what comes next ("elbow 32 carton 2"). */
const partsUnit = (atoms: readonly Atom[], at: number): boolean =>
  atoms[at - 1]?.kind === 'figure' && atoms[at]?.kind === 'unit' && (measures(first(atoms[at])) || atoms[at + 1]?.kind !== 'figure');

/** The best ways to cut, best first; null when the run is too long to weigh. */
function search(atoms: readonly Atom[], sense: WordSense, orientation: number): readonly Path[] | null {
  const reached: Path[][] = [[start], ...atoms.map(() => [])];
  let weighed = 0;
  for (let from = 0; from < atoms.length; from += 1) {
    const befores = keepBest(reached[from] ?? []);
    for (let to = from + 1; to <= Math.min(atoms.length, from + longestSegment); to += 1) {
      const slice = atoms.slice(from, to);
      if (tooMany(slice)) break;
      if (partsUnit(atoms, to)) continue;
      const parts = partsBetween(slice, sense);
      weighed += parts.length;
      if (weighed > mostParts || sense.tired()) return null;
      for (const part of parts) for (const before of befores) reached[to]?.push(extend(before, part, orientation));
    }
  }
  return keepBest(reached[atoms.length] ?? []);
}

/** The one plain figure of a run, with the counting unit behind it; null when there is more to weigh. */
function onlyAmount(atoms: readonly Atom[]): { amount: Amount; unit: Atom | undefined } | null {
  const at = atoms.findIndex((atom) => atom.kind === 'figure');
  const figure = first(atoms[at]);
  if (!figure || figure.figure !== 'plain' || figure.value % 1 !== 0) return null;
  const unit = atoms[at + 1]?.kind === 'unit' ? atoms[at + 1] : undefined;
  const most = unit ? 3 : 2;
  return atoms.length <= most && !measures(first(unit)) ? { amount: { figure, unit: first(unit) }, unit } : null;
}

/** One run of words with one plain figure, and perhaps its counting unit: there is nothing to weigh. */
function plainLine(atoms: readonly Atom[], sense: WordSense): Segment | null {
  const words = atoms.find((atom) => atom.kind === 'words');
  const only = words ? onlyAmount(atoms) : null;
  if (!words || !only) return null;
  const named = atoms.filter((atom) => atom !== only.unit).flatMap((atom) => atom.pieces);
  if (sense.names(named)) return null;
  const phrase = words.pieces;
  return { atoms, phrase, amount: only.amount, check: null, named: sense.judge(phrase, only.amount).named, noise: false, unclear: false, leftover: false };
}

/** Cuts a run of atoms into lines. Null when it is too long to weigh every way. */
export function segmentsOf(atoms: readonly Atom[], sense: WordSense, orientation: number): Segment[] | null {
  const plain = plainLine(atoms, sense);
  if (plain) return [plain];
  if (atoms.length > longestRun) return null;
  const paths = search(atoms, sense, orientation);
  const best = paths?.[0];
  if (!best) return null;
  const meaning = meaningOf(best);
  const other = paths?.find((path) => meaningOf(path) !== meaning);
  const near = other && best.score - other.score < weights.margin ? new Set(partsOf(other).map((part) => part.meaning)) : null;
  const parts = partsOf(best);
  return parts.map((part, i) => ({ ...part.segment, unclear: near !== null && !near.has(part.meaning), leftover: leavesOver(parts, i) }));
}

const hasWords = (part: Part): boolean => part.segment.atoms.some((atom) => atom.kind === 'words');
const says = (part: Part | undefined): boolean => part !== undefined && !part.segment.noise && part.segment.phrase.length > 0;

/** Words without a quantity beside a line that has one, or a quantity without words: what they say of the line must be asked. */
function leavesOver(parts: readonly Part[], at: number): boolean {
  if (parts[at]?.segment.amount === null || !says(parts[at])) return false;
  const odd = (part: Part | undefined): boolean => part !== undefined && !part.segment.noise && (part.segment.amount === null) !== !hasWords(part);
  const before = parts[at - 1];
  return odd(parts[at + 1]) || (at === 1 && odd(before));
}

/** "+1" when the amount stands before its words in most lines of a cut, "−1" when behind. */
export function votesOf(segments: readonly Segment[]): number {
  let votes = 0;
  for (const { atoms, amount, phrase, unclear } of segments) {
    if (amount === null || unclear || phrase.length === 0) continue;
    const at = amount.figure.start;
    if (phrase.every((piece) => piece.start > at)) votes += 1;
    if (phrase.every((piece) => piece.start < at) && atoms.length > 1) votes -= 1;
  }
  return votes;
}
