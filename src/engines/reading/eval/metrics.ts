/** Measures of a reader on labelled conversations. Pure; the file formats are the intake format's. */

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
  readonly requested_date?: string;
  readonly ship_to?: string;
  readonly refers_to?: string;
  readonly clarify_about?: readonly string[];
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

/** Base units of a quantity in a unit of an item. */
export type ToBase = (sku: string, qty: number, uom: string) => number;

/** The figures of one run. Rates are shares from 0 to 1; bounds are one-sided 95 % bounds. */
export interface Metrics {
  readonly conversations: number;
  /** Lines that a careful clerk keys without asking: how many were decided `auto`, rightly. */
  readonly lineAutoRate: number;
  readonly autoLines: number;
  readonly wrongAuto: number;
  readonly wrongAutoRate: number;
  readonly wrongAutoUpper95: number;
  readonly lineF1: number;
  readonly orderExact: number;
  readonly intentAccuracy: number;
  readonly dispositionAccuracy: number;
  readonly nonOrdersBooked: number;
  readonly dateAccuracy: number;
  readonly shipToAccuracy: number;
  readonly calibrationError: number;
}

/** One conversation with what was expected and predicted. */
export interface Judged {
  readonly expected: Expected;
  readonly predicted: Prediction;
}

const orderly = new Set(['order', 'amend', 'approval_reply']);

const lineKey = (line: EvalLine, toBase: ToBase, orderShipTo: string | undefined): string =>
  `${line.sku}|${Math.round(toBase(line.sku, line.qty, line.uom) * 1000) / 1000}|${line.ship_to ?? orderShipTo ?? ''}`;

/** Lines of a prediction that match a line of the truth, each truth line used once. Ship-tos count on lines where the truth has them. */
export function matchLines(judged: Judged, toBase: ToBase): { right: PredictedLine[]; wrong: PredictedLine[]; missed: EvalLine[] } {
  const perLine = judged.expected.lines.some((line) => line.ship_to !== undefined);
  const keyOf = (line: EvalLine, order: string | undefined): string =>
    lineKey(perLine ? line : { ...line, ship_to: undefined }, toBase, perLine ? order : undefined);
  const open = judged.expected.lines.map((line) => ({ line, key: keyOf(line, judged.expected.ship_to) }));
  const right: PredictedLine[] = [];
  const wrong: PredictedLine[] = [];
  for (const line of judged.predicted.lines) {
    const key = keyOf(line, judged.predicted.ship_to);
    const at = open.findIndex((one) => one.key === key);
    if (at >= 0) {
      open.splice(at, 1);
      right.push(line);
    } else wrong.push(line);
  }
  return { right, wrong, missed: open.map((one) => one.line) };
}

const rate = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** Upper end of the 95 % Wilson interval; 3/n when nothing was wrong. */
export function upper95(wrong: number, total: number): number {
  if (total === 0) return 1;
  if (wrong === 0) return Math.min(1, 3 / total);
  const z = 1.645;
  const share = wrong / total;
  const middle = share + (z * z) / (2 * total);
  const spread = z * Math.sqrt((share * (1 - share)) / total + (z * z) / (4 * total * total));
  return (middle + spread) / (1 + (z * z) / total);
}

function calibration(points: readonly { p: number; right: boolean }[]): number {
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
  const rows = all.map((judged) => ({ judged, ...matchLines(judged, toBase) }));
  const clerk = rows.filter(({ judged }) => judged.expected.disposition !== 'human');
  const clerkLines = clerk.reduce((sum, { judged }) => sum + judged.expected.lines.length, 0);
  const autoRight = clerk.reduce((sum, row) => sum + row.right.filter((line) => line.decision === 'auto').length, 0);
  const auto = rows.flatMap((row) => row.judged.predicted.lines.filter((line) => line.decision === 'auto'));
  const wrongAuto = rows.reduce((sum, row) => sum + row.wrong.filter((line) => line.decision === 'auto').length, 0);
  const found = rows.reduce((sum, row) => sum + row.right.length, 0);
  const predicted = rows.reduce((sum, row) => sum + row.judged.predicted.lines.length, 0);
  const truth = rows.reduce((sum, row) => sum + row.judged.expected.lines.length, 0);
  const orders = rows.filter(({ judged }) => orderly.has(judged.expected.intent) && judged.expected.disposition === 'auto');
  const dated = rows.filter(({ judged }) => judged.expected.requested_date !== undefined || judged.predicted.requested_date !== undefined);
  const shipped = rows.filter(({ judged }) => judged.expected.ship_to !== undefined || judged.predicted.ship_to !== undefined);
  const points = rows.flatMap((row) => [...row.right.map((line) => ({ p: line.p, right: true })), ...row.wrong.map((line) => ({ p: line.p, right: false }))]);
  return {
    conversations: all.length,
    lineAutoRate: rate(autoRight, clerkLines),
    autoLines: auto.length,
    wrongAuto,
    wrongAutoRate: rate(wrongAuto, auto.length),
    wrongAutoUpper95: upper95(wrongAuto, auto.length),
    lineF1: rate(2 * found, predicted + truth),
    orderExact: rate(
      orders.filter((row) => row.wrong.length === 0 && row.missed.length === 0 && row.judged.predicted.disposition === 'auto').length,
      orders.length,
    ),
    intentAccuracy: rate(rows.filter(({ judged }) => judged.expected.intent === judged.predicted.intent).length, rows.length),
    dispositionAccuracy: rate(rows.filter(({ judged }) => judged.expected.disposition === judged.predicted.disposition).length, rows.length),
    nonOrdersBooked: rows.filter(
      ({ judged }) =>
        !orderly.has(judged.expected.intent) && judged.expected.intent !== 'cancel' && judged.predicted.lines.some((line) => line.decision === 'auto'),
    ).length,
    dateAccuracy: rate(dated.filter(({ judged }) => judged.expected.requested_date === judged.predicted.requested_date).length, dated.length),
    shipToAccuracy: rate(shipped.filter(({ judged }) => judged.expected.ship_to === judged.predicted.ship_to).length, shipped.length),
    calibrationError: calibration(points),
  };
}
