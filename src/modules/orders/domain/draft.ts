import type { DraftLine } from '../contract.ts';
import type { Order, PricedLine, Proposal } from './order.ts';

/** How a line was settled whose quantity the customer has taken for the sake of a price. */
export const agreedVia = 'offer';

/**
 * Lays a new reading over the draft. What the desk or a yes to our offer has settled stays, unless the customer has said something new about
 * that very line since (its words now come from other turns); lines that the desk added by hand always stay.
 */
export function mergeProposal(current: readonly PricedLine[], proposed: readonly DraftLine[]): readonly DraftLine[] {
  const merged = proposed.map((line) => {
    const before = current.find((each) => each.lineId === line.lineId);
    return before !== undefined && isSettled(before) && sameTurns(before, line) ? before : line;
  });
  const added = current.filter((line) => line.via === 'desk' && line.spans.length === 0);
  return [...merged, ...added];
}

const isSettled = (line: DraftLine): boolean => line.via === 'desk' || line.via === agreedVia;

const sameTurns = (left: DraftLine, right: DraftLine): boolean => turnsOf(left) === turnsOf(right);

const turnsOf = (line: DraftLine): string => [...new Set(line.spans.map((span) => span.turn))].toSorted().join(' ');

/** Whether a proposal says anything that the order does not hold already; a repeated delivery does not. */
export function changesOrder(order: Order, lines: readonly DraftLine[], proposal: Proposal): boolean {
  const head = (each: Pick<Order, 'customer' | 'shipTo' | 'requestedDate' | 'poNumber' | 'language'>): string =>
    JSON.stringify([each.customer, each.shipTo, each.requestedDate, each.poNumber, each.language]);
  return head(order) !== head(proposal) || JSON.stringify(lines.map(essence)) !== JSON.stringify(order.lines.map(essence));
}

const essence = (line: DraftLine): readonly unknown[] => [
  line.lineId,
  line.words,
  line.sku,
  line.quantityMilli,
  line.uom,
  line.decision,
  line.via,
  line.vetoes,
  line.askedMinor ?? null,
  line.spans.map((span) => [span.turn, span.start, span.end]),
];

/** A line as a clerk settled it: certain, and marked as the desk's. */
export const settledByDesk = (
  line: DraftLine,
  change: { readonly sku?: string | undefined; readonly quantityMilli?: number | undefined; readonly uom?: string | undefined },
): DraftLine => ({
  ...line,
  sku: change.sku ?? line.sku,
  quantityMilli: change.quantityMilli ?? line.quantityMilli,
  uom: change.uom ?? line.uom,
  via: 'desk',
  decision: 'auto',
  p: 1,
  vetoes: [],
  open: [],
});
