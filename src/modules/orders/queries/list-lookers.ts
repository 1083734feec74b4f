import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { nameActors } from '../../identity/index.ts';
import type { DeskPerson } from '../contract.ts';
import { loadDesk } from '../store/desk-store.ts';

/** Who is looking at an order now. */
export async function listLookers(ctx: Ctx, orderId: string): Promise<DeskPerson[]> {
  const people = (await loadDesk(ctx, [orderId])).get(orderId)?.lookers ?? [];
  const names = await nameActors(ctx, people);
  return people.map((actor) => ({ id: actor.replace(/^person:/, ''), name: names.get(actor) ?? actor }));
}
