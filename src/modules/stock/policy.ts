import type { Actor } from '../../platform/runtime/ctx.ts';

const reservers = new Set(['order_desk', 'sales_head', 'planner', 'stores', 'dispatcher', 'owner']);

/** Whether the actor may say what lies where: the system alone, for the ERP is the one who knows. */
export const mayStateStock = (actor: Actor): boolean => actor.kind === 'system';

/** Whether the actor may take stock for an order or give it back. */
export const mayReserve = (actor: Actor): boolean => actor.kind === 'system' || (actor.kind === 'person' && actor.roles.some((role) => reservers.has(role)));

/** Who, as kept in the data. */
export const auditOf = (actor: Actor): string => (actor.kind === 'system' ? actor.id : `${actor.kind}:${actor.id}`);
