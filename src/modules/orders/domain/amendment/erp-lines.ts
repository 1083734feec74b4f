import { standingOf, type Amendable } from './after-state.ts';
import type { Order, PricedLine } from '../order.ts';

/**
 * Gives lines that are new to the ERP's document an item number above every one ever used in it. A line whose item, unit or price changed is new
 * there too: an agreed price is not changed under a line, so that the document shows what was agreed when.
 */
export function withErpLines(order: Order, after: Amendable, lastUsed: number): { readonly after: Amendable; readonly last: number } {
  const before = new Map(standingOf(order).lines.map((line) => [line.lineId, line]));
  let last = Math.max(lastUsed, ...[...before.values()].map((line) => line.erpLine ?? 0), 0);
  const lines = after.lines.map((line) => {
    const was = before.get(line.lineId);
    if (was?.erpLine !== undefined && sameItem(was, line)) return { ...line, erpLine: was.erpLine };
    last += 10;
    return { ...line, erpLine: last };
  });
  return { after: { ...after, lines }, last };
}

const sameItem = (was: PricedLine, is: PricedLine): boolean => was.sku === is.sku && was.uom === is.uom && was.priceMinor === is.priceMinor;
