import { msBetween } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { standingChoices } from '../domain/agreement.ts';
import { actorOf, tierOf, type Case } from '../domain/case.ts';
import { whatIsDue } from '../domain/ladder.ts';
import { keepTimeJob } from '../job-kinds.ts';
import { lockCase } from '../store/case-store.ts';
import { appendStory } from '../store/story-store.ts';
import { markReminded } from '../store/telling-store.ts';
import { changeState } from './change-state.ts';
import { askNextStep, machine, saveAndWind } from './tell-people.ts';

/** How far the clocks may be apart; more than that is left to the job of the right moment, and to the sweep. */
const skewMs = 5_000;

/**
 * Does what time brings to a case: reminds, asks the next tier, lets it lapse (it is never approved by that). Looks only at the case and the
 * clock, so it may run early, late, twice or after a restart: what was done is not done again, what was missed is.
 */
export async function keepTime(ctx: Ctx, caseId: string): Promise<void> {
  let file = await lockCase(ctx, caseId);
  if (file === null || file.nextAt === null) return;
  for (let due = whatIsDue(file, ctx.now()); due !== null; due = whatIsDue(file, ctx.now())) {
    if (due === 'expire') return expireCase(ctx, file);
    file = due === 'escalate' ? await askNextStep(ctx, file) : await remindPeople(ctx, file);
  }
  const before = file.nextAt;
  const { nextAt } = await saveAndWind(ctx, file);
  const earlyMs = nextAt === null ? 0 : msBetween(ctx.now(), nextAt);
  // the clocks of jobs and of cases differ by a little: come again; whoever is earlier than that is not the job of this moment
  if (nextAt === before && earlyMs > 0 && earlyMs <= skewMs) await ctx.enqueue(keepTimeJob, { caseId }, { delayMs: earlyMs + 100 });
}

/** Reminds everybody of the present tier who has not chosen yet. */
async function remindPeople(ctx: Ctx, file: Case): Promise<Case> {
  const tier = tierOf(file);
  const chosen = standingChoices(file);
  const slow = file.tellings.filter((one) => one.tier === tier && !chosen.has(actorOf(one.person))).map((one) => one.person);
  await markReminded(ctx, file, tier, slow);
  await appendStory(ctx, file.id, { actor: machine, what: 'reminded', facts: { tier, people: slow } });
  for (const person of slow) await ctx.publish({ type: 'case.reminded', subject: file.id, payload: { kind: file.kind, person } });
  return { ...file, reminded: true };
}

/** Nobody decided in time. */
async function expireCase(ctx: Ctx, file: Case): Promise<void> {
  const expired = await changeState(ctx, file, 'expire', { actor: machine, what: 'expired', facts: { deadlineAt: file.deadlineAt } });
  if (expired === null) return;
  const subject = { noun: file.subject.noun, id: file.subject.id };
  await ctx.publish({ type: 'case.expired', subject: file.id, payload: { kind: file.kind, subject } });
}
