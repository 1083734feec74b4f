import { addDays, businessDateIn, instantFromMs } from '../../../kernel/time.ts';
import type { TallyCompany } from '../settings.ts';

/** The days that vouchers are wanted of, until far enough ahead for post-dated ones. */
export function periodOf(reading: { readonly now: () => number }, company: TallyCompany, days: number | null) {
  if (days === null) return null;
  const today = businessDateIn(company.zone, instantFromMs(reading.now()));
  return { from: addDays(today, -days), to: addDays(today, 366) };
}
