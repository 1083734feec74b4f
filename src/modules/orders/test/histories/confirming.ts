import { addMs } from '../../../../kernel/time.ts';
import type { Viewer } from '../../../exceptions/domain/case.ts';
import type { LineQuote } from '../../../pricing/contract.ts';
import { heldBack } from '../../commands/settle-order.ts';
import { decideOrder, openResults, type Confirmer, type Verdict } from '../../domain/confirm.ts';
import { draftStates } from '../../domain/order-machine.ts';
import type { Order } from '../../domain/order.ts';
import { partOrder } from '../../domain/part-order.ts';
import { priceCardOf } from '../../domain/price-request/card.ts';
import { ladderOf } from '../../commands/price-request/ladder.ts';
import { holdKey, type PriceRequest } from '../../domain/price-request/offer.ts';
import { raise } from './cases.ts';
import { isPriced, look, newId, priceOf, today, type Held, type Looked, type Play } from './play.ts';
import { move } from './move.ts';

/** Who confirms, and what they let pass. */
export interface Confirming {
  readonly person?: Viewer;
  readonly accept?: readonly string[];
}

const confirmerOf = ({ person, accept = [] }: Confirming): Confirmer => ({
  by: person === undefined ? 'machine' : 'person',
  accept,
  mayReleaseCredit: person?.roles.some((role) => role === 'sales_head' || role === 'owner') ?? false,
  mayAsk: false,
});

/** What `confirmOrder` does to a draft: checks, then accepted, parted or parked. */
export function confirm(play: Play, held: Held, input: Confirming = {}): void {
  if (!draftStates.has(held.order.state)) return;
  const confirmer = confirmerOf(input);
  const seen = look(play, held.order, held.request?.agreed ?? {});
  const verdict = decideOrder(seen.order, seen.results, confirmer);
  if (verdict.kind === 'waits' && sendGoodLines(play, held, seen, confirmer, input)) return;
  if (verdict.kind === 'accepted') accept(play, held, seen);
  else park(play, held, seen, verdict, input);
}

function accept(play: Play, held: Held, seen: Looked): void {
  held.order = seen.order;
  if (!move(play, held, 'accept', { set: { commandId: newId(play, 'command') } })) return;
  const lines = seen.order.lines.map((line) => ({ line, quote: seen.quotes.get(line.lineId) }));
  for (const { line, quote } of lines) spend(play, held.order.id, line.lineId, isPriced(quote) ? quote : undefined);
  play.sent.push({ order: held.order, on: today(play), world: play.world, lines, taxMinor: seen.taxMinor });
}

/** Notes that an approval let a line pass; again changes nothing. */
export function spend(play: Play, orderId: string, lineId: string, quote: LineQuote | undefined): void {
  const approvalId = quote?.approvalId ?? null;
  if (approvalId === null || play.uses.some((use) => use.approvalId === approvalId && use.orderId === orderId && use.lineId === lineId)) return;
  play.uses = [...play.uses, { approvalId, orderId, lineId }];
}

function park(play: Play, held: Held, seen: Looked, verdict: Extract<Verdict, { kind: 'waits' }>, input: Confirming): void {
  held.order = seen.order;
  if (!move(play, held, verdict.event, { waiting: verdict.waiting })) return;
  if (verdict.waiting.code === 'price_hold') raisePrice(play, held, seen, input);
}

function sendGoodLines(play: Play, held: Held, seen: Looked, confirmer: Confirmer, input: Confirming): boolean {
  if (play.customer.partialPolicy !== 'good_lines') return false;
  const parted = partOrder(seen.order, openResults(seen.results, confirmer));
  if (parted === null) return false;
  const good = look(play, { ...seen.order, lines: parted.good }, held.request?.agreed ?? {});
  if (decideOrder(good.order, good.results, confirmer).kind !== 'accepted') return false;
  const head = { state: 'assembling', version: 1, splitFrom: seen.order.splitFrom ?? seen.order.id, waiting: null, commandId: null, erpNumber: null } as const;
  const rest: Held = { order: { ...seen.order, ...head, id: newId(play, 'order'), lines: parted.rest }, request: null, amendments: [] };
  play.orders.push(rest);
  accept(play, held, good);
  const stays = look(play, rest.order, {});
  const verdict = decideOrder(stays.order, stays.results, confirmer);
  park(play, rest, stays, verdict.kind === 'waits' ? verdict : heldBack({ by: 'desk', why: 'parted' }, false), input);
  return true;
}

const nothingBefore = { sales12Minor: 0, margin12Bp: null, trendBp: null, before: [], peers: { customers: 0, medianBp: null, p80Bp: null } };

/** Quotes of an order's lines at the prices asked, `units` in the place of what was asked. */
export function atPrices(
  play: Play,
  { order, request }: Pick<Held, 'order' | 'request'>,
  units: Readonly<Record<string, number>>,
  at: 'ours' | 'asked' = 'asked',
): ReadonlyMap<string, LineQuote> {
  const { quotes } = priceOf(play, order.id, order.lines, { ...request?.agreed, ...units }, at);
  return new Map([...quotes].filter((entry): entry is [string, LineQuote] => isPriced(entry[1])));
}

export const unasked = (order: Order, requestedBy: string): PriceRequest => ({
  orderId: order.id,
  requestedBy,
  state: 'asked',
  reason: 'customer_asked',
  note: '',
  caseId: null,
  lines: [],
  offered: {},
  agreed: {},
});

/** What `raisePriceRequest` does. */
function raisePrice(play: Play, held: Held, seen: Looked, input: Confirming): void {
  const { order } = held;
  const { customer } = play;
  const request = held.request ?? unasked(order, input.person === undefined ? `customer:${customer.code}` : `person:${input.person.id}`);
  const ours = new Map([...seen.quotes].filter((entry): entry is [string, LineQuote] => isPriced(entry[1])));
  const card = priceCardOf({
    order,
    customer,
    ours,
    asked: atPrices(play, { ...held, request }, {}),
    itemNames: new Map(),
    history: nothingBefore,
    ordersAYear: new Map(),
    stock: [],
    overdue: { minor: null, days: null },
    why: { reason: request.reason, text: request.note },
  });
  const ladder = ladderOf(play.world.rules.policy, card.lines);
  const raised = raise(play, {
    kind: 'price_request',
    key: holdKey(order.id),
    company: order.company,
    subject: { noun: 'order', id: order.id, label: order.number },
    customer: customer.code,
    amountMinor: card.givenMinor,
    currency: customer.currency,
    requestedBy: request.requestedBy,
    card,
    audiences: [],
    steps: ladder.steps,
    choices: ['approve', 'approve_until', 'counter', 'decline', 'ask', 'forward'],
    personsNeeded: ladder.personsNeeded,
    deadlineAt: addMs(play.now, ladder.totalMin * 60_000),
  });
  held.request = { ...request, state: 'asked', caseId: raised?.id ?? null, lines: card.lines };
}
