import { addDays, parseBusinessDate, parseInstant, type Instant } from '../../../kernel/time.ts';
import type { Choice, DecideCase } from '../contract.ts';

const isAmount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0;
const amounts = ['unitMinor', 'quantityMilli'] as const;

type Terms = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Terms => typeof value === 'object' && value !== null && !Array.isArray(value);

/** At least one of a unit price and a quantity, and each a positive whole number. */
function hasAmounts(terms: Terms): boolean {
  const given = amounts.filter((name) => terms[name] !== undefined);
  return given.length > 0 && given.every((name) => isAmount(terms[name]));
}

/** A counter-offer names a price or quantity: for the whole request, or for each of some `lines`. */
function isCounter(terms: Terms): boolean {
  const { lines } = terms;
  if (lines === undefined) return hasAmounts(terms);
  return Array.isArray(lines) && lines.length > 0 && lines.every((line) => isRecord(line) && typeof line['lineId'] === 'string' && hasAmounts(line));
}

/** The last moment of a day or the instant itself lies ahead. */
function isAhead(until: string, now: Instant): boolean {
  const day = parseBusinessDate(until);
  const end = day === null ? parseInstant(until) : parseInstant(`${addDays(day, 1)}T00:00:00Z`);
  return end !== null && end > now;
}

/** What of the input does not fit its choice: `until`, `terms` or `forwardTo`; null when all fits. Nothing is dropped silently. */
export function misfitOf(input: Pick<DecideCase, 'choice' | 'until' | 'terms' | 'forwardTo'>, now: Instant): 'until' | 'terms' | 'forwardTo' | null {
  const wants = (choice: Choice): boolean => input.choice === choice;
  if (wants('approve_until') ? input.until === null || !isAhead(input.until, now) : input.until !== null) return 'until';
  if (wants('counter') ? !isCounter(input.terms) : Object.keys(input.terms).length > 0) return 'terms';
  if (wants('forward') !== (input.forwardTo !== null)) return 'forwardTo';
  return null;
}
