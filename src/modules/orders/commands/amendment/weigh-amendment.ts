import { ok, type Refusal, type Result } from '../../../../kernel/result.ts';
import { convertMilli } from '../../../../kernel/quantity.ts';
import { businessDateIn } from '../../../../kernel/time.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { getCustomer, listItems } from '../../../masters/index.ts';
import type { Customer, Item } from '../../../masters/contract.ts';
import type { Change, CheckResult, OrderRefusal } from '../../contract.ts';
import { netOfLines, standingOf, type Amendable } from '../../domain/amendment/after-state.ts';
import { applyChanges } from '../../domain/amendment/apply-changes.ts';
import type { WantedBy } from '../../domain/amendment/amendment.ts';
import { proposeAmendment, type AmendmentProposal } from '../../domain/amendment/propose-amendment.ts';
import { countingResults, recheckedPart } from '../../domain/amendment/rechecked-part.ts';
import { runChecks } from '../../domain/checks/index.ts';
import type { OrderFacts } from '../../domain/checks/check.ts';
import { isOpen } from '../../domain/confirm.ts';
import { sameGifts, skusOfGoods } from '../../domain/free-goods.ts';
import type { Order, PricedLine } from '../../domain/order.ts';
import { isMachine, mayReleaseCredit } from '../../policy.ts';
import { loadDayVolume } from '../../store/amendment-store.ts';
import { loadFacts, priceLines } from '../load-facts.ts';

type Quotes = OrderFacts['quotes'];

/** What is to be weighed: the changes, whose wish they are, and what a person accepts. */
export interface Wish {
  readonly amendmentId: string;
  readonly changes: readonly Change[];
  readonly wantedBy: WantedBy;
  /** The words were understood beyond doubt. */
  readonly sure: boolean;
  readonly accept: readonly string[];
  /** The planner has decided for it, although production has begun. */
  readonly plannerAgreed?: boolean;
}

/** What an amendment comes to, with the approvals that let its prices pass: spent when it goes. */
export type Weighed = AmendmentProposal & { readonly uses: readonly { readonly approvalId: string; readonly lineId: string }[] };

/** Whether production of the order's goods has begun. No production order is linked to an order before planning exists: never, until then. */
const productionStarted = false;

/**
 * What the changes come to: applied, what changed priced anew, what grows checked, and decided on. Changes nothing, but locks the customer,
 * so that two orders cannot both fit one credit limit. Refused: what `applyChanges` and `proposeAmendment` refuse.
 */
export async function weighAmendment(ctx: Ctx, order: Order, wish: Wish): Promise<Result<Weighed, Refusal<OrderRefusal>>> {
  const customer = order.customer === null ? null : await getCustomer(ctx, order.customer, { lock: true });
  const standing = standingOf(order);
  const items = await loadChain(ctx, [...skusOfGoods(standing.lines), ...wish.changes.flatMap((change) => ('sku' in change ? [change.sku] : []))]);
  const today = businessDateIn(customer?.zone ?? 'UTC', ctx.now());
  const via = wish.wantedBy === 'customer' ? 'amendment' : 'desk';
  const applied = applyChanges(standing, wish.changes, { amendmentId: wish.amendmentId, items, today, via });
  if (!applied.ok) return applied;
  const { after, quotes } = await repriced(ctx, order, customer, applied.value);
  const proposed = proposeAmendment(order, after, {
    wantedBy: wish.wantedBy,
    open: await openFindings(ctx, order, after, quotes, wish),
    sure: wish.sure,
    productionStarted: productionStarted && wish.plannerAgreed !== true,
    items,
    dayVolume: await dayVolume(ctx, order, items),
  });
  return proposed.ok ? ok({ ...proposed.value, uses: usesOf(quotes) }) : proposed;
}

/** The items with those that replace them, however long the chain. */
async function loadChain(ctx: Ctx, skus: readonly string[]): Promise<ReadonlyMap<string, Item>> {
  const items = new Map<string, Item>();
  for (let missing = [...new Set(skus)]; missing.length > 0;) {
    const found = await listItems(ctx, missing);
    for (const item of found) items.set(item.sku, item);
    missing = [...new Set(found.flatMap((item) => (item.replacedBy !== null && !items.has(item.replacedBy) ? [item.replacedBy] : [])))];
  }
  return items;
}

