import type { BusinessDate } from '../../../kernel/time.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { describe, unitClassOf, type DescribedWord, type Description } from '../catalogue/describe.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Judge } from '../match/judge.ts';
import { choose, likeBefore, type Choice, type Chooser } from '../match/choose.ts';
import type { CustomerModel } from '../match/customer-model.ts';
import { weigh } from '../match/evidence.ts';
import { reason } from '../match/reason.ts';
import { unitOfItem } from '../match/units.ts';
import type { PriceHit } from '../parse/prices.ts';
import type { RawLine } from '../parse/fragments.ts';
import { has, type Piece } from '../parse/pieces.ts';
import type { Aspect, Reason, Span } from '../types.ts';

/** A line while the conversation is folded. */
export interface DraftLine {
  readonly id: string;
  words: string;
  spans: Span[];
  choice: Choice;
  phrase: Description;
  /** Figure and units as said; null figure: none was said. */
  figure: Piece | null;
  unit: Piece | null;
  check: RawLine['check'];
  measured: boolean;
  /** Quantity and unit that are known without words: from an earlier order or an answer. */
  fixed: { milli: number; uom: string } | null;
  place: string | null;
  price: PriceHit | null;
  turn: number;
  /** Came from an earlier or standing order, not from words in this conversation. */
  repeated: boolean;
  /** Stands in quoted text: what the writer says himself about the item counts before it. */
  quoted?: boolean;
  /** Settled by the customer's answer: these vetoes no longer stand. */
  readonly settled: Set<string>;
  readonly extraVetoes: Set<string>;
  readonly why: Reason[];
}

/** Everything that the turns have said so far. */
export interface Draft {
  readonly lines: DraftLine[];
  counter: number;
  base: 'none' | 'repeat' | 'amend';
  refersTo: string | null;
  cancelled: boolean;
  cancelUnclear: boolean;
  date: { date: BusinessDate | null; problem: string | null } | null;
  readonly flags: Set<string>;
  readonly answers: { aspect: Aspect; value: string; key?: string }[];
  readonly openAspects: Set<string>;
  /** Lines that a bare "no, wait" may be about, until something is changed. */
  readonly denied: Set<DraftLine>;
  /** An item that was named last without a figure and without a wish. */
  mention: DraftLine | null;
  /** The words of the item named last, for sizes that follow alone. */
  named: { phrase: readonly Piece[]; turn: number } | null;
  /** "150 nos each of": the figure for the items that follow in the same turn. */
  each: { figure: Piece; unit: Piece | null; turn: number } | null;
  /** A line that was just denied ("sev nahi, …"): what is named next without a figure comes in its place. */
  lifted: { line: DraftLine; turn: number } | null;
}

/** What folding needs. */
export interface FoldContext {
  readonly catalogue: Catalogue;
  readonly lexicon: Lexicon;
  readonly chooser: Chooser;
  readonly model: CustomerModel;
  readonly judge: Judge;
}

/** A draft before the first turn. */
export const emptyDraft = (): Draft => ({
  lines: [],
  counter: 0,
  base: 'none',
  refersTo: null,
  cancelled: false,
  cancelUnclear: false,
  date: null,
  flags: new Set(),
  answers: [],
  openAspects: new Set(),
  denied: new Set(),
  mention: null,
  named: null,
  each: null,
  lifted: null,
});

/** Next line id; ids count up and are never used again in a conversation. */
export function nextId(draft: Draft): string {
  draft.counter += 1;
  return `l${draft.counter}`;
}

/** A described phrase; "half" and a lone "kilo" name sizes when no figure uses them. */
export function describePhrase(raw: RawLine, lexicon: Lexicon): { phrase: Description; excluded: readonly DescribedWord[] } {
  const excluded = raw.excluded.map((piece) => ({ ...piece, role: null }));
  return { phrase: describe(raw.phrase, lexicon), excluded: describe(excluded, lexicon).words };
}

/** A figure that measures is the quantity when the item is sold by that measure, else a size of the item. */
function settleMeasure(line: DraftLine, raw: RawLine, context: FoldContext): void {
  if (!raw.measured || !raw.unit || line.choice.item === null) return;
  const sold = unitOfItem(context.catalogue, line.choice.item, raw.unit, context.lexicon);
  if (sold !== null) return;
  const widened = describe([...raw.phrase, ...(raw.quantity ? [raw.quantity] : []), raw.unit], context.lexicon);
  const again = choose({ phrase: widened, excluded: [], code: null, fitsUnit: () => true }, context.chooser, context.model);
  const bySize = again.evidence?.size === 'match' && again.item !== null;
  if (!bySize) return;
  line.choice = again;
  line.phrase = widened;
  line.figure = null;
  line.unit = null;
}

/** The line just before, when it is clear and of the same turn. */
function clearBefore(line: DraftLine, draft: Draft): DraftLine | null {
  const before = draft.lines.at(-1);
  const clear = before?.turn === line.turn && !before.repeated && before.choice.vetoes.length === 0;
  return clear ? before : null;
}

/** One or two words without a size, which the customer does not use as a name by themselves. */
function saysOnlyKind({ phrase, choice }: DraftLine): boolean {
  const solid = phrase.words.filter((word) => !word.weak).length;
  const bare = solid > 0 && solid <= 2 && phrase.sizes.length + phrase.figures.length === 0;
  return bare && !(sure.has(choice.via) && choice.vetoes.length === 0);
}

