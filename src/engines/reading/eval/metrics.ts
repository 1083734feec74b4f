/** Measures of a reader on labelled conversations. Pure; the file formats are the intake format's. */
import { upper95 } from './bound.ts';

/** A line as truth or prediction gives it. */
export interface EvalLine {
  readonly sku: string;
  readonly qty: number;
  readonly uom: string;
  readonly ship_to?: string | undefined;
  readonly price_asked?: string | number | undefined;
}

/** A line of a prediction with its decision and probability. */
export interface PredictedLine extends EvalLine {
  readonly p: number;
  readonly decision: 'auto' | 'ask' | 'human';
}

/** The labels of a conversation. */
export interface Expected {
  readonly intent: string;
  readonly disposition: 'auto' | 'clarify' | 'human';
  readonly lines: readonly EvalLine[];
  readonly requested_date?: string | undefined;
  readonly ship_to?: string | undefined;
  readonly refers_to?: string | undefined;
  readonly clarify_about?: readonly string[] | undefined;
}

/** What the reader made of one conversation, in the output format. */
export interface Prediction {
  readonly id: string;
  readonly intent: string;
  readonly disposition: 'auto' | 'clarify' | 'human';
  readonly lines: readonly PredictedLine[];
  readonly requested_date?: string | undefined;
  readonly ship_to?: string | undefined;
  readonly refers_to?: string | undefined;
  readonly clarify_about: readonly string[];
  readonly ms: number;
}

/** Base units of a quantity in a unit of an item; NaN when the item has no such unit. */
export type ToBase = (sku: string, qty: number, uom: string) => number;

/** The figures of one run. Rates are shares from 0 to 1, and null where nothing was there to be counted. */
export interface Metrics {
  readonly conversations: number;
  /** Lines that a careful clerk keys without asking … */
  readonly clerkLines: number;
  /** … and how many of them were decided `auto`, rightly. */
  readonly lineAutoRate: number | null;
  readonly autoLines: number;
  /** Auto lines that are not in the truth, and auto lines of a conversation booked as a whole although a person had to look. */
  readonly wrongAuto: number;
  readonly wrongAutoRate: number | null;
  /** Exact one-sided 95 % upper bound of the wrong-auto rate. */
  readonly wrongAutoUpper95: number;
  /** Item, quantity, unit (and place, where the truth has one a line) all right. Lines that are asked about claim nothing. */
  readonly lineF1: number | null;
  /** Of the orders that need no question: booked unasked with lines, day and place all right. */
  readonly orderExact: number | null;
  readonly intentAccuracy: number | null;
  readonly dispositionAccuracy: number | null;
  /** Conversations that are no order, yet have a line decided `auto`. */
  readonly nonOrdersBooked: number;
  /** Of the conversations with a day, in the truth or read: the same day. */
  readonly dateAccuracy: number | null;
  /** Of the conversations with a place, in the truth or read: the same place, for every line where lines have their own. */
  readonly shipToAccuracy: number | null;
  /** Mean distance between the probability said and the share that was right, in ten bins. */
  readonly calibrationError: number | null;
}

/** One conversation with what was expected and predicted. */
export interface Judged {
  readonly expected: Expected;
  readonly predicted: Prediction;
}

const orderly = new Set(['order', 'amend', 'approval_reply']);

const hasLinePlaces = (lines: readonly EvalLine[]): boolean => lines.some((line) => line.ship_to !== undefined);

const keyOf = (line: EvalLine, toBase: ToBase, place: string): string =>
  `${line.sku}|${Math.round(toBase(line.sku, line.qty, line.uom) * 1000) / 1000}|${place}`;

/** Lines of a prediction that match a line of the truth, each truth line used once. Ship-tos count on lines where the truth has them. */
export function matchLines(judged: Judged, toBase: ToBase): { right: PredictedLine[]; wrong: PredictedLine[]; missed: EvalLine[] } {
  const { expected, predicted } = judged;
  const perLine = hasLinePlaces(expected.lines);
  const placeOf = (line: EvalLine, order: string | undefined): string => (perLine ? (line.ship_to ?? order ?? '') : '');
  const open = expected.lines.map((line) => ({ line, key: keyOf(line, toBase, placeOf(line, expected.ship_to)) }));
  const right: PredictedLine[] = [];
  const wrong: PredictedLine[] = [];
  // what is booked comes first, so that a guess beside it cannot take its place
  const inOrder = [...predicted.lines].sort((a, b) => Number(b.decision === 'auto') - Number(a.decision === 'auto'));
  for (const line of inOrder) {
    const key = keyOf(line, toBase, placeOf(line, predicted.ship_to));
    const at = open.findIndex((one) => one.key === key);
    if (at >= 0) {
      open.splice(at, 1);
      right.push(line);
    } else wrong.push(line);
  }
  return { right, wrong, missed: open.map((one) => one.line) };
}

interface Row extends Judged, ReturnType<typeof matchLines> {}

