import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { nameActors } from '../../identity/index.ts';
import { listItemNames } from '../../masters/index.ts';
import type { Amendment } from '../contract.ts';
import type { AmendmentRecord } from '../domain/amendment/amendment.ts';
import { presentAmendment, skusOf } from '../present.ts';
import { loadAmendments } from '../store/amendment-store.ts';

/** Every amendment of an order, oldest first, with names. */
export const listAmendments = async (ctx: Ctx, orderId: string): Promise<readonly Amendment[]> => listPresented(ctx, await loadAmendments(ctx, orderId));

/** Amendments with the names of their items and people. */
export async function listPresented(ctx: Ctx, amendments: readonly AmendmentRecord[]): Promise<readonly Amendment[]> {
  const lines = amendments.flatMap((each) => [...each.before.lines, ...each.after.lines]);
  const names = { items: await listItemNames(ctx, skusOf(lines)), customers: new Map<string, string>(), people: new Map<string, string>() };
  const actors = await nameActors(
    ctx,
    amendments.map((each) => each.requestedBy),
  );
  return amendments.map((each) => presentAmendment(each, names, actors.get(each.requestedBy) ?? each.requestedBy));
}
