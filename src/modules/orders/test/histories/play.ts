import { businessDateIn, type Instant } from '../../../../kernel/time.ts';
import type { Case } from '../../../exceptions/domain/case.ts';
import type { Customer } from '../../../masters/contract.ts';
import type { Approval, LineQuote, PriceGap } from '../../../pricing/contract.ts';
import { quote, type KnownApproval, type PriceWorld } from '../../../pricing/domain/index.ts';
import { pricedCustomer } from '../../commands/load-facts.ts';
import { netOf } from '../../commands/propose-order.ts';
import type { CheckResult, DraftLine } from '../../contract.ts';
import type { AmendmentRecord } from '../../domain/amendment/amendment.ts';
import type { OrderFacts } from '../../domain/checks/check.ts';
import { runChecks } from '../../domain/checks/index.ts';
import type { Order, PricedLine } from '../../domain/order.ts';
import type { OrderEventName } from '../../domain/order-machine.ts';
import { askedFor, type Agreed, type PriceRequest } from '../../domain/price-request/offer.ts';
import { openRule } from '../../domain/settings.ts';
import { fine } from '../samples.ts';
import { items } from './world.ts';

/** An order with what is kept beside it. */
export interface Held {
  order: Order;
  request: PriceRequest | null;
  readonly amendments: AmendmentRecord[];
}

/** A case that was decided: who stood behind it and what they looked at. */
export interface Settlement {
  readonly file: Case;
  readonly by: readonly string[];
  readonly at: Instant;
}

/** An order as it left for the ERP, or a change of one: its lines with the quotes on which they stand. */
export interface Sent {
  readonly order: Order;
  readonly on: string;
  readonly world: PriceWorld;
  readonly lines: readonly { readonly line: PricedLine; readonly quote: LineQuote | PriceGap | undefined }[];
  readonly taxMinor: number;
}

/** One state change of an order. */
export interface Move {
  readonly orderId: string;
  readonly from: Order['state'];
  readonly event: OrderEventName;
  readonly to: Order['state'];
}

/** A history so far. */
export interface Play {
  world: PriceWorld;
  readonly customer: Customer;
  now: Instant;
  readonly orders: Held[];
  cases: readonly Case[];
  approvals: readonly (Approval & { readonly lineId: string })[];
  uses: readonly { readonly approvalId: string; readonly orderId: string; readonly lineId: string }[];
  readonly settlements: Settlement[];
  readonly sent: Sent[];
  readonly moves: Move[];
  /** By the first order of a family: the lines that somebody ordered and nobody took out. */
  readonly wanted: Map<string, Set<string>>;
  ids: number;
}

export const newId = (play: Play, noun: string): string => `${noun}-${(play.ids += 1)}`;
const days = new Map<string, string>();
/** The business day at the customer's place; looked up once a moment, because calendars are slow. */
export function today(play: Play): string {
  const known = days.get(play.now) ?? businessDateIn(play.customer.zone, play.now);
  days.set(play.now, known);
  return known;
}
export const familyOf = (order: Order): string => order.splitFrom ?? order.id;
export const wantedOf = (play: Play, order: Order): Set<string> => {
  const known = play.wanted.get(familyOf(order)) ?? new Set<string>();
  play.wanted.set(familyOf(order), known);
  return known;
};

/** The approvals that the store would give for an order. */
const approvalsFor = (play: Play, orderId: string): readonly KnownApproval[] =>
  play.approvals
    .filter((one) => (one.validUntil === null || one.validUntil >= today(play)) && (one.orderId === null || one.orderId === orderId))
    .map((one) => ({ ...one, uses: play.uses.filter((use) => use.approvalId === one.id) }));

type Quotes = ReadonlyMap<string, LineQuote | PriceGap>;

/** Prices lines for an order as the quote's caller does. */
export function priceOf(
  play: Play,
  orderId: string,
  lines: readonly DraftLine[],
  agreed: Agreed,
  at: 'ours' | 'asked' = 'ours',
): { quotes: Quotes; taxMinor: number } {
  const askable = lines.flatMap(({ lineId, sku, uom, quantityMilli, askedMinor }) =>
    sku === null || uom === null || quantityMilli === null || quantityMilli <= 0
      ? []
      : [{ lineId, sku, uom, quantityMilli, askedMinor: askedFor(agreed, lineId, askedMinor ?? null), ownBp: 0 }],
  );
  const request = { customer: pricedCustomer(play.customer), on: today(play), orderId, lines: askable, cashDiscountBp: 0, freightMinor: 0 };
  const answer = quote(request, { ...play.world, approvals: approvalsFor(play, orderId) }, at);
  return { quotes: new Map(answer.lines.map((line) => [line.lineId, line])), taxMinor: answer.taxMinor };
}

export const isPriced = (quoted: LineQuote | PriceGap | undefined): quoted is LineQuote => quoted !== undefined && 'unitMinor' in quoted;

/** Lines with their quotes' prices. */
export const withPrices = (lines: readonly DraftLine[], quotes: Quotes): readonly PricedLine[] =>
  lines.map((line) => {
    const found = quotes.get(line.lineId);
    const priced = isPriced(found) ? found : null;
    return { ...line, priceMinor: priced?.unitMinor ?? null, priceTrace: null, netMinor: priced?.netMinor ?? null };
  });

/** An order as it was priced and checked now. */
export interface Looked {
  readonly order: Order;
  readonly quotes: Quotes;
  readonly facts: OrderFacts;
  readonly results: readonly CheckResult[];
  readonly taxMinor: number;
}

const unseen = new Set(['posting', 'post_unknown', 'confirmed', 'amending']);

/** Prices an order and runs every check over it. */
export function look(play: Play, draft: Order, agreed: Agreed, known?: Quotes): Looked {
  const priced = priceOf(play, draft.id, draft.lines, agreed);
  const quotes = known ?? priced.quotes;
  const order: Order = known === undefined ? { ...draft, lines: withPrices(draft.lines, quotes), netMinor: netOf(withPrices(draft.lines, quotes)) } : draft;
  const others = play.orders.filter((one) => one.order.id !== draft.id && unseen.has(one.order.state));
  const facts: OrderFacts = {
    ...fine,
    now: play.now,
    today: today(play) as OrderFacts['today'],
    customer: { ...play.customer, receivablesMinor: 0 },
    items,
    rule: { ...openRule, partialPolicy: play.customer.partialPolicy },
    quotes,
    unseenMinor: others.reduce((sum, one) => sum + (one.order.netMinor ?? 0), 0),
    pastUse: new Map([...items.keys()].map((sku) => [sku, { orders: 12, maxBaseMilli: 90_000_000, medianBaseMilli: 1_000_000 }])),
  };
  return { order, quotes, facts, results: runChecks(order, facts), taxMinor: priced.taxMinor };
}
