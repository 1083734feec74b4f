import { parseInstant } from '../../../kernel/time.ts';
import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import { takeNumber } from '../../../platform/db/counter.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { ExceptionRefusal, RaiseCase } from '../contract.ts';
import type { Case } from '../domain/case.ts';
import { caseMachine } from '../domain/case-machine.ts';
import { changedParts, contentOf } from '../domain/content.ts';
import { mayRaise } from '../policy.ts';
import { insertCase, lockOpenCase } from '../store/case-store.ts';
import { appendStory } from '../store/story-store.ts';
import { changeState } from './change-state.ts';
import { askAgain, askNextStep, saveAndWind } from './tell-people.ts';

/** Where a raised case stands. `renewed`: an open case with the key was there already. */
export interface Raised {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly renewed: boolean;
}

const raisedOf = ({ id, number, version }: Case, renewed: boolean): Raised => ({ id, number, version, renewed });

/**
 * Raises a case and asks its first step, in the caller's transaction. While a case with the kind and key is open, that one is renewed instead:
 * other content is a new version that everybody asked so far is asked anew, and what they had agreed to does not count for it;
 * the same content changes nothing but the deadline. Refuses `forbidden` for customers, `bad_terms` without steps, choices or people needed.
 */
export async function raiseCase(ctx: Ctx, input: RaiseCase): Promise<Result<Raised, Refusal<ExceptionRefusal>>> {
  const allowed = mayRaise(ctx.actor);
  if (!allowed.ok) return allowed;
  const deadlineAt = input.deadlineAt === null ? null : parseInstant(input.deadlineAt);
  const unusable = input.steps.length === 0 || input.choices.length === 0 || input.personsNeeded < 1 || (deadlineAt === null) !== (input.deadlineAt === null);
  if (unusable) return refuse('bad_terms', { kind: input.kind, key: input.key });
  const standing = await lockOpenCase(ctx, input.kind, input.key);
  if (standing !== null) return ok(raisedOf(await renewCase(ctx, standing, { ...input, deadlineAt }), true));
  const file = await newCase(ctx, input, deadlineAt);
  await insertCase(ctx, file);
  await appendStory(ctx, file.id, { actor: file.requestedBy, what: 'raised', facts: { version: 1, deadlineAt } });
  await ctx.publish({ type: 'case.raised', subject: file.id, payload: { kind: file.kind, number: file.number, subject: subjectOf(file) } });
  return ok(raisedOf(await saveAndWind(ctx, await askNextStep(ctx, file)), false));
}

const subjectOf = ({ subject }: Case): { noun: string; id: string } => ({ noun: subject.noun, id: subject.id });

async function newCase(ctx: Ctx, input: RaiseCase, deadlineAt: Case['deadlineAt']): Promise<Case> {
  const now = ctx.now();
  return {
    ...contentOf(input),
    id: ctx.newId(),
    number: `E-${String(await takeNumber(ctx, 'exceptions.case')).padStart(6, '0')}`,
    kind: input.kind,
    key: input.key,
    state: caseMachine.initial,
    version: 1,
    versionAt: now,
    company: input.company,
    requestedBy: input.requestedBy,
    requesters: [input.requestedBy],
    deadlineAt,
    stepsAsked: 0,
    stepAt: now,
    reminded: false,
    nextAt: null,
    outcome: null,
    raisedAt: now,
    ackedAt: null,
    decidedAt: null,
    tellings: [],
    decisions: [],
  };
}

async function renewCase(ctx: Ctx, standing: Case, input: RaiseCase & { readonly deadlineAt: Case['deadlineAt'] }): Promise<Case> {
  const content = contentOf(input);
  const changed = changedParts(standing, content);
  const requesters = [...new Set([...standing.requesters, input.requestedBy])];
  const { deadlineAt } = input;
  if (changed.length === 0) {
    if (deadlineAt === standing.deadlineAt && requesters.length === standing.requesters.length) return standing;
    if (deadlineAt !== standing.deadlineAt) await appendStory(ctx, standing.id, { actor: input.requestedBy, what: 'deadline_moved', facts: { deadlineAt } });
    return saveAndWind(ctx, { ...standing, deadlineAt, requesters });
  }
  const version = standing.version + 1;
  const entry = { actor: input.requestedBy, what: 'renewed', facts: { version, changed, deadlineAt } };
  const renewed: Case = { ...standing, ...content, version, versionAt: ctx.now(), requestedBy: input.requestedBy, requesters, deadlineAt, ackedAt: null };
  const saved = (await changeState(ctx, renewed, 'renew', entry)) ?? renewed;
  return saveAndWind(ctx, await askAgain(ctx, saved, standing.stepsAsked));
}