/** Few words may say only what differs from the line before ("enamel white 4, brown 3"). */
function followsOn(line: DraftLine, draft: Draft, context: FoldContext): void {
  const item = clearBefore(line, draft)?.choice.item ?? null;
  if (item === null || !saysOnlyKind(line)) return;
  const like = likeBefore({ phrase: line.phrase, excluded: [], code: null, fitsUnit: () => true }, item, context.chooser, context.model);
  if (like === null || like.item === line.choice.item) return;
  const other = line.choice.vetoes.length === 0 && line.choice.evidence?.bought;
  if (other) line.extraVetoes.add('tie');
  else line.choice = like;
}

/** How an item may be known so surely that strange words beside it say nothing. */
const sure = new Set<Choice['via']>(['alias', 'code', 'barcode']);

/** Makes a line of what a statement says. */
export function lineOf(raw: RawLine, words: string, span: Span, code: string | null, turn: number, draft: Draft, context: FoldContext): DraftLine {
  const { phrase, excluded } = describePhrase(raw, context.lexicon);
  const fitsUnit = (item: number): boolean => raw.unit === null || unitOfItem(context.catalogue, item, raw.unit, context.lexicon) !== null;
  const line: DraftLine = {
    id: nextId(draft),
    words,
    spans: [span],
    choice: excluded.length === 0 ? context.judge.chosen(raw.phrase, raw.unit) : choose({ phrase, excluded, code, fitsUnit }, context.chooser, context.model),
    phrase,
    figure: raw.quantity,
    unit: raw.unit,
    check: raw.check,
    measured: raw.measured,
    fixed: null,
    place: null,
    price: null,
    turn,
    repeated: false,
    settled: new Set(),
    extraVetoes: new Set([...(raw.unclear ? ['unclear_figures'] : []), ...(raw.leftover ? ['loose_words'] : [])]),
    why: [],
  };
  settleMeasure(line, raw, context);
  followsOn(line, draft, context);
  if (raw.noisy && !sure.has(line.choice.via)) line.extraVetoes.add('unmatched_word');
  return line;
}

/** A later message that names no place speaks of the line that has one. */
const samePlace = (said: DraftLine, standing: DraftLine): boolean => said.place === standing.place || (said.place === null && said.turn !== standing.turn);

const sameItem = (a: DraftLine, b: DraftLine): boolean =>
  a.choice.item !== null && !b.choice.vetoes.includes('tie') && a.choice.item === b.choice.item && samePlace(a, b);

/** The line of the order so far that means the same item. */
export const lineLike = (draft: Draft, line: DraftLine): DraftLine | undefined => draft.lines.find((other) => sameItem(line, other));

/** A phrase without the words that no item and no past word explains: what is left tells which line is meant. */
function familiar(phrase: Description, context: FoldContext): Description {
  const known = phrase.words.filter((word) => context.chooser.expand(word, word.arabic).size > 0 || context.model.ownWords.has(word.fold));
  return { ...phrase, words: known };
}

/** A line that a phrase can mean, with how well it fits. */
export interface Target {
  readonly line: DraftLine;
  readonly score: number;
}

/** Lines of the order so far that a phrase can mean, best first. */
export function targetsOf(draft: Draft, said: Description, place: string | null, context: FoldContext, loosely = false): Target[] {
  const phrase = familiar(said, context);
  const expansions = phrase.words.map((word) => context.chooser.expand(word, word.arabic));
  const scored = draft.lines.flatMap((line) => {
    if (line.choice.item === null || (place !== null && line.place !== null && line.place !== place)) return [];
    const evidence = weigh(context.catalogue, line.choice.item, phrase, expansions, context.model, context.chooser.brands);
    const solid = phrase.words.filter((word) => !word.weak);
    const enough = loosely ? evidence.unmatched.length < solid.length : evidence.explained >= 0.5;
    const good = enough && evidence.size !== 'conflict' && (solid.length > 0 || evidence.weakHits > 0 || evidence.size === 'match');
    return good
      ? [
          {
            line,
            score: evidence.explained + evidence.covered + evidence.weakHits * 0.2 + (evidence.size === 'match' ? 0.5 : 0) - evidence.figuresMissed * 0.3,
          },
        ]
      : [];
  });
  return scored.sort((a, b) => b.score - a.score || a.line.id.localeCompare(b.line.id));
}

/** Puts the lines of an earlier or standing order into the draft. */
export function loadBase(
  draft: Draft,
  lines: readonly { sku: string; quantityMilli: number; uom: string; words?: string | null }[],
  place: string | null,
  span: Span,
  said: string,
  context: FoldContext,
): void {
  for (const past of lines) {
    const item = context.catalogue.bySku.get(past.sku);
    if (item === undefined) {
      draft.flags.add('unknown_item_in_base');
      continue;
    }
    const active = context.catalogue.items[item]?.active ?? false;
    draft.lines.push({
      id: nextId(draft),
      words: past.words ?? context.catalogue.items[item]?.name ?? said,
      spans: [span],
      choice: {
        item,
        via: 'history',
        p: 0.97,
        vetoes: active ? [] : ['inactive'],
        rivals: [],
        evidence: null,
        why: [reason('from_earlier_order')],
        uom: null,
      },
      phrase: { words: [], sizes: [], figures: [] },
      figure: null,
      unit: null,
      check: null,
      measured: false,
      fixed: { milli: past.quantityMilli, uom: past.uom },
      place,
      price: null,
      turn: -1,
      repeated: true,
      settled: new Set(),
      extraVetoes: new Set(),
      why: [],
    });
  }
}

/** Does a raw line name anything at all that could be an item? */
export const saysSomething = (raw: RawLine): boolean =>
  raw.named ||
  (raw.unit !== null && raw.phrase.some((piece) => piece.kind === 'number' && piece.value >= 100)) ||
  raw.phrase.some((piece) => piece.kind === 'word' && (!has(piece, 'filler', 'big', 'small', 'medium') || raw.phrase.length > 1)) ||
  raw.phrase.some((piece) => unitClassOf(piece) !== null);
