import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { CheckResult } from '../contract.ts';
import type { Order } from '../domain/order.ts';
import { masterDataCauses } from '../domain/patterns.ts';
import { keepCauses, keepWavedThrough } from '../store/pattern-store.ts';

/** Counts what people let pass and what fails for a reason in the master data; it changes no check by itself. */
export async function notePatterns(
  ctx: Ctx,
  order: Order,
  results: readonly CheckResult[],
  waved: readonly CheckResult[],
  reasons: Readonly<Record<string, string>>,
): Promise<void> {
  const checks = new Map(waved.map(({ code, name }) => [code, { code, name, reason: reasons[code] ?? '' }]));
  await keepWavedThrough(ctx, order, [...checks.values()]);
  await keepCauses(ctx, order, masterDataCauses(results));
}
