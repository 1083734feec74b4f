import { msBetween } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { personsOnDuty, type DutyPerson } from '../../identity/index.ts';
import type { CaseStep } from '../contract.ts';
import { isRequester, tierOf, type Case } from '../domain/case.ts';
import { nextDueAt } from '../domain/ladder.ts';
import { keepTimeJob } from '../job-kinds.ts';
import { updateCase } from '../store/case-store.ts';
import { appendStory } from '../store/story-store.ts';
import { insertTelling } from '../store/telling-store.ts';

/** The text that stands for this module as an actor. */
export const machine = 'system:exceptions';

/** Asks the people of one step who are on duty and may decide. Nobody: that is an entry of the story by itself. */
async function askStep(ctx: Ctx, file: Case, step: CaseStep): Promise<readonly DutyPerson[]> {
  const onDuty = await personsOnDuty(ctx, { roles: step.roles, company: file.company, at: ctx.now() });
  const able = onDuty.filter((one) => !isRequester(file, one.person) && !(file.customer !== null && one.customers.includes(file.customer)));
  for (const { person, name, role, insteadOf } of able) {
    if (!(await insertTelling(ctx, file, { person, name, role, insteadOf, tier: step.tier }))) continue;
    await appendStory(ctx, file.id, { actor: machine, what: 'told', facts: { person, name, role, insteadOf, tier: step.tier } });
    await ctx.publish({ type: 'case.told', subject: file.id, payload: { kind: file.kind, person, tier: step.tier } });
  }
  if (able.length === 0) await appendStory(ctx, file.id, { actor: machine, what: 'no_one_on_duty', facts: { tier: step.tier, roles: step.roles } });
  return able;
}

/**
 * Asks the next step of a locked case, and at once the ones after it as long as nobody is there. From the second step on this is an escalation:
 * the people of the new tier are asked in addition and named responsible.
 */
export async function askNextStep(ctx: Ctx, file: Case): Promise<Case> {
  const before = tierOf(file);
  let climbed = file;
  for (let asked: readonly DutyPerson[] = []; asked.length === 0;) {
    const step = climbed.steps[climbed.stepsAsked];
    if (step === undefined) break;
    asked = await askStep(ctx, climbed, step);
    climbed = { ...climbed, stepsAsked: climbed.stepsAsked + 1, stepAt: ctx.now(), reminded: false };
    const tier = tierOf(climbed);
    if (climbed.stepsAsked === 1 || tier === before || asked.length === 0) continue;
    const responsible = asked.map(({ person, name }) => ({ person, name }));
    await appendStory(ctx, file.id, { actor: machine, what: 'escalated', facts: { tier, responsible } });
    await ctx.publish({ type: 'case.escalated', subject: file.id, payload: { kind: file.kind, tier } });
  }
  return climbed;
}

/** Asks everybody anew whom the former version had reached, because what they looked at has changed; at least the first step. */
export async function askAgain(ctx: Ctx, file: Case, stepsReached: number): Promise<Case> {
  let again: Case = { ...file, stepsAsked: 0 };
  do again = await askNextStep(ctx, again);
  while (again.stepsAsked < Math.min(stepsReached, again.steps.length));
  return again;
}

/** Writes a locked case back and winds its clock: one job for the next thing that time brings. */
export async function saveAndWind(ctx: Ctx, file: Case): Promise<Case> {
  const saved: Case = { ...file, nextAt: nextDueAt(file) };
  await updateCase(ctx, saved);
  if (saved.nextAt !== null && saved.nextAt !== file.nextAt)
    await ctx.enqueue(keepTimeJob, { caseId: saved.id }, { delayMs: Math.max(0, msBetween(ctx.now(), saved.nextAt)) });
  return saved;
}
