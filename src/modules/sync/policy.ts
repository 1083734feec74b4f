import { systemActor, type Actor, type Ctx } from '../../platform/runtime/ctx.ts';

const has = (actor: Actor, roles: readonly string[]): boolean =>
  actor.kind === 'system' || (actor.kind === 'person' && actor.roles.some((role) => roles.includes(role)));

/** Whether the actor may send a refused command again. */
export const mayResend = (actor: Actor): boolean => has(actor, ['it', 'order_desk', 'owner']);

/** Whether the actor may have an ERP asked what an order would come to. */
export const mayAskErp = (actor: Actor): boolean => has(actor, ['order_desk', 'sales_head', 'it', 'owner']);

/** Whether the actor may make, change or resume a connection. */
export const mayManageConnections = (actor: Actor): boolean => has(actor, ['it', 'owner']);

/** Whether the actor may see calls and connections: everyone who is signed in, customers not. */
export const maySeeSync = (actor: Actor): boolean => actor.kind !== 'customer';

/** The same transaction, acting on our own behalf: that an order hears of what a person has settled is not their doing. */
export const machineCtx = (ctx: Ctx): Ctx => ({ ...ctx, actor: systemActor('sync') });

/** Who, as kept in the data. */
export const auditOf = (actor: Actor): string => (actor.kind === 'system' ? actor.id : `${actor.kind}:${actor.id}`);
