import { grouped } from './grouped.ts';
import type { QuoteLine, QuoteRequest } from '../contract.ts';
import { fromText, lessThan, type Ratio } from '../../../kernel/ratio.ts';
import type { KnownApproval } from './world.ts';

/** The approvals that may serve an order, and how much of each is left while its lines are priced one after the other. */
export interface ApprovalDesk {
  /** Approvals that serve this line with its whole quantity, lowest price first. */
  usable(line: QuoteLine): readonly KnownApproval[];
  /** The line takes its quantity. */
  take(approval: KnownApproval, line: QuoteLine): void;
}

const holds = (approval: KnownApproval, request: QuoteRequest): boolean => {
  const { customer, on, orderId } = request;
  if (approval.customer !== customer.code || approval.company !== customer.company || approval.currency !== customer.currency) return false;
  if (approval.validUntil !== null && approval.validUntil < on) return false;
  return approval.orderId === null ? approval.validUntil !== null : approval.orderId === orderId;
};

/** Once means once: an approval of one order that has let lines pass serves those lines only. */
const unspentFor = (approval: KnownApproval, lineId: string): boolean =>
  approval.orderId === null || approval.uses.length === 0 || approval.uses.some((use) => use.orderId === approval.orderId && use.lineId === lineId);

/** Opens the approvals for one order. Quantities of lines under one approval add up. */
export function openApprovals(approvals: readonly KnownApproval[], request: QuoteRequest): ApprovalDesk {
  const bySku = grouped(
    approvals.filter((approval) => holds(approval, request)),
    (approval) => approval.sku,
  );
  const left = new Map<string, number>();
  const leftOf = (approval: KnownApproval): number => left.get(approval.id) ?? approval.atMostMilli ?? Number.MAX_SAFE_INTEGER;
  const fitsQuantity = (approval: KnownApproval, line: QuoteLine): boolean =>
    line.quantityMilli >= (approval.atLeastMilli ?? 0) && line.quantityMilli <= leftOf(approval);
  return {
    usable: (line) =>
      (bySku.get(line.sku) ?? [])
        .filter((approval) => approval.uom === line.uom && fitsQuantity(approval, line) && unspentFor(approval, line.lineId))
        .sort((a, b) => a.unitMinor - b.unitMinor || (a.id < b.id ? -1 : 1)),
    take: (approval, line) => void left.set(approval.id, leftOf(approval) - line.quantityMilli),
  };
}

/** Whether what a unit brings is not lower than what was let pass. */
export function covers(approval: KnownApproval, netNet: Ratio): boolean {
  const least = fromText(approval.netNet);
  return least !== null && !lessThan(netNet, least);
}
