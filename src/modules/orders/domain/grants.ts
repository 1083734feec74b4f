import { z } from 'zod';
import type { CheckResult } from '../contract.ts';
import type { Order } from './order.ts';

/** What of an order a decision looks at: how much of which item, in all, on which day. */
const askedSchema = z.object({ date: z.string().nullable(), netMinor: z.number().nullable(), quantities: z.record(z.string(), z.number()) });

/** A decision that was given for an order: what it lets pass, and what it looked at. Kept on the life line, and held against the order each time. */
export const grantSchema = askedSchema.extend({
  codes: z.array(z.string()),
  /** How far over the credit limit, in minor units; null: that was no question. */
  overMinor: z.number().nullable(),
  overdueDays: z.number().nullable(),
});
export type Grant = z.infer<typeof grantSchema>;

const keyOf = (sku: string, uom: string): string => `${sku}|${uom}`;

/** What is put before those who decide, to be held against the order later. */
export function askedOf(order: Order): z.infer<typeof askedSchema> {
  const quantities: Record<string, number> = {};
  for (const { sku, uom, quantityMilli } of order.lines) {
    if (sku === null || uom === null || quantityMilli === null) continue;
    quantities[keyOf(sku, uom)] = (quantities[keyOf(sku, uom)] ?? 0) + quantityMilli;
  }
  return { date: order.requestedDate, netMinor: order.netMinor, quantities };
}

const figureOf = (order: Order, code: string, name: string): number | null => {
  const checks = order.waiting?.facts['checks'];
  const found = Array.isArray(checks) ? (checks as readonly CheckResult[]).find((check) => check.code === code) : undefined;
  const figure = found?.facts[name];
  return typeof figure === 'number' ? figure : null;
};

/** What a yes to the waiting order lets pass. It is of the order as it was asked, not as it has become since; null when nothing was asked. */
export function grantOf(order: Order, codes: readonly string[]): Grant | null {
  const asked = askedSchema.safeParse(order.waiting?.facts['asked']);
  if (!asked.success) return null;
  return { ...asked.data, codes: [...codes], overMinor: figureOf(order, 'V22', 'overMinor'), overdueDays: figureOf(order, 'V23', 'days') };
}

const atMost = (now: unknown, then: number | null): boolean => typeof now === 'number' && then !== null && now <= then;

/** Why a finding is still what somebody has said yes to: not more, not later, not worse. */
const holds: Readonly<Record<string, (grant: Grant, order: Order, result: CheckResult) => boolean>> = {
  V22: (grant, order, { facts }) => atMost(order.netMinor, grant.netMinor) && atMost(facts['overMinor'], grant.overMinor),
  V23: (grant, order, { facts }) => atMost(order.netMinor, grant.netMinor) && atMost(facts['days'], grant.overdueDays),
  V30: (grant, order, { facts }) => {
    const now = Object.entries(askedOf(order).quantities).filter(([key]) => key.startsWith(`${String(facts['sku'])}|`));
    return order.requestedDate === grant.date && now.every(([key, milli]) => atMost(milli, grant.quantities[key] ?? null));
  },
};

/** A finding that a kept decision covers passes; it says so. What has changed since is asked anew. */
export function asGranted(result: CheckResult, order: Order, grants: readonly Grant[]): CheckResult {
  if (result.outcome !== 'approval' && result.outcome !== 'hold') return result;
  const covers = holds[result.code];
  if (covers === undefined || !grants.some((grant) => grant.codes.includes(result.code) && covers(grant, order, result))) return result;
  return { ...result, outcome: 'pass', facts: { ...result.facts, own: result.outcome, granted: true } };
}
