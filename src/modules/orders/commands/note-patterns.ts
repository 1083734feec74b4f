import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { raiseCase } from '../../exceptions/index.ts';
import type { CheckResult } from '../contract.ts';
import type { Order } from '../domain/order.ts';
import { masterDataCauses, masterDataTask, tuningProposal } from '../domain/patterns.ts';
import { keepCauses, keepWavedThrough, loadCaused, loadWaved, markProposed, markRaised } from '../store/pattern-store.ts';

/**
 * Counts what people let pass and what fails for a reason in the master data. The third time of the same raises one case, for people to decide;
 * no check and no record changes by itself.
 */
export async function notePatterns(
  ctx: Ctx,
  order: Order,
  results: readonly CheckResult[],
  waved: readonly CheckResult[],
  reasons: Readonly<Record<string, string>>,
): Promise<void> {
  const checks = [...new Map(waved.map(({ code, name }) => [code, { code, name, reason: reasons[code] ?? '' }])).values()];
  await keepWavedThrough(ctx, order, checks);
  for (const check of checks) await proposeTuning(ctx, order, check);
  const causes = masterDataCauses(results);
  await keepCauses(ctx, order, causes);
  for (const cause of causes) await openTask(ctx, order, cause);
}

async function proposeTuning(ctx: Ctx, order: Order, check: { readonly code: string; readonly name: string }): Promise<void> {
  if (order.customer === null) return;
  const of = { company: order.company, customer: order.customer, code: check.code };
  const proposal = tuningProposal({ ...of, name: check.name, times: await loadWaved(ctx, of) });
  if (proposal !== null && (await raiseCase(ctx, proposal)).ok) await markProposed(ctx, of);
}

async function openTask(ctx: Ctx, order: Order, cause: { readonly code: string; readonly name: string; readonly cause: string }): Promise<void> {
  const of = { company: order.company, code: cause.code, cause: cause.cause };
  const task = masterDataTask({ ...of, name: cause.name, times: await loadCaused(ctx, of) });
  if (task !== null && (await raiseCase(ctx, task)).ok) await markRaised(ctx, of);
}
