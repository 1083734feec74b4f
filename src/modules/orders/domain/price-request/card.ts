import { extendPrice } from '../../../../kernel/quantity.ts';
import { fromText, marginBp, ratio } from '../../../../kernel/ratio.ts';
import type { PriceCard, PriceCardLine } from '../../../exceptions/contract.ts';
import type { Customer } from '../../../masters/contract.ts';
import type { LineQuote, PriceHistory } from '../../../pricing/contract.ts';
import type { Order } from '../order.ts';

/** Everything from which an approver's card is made. Quotes by line id: at our price, and at the price asked. */
export interface CardFacts {
  readonly order: Order;
  readonly customer: Customer;
  readonly ours: ReadonlyMap<string, LineQuote>;
  readonly asked: ReadonlyMap<string, LineQuote>;
  readonly itemNames: ReadonlyMap<string, string>;
  readonly history: PriceHistory;
  /** How many orders of the last year held the item. */
  readonly ordersAYear: ReadonlyMap<string, number>;
  readonly stock: PriceCard['stock'];
  readonly overdue: { readonly minor: number | null; readonly days: number | null };
  readonly why: PriceCard['why'];
}

/** Verdicts that somebody with authority must settle. */
const askers: ReadonlySet<string> = new Set(['asks_less', 'over_authority', 'below_floor', 'below_cost']);

/** The lines of an order whose price somebody must settle, each as the approver sees it. Lines that need nobody are not on the card. */
export function cardLines(facts: Pick<CardFacts, 'order' | 'ours' | 'asked' | 'itemNames'>): readonly PriceCardLine[] {
  return facts.order.lines.flatMap((line, index) => {
    const ours = facts.ours.get(line.lineId);
    const asked = facts.asked.get(line.lineId) ?? ours;
    if (ours === undefined || asked === undefined || line.sku === null) return [];
    const settled = ours.verdict === 'approved';
    if (!settled && !askers.has(ours.verdict)) return [];
    return [cardLine(index + 1, facts.itemNames.get(line.sku) ?? line.sku, ours, asked, settled)];
  });
}

function cardLine(lineNo: number, itemName: string, ours: LineQuote, asked: LineQuote, settled: boolean): PriceCardLine {
  return {
    lineId: ours.lineId,
    lineNo,
    sku: ours.sku,
    itemName,
    uom: ours.uom,
    quantityMilli: ours.quantityMilli,
    listMinor: ours.listMinor,
    ourUnitMinor: ours.unitMinor,
    askedUnitMinor: asked.unitMinor,
    askedNetNet: asked.netNet,
    askedDiscountBp: asked.discountBp,
    floor: asked.floor?.minor ?? null,
    floorRule: asked.floor?.code ?? null,
    cost: asked.cost,
    costAsOf: asked.costAsOf,
    marginAskBp: asked.marginBp,
    marginListBp: marginOf(ours.listMinor, asked.cost),
    givenMinor: Math.max(0, extendPrice(ours.listMinor - asked.unitMinor, ours.quantityMilli)),
    // a small ask that anybody could give is asked for all the same: our price stands until somebody says otherwise
    verdict: askers.has(asked.verdict) ? asked.verdict : ours.verdict,
    settled,
  };
}

function marginOf(unitMinor: number, cost: string | null): number | null {
  const exact = cost === null ? null : fromText(cost);
  return exact === null ? null : marginBp(ratio(unitMinor), exact);
}

/** The whole card. */
export function priceCardOf(facts: CardFacts): PriceCard {
  const { order, customer } = facts;
  const lines = cardLines(facts);
  const yearly = lines.map((line) => line.givenMinor * Math.max(1, facts.ordersAYear.get(line.sku) ?? 0));
  return {
    orderId: order.id,
    orderNumber: order.number,
    currency: customer.currency,
    lines: [...lines],
    rules: lines.map((line) => ({
      code: line.verdict,
      facts: { lineNo: line.lineNo, sku: line.sku, discountBp: line.askedDiscountBp, floor: line.floor, floorRule: line.floorRule, cost: line.cost },
    })),
    givenMinor: sum(lines.map((line) => line.givenMinor)),
    givenYearMinor: lines.length === 0 ? null : sum(yearly),
    customer: {
      code: customer.code,
      name: customer.name,
      sales12Minor: facts.history.sales12Minor,
      margin12Bp: facts.history.margin12Bp,
      trendBp: facts.history.trendBp,
      overdueMinor: facts.overdue.minor,
      overdueDays: facts.overdue.days,
      creditLimitMinor: customer.creditLimitMinor,
      exposureMinor: customer.creditLimitMinor === null ? null : customer.receivablesMinor + customer.openOrdersMinor,
    },
    before: [...facts.history.before],
    peers: facts.history.peers,
    why: facts.why,
    stock: facts.stock,
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
