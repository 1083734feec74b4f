import type { CheckResult } from '../../contract.ts';
import type { Order } from '../order.ts';
import { asGranted } from '../grants.ts';
import { asSet } from '../settings.ts';
import type { Check, OrderFacts } from './check.ts';
import { customerActive, customerKnown, licenceHeld, poNumberGiven, senderMayOrder, taxIdentity } from './customer.ts';
import { datePossible, routeCapacity, shipToKnown } from './dates.ts';
import { duplicate } from './duplicate.ts';
import { itemsActive, itemsKnown, readingSure } from './items.ts';
import { askedPrice, credit, floorHeld, orderMinimum, overdue, pricePresent, schemesApplied, totalsReadd } from './money.ts';
import { quantityPositive, quantityRules, quantityUsual, unitKnown, usualItems, wholeUnits } from './quantities.ts';
import { erpWillTake, notOnHold, planNotFrozen, shelfLifeLeft, stockCovers } from './supply.ts';

/** Every check, V01 to V32, in the order in which the desk reads them. All run, none stops the list. */
export const checks: readonly Check[] = [
  customerKnown,
  customerActive,
  senderMayOrder,
  itemsKnown,
  readingSure,
  itemsActive,
  quantityPositive,
  unitKnown,
  wholeUnits,
  quantityRules,
  orderMinimum,
  quantityUsual,
  usualItems,
  duplicate,
  poNumberGiven,
  shipToKnown,
  datePossible,
  pricePresent,
  askedPrice,
  floorHeld,
  schemesApplied,
  credit,
  overdue,
  taxIdentity,
  stockCovers,
  shelfLifeLeft,
  notOnHold,
  routeCapacity,
  licenceHeld,
  planNotFrozen,
  erpWillTake,
  totalsReadd,
];

/** Runs all checks over a priced order; each result is taken as company and customer want it, and passes where somebody has said yes to just this. */
export const runChecks = (order: Order, facts: OrderFacts): readonly CheckResult[] =>
  checks.flatMap((check) =>
    check
      .run(order, facts)
      .map((finding) => asGranted(asSet({ code: check.code, name: check.name, ...finding }, facts.settings.get(check.code)), order, facts.granted)),
  );
