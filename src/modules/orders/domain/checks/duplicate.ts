import { msBetween } from '../../../../kernel/time.ts';
import type { Order } from '../order.ts';
import { passed, type Check, type EarlierOrder } from './check.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** V14: the same PO number ever, or at least 80 % the same lines within 24 hours. Asked, never dropped. */
export const duplicate: Check = {
  code: 'V14',
  name: 'duplicate',
  own: ['warn', 'ask', 'block'],
  run: (order, { earlier, now, repeatMeant }) => {
    const samePo = order.poNumber === null ? undefined : earlier.find((other) => other.poNumber === order.poNumber);
    if (samePo !== undefined)
      return [{ outcome: 'block', lineNo: null, facts: { poNumber: order.poNumber, number: samePo.number, erpNumber: samePo.erpNumber } }];
    const twin = earlier.find((other) => msBetween(other.createdAt, now) < dayMs && sharedShare(order, other) >= 0.8);
    if (twin === undefined) return passed;
    const facts = {
      orderId: twin.id,
      number: twin.number,
      erpNumber: twin.erpNumber,
      answer: repeatMeant,
      ...(repeatMeant === 'yes' ? { settled: true } : {}),
    };
    return [{ outcome: repeatMeant === 'yes' ? 'warn' : 'ask', lineNo: null, facts }];
  },
};

/** Share of lines that both have, of the longer one. */
function sharedShare(order: Order, other: EarlierOrder): number {
  const key = (line: { sku: string | null; quantityMilli: number | null; uom: string | null }): string => `${line.sku}|${line.quantityMilli}|${line.uom}`;
  const left = other.lines.map(key);
  let shared = 0;
  for (const line of order.lines) {
    const at = line.sku === null ? -1 : left.indexOf(key(line));
    if (at >= 0) {
      shared += 1;
      left.splice(at, 1);
    }
  }
  const longer = Math.max(order.lines.length, other.lines.length);
  return longer === 0 ? 0 : shared / longer;
}
