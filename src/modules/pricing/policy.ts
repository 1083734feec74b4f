import type { Actor } from '../../platform/runtime/ctx.ts';

/** Who may let a price pass: the system when a case was decided, or a person who is among those that agreed. Never a customer. */
export const mayGrant = (actor: Actor, approvedBy: readonly string[]): boolean =>
  actor.kind === 'system' || (actor.kind === 'person' && approvedBy.includes(actor.id));
