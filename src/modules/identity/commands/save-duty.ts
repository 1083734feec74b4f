import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { IdentityRefusal, KeptAbsence, NewAbsence, Rota } from '../contract.ts';
import { mayManageDuty, maySayAway } from '../policy.ts';
import { insertAbsence, loadAbsence, removeAbsence, replaceShifts } from '../store/duty-store.ts';
import { insertAudit, listKnownIds } from '../store/people-store.ts';
import { isZone } from '../zone.ts';

type Refused = Refusal<IdentityRefusal>;

/**
 * Keeps that somebody is away, and who stands in (nobody: `delegate` null). Refuses `forbidden` (others than the person, IT and the owner),
 * `own_delegate`, `not_found` for an unknown person or delegate.
 */
export async function saveAbsence(ctx: Ctx, input: NewAbsence): Promise<Result<KeptAbsence, Refused>> {
  const allowed = maySayAway(ctx.actor, input.person);
  if (!allowed.ok) return allowed;
  if (input.delegate === input.person) return refuse('own_delegate', { person: input.person });
  const people = input.delegate === null ? [input.person] : [input.person, input.delegate];
  const unknown = await firstUnknown(ctx, people);
  if (unknown !== null) return refuse('not_found', { person: unknown });
  const kept = await insertAbsence(ctx, input);
  await insertAudit(ctx, 'absence.added', `person:${input.person}`, { ...kept });
  return ok(kept);
}

/** Takes an absence back. Refuses `not_found`, and `forbidden` as `saveAbsence` does. */
export async function deleteAbsence(ctx: Ctx, id: string): Promise<Result<null, Refused>> {
  const absence = await loadAbsence(ctx, id);
  if (absence === null) return refuse('not_found', { absence: id });
  const allowed = maySayAway(ctx.actor, absence.person);
  if (!allowed.ok) return allowed;
  await removeAbsence(ctx, id);
  await insertAudit(ctx, 'absence.taken_back', `person:${absence.person}`, { ...absence });
  return ok(null);
}

/**
 * Replaces the rota of one role of a company; no shifts: everybody of the role is on duty. Refuses `forbidden` unless IT or the owner asks,
 * `bad_zone`, `not_found` for an unknown person.
 */
export async function saveRota(ctx: Ctx, rota: Rota): Promise<Result<Rota, Refused>> {
  const allowed = mayManageDuty(ctx.actor);
  if (!allowed.ok) return allowed;
  if (!isZone(rota.zone)) return refuse('bad_zone', { zone: rota.zone });
  const unknown = await firstUnknown(
    ctx,
    rota.shifts.map((shift) => shift.person),
  );
  if (unknown !== null) return refuse('not_found', { person: unknown });
  await replaceShifts(ctx, rota);
  await insertAudit(ctx, 'rota.changed', `rota:${rota.company}:${rota.role}`, { ...rota });
  return ok(rota);
}

async function firstUnknown(ctx: Ctx, ids: readonly string[]): Promise<string | null> {
  const known = await listKnownIds(ctx, ids);
  return ids.find((id) => !known.has(id)) ?? null;
}
