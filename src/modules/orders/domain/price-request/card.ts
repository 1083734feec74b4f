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

type LineFacts = Pick<CardFacts, 'order' | 'ours' | 'asked' | 'itemNames'>;

/** Verdicts that somebody with authority must settle. */
const askers: ReadonlySet<string> = new Set(['asks_less', 'over_authority', 'below_floor', 'below_cost']);

/** Steps of a quote by which a quantity moves the price. */
const moving: ReadonlySet<string> = new Set(['tier', 'scheme', 'free_goods']);

/** The lines of an order whose price somebody must settle, each as the approver sees it. Lines that need nobody are not on the card. */
export function cardLines(facts: LineFacts): readonly PriceCardLine[] {
  return facts.order.lines.flatMap((line, index) => {
    const ours = facts.ours.get(line.lineId);
    if (ours === undefined || (ours.verdict !== 'approved' && !askers.has(ours.verdict))) return [];
    return [cardLine(facts, index, ours)];
  });
}

/** The named lines of an order as an approver would see them, whether or not somebody must settle them. Lines without a price are left out. */
export const cardLinesOf = (facts: LineFacts, lineIds: ReadonlySet<string>): readonly PriceCardLine[] =>
  facts.order.lines.flatMap((line, index) => {
    const ours = lineIds.has(line.lineId) ? facts.ours.get(line.lineId) : undefined;
    return ours === undefined ? [] : [cardLine(facts, index, ours)];
  });

function cardLine(facts: LineFacts, index: number, ours: LineQuote): PriceCardLine {
  const asked = facts.asked.get(ours.lineId) ?? ours;
  return {
    lineId: ours.lineId,
    lineNo: index + 1,
    sku: ours.sku,
    itemName: facts.itemNames.get(ours.sku) ?? ours.sku,
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
    grounds: ours.steps.filter(({ rule }) => moving.has(rule)).map(({ rule, source }) => ({ rule, source })),
    settled: ours.verdict === 'approved',
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
