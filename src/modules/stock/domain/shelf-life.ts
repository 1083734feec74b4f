import type { BusinessDate } from '../../../kernel/time.ts';
import { addDays } from '../../../kernel/time.ts';
import type { Availability } from '../contract.ts';
import { lastsUntil, soonestFirst } from './lots.ts';

/** What a customer asks of shelf life: days that must remain on the day of need. */
export interface ShelfLifeRule {
  readonly neededOn: string;
  readonly minimumRemainingDays: number;
}

/** The free lots that are good for the rule, in the order in which they should be picked: soonest to expire first, so that the longest stay for others. */
export function lotsFor(availability: Pick<Availability, 'lots'>, rule: ShelfLifeRule): Availability['lots'] {
  const until = addDays(rule.neededOn as BusinessDate, rule.minimumRemainingDays);
  return availability.lots.filter((lot) => lastsUntil(lot, until)).toSorted(soonestFirst);
}
