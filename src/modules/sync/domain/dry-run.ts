import type { SimulatedLine, SimulateOutcome } from '../../../connectors/kit/model.ts';
import { minorToText, parseMinor } from '../../../kernel/money.ts';
import { extendPrice, parseMilli } from '../../../kernel/quantity.ts';
import type { CreateSalesOrder, SimulationAnswer } from '../contract.ts';

/** Where the ERP would charge something else than we ask for. */
export interface DryRunField {
  readonly field: string;
  readonly ours: string;
  readonly theirs: string;
}

/** What trying an order came to, with the ERP's answer as it is kept. `refused`: it must not be sent as it is. */
export type DryRun = { readonly answer: SimulationAnswer } & (
  | { readonly kind: 'passed' }
  | { readonly kind: 'refused'; readonly code: string; readonly text: string; readonly field: string | null; readonly fields: readonly DryRunField[] }
  | { readonly kind: 'not_known'; readonly why: string }
);

/** Nobody knows what the ERP thinks of it; that stops no order. */
export const notKnown = (why: string): DryRun => ({ kind: 'not_known', why, answer: { kind: 'not_known', why } });

/**
 * Judges the ERP's answer to a try: refused in its own words, or because it would charge a line more than `toleranceMinor` differently than we ask for,
 * or holds other lines. Whatever says nothing of the order (no answer, no right to ask) is not known.
 */
export function judgeDryRun(order: CreateSalesOrder, outcome: SimulateOutcome, toleranceMinor: number): DryRun {
  switch (outcome.kind) {
    case 'simulated': {
      const { currency, lines, creditStatus, warnings } = outcome;
      const answer: SimulationAnswer = { kind: 'simulated', currency, lines: lines.map((line) => ({ ...line })), creditStatus, warnings: [...warnings] };
      const fields = differing(order, outcome.lines, toleranceMinor);
      if (fields.length === 0) return { kind: 'passed', answer };
      const text = fields.map((one) => `${one.field}: ${one.ours} ≠ ${one.theirs}`).join('; ');
      return { kind: 'refused', answer, code: 'dry_run_differs', text, field: fields[0]?.field ?? null, fields };
    }
    case 'rejected': {
      const { code, text, field } = outcome;
      return { kind: 'refused', answer: { kind: 'refused', code, text }, code, text, field, fields: [] };
    }
    case 'transient':
      return notKnown(outcome.why);
    case 'throttled':
    case 'unauthorised':
      return notKnown(outcome.kind);
  }
}

function differing(order: CreateSalesOrder, lines: readonly SimulatedLine[], toleranceMinor: number): readonly DryRunField[] {
  const theirs = new Map(lines.map((line) => [line.lineNo, line]));
  const ours = new Set(order.lines.map((line) => line.lineNo));
  const wrong = order.lines.flatMap((line): readonly DryRunField[] => {
    const net = netOf(line, order.currency);
    const answered = theirs.get(line.lineNo);
    if (answered === undefined) return [{ field: `line ${line.lineNo}`, ours: line.sku, theirs: '' }];
    const charged = parseMinor(answered.net, order.currency);
    if (net === null || (charged !== null && Math.abs(charged - net) <= toleranceMinor)) return [];
    return [{ field: `line ${line.lineNo} net`, ours: minorToText(net, order.currency), theirs: answered.net }];
  });
  const more = lines.filter((line) => !ours.has(line.lineNo)).map((line) => ({ field: `line ${line.lineNo}`, ours: '', theirs: line.net }));
  return [...wrong, ...more];
}

/** What we ask for a line, in minor units; null: the ERP prices it. */
function netOf(line: CreateSalesOrder['lines'][number], currency: string): number | null {
  if (line.freeWith !== null && line.freeWith !== undefined) return 0;
  const price = line.price === null ? null : parseMinor(line.price, currency);
  const milli = parseMilli(line.quantity);
  return price === null || milli === null ? null : extendPrice(price, milli);
}
