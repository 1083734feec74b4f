import type { Actor } from '../../platform/runtime/ctx.ts';

const mayLink = new Set(['order_desk', 'sales_head', 'owner', 'it']);

/** Whether the actor may say which phone speaks for which customer. */
export const mayLinkContact = (actor: Actor): boolean => actor.kind === 'system' || (actor.kind === 'person' && actor.roles.some((role) => mayLink.has(role)));

/** Who, as kept in the data. */
export const auditOf = (actor: Actor): string => (actor.kind === 'system' ? actor.id : `${actor.kind}:${actor.id}`);