const rate = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
const share = <T>(of: readonly T[], is: (one: T) => boolean): number | null => rate(of.filter(is).length, of.length);
const count = (rows: readonly Row[], of: (row: Row) => number): number => rows.reduce((sum, row) => sum + of(row), 0);
const autos = (lines: readonly PredictedLine[]): number => lines.filter((line) => line.decision === 'auto').length;
const claims = (lines: readonly PredictedLine[]): number => lines.filter((line) => line.decision !== 'ask').length;

/** Auto lines that harm: not in the truth, or right in themselves but booked past the person who had to look. */
const wrongAutos = (row: Row): number =>
  autos(row.wrong) + (row.expected.disposition === 'human' && row.predicted.disposition === 'auto' ? autos(row.right) : 0);

/** A cancellation may show the lines that it cancels; any other conversation without an order has no line to book. */
const isBookedNonOrder = ({ expected, predicted }: Row): boolean =>
  !orderly.has(expected.intent) && autos(predicted.lines) > 0 && !(expected.intent === 'cancel' && predicted.intent === 'cancel');

/** Where lines have their own places, those of the items that were read count: a line that was missed is missed already. */
function samePlace({ expected, predicted }: Row): boolean {
  if (!hasLinePlaces(expected.lines)) return expected.ship_to === predicted.ship_to;
  const placesOf = (lines: readonly EvalLine[], order: string | undefined, sku: string): string =>
    lines
      .filter((line) => line.sku === sku)
      .map((line) => line.ship_to ?? order ?? '')
      .sort()
      .join();
  const read = new Set(predicted.lines.map((line) => line.sku));
  const both = [...new Set(expected.lines.map((line) => line.sku))].filter((sku) => read.has(sku));
  return both.length > 0 && both.every((sku) => placesOf(expected.lines, expected.ship_to, sku) === placesOf(predicted.lines, predicted.ship_to, sku));
}

const hasPlace = ({ expected, predicted }: Row): boolean => expected.ship_to !== undefined || predicted.ship_to !== undefined || hasLinePlaces(expected.lines);

const isExact = (row: Row): boolean =>
  row.wrong.length === 0 &&
  row.missed.length === 0 &&
  row.predicted.disposition === 'auto' &&
  row.expected.requested_date === row.predicted.requested_date &&
  samePlace(row);

/** The probabilities that can be judged: of a line that is asked about in an order with open lines, the truth says nothing. */
function judgeable(row: Row): { p: number; right: boolean }[] {
  const points = [...row.right.map((line) => ({ line, right: true })), ...row.wrong.map((line) => ({ line, right: false }))];
  const told = points.filter(({ line }) => row.expected.disposition !== 'clarify' || line.decision !== 'ask');
  return told.map(({ line, right }) => ({ p: line.p, right }));
}

function calibration(points: readonly { p: number; right: boolean }[]): number | null {
  if (points.length === 0) return null;
  let error = 0;
  for (let bin = 0; bin < 10; bin += 1) {
    const own = points.filter((point) => Math.min(9, Math.floor(point.p * 10)) === bin);
    if (own.length === 0) continue;
    const said = own.reduce((sum, point) => sum + point.p, 0) / own.length;
    const seen = own.filter((point) => point.right).length / own.length;
    error += (own.length / points.length) * Math.abs(said - seen);
  }
  return error;
}

/** Measures a set of judged conversations. */
export function measure(all: readonly Judged[], toBase: ToBase): Metrics {
  const rows: Row[] = all.map((judged) => ({ ...judged, ...matchLines(judged, toBase) }));
  const clerk = rows.filter(({ expected }) => expected.disposition !== 'human');
  const clerkLines = count(clerk, ({ expected }) => expected.lines.length);
  const autoLines = count(rows, ({ predicted }) => autos(predicted.lines));
  const wrongAuto = count(rows, wrongAutos);
  const found = count(rows, ({ right }) => claims(right));
  const claimed = count(rows, ({ predicted }) => claims(predicted.lines));
  const truth = count(rows, ({ expected }) => expected.lines.length);
  const bookable = rows.filter(({ expected }) => orderly.has(expected.intent) && expected.disposition === 'auto');
  const dated = rows.filter(({ expected, predicted }) => expected.requested_date !== undefined || predicted.requested_date !== undefined);
  return {
    conversations: all.length,
    clerkLines,
    lineAutoRate: rate(
      count(clerk, ({ right }) => autos(right)),
      clerkLines,
    ),
    autoLines,
    wrongAuto,
    wrongAutoRate: rate(wrongAuto, autoLines),
    wrongAutoUpper95: upper95(wrongAuto, autoLines),
    lineF1: rate(2 * found, claimed + truth),
    orderExact: share(bookable, isExact),
    intentAccuracy: share(rows, ({ expected, predicted }) => expected.intent === predicted.intent),
    dispositionAccuracy: share(rows, ({ expected, predicted }) => expected.disposition === predicted.disposition),
    nonOrdersBooked: rows.filter(isBookedNonOrder).length,
    dateAccuracy: share(dated, ({ expected, predicted }) => expected.requested_date === predicted.requested_date),
    shipToAccuracy: share(rows.filter(hasPlace), samePlace),
    calibrationError: calibration(rows.flatMap(judgeable)),
  };
}
