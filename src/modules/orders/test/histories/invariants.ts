import { nextState } from '../../../../kernel/machine.ts';
import type { Approval, Floor, LineQuote } from '../../../pricing/contract.ts';
import type { PriceWorld } from '../../../pricing/domain/index.ts';
import type { PriceCardLine } from '../../../exceptions/contract.ts';
import { isOpen } from '../../../exceptions/domain/case-machine.ts';
import { draftStates, orderMachine, standingStates } from '../../domain/order-machine.ts';
import type { PricedLine } from '../../domain/order.ts';
import { holdKey } from '../../domain/price-request/offer.ts';
import { familyOf, isPriced, type Play, type Sent, type Settlement } from './play.ts';

/** Decimal text as millionths. */
function millionths(text: string): bigint {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const value = BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
  return text.startsWith('-') ? -value : value;
}

/** Half away from zero, counted anew. */
const halfUp = (n: bigint, d: bigint): bigint => (2n * n + d) / (2n * d);

const claim = (holds: boolean, what: string, facts: unknown): void => {
  if (!holds) throw new Error(`${what}: ${JSON.stringify(facts, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value))}`);
};

const inPieces: Readonly<Record<string, readonly [bigint, bigint]>> = { PC: [1n, 1n], CAR: [30n, 1n], BOX: [7n, 2n] };

/** A price a carton as millionths a unit, cut. */
function ofCarton(minor: number, uom: string): bigint {
  const [n, d] = inPieces[uom] ?? [0n, 1n];
  return (BigInt(minor) * 1_000_000n * n) / (30n * d);
}

/** The limits that can be counted without the engine: the cost, and floors that stand on an amount or on the cost. */
function limitsOf(world: PriceWorld, quote: LineQuote): readonly bigint[] {
  const record = world.costs.find((one) => one.sku === quote.sku);
  const cost = record === undefined ? null : ofCarton(record.minor, quote.uom);
  const fits = ({ items }: Floor): boolean =>
    (items.skus.length === 0 && items.groups.length === 0) || items.skus.includes(quote.sku) || items.groups.length > 0;
  const floors = world.rules.floors.filter(fits).flatMap(({ limit }) => {
    if (limit.kind === 'absolute') return limit.currency === quote.currency ? [ofCarton(limit.minor, quote.uom)] : [];
    return limit.kind === 'margin_over_cost' && cost !== null ? [(cost * 10_000n) / BigInt(10_000 - limit.bp)] : [];
  });
  return [...(cost === null ? [] : [cost]), ...floors, ...(quote.floor === null ? [] : [millionths(quote.floor.minor)])];
}

/** One line that left: at or above its floor and cost, or let pass by an approval that fits it and was spent for it. */
function lineHolds(play: Play, sent: Sent, line: PricedLine, quote: Sent['lines'][number]['quote']): void {
  claim(isPriced(quote), 'a line left without a price', line);
  if (!isPriced(quote)) return;
  claim(line.priceMinor === quote.unitMinor && line.netMinor === quote.netMinor, 'a line left at another price than was judged', { line, quote });
  claim(line.quantityMilli === quote.quantityMilli && line.uom === quote.uom && line.sku === quote.sku, 'other goods left than were judged', { line, quote });
  claim(quote.verdict === 'ok' || quote.verdict === 'approved', 'a line left that somebody was to look at', quote);
  const under = limitsOf(sent.world, quote).some((limit) => millionths(quote.netNet) + 2n < limit);
  const approval = play.approvals.find((one) => one.id === quote.approvalId);
  claim(!under || approval !== undefined, 'a line left under its floor or cost, and nobody has let it pass', quote);
  if (approval === undefined) return;
  coversLine(play, sent, { quote, approval });
  const used = play.uses.filter((use) => use.approvalId === approval.id && use.orderId === sent.order.id && use.lineId === line.lineId);
  claim(used.length === 1, 'an approval that was not spent once', { approval, used });
}

/** An approval fits a line: of these goods, of this customer, for this order or day, for no less than was let pass. */
function coversLine(play: Play, { order, on }: Sent, { quote, approval }: { readonly quote: LineQuote; readonly approval: Play['approvals'][number] }): void {
  claim(approval.sku === quote.sku && approval.uom === quote.uom && approval.currency === quote.currency, 'an approval of other goods', { approval, quote });
  claim(approval.customer === order.customer && approval.company === play.customer.company, 'an approval of another customer', { approval });
  claim(approval.orderId === null || approval.orderId === order.id, 'an approval of another order', { approval });
  claim(approval.validUntil === null || approval.validUntil >= on, 'an approval that is over', { approval, on });
  claim(millionths(quote.netNet) >= millionths(approval.netNet), 'a line brings less than was let pass', { approval, quote });
}

