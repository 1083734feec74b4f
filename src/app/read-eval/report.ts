import type { Metrics } from '../../engines/reading/index.ts';
import type { Evaluation } from './evaluate.ts';

const line = (name: string, value: string): string => `  ${name.padEnd(52)} ${value.padStart(10)}`;
const percent = (rate: number | null): string => (rate === null ? '–' : `${(rate * 100).toFixed(rate > 0 && rate < 0.1 ? 2 : 1)} %`);
const figure = (value: number | null): string => (value === null ? '–' : value.toFixed(3));

function metricLines(metrics: Metrics): string[] {
  return [
    line('conversations with labels', String(metrics.conversations)),
    line('lines that a clerk keys without asking', String(metrics.clerkLines)),
    line('  of these booked unasked and right', percent(metrics.lineAutoRate)),
    line('lines booked unasked', String(metrics.autoLines)),
    line('  of these wrong', `${metrics.wrongAuto}`),
    line('  wrong rate', percent(metrics.wrongAutoRate)),
    line('  wrong rate is below (95 % sure)', percent(metrics.wrongAutoUpper95)),
    line('conversations without an order that were booked', String(metrics.nonOrdersBooked)),
    line('lines exact (F1)', percent(metrics.lineF1)),
    line('orders exact without a question', percent(metrics.orderExact)),
    line('book, ask or person: right', percent(metrics.dispositionAccuracy)),
    line('what the conversation is about: right', percent(metrics.intentAccuracy)),
    line('dates right', percent(metrics.dateAccuracy)),
    line('ship-tos right', percent(metrics.shipToAccuracy)),
    line('calibration error', figure(metrics.calibrationError)),
  ];
}

/** The evaluation as a table for a person. */
export function reportText(evaluation: Evaluation, out: string): string {
  const { metrics, learning } = evaluation;
  return [
    `Read ${evaluation.conversations} conversations${learning ? '' : ', with nothing learnt from history'}.`,
    '',
    ...(metrics ? metricLines(metrics) : ['  No conversation has an "expect": there is nothing to compare with.']),
    line('milliseconds a line, p50', String(evaluation.msLineP50)),
    line('milliseconds a line, p95', String(evaluation.msLineP95)),
    line('training, seconds', String(evaluation.trainingSeconds)),
    '',
    `Predictions: ${out}`,
  ].join('\n');
}

/** The evaluation as one flat object for scripts; the figures of labels are missing when there are none. */
export function reportJson(evaluation: Evaluation, out: string): string {
  const { predictions: _, metrics, conversations, ...rest } = evaluation;
  return JSON.stringify({ conversations, labelled: metrics?.conversations ?? 0, ...withoutCount(metrics), ...rest, out });
}

function withoutCount(metrics: Metrics | null): Partial<Metrics> {
  if (metrics === null) return {};
  const { conversations: _, ...figures } = metrics;
  return figures;
}
