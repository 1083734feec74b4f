import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { findPerson } from '../../identity/index.ts';
import type { DecideCase, DecisionWay, ExceptionRefusal } from '../contract.ts';
import { actorOf, forwardedRole, isRequester, tierOf, type Case, type Viewer } from '../domain/case.ts';
import { decide, type Verdict } from '../domain/decide.ts';
import { mayAnswer } from '../policy.ts';
import { lockCase } from '../store/case-store.ts';
import { appendStory, insertDecision } from '../store/story-store.ts';
import { insertTelling } from '../store/telling-store.ts';
import { viewerOf } from '../viewer.ts';
import { changeState } from './change-state.ts';

type Refused = Refusal<ExceptionRefusal>;

/** What came of a choice: `decided` ends the asking, `agreed` waits for another person, the others decide nothing. */
export interface Settled {
  readonly caseId: string;
  readonly kind: Verdict['kind'];
}

/**
 * The signed-in person chooses. Refuses `forbidden` for everything that is not a person, `not_found`, and all that `decide` refuses
 * (domain/decide.ts). `way` is where they did it; the caller vouches for it.
 */
export async function decideCase(ctx: Ctx, id: string, input: DecideCase, way: DecisionWay): Promise<Result<Settled, Refused>> {
  const allowed = mayAnswer(ctx.actor);
  if (!allowed.ok) return allowed;
  return chooseFor(ctx, { caseId: id, person: allowed.value.id, input, way });
}

/** Somebody's choice, once it is sure who they are: by a session or by a link. */
export interface Chosen {
  readonly caseId: string;
  readonly person: string;
  readonly input: DecideCase;
  readonly way: DecisionWay;
}

/** As `decideCase`, for a person whom the caller has made sure of. */
export async function chooseFor(ctx: Ctx, { caseId, person, input, way }: Chosen): Promise<Result<Settled, Refused>> {
  const file = await lockCase(ctx, caseId);
  if (file === null) return refuse('not_found', { caseId });
  const viewer = await viewerOf(ctx, person, file.tellings);
  if (viewer === null) return refuse('forbidden');
  const verdict = decide(file, viewer, input, { way, now: ctx.now() });
  if (!verdict.ok) return verdict;
  const kept = await keepVerdict(ctx, file, viewer, verdict.value);
  return kept === null ? ok({ caseId, kind: verdict.value.kind }) : { ok: false, refusal: kept };
}

async function keepVerdict(ctx: Ctx, file: Case, viewer: Viewer, verdict: Verdict): Promise<Refused | null> {
  const actor = actorOf(viewer.id);
  switch (verdict.kind) {
    case 'asked':
      await appendStory(ctx, file.id, { actor, what: 'asked', facts: { question: verdict.question, to: file.requestedBy } });
      await ctx.publish({ type: 'case.changed', subject: file.id, payload: { kind: file.kind, state: file.state } });
      return null;
    case 'forwarded':
      return forwardCase(ctx, file, viewer, verdict);
    case 'agreed':
      await insertDecision(ctx, file.id, verdict.decision);
      await appendStory(ctx, file.id, { actor, what: 'agreed', facts: factsOf(verdict) });
      await ctx.publish({ type: 'case.changed', subject: file.id, payload: { kind: file.kind, state: file.state } });
      return null;
    case 'decided':
      return settleCase(ctx, file, verdict);
  }
}

const factsOf = (verdict: Extract<Verdict, { kind: 'agreed' | 'decided' }>): Record<string, unknown> => {
  const { choice, until, terms, reason, way, caseVersion } = verdict.decision;
  const people = verdict.kind === 'decided' ? { by: verdict.by } : { missing: verdict.missing };
  return { choice, until, terms, reason, way, version: caseVersion, ...people };
};

/** The asking ends: kept, told, and whoever raised the case reacts in the same transaction. */
async function settleCase(ctx: Ctx, file: Case, verdict: Extract<Verdict, { kind: 'decided' }>): Promise<Refused | null> {
  const { decision, by } = verdict;
  const { choice, until, terms, caseVersion } = decision;
  await insertDecision(ctx, file.id, decision);
  const decided: Case = { ...file, decidedAt: ctx.now(), outcome: choice };
  // a task that is done or dismissed has nothing to follow
  const event = choice === 'done' || choice === 'dismiss' ? 'finish' : 'decide';
  const saved = await changeState(ctx, decided, event, { actor: decision.by, what: 'decided', facts: factsOf(verdict) });
  if (saved === null) return refuse('wrong_state', { state: file.state }).refusal;
  const subject = { noun: file.subject.noun, id: file.subject.id };
  await ctx.publish({ type: 'case.decided', subject: file.id, payload: { kind: file.kind, subject, choice, until, terms, by, caseVersion } });
  return null;
}

/** Shows the case to a colleague. Only one who has a role of its ladder may decide it then; nobody gets a right by being shown it. */
async function forwardCase(ctx: Ctx, file: Case, viewer: Viewer, { to, note }: Extract<Verdict, { kind: 'forwarded' }>): Promise<Refused | null> {
  const person = await findPerson(ctx, to);
  if (person === null || !person.active || to === viewer.id || isRequester(file, to)) return refuse('bad_terms', { field: 'forwardTo' }).refusal;
  const role = file.steps.flatMap((step) => step.roles).find((one) => person.roles.some((had) => had === one)) ?? forwardedRole;
  const tier = tierOf(file);
  const isNew = await insertTelling(ctx, file, { person: to, name: person.name, role, tier, insteadOf: null });
  await appendStory(ctx, file.id, { actor: actorOf(viewer.id), what: 'forwarded', facts: { to, name: person.name, note, tier } });
  if (isNew) await ctx.publish({ type: 'case.told', subject: file.id, payload: { kind: file.kind, person: to, tier } });
  return null;
}
