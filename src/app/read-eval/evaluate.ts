import {
  buildReader,
  conversationFrom,
  customersFrom,
  itemFrom,
  measure,
  predictionFrom,
  trainReader,
  type Judged,
  type Metrics,
  type Prediction,
  type Reader,
  type ToBase,
} from '../../engines/reading/index.ts';
import type { IntakeData } from './intake-folder.ts';

/** What one evaluation found. */
export interface Evaluation {
  readonly predictions: readonly Prediction[];
  /** Null when no conversation is labelled. */
  readonly metrics: Metrics | null;
  readonly conversations: number;
  readonly learning: boolean;
  readonly msLineP50: number;
  readonly msLineP95: number;
  readonly trainingSeconds: number;
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** Percentile by nearest rank; 0 for an empty row. */
function percentile(sorted: readonly number[], share: number): number {
  return rounded(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0);
}

function basesOf(data: IntakeData): ToBase {
  const factors = new Map(data.items.flatMap((item) => item.uoms.map((unit) => [`${item.sku}|${unit.uom}`, unit.factor_to_base])));
  return (sku, qty, uom) => qty * (factors.get(`${sku}|${uom}`) ?? Number.NaN);
}

type People = ReturnType<typeof customersFrom>;

/** The labels of the format hand a quantity far from the habit to a person, so the reader does too. */
const policy = { unusualQuantity: 'human' } as const;

function readerFor(data: IntakeData, people: People, learning: boolean): Reader {
  const items = data.items.map(itemFrom);
  if (!learning) return buildReader({ items, aliases: [], options: { ...policy, learnFromPast: false } });
  const pastLines = [...people].flatMap(([customer, { history }]) => history.map((line) => ({ ...line, customer })));
  const { model } = trainReader({ items, aliases: [], pastLines, seed: 1, older: [], newest: [], present: null });
  return buildReader({ items, aliases: [], model, options: policy });
}

/**
 * Trains a reader on catalogue, customers and history, and reads every conversation as if it came in for the first time: nothing
 * is learnt from one conversation for the next. `tell` hears how far it is, in lines for the person who waits.
 */
export function evaluate(data: IntakeData, learning: boolean, tell: (line: string) => void): Evaluation {
  const began = performance.now();
  tell(`${data.items.length} items, ${data.customers.length} customers, ${data.history.length} past lines`);
  const people = customersFrom(data.customers, data.history, data.items);
  const reader = readerFor(data, people, learning);
  const trainingSeconds = rounded((performance.now() - began) / 1000);
  tell(`ready to read after ${trainingSeconds} s`);
  const judged: Judged[] = [];
  const predictions: Prediction[] = [];
  const times: number[] = [];
  let told = performance.now();
  for (const message of data.messages) {
    const conversation = conversationFrom(message, people.get(message.customer_id) ?? null);
    const start = performance.now();
    const reading = reader.read(conversation);
    const now = performance.now();
    times.push((now - start) / Math.max(1, reading.lines.length));
    const predicted = predictionFrom(message.id, conversation, reading, rounded(now - start));
    predictions.push(predicted);
    if (message.expect) judged.push({ expected: message.expect, predicted });
    if (now - told > 3000) {
      told = now;
      tell(`${predictions.length} of ${data.messages.length} conversations read`);
    }
  }
  times.sort((a, b) => a - b);
  return {
    predictions,
    metrics: judged.length > 0 ? measure(judged, basesOf(data)) : null,
    conversations: predictions.length,
    learning,
    msLineP50: percentile(times, 0.5),
    msLineP95: percentile(times, 0.95),
    trainingSeconds,
  };
}
