import type { Actor } from '../../platform/runtime/ctx.ts';

/** Who may change anything of exceptions: the system, and people with the role of that name. */
export const mayChange = (actor: Actor): boolean => actor.kind === 'system' || (actor.kind === 'person' && actor.roles.includes('exceptions'));