function totalsHold({ order, lines, taxMinor }: Sent): void {
  let net = 0n;
  let tax = 0n;
  for (const { line, quote } of lines) {
    const product = halfUp(BigInt(line.priceMinor ?? 0) * BigInt(line.quantityMilli ?? 0), 1_000n);
    claim(BigInt(line.netMinor ?? -1) === product, 'a net that is not price times quantity', line);
    net += product;
    if (!isPriced(quote)) continue;
    claim(BigInt(quote.taxMinor) === halfUp(product * BigInt(quote.taxBp), 10_000n), 'a tax that is not its share of the net', quote);
    tax += BigInt(quote.taxMinor);
    roundedOnce(quote);
  }
  claim(BigInt(order.netMinor ?? -1) === net, 'nets that do not add up', { netMinor: order.netMinor, net });
  claim(BigInt(taxMinor) === tax, 'taxes that do not add up', { taxMinor, tax });
}

const beforeRounding = new Set(['contract_price', 'customer_price', 'promotion_price', 'list_price', 'unit_conversion', 'scheme', 'group_price']);

/** What is invoiced is the exact price of the last step before, rounded once. */
function roundedOnce(quote: LineQuote): void {
  if (quote.steps.some((step) => step.rule === 'approved_price' || step.rule === 'asked_price')) return;
  const exact = quote.steps.findLast((step) => beforeRounding.has(step.rule));
  if (exact === undefined || exact.uom !== quote.uom) return;
  const off = BigInt(quote.unitMinor) * 1_000_000n - millionths(exact.minor);
  claim(off <= 500_001n && off >= -500_001n, 'a price that is not the exact one rounded once', { quote });
}

/** Lines of an order under one approval share its quantity. */
function quantitiesHold(play: Play, { lines }: Sent): void {
  const taken = new Map<string, number>();
  for (const { quote } of lines)
    if (isPriced(quote) && quote.approvalId !== null) taken.set(quote.approvalId, (taken.get(quote.approvalId) ?? 0) + quote.quantityMilli);
  for (const [id, milli] of taken) {
    const approval = play.approvals.find((one) => one.id === id);
    const atMost = approval?.atMostMilli ?? null;
    claim(milli >= (approval?.atLeastMilli ?? 0), 'less taken than the price was for', { id, milli });
    claim(atMost === null || milli <= atMost, 'more left than was let pass', { id, milli, atMost });
  }
}

/** What stands behind an approval: a decision in time, by enough different people, none of whom asked, about exactly this line. */
function approvalHolds(play: Play, approval: Approval & { readonly lineId: string }): void {
  const settled = play.settlements.find((one) => one.file.id === approval.caseId && one.at === approval.at);
  claim(settled !== undefined, 'an approval that nobody decided', approval);
  if (settled === undefined) return;
  const { file, by } = settled;
  const lines = (file.card as { readonly lines: readonly PriceCardLine[] }).lines.filter((line) => !line.settled);
  const card = lines.find((line) => line.lineId === approval.lineId);
  claim(card?.sku === approval.sku && card.uom === approval.uom, 'an approval of what nobody has seen', { approval, card });
  const forQuantity = approval.atLeastMilli !== null && approval.atLeastMilli === approval.atMostMilli;
  claim(approval.orderId === null || forQuantity || approval.atMostMilli === card?.quantityMilli, 'an approval of another quantity', { approval, card });
  claim((approval.orderId === null) !== (approval.validUntil === null), 'an approval of neither or both of an order and a day', approval);
  claim(approval.unitMinor >= (card?.askedUnitMinor ?? 0), 'an approval under what was asked', { approval, card });
  claim(approval.approvedBy.join() === by.join(), 'an approval by others than decided', { approval, by });
  decisionHolds(settled, lines);
}

