import type { UomFactor } from '../../../../kernel/quantity.ts';
import type { Approval, Sale } from '../../contract.ts';
import { compareFractions, priceInUnit, roundFraction, timesFraction, type Fraction } from '../back-test/fraction.ts';

/** An approval with the business day of its decision. */
export interface PastApproval extends Pick<Approval, 'id' | 'customer' | 'sku' | 'uom' | 'currency' | 'unitMinor' | 'atMostMilli' | 'orderId' | 'validUntil'> {
  readonly on: string;
}

/** What people let pass, held against what was invoiced. Sales of one item must be told by day. */
export interface ApprovalsOfDays {
  /** `covered`: this price was let pass. `lowest`: the lowest price let pass for this customer and item by then; null: none. */
  judge(sale: Sale, unit: Fraction): { readonly covered: boolean; readonly lowest: Fraction | null };
}

/**
 * Approvals by customer and item. One that is bound to an order covers the lines of the first ERP order only that makes use of it:
 * one-time means once.
 */
export function approvalsOfDays(approvals: readonly PastApproval[], unitsOf: (sku: string) => readonly UomFactor[]): ApprovalsOfDays {
  const byPlace = new Map<string, PastApproval[]>();
  for (const each of approvals) byPlace.set(placeOf(each), [...(byPlace.get(placeOf(each)) ?? []), each]);
  const usedBy = new Map<string, string>();
  const allows = (approval: PastApproval, sale: Sale): boolean => {
    if (approval.on > sale.on) return false;
    const inTime = approval.validUntil === null || sale.on <= approval.validUntil;
    const once = approval.orderId === null || (usedBy.get(approval.id) ?? sale.erpNumber) === sale.erpNumber;
    return inTime && once && !isTooMuch(approval, sale, unitsOf(sale.sku));
  };
  return {
    judge: (sale, unit) => {
      const known = (byPlace.get(placeOf(sale)) ?? []).flatMap((approval) => {
        const price = approval.on <= sale.on ? priceInUnit({ n: BigInt(approval.unitMinor), d: 1n }, approval.uom, sale.uom, unitsOf(sale.sku)) : null;
        return price === null ? [] : [{ approval, price }];
      });
      const lowest = known.reduce<Fraction | null>((low, { price }) => (low === null || compareFractions(price, low) < 0 ? price : low), null);
      const covering = known.find(({ approval, price }) => compareFractions(unit, price) >= 0 && allows(approval, sale));
      if (covering !== undefined && covering.approval.orderId !== null) usedBy.set(covering.approval.id, sale.erpNumber);
      return { covered: covering !== undefined, lowest };
    },
  };
}

const placeOf = (one: { readonly customer: string; readonly sku: string; readonly currency: string }): string =>
  `${one.customer}\u0000${one.sku}\u0000${one.currency}`;

function isTooMuch({ atMostMilli, uom }: PastApproval, sale: Sale, units: readonly UomFactor[]): boolean {
  if (atMostMilli === null) return false;
  // a quantity converts the other way round than a price
  const sold = priceInUnit({ n: BigInt(sale.quantityMilli), d: 1n }, uom, sale.uom, units);
  return sold === null || roundFraction(timesFraction(sold, 1)) > atMostMilli;
}
