import type { AssignOrder, OrderRow } from '../../../modules/orders/contract.ts';
import type { DeskCommands } from '../../data/desk-commands.ts';
import { Refused } from '../../data/refused.ts';
import type { Told } from './desk-told.tsx';

type Given = AssignOrder & { readonly id: string };

/**
 * Gives orders to somebody or to nobody and says how many went, with the way back for those. Answers with the ids of those that stayed
 * with whom they were, because somebody was faster; null when nothing was done at all.
 */
export async function giveAll(
  commands: DeskCommands,
  tell: (told: Told) => void,
  orders: readonly Pick<OrderRow, 'id' | 'assignedTo'>[],
  to: { readonly id: string; readonly name: string } | null,
): Promise<readonly string[] | null> {
  const wanted = orders.map((order): Given => ({ id: order.id, to: to?.id ?? null, was: order.assignedTo?.id ?? null }));
  const done = await commands.assignAll(wanted);
  if (done === null) return null;
  if (!done.ok) {
    tell({ key: '', error: done.error });
    return null;
  }
  const stayed = done.value.filter((each) => each.outcome !== 'assigned');
  const given = wanted.filter(({ id }) => !stayed.some((each) => each.id === id));
  const [first] = stayed;
  if (given.length === 0 && first !== undefined) {
    tell({ key: '', error: new Refused(first.code ?? 'internal', first.facts, 409) });
    return stayed.map(({ id }) => id);
  }
  const facts = { count: given.length, all: wanted.length, name: to?.name ?? '' };
  const back = (): void => void commands.assignAll(given.map((each) => ({ id: each.id, to: each.was, was: each.to })));
  tell({ key: stayed.length > 0 ? 'assigned_some' : to === null ? 'unassigned_many' : 'assigned_many', facts, back });
  return stayed.map(({ id }) => id);
}
