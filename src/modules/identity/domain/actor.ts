import { ok, refuse } from '../../../kernel/result.ts';
import type { Refusal, Result } from '../../../kernel/result.ts';
import { roles } from '../contract.ts';
import type { Role } from '../contract.ts';

/** The part of an actor that rights depend on; the platform's Actor fits. */
export type ActingParty =
  { readonly kind: 'person'; readonly id: string; readonly roles: readonly string[] } | { readonly kind: 'system' | 'customer'; readonly id: string };

/**
 * Passes when the actor is a person with at least one of `allowed`, or the system itself (it acts for rules that people have set).
 * Customers and all other people are refused `forbidden`, with the roles that may.
 */
export function requireRole(actor: ActingParty, allowed: readonly Role[]): Result<null, Refusal<'forbidden'>> {
  if (actor.kind === 'system') return ok(null);
  if (actor.kind === 'person' && actor.roles.some((role) => allowed.some((one) => one === role))) return ok(null);
  return refuse('forbidden', { needs: [...allowed] });
}

/** The text that stands for an actor in columns and events: `person:<id>`, `system:intake`, `customer:<phone>`. */
export const auditedBy = (actor: ActingParty): string => (actor.kind === 'system' ? actor.id : `${actor.kind}:${actor.id}`);

/** The person's id in such a text, or null when it is not a person. */
export const personIdOf = (actorText: string): string | null => (actorText.startsWith('person:') ? actorText.slice('person:'.length) : null);

/** The roles that this version knows; one that a newer version wrote gives no right here. */
export const knownRoles = (kept: readonly string[]): Role[] => roles.filter((role) => kept.includes(role));
