import type { Approval, Sale } from '../../contract.ts';
import { priceInUnit } from '../back-test/history.ts';
import { lessThan, ratio, type Ratio } from '../../../../kernel/ratio.ts';
import type { ItemFacts } from '../world.ts';

/** An approval with the business day of its decision. */
export interface PastApproval extends Pick<Approval, 'id' | 'customer' | 'sku' | 'uom' | 'currency' | 'unitMinor' | 'atMostMilli' | 'orderId' | 'validUntil'> {
  readonly on: string;
}

/** What people let pass, held against what was invoiced. Sales of one item must be told by day. */
export interface ApprovalsOfDays {
  /** `covered`: this price was let pass. `lowest`: the lowest price let pass for this customer and item by then; null: none. */
  judge(sale: Sale, unit: Ratio): { readonly covered: boolean; readonly lowest: Ratio | null };
}

/**
 * Approvals by customer and item. One that is bound to an order covers the lines of the first ERP order only that makes use of it:
 * one-time means once.
 */
export function approvalsOfDays(approvals: readonly PastApproval[], itemOf: (sku: string) => ItemFacts | undefined): ApprovalsOfDays {
  const byPlace = new Map<string, PastApproval[]>();
  for (const each of approvals) byPlace.set(placeOf(each), [...(byPlace.get(placeOf(each)) ?? []), each]);
  const usedBy = new Map<string, string>();
  const allows = (approval: PastApproval, sale: Sale): boolean => {
    if (approval.on > sale.on) return false;
    const inTime = approval.validUntil === null || sale.on <= approval.validUntil;
    const once = approval.orderId === null || (usedBy.get(approval.id) ?? sale.erpNumber) === sale.erpNumber;
    return inTime && once && !isTooMuch(approval, sale, itemOf(sale.sku));
  };
  return {
    judge: (sale, unit) => {
      const known = (byPlace.get(placeOf(sale)) ?? []).flatMap((approval) => {
        const price = approval.on <= sale.on ? priceInUnit(ratio(approval.unitMinor), approval.uom, sale.uom, itemOf(sale.sku)) : null;
        return price === null ? [] : [{ approval, price }];
      });
      const lowest = known.reduce<Ratio | null>((low, { price }) => (low === null || lessThan(price, low) ? price : low), null);
      const covering = known.find(({ approval, price }) => !lessThan(unit, price) && allows(approval, sale));
      if (covering !== undefined && covering.approval.orderId !== null) usedBy.set(covering.approval.id, sale.erpNumber);
      return { covered: covering !== undefined, lowest };
    },
  };
}

const placeOf = (one: { readonly customer: string; readonly sku: string; readonly currency: string }): string =>
  `${one.customer}\u0000${one.sku}\u0000${one.currency}`;

function isTooMuch({ atMostMilli, uom }: PastApproval, sale: Sale, item: ItemFacts | undefined): boolean {
  if (atMostMilli === null) return false;
  // a quantity converts the other way round than a price
  const sold = priceInUnit(ratio(sale.quantityMilli), uom, sale.uom, item);
  return sold === null || lessThan(ratio(atMostMilli), sold);
}
