import type { Refusal, Result } from '../../kernel/result.ts';
import type { Actor } from '../../platform/runtime/ctx.ts';
import { requireRole } from './domain/actor.ts';

/** Only IT (and the set-up itself) may add people, change their roles or switch them off. */
export const mayManagePeople = (actor: Actor): Result<null, Refusal<'forbidden'>> => requireRole(actor, ['it']);
