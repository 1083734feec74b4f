import type { Actor } from '../../platform/runtime/ctx.ts';
import { requireRole } from '../identity/index.ts';

/** Who may answer customers and say who a sender is. */
export const mayWorkConversations = (actor: Actor): boolean => requireRole(actor, ['order_desk', 'sales_head', 'owner']).ok;

/** Who may read what customers wrote. */
export const mayReadConversations = (actor: Actor): boolean => requireRole(actor, ['order_desk', 'sales_head', 'owner', 'dispatcher', 'planner', 'it']).ok;
