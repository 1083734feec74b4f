import type { Actor } from '../../platform/runtime/ctx.ts';

const mayLink = new Set(['order_desk', 'sales_head', 'owner', 'it']);

/** Whether the actor may say which phone speaks for which customer. */
export const mayLinkContact = (actor: Actor): boolean => actor.kind === 'system' || (actor.kind === 'person' && actor.roles.some((role) => mayLink.has(role)));

/** Who, as kept in the data. */
export const auditOf = (actor: Actor): string => (actor.kind === 'system' ? actor.id : `${actor.kind}:${actor.id}`);

const mayTerms = new Set(['sales_head', 'owner']);
const mayDays = new Set(['sales_head', 'owner', 'dispatcher', 'planner']);
const isOneOf = (actor: Actor, roles: ReadonlySet<string>): boolean =>
  actor.kind === 'system' || (actor.kind === 'person' && actor.roles.some((role) => roles.has(role)));

/** Whether the actor may say how items and customers may be ordered for. */
export const mayKeepTerms = (actor: Actor): boolean => isOneOf(actor, mayTerms);

/** Whether the actor may keep routes and the calendar. */
export const mayKeepCalendar = (actor: Actor): boolean => isOneOf(actor, mayDays);
