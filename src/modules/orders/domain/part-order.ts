import type { CheckResult, DraftLine } from '../contract.ts';
import type { Order, PricedLine } from './order.ts';

/** The lines that can go now, and those that stay. Together they are the order's lines, each exactly once and unchanged. */
export interface Parted {
  readonly good: readonly PricedLine[];
  readonly rest: readonly PricedLine[];
}

/**
 * Parts an order by its open findings (and by lines that somebody else holds back). Null when it cannot be parted: something is wrong with
 * the order as a whole, with every line, or with none.
 */
export function partOrder(order: Order, open: readonly CheckResult[], heldLineIds: readonly string[] = []): Parted | null {
  if (open.some((result) => result.lineNo === null)) return null;
  const bad = new Set(open.map((result) => result.lineNo));
  const stays = (line: PricedLine, index: number): boolean => bad.has(index + 1) || heldLineIds.includes(line.lineId);
  const rest = order.lines.filter(stays);
  const good = order.lines.filter((line, index) => !stays(line, index));
  return rest.length === 0 || good.length === 0 ? null : { good, rest };
}

/** A new reading of the whole conversation, without the lines that another order of the same family holds already. */
export const withoutGone = <L extends DraftLine>(lines: readonly L[], goneLineIds: ReadonlySet<string>): readonly L[] =>
  lines.filter((line) => !goneLineIds.has(line.lineId));
