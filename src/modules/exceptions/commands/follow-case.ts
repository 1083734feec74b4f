import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { auditedBy } from '../../identity/index.ts';
import type { CaseKind, CaseState, ExceptionRefusal } from '../contract.ts';
import { isAsked } from '../domain/may-decide.ts';
import { mayAnswer, mayRaise } from '../policy.ts';
import { lockCase, lockOpenCase } from '../store/case-store.ts';
import { markAcked } from '../store/telling-store.ts';
import { viewerOf } from '../viewer.ts';
import { changeState } from './change-state.ts';
import { askNextStep, saveAndWind } from './tell-people.ts';

type Refused = Refusal<ExceptionRefusal>;
type State = Result<{ readonly id: string; readonly state: CaseState }, Refused>;

/**
 * The reason for a case is gone: the open case with this key is withdrawn. Null when there is none (or nobody is to decide it any more).
 * Refuses `forbidden` for customers.
 */
export async function withdrawCase(
  ctx: Ctx,
  input: { readonly kind: CaseKind; readonly key: string; readonly why: string },
): Promise<Result<{ readonly id: string } | null, Refused>> {
  const allowed = mayRaise(ctx.actor);
  if (!allowed.ok) return allowed;
  const file = await lockOpenCase(ctx, input.kind, input.key);
  if (file === null) return ok(null);
  await changeState(ctx, file, 'withdraw', { actor: auditedBy(ctx.actor), what: 'withdrawn', facts: { why: input.why } });
  return ok({ id: file.id });
}

/** Somebody who was asked says that they have seen it; it is not solved by that. Refuses `forbidden`, `not_found`, `not_your_tier`, `wrong_state`. */
export async function ackCase(ctx: Ctx, id: string): Promise<State> {
  const allowed = mayAnswer(ctx.actor);
  if (!allowed.ok) return allowed;
  const file = await lockCase(ctx, id);
  if (file === null) return refuse('not_found', { caseId: id });
  const viewer = await viewerOf(ctx, allowed.value.id, file.tellings);
  if (viewer === null || !isAsked(file, viewer)) return refuse('not_your_tier');
  const seen = file.tellings.filter((one) => one.person === viewer.id);
  // a second tap changes nothing
  if (file.state === 'acked' && seen.length > 0 && seen.every((one) => one.ackedAt !== null)) return ok({ id, state: file.state });
  const entry = { actor: auditedBy(ctx.actor), what: 'acked', facts: {} };
  const acked = await changeState(ctx, { ...file, ackedAt: file.ackedAt ?? ctx.now() }, 'ack', entry);
  if (acked === null) return refuse('wrong_state', { state: file.state });
  await markAcked(ctx, file, viewer.id);
  return ok({ id, state: acked.state });
}

const told = { act: 'acting', verify: 'verified', close: 'closed', reopen: 'reopened' } as const;

/**
 * What became of a decided case, as the module that raised it knows: it is being acted upon, was verified, is closed; or it comes back to people
 * (a new version, asked from the first step on, without a deadline). Refuses `forbidden`, `not_found`, and `wrong_state`,
 * also when another case with its key is open.
 */
export async function followCase(ctx: Ctx, input: { readonly id: string; readonly step: keyof typeof told; readonly why: string }): Promise<State> {
  const allowed = mayRaise(ctx.actor);
  if (!allowed.ok) return allowed;
  const file = await lockCase(ctx, input.id);
  if (file === null) return refuse('not_found', { caseId: input.id });
  const entry = { actor: auditedBy(ctx.actor), what: told[input.step], facts: { why: input.why } };
  if (input.step !== 'reopen') {
    const followed = await changeState(ctx, file, input.step, entry);
    return followed === null ? refuse('wrong_state', { state: file.state }) : ok({ id: file.id, state: followed.state });
  }
  if ((await lockOpenCase(ctx, file.kind, file.key)) !== null) return refuse('wrong_state', { state: file.state });
  const fresh = { version: file.version + 1, versionAt: ctx.now(), deadlineAt: null, outcome: null, decidedAt: null, ackedAt: null, stepsAsked: 0 };
  const reopened = await changeState(ctx, { ...file, ...fresh }, 'reopen', entry);
  if (reopened === null) return refuse('wrong_state', { state: file.state });
  await saveAndWind(ctx, await askNextStep(ctx, reopened));
  return ok({ id: file.id, state: reopened.state });
}
