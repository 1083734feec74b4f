import type { CheckResult } from '../../contract.ts';
import type { Order } from '../order.ts';
import type { Check, OrderFacts } from './check.ts';
import { customerActive, customerKnown, shipToKnown } from './customer.ts';
import { datePossible } from './dates.ts';
import { duplicate } from './duplicate.ts';
import { itemsActive, itemsKnown, readingSure } from './items.ts';
import { credit, pricePresent, totalsReadd } from './money.ts';
import { quantityPositive, quantityUsual, unitKnown, wholeUnits } from './quantities.ts';

/** Every check, in the order in which the desk reads them. All run, none stops the list. */
export const checks: readonly Check[] = [
  customerKnown,
  customerActive,
  itemsKnown,
  readingSure,
  itemsActive,
  quantityPositive,
  unitKnown,
  wholeUnits,
  quantityUsual,
  duplicate,
  shipToKnown,
  datePossible,
  pricePresent,
  credit,
  totalsReadd,
];

/** Runs all checks over a priced order. */
export const runChecks = (order: Order, facts: OrderFacts): readonly CheckResult[] =>
  checks.flatMap((check) => check.run(order, facts).map((finding) => ({ code: check.code, name: check.name, ...finding })));
