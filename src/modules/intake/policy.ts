import type { Actor } from '../../platform/runtime/ctx.ts';
import { requireRole } from '../identity/index.ts';
import type { AliasScope } from './contract.ts';

/** Who may answer customers and say who a sender is. */
export const mayWorkConversations = (actor: Actor): boolean => requireRole(actor, ['order_desk', 'sales_head', 'owner']).ok;

/** Who may read what customers wrote. */
export const mayReadConversations = (actor: Actor): boolean => requireRole(actor, ['order_desk', 'sales_head', 'owner', 'dispatcher', 'planner', 'it']).ok;

/** Who may see how the reader does. */
export const mayReadFigures = (actor: Actor): boolean => requireRole(actor, ['order_desk', 'sales_head', 'owner', 'it']).ok;

/** Who may say whether a line was read rightly. */
export const mayAuditReading = (actor: Actor): boolean => requireRole(actor, ['order_desk', 'sales_head', 'owner']).ok;

/** Who may change how the reader works for the whole company. */
export const mayTuneReading = (actor: Actor): boolean => requireRole(actor, ['sales_head', 'owner', 'it']).ok;

const aliasRoles = ['order_desk', 'sales_head', 'owner', 'it'] as const;

/** Who may see what words mean, and whom they were learnt from. */
export const mayReadAliases = (actor: Actor): boolean => requireRole(actor, aliasRoles).ok;

/** Who may say what words mean: the desk for one customer; what a region or the company means is for the sales head, the owner and IT. */
export const mayTeachAliases = (actor: Actor, scope: AliasScope): boolean =>
  requireRole(actor, scope === 'customer' ? aliasRoles : ['sales_head', 'owner', 'it']).ok;
