import { addDays, type BusinessDate } from '../../../../kernel/time.ts';
import type { PriceCardLine } from '../../../exceptions/contract.ts';
import type { Case } from '../../../exceptions/domain/case.ts';
import { approvalSchema } from '../../../pricing/contract.ts';
import { withinAsked } from '../../commands/price-request/ladder.ts';
import {
  counteredLines,
  counterOf,
  inQuantities,
  pricesOf,
  takenLines,
  type Counters,
  type Offer,
  type PriceRequest,
} from '../../domain/price-request/offer.ts';
import { choose } from './cases.ts';
import { atPrices, confirm } from './confirming.ts';
import type { Step } from './arbitrary.ts';
import { newId, today, type Held, type Play } from './play.ts';
import { move } from './move.ts';
import { people } from './world.ts';

type Decide = Extract<Step, { do: 'decide' }>;
interface Decided {
  readonly file: Case;
  readonly by: readonly string[];
  readonly until: string | null;
}

/** Somebody chooses on a price request, as they see it or as it was before. */
export function decideStep(play: Play, step: Decide): void {
  const asked = play.cases.filter((one) => one.kind === 'price_request');
  const open = asked.filter((one) => one.state === 'raised' || one.state === 'acked');
  const pool = open.length > 0 ? open : asked;
  const file = pool[step.nth % Math.max(1, pool.length)];
  // a customer may try too
  const person = step.person === 6 && step.nth === 7 ? { id: play.customer.code, name: '', roles: [], customers: [] } : people[step.person];
  if (file === undefined || person === undefined) return;
  const lines = (file.card as { readonly lines: readonly PriceCardLine[] }).lines.filter((line) => !line.settled);
  const offers = lines.map((line) => ({
    lineId: line.lineId,
    unitMinor: Math.max(1, Math.round((line.askedUnitMinor * step.counterBp) / 10_000)),
    quantityMilli: Math.ceil((line.quantityMilli * step.counterQuantity) / 10_000) * 1_000,
  }));
  const input = {
    version: file.version - step.behind,
    choice: step.choice,
    until: step.choice === 'approve_until' ? addDays(today(play) as BusinessDate, step.nth % 4) : null,
    terms: step.choice === 'counter' ? { lines: offers } : {},
    reason: step.reason,
    forwardTo: null,
  };
  const decided = choose(play, file, person, input, step.way);
  if (decided === null) return;
  play.settlements.push({ ...decided, at: play.now });
  settle(play, { ...decided, until: input.until });
}

/** What `settlePriceRequest` does. */
function settle(play: Play, decided: Decided): void {
  const held = play.orders.find((one) => one.request?.caseId === decided.file.id);
  if (held?.request === null || held === undefined || held.order.state !== 'price_hold') return;
  const { request } = held;
  const { outcome } = decided.file;
  if (outcome === 'approve' || outcome === 'approve_until') {
    for (const line of request.lines.filter((each) => !each.settled)) grant(play, held, decided, line, decided.until);
    held.request = { ...request, state: 'approved' };
    return confirm(play, held);
  }
  if (outcome === 'counter') return counter(play, held, request, decided);
  offer(play, held, request, Object.fromEntries(request.lines.map((line) => [line.lineId, { unitMinor: null, quantityMilli: null }])));
}

function grant(play: Play, { order }: Held, { file, by }: Decided, line: PriceCardLine, until: string | null, bound = false): void {
  const granted = approvalSchema.safeParse({
    id: newId(play, 'approval'),
    caseId: file.id,
    company: order.company,
    customer: order.customer,
    sku: line.sku,
    uom: line.uom,
    currency: order.currency,
    unitMinor: line.askedUnitMinor,
    netNet: line.askedNetNet,
    atMostMilli: until === null ? line.quantityMilli : null,
    atLeastMilli: bound ? line.quantityMilli : null,
    orderId: until === null ? order.id : null,
    validUntil: until,
    approvedBy: [...by],
    at: play.now,
  });
  if (!granted.success || line.askedNetNet.startsWith('e')) return;
  play.approvals = [...play.approvals, { ...granted.data, lineId: line.lineId }];
}

function counter(play: Play, held: Held, request: PriceRequest, decided: Decided): void {
  const asked = request.lines.filter((line) => !line.settled);
  const counters = counterOf(decided.file.decisions.at(-1)?.terms ?? {}, asked);
  const lines = counters === null ? null : weigh(play, held, request, counters);
  if (counters === null || lines === null) return void move(play, held, 'send_to_desk', { waiting: { code: 'needs_desk', facts: {} } });
  const quantityOf = new Map(asked.map((line) => [line.lineId, line.quantityMilli]));
  for (const line of lines) grant(play, held, decided, line, null, line.quantityMilli !== quantityOf.get(line.lineId));
  const offered = asked.map(({ lineId, quantityMilli }) => {
    const own = counters[lineId];
    return [lineId, { unitMinor: own?.unitMinor ?? null, quantityMilli: own === undefined || own.quantityMilli === quantityMilli ? null : own.quantityMilli }];
  });
  offer(play, held, request, Object.fromEntries(offered) as Offer);
}

function weigh(play: Play, held: Held, request: PriceRequest, counters: Counters): readonly PriceCardLine[] | null {
  const changed = { request, order: { ...held.order, lines: inQuantities(held.order.lines, counters) } };
  const units = Object.fromEntries(Object.entries(counters).map(([lineId, { unitMinor }]) => [lineId, unitMinor]));
  const quotes = { asked: atPrices(play, changed, units), ours: atPrices(play, changed, {}, 'ours') };
  const lines = counteredLines(request.lines, counters, quotes, new Map(held.order.lines.map((line) => [line.lineId, line.quantityMilli])));
  return lines !== null && withinAsked(play.world.rules.policy, lines, request.lines) ? lines : null;
}

function offer(play: Play, held: Held, request: PriceRequest, offered: Offer): void {
  held.request = { ...request, state: 'offered', offered };
  move(play, held, 'ask', { waiting: { code: 'needs_customer', facts: { why: 'price_offer' } } });
}

/** Nobody decided in time. */
export function lapse(play: Play, file: Case): void {
  const held = play.orders.find((one) => one.request?.caseId === file.id);
  if (held?.request === null || held === undefined || held.order.state !== 'price_hold') return;
  held.request = { ...held.request, state: 'expired' };
  move(play, held, 'send_to_desk', { waiting: { code: 'needs_desk', facts: { why: 'price_expired' } } });
}

/** The customer answers to our price; a yes lets the order go on, in the quantity of the offer. */
export function answer(play: Play, held: Held, yes: boolean): void {
  const { request } = held;
  if (request === null || request.state !== 'offered') return;
  const agreed = yes ? { ...request.agreed, ...pricesOf(request.offered) } : request.agreed;
  held.request = { ...request, state: yes ? 'agreed' : 'refused_by_customer', agreed };
  if (!yes) return;
  held.order = { ...held.order, lines: takenLines(held.order.lines, request.offered), version: held.order.version + 1 };
  confirm(play, held);
}
