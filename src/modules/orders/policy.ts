import { systemActor, type Actor, type Ctx } from '../../platform/runtime/ctx.ts';
import { requireRole } from '../identity/index.ts';
import { seesMargins } from '../identity/domain/index.ts';

/** The roles that work orders at the desk. */
export const deskRoles = ['order_desk', 'sales_head', 'owner'] as const;
const creditRoles = ['sales_head', 'owner'] as const;
const readerRoles = [...deskRoles, 'finance', 'planner', 'dispatcher', 'stores', 'it'] as const;

/** Who may change, confirm or reject an order. */
export const mayWorkOrders = (actor: Actor): boolean => requireRole(actor, deskRoles).ok;

/** Who may see orders. */
export const mayReadOrders = (actor: Actor): boolean => requireRole(actor, readerRoles).ok;

/** Who may see floors, costs and margins of an order's lines. */
export const mayReadMargins = (actor: Actor): boolean => actor.kind === 'person' && seesMargins(actor.roles);

/** Who may let an order go although it passes the credit limit. Never the machine. */
export const mayReleaseCredit = (actor: Actor): boolean => actor.kind === 'person' && requireRole(actor, creditRoles).ok;

/** What the machine does on its own behalf: propose, settle, record the ERP's answers. */
export const isMachine = (actor: Actor): boolean => actor.kind === 'system';

/** Who may say how strictly orders are checked and what is wanted of them. */
export const mayKeepRules = (actor: Actor): boolean => requireRole(actor, creditRoles).ok;

/** The same transaction, acting on our own behalf: what follows from a decision is not done by whoever decided. */
export const machineCtx = (ctx: Ctx): Ctx => ({ ...ctx, actor: systemActor('orders') });
/** Who decides on a change to what production has begun. */
export const mayDecideForPlanner = (actor: Actor): boolean => requireRole(actor, ['planner', 'owner']).ok;
