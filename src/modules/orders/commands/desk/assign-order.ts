import { ok, refuse, type Refusal, type Result } from '../../../../kernel/result.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { listPeopleOf } from '../../../identity/index.ts';
import type { AssignOrder, OrderRefusal } from '../../contract.ts';
import { deskRoles, mayWorkOrders } from '../../policy.ts';
import { lockDesk, setAssignee } from '../../store/desk-store.ts';
import { tellDesk } from './tell-desk.ts';

/**
 * Gives an order to somebody of the desk, or to nobody. The same again changes nothing.
 * Refused: `forbidden`, `not_found`, `unknown_person`, `already_assigned` (somebody else has taken it in the meantime).
 */
export async function assignOrder(ctx: Ctx, orderId: string, input: AssignOrder): Promise<Result<null, Refusal<OrderRefusal>>> {
  if (!mayWorkOrders(ctx.actor)) return refuse('forbidden');
  const desk = await lockDesk(ctx, orderId);
  if (desk === null) return refuse('not_found', { orderId });
  const to = input.to === null ? null : `person:${input.to}`;
  if (desk.assignedTo === to) return ok(null);
  const was = input.was === null ? null : `person:${input.was}`;
  const people = new Map((await listPeopleOf(ctx, deskRoles)).map((person) => [person.id, person.name]));
  if (desk.assignedTo !== was) return refuse('already_assigned', { to: nameIn(people, desk.assignedTo) });
  if (input.to !== null && !people.has(input.to)) return refuse('unknown_person', { person: input.to });
  await setAssignee(ctx, orderId, to);
  await tellDesk(ctx, { id: orderId, number: desk.number }, to === null ? 'unassigned' : 'assigned', {
    to: nameIn(people, to),
    was: nameIn(people, desk.assignedTo),
  });
  return ok(null);
}

const nameIn = (people: ReadonlyMap<string, string>, actor: string | null): string | null =>
  actor === null ? null : (people.get(actor.replace(/^person:/, '')) ?? actor);
