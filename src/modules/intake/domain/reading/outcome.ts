/** A line as the reader decided it. */
export interface DecidedLine {
  readonly decision: 'auto' | 'ask' | 'human';
  readonly sku: string | null;
  readonly quantityMilli: number | null;
  readonly uom: string | null;
}

/** The same line in the order that was accepted. `via`: who settled it in the end. */
export interface AcceptedLine {
  readonly sku: string | null;
  readonly quantityMilli: number | null;
  readonly uom: string | null;
  readonly via: string;
}

/** What became of a decided line. Verdict null: nobody has looked at it. */
export interface Outcome {
  readonly verdict: 'right' | 'wrong' | 'withdrawn' | null;
  readonly judgedBy: 'answer' | 'desk' | 'seen' | null;
}

/** Where a decided line stands when its order is accepted. */
export interface Ending {
  /** The line is still in what the customer said. */
  readonly stillSaid: boolean;
  readonly accepted: AcceptedLine | null;
  /** A person of the desk sent the order off and had all lines before their eyes. */
  readonly seen: boolean;
}

const same = (decided: DecidedLine, accepted: AcceptedLine): boolean =>
  decided.sku === accepted.sku && decided.quantityMilli === accepted.quantityMilli && decided.uom === accepted.uom;

/**
 * Compares what the reader decided with what the order became. A line that the customer took back says nothing; one that the
 * desk took out was wrong; a line booked unasked that nobody looked at has no verdict.
 */
export function outcomeOf(decided: DecidedLine, { stillSaid, accepted, seen }: Ending): Outcome {
  if (!stillSaid) return { verdict: 'withdrawn', judgedBy: null };
  if (accepted === null) return { verdict: 'wrong', judgedBy: 'desk' };
  const right = same(decided, accepted);
  // the customer took another quantity for the sake of a price: that says nothing about the reading
  if (!right && accepted.via === 'offer') return { verdict: 'withdrawn', judgedBy: null };
  if (accepted.via === 'desk') return { verdict: right ? 'right' : 'wrong', judgedBy: 'desk' };
  if (decided.decision !== 'auto') return { verdict: right ? 'right' : 'wrong', judgedBy: 'answer' };
  // an answer about the order changed a line that was sure: what the customer wants now, not what they had said
  if (!right) return { verdict: 'withdrawn', judgedBy: null };
  return seen ? { verdict: 'right', judgedBy: 'seen' } : { verdict: null, judgedBy: null };
}

const hardness: Readonly<Record<DecidedLine['decision'], number>> = { auto: 0, ask: 1, human: 2 };

/** A line counts as the hardest that it ever was: asked once, it was not booked unasked, whatever the answer made of it. */
export const keepsEarlier = (earlier: DecidedLine['decision'], now: DecidedLine['decision']): boolean =>
  hardness[earlier] > hardness[now] || (earlier === now && earlier !== 'auto');

/** Share of the lines booked unasked that a clerk is shown afterwards. */
export const auditShare = 0.04;

/** Whether a line is drawn for the audit: by its id alone, so that nobody can choose, and a repetition draws the same. */
export const isDrawn = (id: string, share: number = auditShare): boolean => fnv1a(id) / 2 ** 32 < share;

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  // the last letters of similar ids reach the high bits only after mixing
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
