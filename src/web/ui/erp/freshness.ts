import type { ObjectStanding } from '../../../modules/sync/contract.ts';

/** How the reading of one kind of record stands. `old`: it should have been read again by now. */
export type Freshness = 'reading' | 'stopped' | 'never' | 'old' | 'current';

const usualMs = 10 * 60_000;
const historyMs = 26 * 3_600_000;
/** More records than this are read less often, in proportion. */
const lightSnapshot = 20_000;

/** Whether a kind of record is as current as its way of reading allows. `nowMs`: epoch milliseconds. */
export function freshnessOf({ object, records, asOf, reading, trouble }: ObjectStanding, nowMs: number): Freshness {
  if (reading) return 'reading';
  if (trouble !== null) return 'stopped';
  if (asOf === null) return 'never';
  const most = object === 'past_order' ? historyMs : usualMs * Math.max(1, records / lightSnapshot);
  return nowMs - Date.parse(asOf) > most ? 'old' : 'current';
}

/** Whether a person must look and say that so few records are right. */
export const waitsForPerson = ({ trouble }: Pick<ObjectStanding, 'trouble'>): boolean => trouble?.code === 'shrunk' || trouble?.code === 'suddenly_empty';
