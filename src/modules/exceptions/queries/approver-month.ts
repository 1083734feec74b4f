import { addDays, businessDateIn, type BusinessDate } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { getCompany } from '../../masters/index.ts';
import type { ApproverMonth } from '../contract.ts';
import { actorOf, type Case, type Viewer } from '../domain/case.ts';
import { askedLines } from '../domain/price-report/asked-lines.ts';
import { listAgreed } from '../store/request-store.ts';

/**
 * What a person has let pass in the present month of the case's company; null for other kinds of cases and for people who are asked on
 * none of its tiers. Requests in the currency of the case count, whatever company they are of; what two have agreed to counts for both.
 */
export async function getApproverMonth(ctx: Ctx, file: Case, viewer: Viewer): Promise<ApproverMonth | null> {
  const isApprover = file.steps.some((step) => step.roles.some((role) => viewer.roles.includes(role)));
  if (file.kind !== 'price_request' || file.currency === null || !isApprover) return null;
  const zone = (await getCompany(ctx, file.company))?.zone ?? 'UTC';
  const month = businessDateIn(zone, ctx.now()).slice(0, 7);
  // a day more than the month in any zone, then only what falls into it
  const since = `${addDays(`${month}-01` as BusinessDate, -1)}T00:00:00.000Z`;
  const found = await listAgreed(ctx, { by: actorOf(viewer.id), since, currency: file.currency });
  const agreed = found.filter(({ decidedAt }) => decidedAt !== null && businessDateIn(zone, decidedAt).startsWith(month));
  const lines = agreed.flatMap(askedLines);
  return {
    month,
    requests: agreed.length,
    givenMinor: lines.reduce((sum, line) => sum + Math.max(0, line.listMinor - line.settledMinor), 0),
    underFloorMinor: lines.reduce((sum, line) => sum + line.underFloorMinor, 0),
  };
}
