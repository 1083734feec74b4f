import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { contentOf } from '../domain/checks/supply.ts';
import { draftStates } from '../domain/order-machine.ts';
import { isMachine } from '../policy.ts';
import { appendLife, loadErpRefusals, noteOnCheck } from '../store/life-store.ts';
import { lockOrder } from '../store/order-store.ts';

/** What trying an order in the ERP came to. */
export interface DryRunNews {
  readonly orderId: string;
  readonly outcome:
    | { readonly kind: 'passed' }
    /** In the ERP's own words. */
    | { readonly kind: 'refused'; readonly code: string; readonly text: string }
    /** No answer, or not in time: it is no objection. */
    | { readonly kind: 'not_known'; readonly why: string };
}

/**
 * Keeps what trying an order in the ERP came to: on the check of V31, and of a draft on its life line too, so that the next run of the checks stops where
 * the ERP would. Answers the order's version, null when there is no such order or somebody else than the machine says so.
 */
export async function recordDryRun(ctx: Ctx, { orderId, outcome }: DryRunNews): Promise<{ readonly version: number } | null> {
  const order = isMachine(ctx.actor) ? await lockOrder(ctx, orderId) : null;
  if (order === null) return null;
  if (outcome.kind === 'not_known') await noteOnCheck(ctx, orderId, 'V31', { known: false, why: outcome.why });
  if (outcome.kind === 'passed') await noteOnCheck(ctx, orderId, 'V31', { known: true, triedAt: ctx.now() });
  // an order that is being posted is refused as a whole, by whoever posts it
  if (draftStates.has(order.state) && outcome.kind !== 'not_known') await keepForDraft(ctx, orderId, contentOf(order), outcome);
  return { version: order.version };
}

async function keepForDraft(ctx: Ctx, orderId: string, content: string, outcome: Exclude<DryRunNews['outcome'], { kind: 'not_known' }>): Promise<void> {
  const before = (await loadErpRefusals(ctx, orderId)).find((refusal) => refusal.content === content);
  if (outcome.kind === 'refused') {
    if (before?.code === outcome.code && before.text === outcome.text) return;
    const facts = { code: outcome.code, text: outcome.text, content };
    await appendLife(ctx, orderId, [{ kind: 'milestone', why: 'erp_dry_run_refused', facts }]);
  } else if (before !== undefined) {
    await appendLife(ctx, orderId, [{ kind: 'milestone', why: 'erp_dry_run_passed', facts: { content } }]);
  }
}
