import { checkOutcomes, type CheckOutcome, type CheckResult, type OrderRule } from '../contract.ts';
import { indispensable } from './confirm.ts';

/** How strict an outcome is; 0 is a pass. */
export const strictness = (outcome: CheckOutcome): number => checkOutcomes.indexOf(outcome);

/** Checks that nobody may make milder: the ERP cannot do without them, or they guard floor and sums. */
export const neverMilder = (code: string): boolean => indispensable.has(code) || code === 'V20' || code === 'V21' || code === 'V32';

/**
 * A result as a company or customer wants it taken. A pass stays a pass, and what the customer has settled stays settled. For checks that
 * nobody may make milder the stricter of the two counts.
 */
export function asSet(result: CheckResult, setting: CheckOutcome | undefined): CheckResult {
  if (setting === undefined || result.outcome === 'pass' || result.facts['settled'] === true) return result;
  if (neverMilder(result.code) && strictness(setting) <= strictness(result.outcome)) return result;
  return { ...result, outcome: setting, facts: { ...result.facts, own: result.outcome } };
}

/** Nothing is wanted. */
export const openRule: OrderRule = {
  partialPolicy: null,
  minimumMinor: null,
  poRequired: null,
  overdueDays: null,
  shelfLifePercent: null,
  deliveryDays: null,
  cutOff: null,
  leadDays: null,
  frozenDays: null,
  licenceRequired: null,
  taxNumberRequired: null,
};

/** The customer's rule over the company's, field by field. */
export function joinRules(company: OrderRule | null, customer: OrderRule | null): OrderRule {
  const said = Object.entries(customer ?? openRule).filter(([, value]) => value !== null);
  return { ...(company ?? openRule), ...(Object.fromEntries(said) as Partial<OrderRule>) };
}