/** Asks prices for the lines that changed; all others keep what was agreed. What goes along free is earned by the order as it becomes. */
async function repriced(ctx: Ctx, order: Order, customer: Customer | null, after: Amendable): Promise<{ readonly after: Amendable; readonly quotes: Quotes }> {
  const changed = after.lines.filter((line) => line.priceMinor === null);
  const { lines, quotes } = await priceLines(ctx, customer, { orderId: order.id, lines: changed, agreed: {} });
  const priced = new Map(changed.map((line, index) => [line.lineId, { ...line, ...lines[index] }]));
  const gifts = await giftsOf(ctx, order, customer, after);
  const becomes = after.lines.map((line): PricedLine => {
    const { free: _alone, ...stands } = priced.get(line.lineId) ?? line;
    const free = gifts(line.lineId, line.free ?? []);
    return free.length === 0 ? stands : { ...stands, free };
  });
  return { after: { ...after, lines: becomes }, quotes };
}

type Gifts = NonNullable<PricedLine['free']>;

/**
 * What goes along free with each line, by today's schemes over the whole order as it becomes. Where they give a line the same before and after the
 * changes, it keeps what it has: a scheme that ended since takes nothing from what nobody touched.
 */
async function giftsOf(ctx: Ctx, order: Order, customer: Customer | null, after: Amendable): Promise<(lineId: string, has: Gifts) => Gifts> {
  const earned = async (lines: readonly PricedLine[]): Promise<ReadonlyMap<string, Gifts>> => {
    const quoted = await priceLines(ctx, customer, { orderId: order.id, lines, agreed: {} });
    return new Map(quoted.lines.map((line) => [line.lineId, line.free ?? []]));
  };
  const standing = new Set(order.lines.map(goodsText));
  if (after.lines.length === order.lines.length && after.lines.every((line) => standing.has(goodsText(line)))) return (_lineId, has) => has;
  const [before, becomes] = [await earned(order.lines), await earned(after.lines)];
  return (lineId, has) => {
    const free = becomes.get(lineId) ?? [];
    return before.has(lineId) && sameGifts({ free }, { free: before.get(lineId) ?? [] }) ? has : free;
  };
}

const goodsText = (line: PricedLine): string => JSON.stringify([line.lineId, line.sku, line.quantityMilli, line.uom]);

const usesOf = (quotes: Quotes): Weighed['uses'] =>
  [...quotes.values()].flatMap((quote) => ('approvalId' in quote && quote.approvalId !== null ? [{ approvalId: quote.approvalId, lineId: quote.lineId }] : []));

/** What the checks say of the part that grows and of a new date, without what the person accepts. Prices are judged as they will stand. */
async function openFindings(ctx: Ctx, order: Order, after: Amendable, quotes: Quotes, wish: Wish): Promise<readonly CheckResult[]> {
  const dateMoves = order.requestedDate !== after.requestedDate;
  const part = recheckedPart(order, after);
  if (part.lines.length === 0 && !dateMoves) return [];
  const { facts } = await loadFacts(ctx, part, null);
  const by = isMachine(ctx.actor) ? 'machine' : 'person';
  const confirmer = { by, accept: wish.accept, mayReleaseCredit: mayReleaseCredit(ctx.actor), mayAsk: false } as const;
  return countingResults(runChecks(part, { ...facts, quotes }), dateMoves).filter((result) => isOpen(result, confirmer));
}

async function dayVolume(ctx: Ctx, order: Order, items: ReadonlyMap<string, Item>): Promise<ReadonlyMap<string, number>> {
  const volume = new Map<string, number>();
  if (order.state !== 'allocated' || order.requestedDate === null) return volume;
  for (const { sku, uom, milli } of await loadDayVolume(ctx, order.requestedDate, [...items.keys()])) {
    const item = items.get(sku);
    const unit = item?.uoms.find((each) => each.uom === uom);
    const base = item?.uoms.find((each) => each.uom === item.baseUom);
    if (unit !== undefined && base !== undefined) volume.set(sku, (volume.get(sku) ?? 0) + (convertMilli(milli, unit, base) ?? 0));
  }
  return volume;
}

/** The sides of a proposal as they are kept. */
export const sidesOf = (proposal: AmendmentProposal) => ({
  before: { ...proposal.before, netMinor: proposal.netBeforeMinor },
  after: { ...proposal.after, netMinor: netOfLines(proposal.after.lines) },
});
