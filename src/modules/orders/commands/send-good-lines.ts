import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { decideOrder, openResults, type Confirmer, type Verdict } from '../domain/confirm.ts';
import type { Order, PricedLine } from '../domain/order.ts';
import { partOrder } from '../domain/part-order.ts';
import { appendLife, keepVersion } from '../store/life-store.ts';
import { insertOrder, replaceLines } from '../store/order-store.ts';
import { keepCutOff } from './desk/keep-cut-off.ts';
import { takeOrderNumber } from './propose-order.ts';
import { acceptOrder, examineOrder, heldBack, knowsShortage, parkOrder, settledAs, type ConfirmInput, type Examined, type Settled } from './settle-order.ts';
import { takeStock } from './take-stock.ts';

/**
 * Where the customer takes good lines alone: those go to the ERP as this order, the others become a second order of the same conversation that
 * waits. Both are priced and checked anew, each by itself; credit is taken only for what goes. Null: everything waits together, because that
 * is the policy, something is wrong with the order as a whole, or the good lines alone would not pass.
 */
export async function sendGoodLines(ctx: Ctx, seen: Examined, confirmer: Confirmer, input: ConfirmInput): Promise<Settled | null> {
  const policy = seen.facts.rule.partialPolicy ?? seen.facts.customer?.partialPolicy;
  if (policy !== 'good_lines' || (input.hold !== undefined && input.hold.lineIds === undefined)) return null;
  const parted = partOrder(seen.order, openResults(seen.results, confirmer), input.hold?.lineIds);
  if (parted === null) return null;
  const good = await examineOrder(ctx, { ...seen.order, lines: parted.good }, input.repeatMeant ?? null);
  if (decideOrder(good.order, good.results, confirmer).kind !== 'accepted') return null;
  if (!(await takeStock(ctx, good.order, good.facts.items, knowsShortage(good)))) return null;
  const rest = await openRest(ctx, seen.order, parted.rest);
  await replaceLines(ctx, good.order);
  await appendLife(ctx, seen.order.id, [{ kind: 'milestone', why: 'parted', facts: { number: rest.number, lines: parted.rest.length } }]);
  const sent = await acceptOrder(ctx, good, confirmer, input);
  const payload = { number: sent.number, restId: rest.id, restNumber: rest.number, conversationId: sent.conversationId };
  await ctx.publish({ type: 'order.parted', subject: sent.id, payload });
  return { ...settledAs(sent), rest: settledAs(await settleRest(ctx, rest, confirmer, input)) };
}

/** The order of the lines that stay: a number and a life of its own, from the same conversation. */
async function openRest(ctx: Ctx, order: Order, lines: readonly PricedLine[]): Promise<Order> {
  const rest: Order = {
    ...order,
    id: ctx.newId(),
    number: await takeOrderNumber(ctx),
    version: 1,
    state: 'assembling',
    splitFrom: order.splitFrom ?? order.id,
    waiting: null,
    commandId: null,
    erpReference: null,
    erpNumber: null,
    createdAt: ctx.now(),
    updatedAt: ctx.now(),
    lines,
  };
  await insertOrder(ctx, rest);
  await keepCutOff(ctx, rest);
  await appendLife(ctx, rest.id, [
    { kind: 'state', why: 'parted_off', toState: rest.state, facts: { number: order.number } },
    { kind: 'version', why: 'parted_off', facts: { version: rest.version, lines: lines.length } },
  ]);
  return rest;
}

async function settleRest(ctx: Ctx, rest: Order, confirmer: Confirmer, input: ConfirmInput): Promise<Order> {
  const seen = await examineOrder(ctx, rest, input.repeatMeant ?? null);
  await replaceLines(ctx, seen.order);
  await keepVersion(ctx, seen.order, 'parted_off');
  return parkOrder(ctx, seen, restVerdict(seen, confirmer, input));
}

/** What stopped its lines in the whole order stops them here; should a line pass by itself now, a person looks before it goes. */
function restVerdict(seen: Examined, confirmer: Confirmer, input: ConfirmInput): Extract<Verdict, { kind: 'waits' }> {
  const verdict = decideOrder(seen.order, seen.results, confirmer);
  return verdict.kind === 'waits' ? verdict : heldBack(input.hold ?? { by: 'desk', why: 'parted' }, confirmer.mayAsk);
}
