import { ok, refuse, type Refusal, type Result } from '../../../../kernel/result.ts';
import { convertMilli } from '../../../../kernel/quantity.ts';
import type { Item } from '../../../masters/contract.ts';
import type { CheckResult } from '../../contract.ts';
import { goodsOf, type Goods } from '../free-goods.ts';
import type { Order, Waiting } from '../order.ts';
import { netOfLines, standingOf, type Amendable } from './after-state.ts';
import { differencesOf, type LineDifference } from './differences.ts';
import { momentOf } from './moment.ts';

/** What the decision looks at beside the order and what becomes of it. */
export interface AmendmentFacts {
  /** Whose wish it is; what we want ourselves the customer must accept first. */
  readonly wantedBy: 'customer' | 'desk' | 'us';
  /** Findings about what grows and about a new date that nobody has accepted: see `recheckedPart`. */
  readonly open: readonly CheckResult[];
  /** The customer's words were understood beyond doubt; a clerk's are always. */
  readonly sure: boolean;
  /** Production of these goods has begun or is posted. No production orders are linked to orders before planning exists: always false until then. */
  readonly productionStarted: boolean;
  readonly items: ReadonlyMap<string, Item>;
  /** By SKU, in base units × 1000: what is ordered of it for the day, this order included. */
  readonly dayVolume: ReadonlyMap<string, number>;
}

/** Who is next. `planTouched`: items whose day changes by more than a tenth, which a planner must know. */
export type AmendmentVerdict =
  | { readonly kind: 'send'; readonly release: boolean; readonly planTouched: readonly PlanTouch[] }
  | { readonly kind: 'waits'; readonly for: 'customer' | 'desk' | 'planner'; readonly waiting: Waiting };

/** An item whose day changes noticeably. */
export interface PlanTouch {
  readonly sku: string;
  readonly deltaBaseMilli: number;
  readonly dayBaseMilli: number;
}

/** What an amendment comes to. */
export interface AmendmentProposal {
  readonly before: Amendable;
  readonly after: Amendable;
  readonly differences: readonly LineDifference[];
  readonly netBeforeMinor: number | null;
  readonly netAfterMinor: number | null;
  readonly cancelsAll: boolean;
  readonly verdict: AmendmentVerdict;
}

/** Why nothing of this kind can be changed any more, and what is to be done instead. */
export type MomentRefusal = Refusal<'wrong_state' | 'driver_takes_back' | 'new_order_instead'>;

/**
 * Decides what becomes of an amendment by the moment at which it comes: not allocated → it goes by itself when all is clear; allocated →
 * the same, but what was set aside is released and promised anew, and the planner is told when more than a tenth of an item's day moves;
 * picked or loaded → less is taken back by the driver, more is a new order, so both are refused here; production begun → the planner decides.
 */
export function proposeAmendment(order: Order, after: Amendable, facts: AmendmentFacts): Result<AmendmentProposal, MomentRefusal> {
  const before = standingOf(order);
  const differences = differencesOf(before, after);
  const refusal = tooLate(order, differences, before.requestedDate !== after.requestedDate);
  if (refusal !== null) return { ok: false, refusal };
  return ok({
    before,
    after,
    differences,
    netBeforeMinor: order.netMinor,
    netAfterMinor: netOfLines(after.lines),
    cancelsAll: after.lines.length === 0,
    verdict: verdictOf(order, after, differences, facts),
  });
}

function tooLate(order: Order, differences: readonly LineDifference[], dateMoves: boolean): MomentRefusal | null {
  const moment = momentOf(order.state);
  if (moment === null || moment === 'over') return refuse('wrong_state', { state: order.state }).refusal;
  if (moment !== 'on_its_way') return null;
  if (dateMoves || differences.some((each) => each.shrinks)) return refuse('driver_takes_back', { state: order.state }).refusal;
  return refuse('new_order_instead', { state: order.state }).refusal;
}

function verdictOf(order: Order, after: Amendable, differences: readonly LineDifference[], facts: AmendmentFacts): AmendmentVerdict {
  if (facts.productionStarted) return waits('planner', 'production_started', {});
  const noPrice = after.lines.filter((line) => line.priceMinor === null).map((line) => line.sku);
  if (noPrice.length > 0) return waits('desk', 'price_missing', { skus: noPrice });
  if (!facts.sure) return waits('desk', 'unsure_words', {});
  const [worst] = facts.open;
  if (worst !== undefined) return waits('desk', worst.outcome === 'hold' ? 'credit_hold' : 'needs_desk', { checks: facts.open });
  if (facts.wantedBy === 'us') return waits('customer', 'needs_customer', {});
  const allocated = momentOf(order.state) === 'allocated';
  return { kind: 'send', release: allocated, planTouched: allocated ? touchesOf(differences, facts) : [] };
}

const waits = (who: 'customer' | 'desk' | 'planner', code: string, facts: Record<string, unknown>): AmendmentVerdict => ({
  kind: 'waits',
  for: who,
  waiting: { code, facts },
});

/** Items of which more than a tenth of the day's volume comes or goes. */
function touchesOf(differences: readonly LineDifference[], facts: AmendmentFacts): readonly PlanTouch[] {
  const deltas = new Map<string, number>();
  for (const { before, after } of differences) {
    for (const [line, sign] of [
      [before, -1],
      [after, 1],
    ] as const) {
      for (const goods of line === null ? [] : goodsOf(line)) {
        const milli = baseMilliOf(goods, facts.items);
        if (goods.sku !== null && milli !== null) deltas.set(goods.sku, (deltas.get(goods.sku) ?? 0) + sign * milli);
      }
    }
  }
  return [...deltas].flatMap(([sku, deltaBaseMilli]) => {
    const dayBaseMilli = facts.dayVolume.get(sku) ?? 0;
    return Math.abs(deltaBaseMilli) * 10 > dayBaseMilli ? [{ sku, deltaBaseMilli, dayBaseMilli }] : [];
  });
}

/** A quantity in base units × 1000; null when its item does not know the unit. */
export function baseMilliOf(line: Goods, items: ReadonlyMap<string, Item>): number | null {
  const item = line.sku === null ? undefined : items.get(line.sku);
  const unit = item?.uoms.find((each) => each.uom === line.uom);
  const base = item?.uoms.find((each) => each.uom === item.baseUom);
  return unit === undefined || base === undefined || line.quantityMilli === null ? null : convertMilli(line.quantityMilli, unit, base);
}
