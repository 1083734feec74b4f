import type { Reading } from '../../../engines/reading/index.ts';
import type { DraftLine } from '../../orders/contract.ts';

/** Reading lines as order lines. Without a known customer nothing is certain enough to be booked by itself. */
export const draftLines = (reading: Reading, customerKnown: boolean): readonly DraftLine[] =>
  reading.lines.map((line) => ({
    lineId: line.id,
    words: line.words,
    spans: line.spans.map((span) => ({ turn: span.turn, start: span.start, end: span.end })),
    sku: line.sku,
    quantityMilli: line.quantityMilli,
    uom: line.uom,
    decision: customerKnown ? line.decision : line.decision === 'auto' ? 'human' : line.decision,
    p: line.p,
    via: line.via,
    vetoes: line.vetoes,
    open: line.open,
    rivals: line.rivals,
    why: line.why,
  }));

/** Whether the conversation orders something by itself, however unsure. A change to an order that stands elsewhere does not. */
export const hasOrder = (reading: Pick<Reading, 'lines' | 'intent'>): boolean => reading.lines.length > 0 && reading.intent === 'order';
