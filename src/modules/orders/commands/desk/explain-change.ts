import { ok, refuse, type Refusal, type Result } from '../../../../kernel/result.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import type { ExplainChange, OrderRefusal } from '../../contract.ts';
import { corrections } from '../../domain/corrections.ts';
import { mayWorkOrders } from '../../policy.ts';
import { lockDesk } from '../../store/desk-store.ts';
import { listVersionMarks } from '../../store/life-store.ts';
import { tellDesk } from './tell-desk.ts';

/**
 * Says why the lines were changed last; said again, the newest counts. It changes nothing of what is ordered.
 * Refused: `forbidden`, `not_found`, `stale_version`, `nothing_to_explain` (the newest version is none that a clerk made of lines).
 */
export async function explainChange(ctx: Ctx, orderId: string, { version, reason }: ExplainChange): Promise<Result<null, Refusal<OrderRefusal>>> {
  if (!mayWorkOrders(ctx.actor)) return refuse('forbidden');
  const desk = await lockDesk(ctx, orderId);
  if (desk === null) return refuse('not_found', { orderId });
  if (desk.version !== version) return refuse('stale_version', { yours: version, current: desk.version });
  const newest = (await listVersionMarks(ctx, orderId))[0];
  if (newest === undefined || newest.version !== version || !corrections.has(newest.why)) return refuse('nothing_to_explain');
  await tellDesk(ctx, { id: orderId, number: desk.number }, 'change_explained', { version, reason });
  return ok(null);
}