function decisionHolds({ file, by, at }: Settlement, lines: readonly PriceCardLine[]): void {
  claim(file.state === 'decided', 'an approval of what was not decided', file.state);
  claim(file.deadlineAt !== null && at < file.deadlineAt, 'an approval after the deadline', { at, deadlineAt: file.deadlineAt });
  claim(new Set(by).size === by.length && by.length >= file.personsNeeded, 'an approval by too few', { by, needed: file.personsNeeded });
  for (const one of by) {
    claim(![...file.requesters, file.requestedBy].includes(one), 'an approval by somebody who asked for it', { by, requesters: file.requesters });
    claim(one !== 'person:neha' && one !== 'person:rohit' && !one.includes(file.customer ?? ''), 'an approval by somebody who may not', by);
    const own = file.decisions.findLast((decision) => decision.by === one);
    claim(own?.caseVersion === file.version && own.choice === file.outcome, 'an approval of something else', { own, version: file.version });
    const below = lines.some((line) => line.verdict === 'below_cost');
    claim(!below || (own?.way === 'desk' && own.reason !== ''), 'below cost was let pass in passing', own);
  }
}

/** No line is lost or doubled, whatever was split, corrected and amended. */
function linesHold(play: Play): void {
  for (const [family, wanted] of play.wanted) {
    const stands = play.orders.filter((one) => familyOf(one.order) === family).flatMap((one) => one.order.lines.map((line) => line.lineId));
    claim(stands.length === wanted.size && stands.every((lineId) => wanted.has(lineId)), 'lines were lost or doubled', { family, stands, wanted: [...wanted] });
  }
}

const rank = [
  'posting',
  'post_unknown',
  'confirmed',
  'amending',
  'allocated',
  'picked',
  'loaded',
  'delivery_failed',
  'part_delivered',
  'delivered',
  'invoiced',
  'closed',
];
/** What may lead back: a change that is settled, goods that are set free or tried again, a claim after the end, a loss found again. */
const leadsBack = new Set(['settle_amendment', 'deallocate', 'reopen', 'cancel', 'erp_refuse', 'lose_answer', 'amend']);

function onwards({ from, event, to }: Pick<Play['moves'][number], 'from' | 'event' | 'to'>): boolean {
  const [was, is] = [rank.indexOf(from), rank.indexOf(to)];
  const again = from === 'delivery_failed' && (event === 'pick' || event === 'load');
  return was < 0 || is < 0 || is >= was || leadsBack.has(event) || again;
}

function movesHold(play: Play): void {
  const at = new Map<string, string>();
  for (const { orderId, from, event, to } of play.moves) {
    claim(nextState(orderMachine, from, event) === to && (at.get(orderId) ?? from) === from, 'a state off the machine', { orderId, from, event, to });
    at.set(orderId, to);
    claim(onwards({ from, event, to }), 'an order moved backwards', { from, event, to });
    if (event === 'accept') claim(draftStates.has(from), 'an order left twice', { from });
  }
  for (const { order } of play.orders) claim((at.get(order.id) ?? order.state) === order.state, 'a state off the record', order.state);
}

/** Whoever waits for a decision about a price has a case that is open. */
function holdsHold(play: Play): void {
  for (const { order, request } of play.orders) {
    if (order.state !== 'price_hold' || order.waiting?.code !== 'price_hold') continue;
    const open = play.cases.find((one) => one.id === request?.caseId && one.key === holdKey(order.id) && isOpen(one.state));
    claim(open !== undefined, 'an order waits for a decision that nobody is asked for', { order: order.id, request });
  }
}

/** One order only: all that a one-time approval let pass is of its order, and no two lines share it unless they left together. */
function usesHold(play: Play): void {
  for (const approval of play.approvals.filter((one) => one.orderId !== null)) {
    const uses = play.uses.filter((use) => use.approvalId === approval.id);
    claim(
      uses.every((use) => use.orderId === approval.orderId),
      'a one-time approval let two orders pass',
      { approval, uses },
    );
  }
  for (const file of play.cases.filter((one) => one.state === 'expired'))
    claim(!play.approvals.some((one) => one.caseId === file.id), 'a lapse of time approved', file.id);
}

/** Everything that must hold at any moment of a history. Throws what does not. */
export function mustHold(play: Play, sentBefore: number): void {
  for (const sent of play.sent.slice(sentBefore)) {
    for (const { line, quote } of sent.lines) lineHolds(play, sent, line, quote);
    totalsHold(sent);
    quantitiesHold(play, sent);
  }
  linesHold(play);
  holdsHold(play);
}

/** Everything that must hold of a whole history. */
export function mustHoldAtTheEnd(play: Play): void {
  for (const approval of play.approvals) approvalHolds(play, approval);
  movesHold(play);
  usesHold(play);
  for (const { order, amendments } of play.orders)
    claim(amendments.length === 0 || standingStates.has(order.state) || order.erpNumber !== null, 'a change of what does not stand', order.state);
}
