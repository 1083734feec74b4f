import { addDays, type BusinessDate } from '../../../../kernel/time.ts';
import type { Availability } from '../../../stock/contract.ts';
import { needsOf, type Need } from './base.ts';
import { notKnown, ofOrder, passed, type Check, type Finding, type OrderFacts } from './check.ts';
import type { Order } from '../order.ts';

/** Stock of an item that was read at least once. */
const readStock = (facts: OrderFacts, need: Need): Availability | null => {
  const stock = facts.stock.get(need.item.sku);
  return stock === undefined || stock.asOf === null ? null : stock;
};

/** One finding a needed item for which `find` answers; not known when no stock of any was ever read. */
function eachNeed(order: Order, facts: OrderFacts, find: (need: Need, stock: Availability) => Pick<Finding, 'outcome' | 'facts'> | null): readonly Finding[] {
  const seen = needsOf(order, facts.items).flatMap((need) => {
    const stock = readStock(facts, need);
    return stock === null ? [] : [{ need, stock }];
  });
  if (seen.length === 0) return notKnown;
  const found = seen.flatMap(({ need, stock }) => {
    const finding = find(need, stock);
    return finding === null ? [] : [{ ...finding, lineNo: need.lineNo }];
  });
  return found.length === 0 ? passed : found;
}

const shortOf = (need: Need, stock: Availability): number => Math.max(0, need.baseMilli - Math.max(0, stock.freeMilli));

/** V25: free stock covers what the whole order needs of each item. */
export const stockCovers: Check = {
  code: 'V25',
  name: 'stock_covers',
  own: ['stock'],
  run: (order, facts) =>
    eachNeed(order, facts, (need, stock) => {
      const shortMilli = shortOf(need, stock);
      const base = { sku: need.item.sku, uom: need.item.baseUom, neededMilli: need.baseMilli, freeMilli: Math.max(0, stock.freeMilli), asOf: stock.asOf };
      return shortMilli === 0 ? null : { outcome: 'stock', facts: { ...base, shortMilli } };
    }),
};

/** V26: what is free lasts long enough after the delivery, where the customer wants a share of the item's life. */
export const shelfLifeLeft: Check = {
  code: 'V26',
  name: 'shelf_life_left',
  own: ['ask'],
  run: (order, facts) => {
    const percent = facts.rule.shelfLifePercent;
    if (percent === null) return notKnown;
    return eachNeed(order, facts, (need, stock) => {
      const life = facts.terms.items.get(need.item.sku)?.shelfLifeDays ?? null;
      if (life === null || shortOf(need, stock) > 0) return null;
      const until = addDays(order.requestedDate ?? facts.today, Math.ceil((life * percent) / 100));
      const lasting = lastingMilli(stock, until);
      if (lasting >= need.baseMilli) return null;
      return { outcome: 'ask', facts: { sku: need.item.sku, uom: need.item.baseUom, percent, until, lastingMilli: lasting, neededMilli: need.baseMilli } };
    });
  },
};

/** How much lasts until a day at least; a lot whose last day nobody knows is not doubted. */
const lastingMilli = (stock: Availability, until: BusinessDate): number =>
  stock.lots.length === 0
    ? stock.freeMilli
    : stock.lots.reduce((sum, lot) => (lot.expiresOn === null || lot.expiresOn >= until ? sum + lot.baseMilli : sum), 0);

/** V27: what is missing lies there, but quality holds it: a later day would do. */
export const notOnHold: Check = {
  code: 'V27',
  name: 'not_on_hold',
  own: ['stock'],
  run: (order, facts) =>
    eachNeed(order, facts, (need, stock) =>
      shortOf(need, stock) === 0 || stock.heldMilli <= 0
        ? null
        : {
            outcome: 'stock',
            facts: { sku: need.item.sku, uom: need.item.baseUom, heldMilli: stock.heldMilli, shortMilli: shortOf(need, stock) },
          },
    ),
};

/** V30: what stock does not cover must be made, and the day lies within the frozen plan: the planner decides. */
export const planNotFrozen: Check = {
  code: 'V30',
  name: 'plan_not_frozen',
  own: ['approval'],
  run: (order, facts) => {
    const frozenDays = facts.rule.frozenDays;
    if (frozenDays === null || order.requestedDate === null) return notKnown;
    const fence = addDays(facts.today, frozenDays);
    if (order.requestedDate >= fence) return passed;
    return eachNeed(order, facts, (need, stock) => {
      const shortMilli = shortOf(need, stock);
      return shortMilli === 0
        ? null
        : { outcome: 'approval', facts: { sku: need.item.sku, uom: need.item.baseUom, shortMilli, date: order.requestedDate, fence } };
    });
  },
};

/**
 * V31: the ERP has refused exactly this before, or would when it was tried without being written; its own words are shown. Something must change, or
 * somebody says that the ERP has. What a try that passed, or got no answer, came to is noted on the result afterwards.
 */
export const erpWillTake: Check = {
  code: 'V31',
  name: 'erp_will_take',
  own: ['desk'],
  run: (order, { erpRefusals }) => {
    if (erpRefusals.length === 0) return passed;
    const content = contentOf(order);
    const refusal = erpRefusals.find((each) => each.content === content);
    return refusal === undefined ? passed : ofOrder('desk', { code: refusal.code, text: refusal.text });
  },
};

/** What an ERP is sent of an order, as a short text that differs when the content does. */
export const contentOf = (order: Order): string => {
  const lines = order.lines.map((line) => [
    ...[line.sku, line.quantityMilli, line.uom, line.priceMinor],
    ...(line.free ?? []).map((good) => [good.sku, good.quantityMilli, good.uom]),
  ]);
  return digest(JSON.stringify([order.customer, order.shipTo, order.requestedDate, order.poNumber, lines]));
};

/** FNV-1a over 64 bits: no secret, only short. */
function digest(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index += 1) hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  return hash.toString(16);
}
