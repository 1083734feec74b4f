import { standingOf, type Amendable } from './after-state.ts';
import { numbered, numbersOf } from '../erp-numbers.ts';
import type { FreeGood } from '../free-goods.ts';
import type { Order, PricedLine } from '../order.ts';

/**
 * Gives lines that are new to the ERP's document an item number above every one ever used in it. A line whose item, unit or price changed is new
 * there too: an agreed price is not changed under a line, so that the document shows what was agreed when. What goes along free stays the item that it
 * was as long as its line does and the scheme still gives it.
 */
export function withErpLines(order: Order, after: Amendable, lastUsed: number): { readonly after: Amendable; readonly last: number } {
  const before = new Map(standingOf(order).lines.map((line) => [line.lineId, line]));
  const used = Math.max(lastUsed, 0, ...[...before.values()].flatMap(numbersOf));
  const { lines, last } = numbered(
    after.lines.map((line) => withKnownNumbers(line, before.get(line.lineId))),
    used,
  );
  return { after: { ...after, lines }, last };
}

/** The line with the numbers that the document has for it already; all others are to be given. */
function withKnownNumbers({ erpLine: _line, free, ...line }: PricedLine, was: PricedLine | undefined): PricedLine {
  const stays = was?.erpLine !== undefined && sameItem(was, line);
  const gifts = stays ? (was.free ?? []) : [];
  return {
    ...line,
    ...(stays ? { erpLine: was.erpLine } : {}),
    ...(free === undefined ? {} : { free: free.map(({ erpLine: _gift, ...good }) => ({ ...good, ...numberOf(good, gifts) })) }),
  };
}

function numberOf(good: FreeGood, gifts: readonly FreeGood[]): Pick<FreeGood, 'erpLine'> {
  const same = gifts.find((gift) => gift.sku === good.sku && gift.uom === good.uom && gift.scheme === good.scheme);
  return same?.erpLine === undefined ? {} : { erpLine: same.erpLine };
}

const sameItem = (was: PricedLine, is: PricedLine): boolean => was.sku === is.sku && was.uom === is.uom && was.priceMinor === is.priceMinor;
