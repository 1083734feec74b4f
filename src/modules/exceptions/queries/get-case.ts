import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { nameActors } from '../../identity/index.ts';
import { listCustomerNames } from '../../masters/index.ts';
import type { CasePage } from '../contract.ts';
import { presentPage } from '../present.ts';
import { getApproverMonth } from './approver-month.ts';
import { loadCase } from '../store/case-store.ts';
import { loadStory } from '../store/story-store.ts';
import { viewerOf } from '../viewer.ts';

/** The case as this person sees it (null: as nobody who could decide); null when there is none. Who may see it is asked by the caller. */
export async function getCaseFor(ctx: Ctx, id: string, person: string | null): Promise<CasePage | null> {
  const file = await loadCase(ctx, id);
  if (file === null) return null;
  const viewer = person === null ? null : await viewerOf(ctx, person, file.tellings);
  const names = await nameActors(ctx, [file.requestedBy]);
  const customers = await listCustomerNames(ctx, file.customer === null ? [] : [file.customer]);
  const page = presentPage(file, await loadStory(ctx, id), { viewer, names, customers, now: ctx.now() });
  return viewer === null ? page : { ...page, approverMonth: await getApproverMonth(ctx, file, viewer) };
}

/** As `getCaseFor`, for whoever acts. */
export const getCase = (ctx: Ctx, id: string): Promise<CasePage | null> => getCaseFor(ctx, id, ctx.actor.kind === 'person' ? ctx.actor.id : null);
