import { ok, refuse, type Refusal, type Result } from '../../../../kernel/result.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import type { AddNote, OrderRefusal } from '../../contract.ts';
import { mayWorkOrders } from '../../policy.ts';
import { insertNote, lockDesk } from '../../store/desk-store.ts';
import { indexNote } from '../../store/search-store.ts';
import { tellDesk } from './tell-desk.ts';

/** Notes something on an order, for ever; the same note twice is one. Refused: `forbidden`, `not_found`. */
export async function addNote(ctx: Ctx, orderId: string, input: AddNote): Promise<Result<null, Refusal<OrderRefusal>>> {
  if (!mayWorkOrders(ctx.actor)) return refuse('forbidden');
  const desk = await lockDesk(ctx, orderId);
  if (desk === null) return refuse('not_found', { orderId });
  if (!(await insertNote(ctx, orderId, input.id, input.text))) return ok(null);
  await indexNote(ctx, orderId, input.text);
  await tellDesk(ctx, { id: orderId, number: desk.number }, 'noted', { note: input.id });
  return ok(null);
}
