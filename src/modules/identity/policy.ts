import { ok } from '../../kernel/result.ts';
import type { Refusal, Result } from '../../kernel/result.ts';
import type { Actor } from '../../platform/runtime/ctx.ts';
import { requireRole } from './domain/actor.ts';

/** Only IT (and the set-up itself) may add people, change their roles or switch them off. */
export const mayManagePeople = (actor: Actor): Result<null, Refusal<'forbidden'>> => requireRole(actor, ['it']);

/** IT and the owner keep the rota. */
export const mayManageDuty = (actor: Actor): Result<null, Refusal<'forbidden'>> => requireRole(actor, ['it', 'owner']);

/** IT and the owner may say that anybody is away; others only that they are themselves. */
export const maySayAway = (actor: Actor, person: string): Result<null, Refusal<'forbidden'>> =>
  actor.kind === 'person' && actor.id === person ? ok(null) : mayManageDuty(actor);

/** Everybody who works here may see who is on duty. */
export const maySeeDuty = (actor: Actor): boolean => actor.kind !== 'customer';
