import { ok, refuse, type Refusal, type Result } from '../../kernel/result.ts';
import type { Actor } from '../../platform/runtime/ctx.ts';
import { requireRole } from '../identity/index.ts';
import { seesMargins, withoutMargins } from '../identity/domain/index.ts';
import type { CasePage } from './contract.ts';

type Allowed = Result<null, Refusal<'forbidden'>>;

/** Who may raise, renew and withdraw a case, and say how it goes on: modules, in whose name ever they act here. Customers never by themselves. */
export const mayRaise = (actor: Actor): Allowed => (actor.kind === 'customer' ? refuse('forbidden') : ok(null));

/** Who may see all cases. */
export const mayReadAll = (actor: Actor): boolean => requireRole(actor, ['order_desk', 'sales_head', 'finance', 'owner', 'it']).ok;

/** Who may see what was asked for and what came of it, person by person. */
export const mayReadRequests = (actor: Actor): boolean => actor.kind === 'person' && requireRole(actor, ['sales_head', 'owner']).ok;

type Seen = Pick<CasePage, 'tellings' | 'requestedBy' | 'steps'>;

/** Everybody may see a case that they asked for, were told of, or may have to decide; the others only with `mayReadAll`. */
export function mayReadCase(actor: Actor, page: Seen): boolean {
  if (mayReadAll(actor)) return true;
  if (actor.kind !== 'person') return false;
  const concerned = page.requestedBy === `person:${actor.id}` || page.tellings.some((one) => one.person === actor.id);
  return concerned || page.steps.some((step) => step.roles.some((role) => actor.roles.includes(role)));
}

/** Floors, costs and margins of a case are for those who may see them anywhere, and for those whose role is asked to decide it. */
export const maySeeMargins = (roles: readonly string[], { steps }: Pick<CasePage, 'steps'>): boolean =>
  seesMargins(roles) || steps.some((step) => step.roles.some((role) => roles.includes(role)));

/** The case as somebody with these roles may see it. */
export const shownTo = <P extends CasePage>(roles: readonly string[], page: P): P => {
  if (maySeeMargins(roles, page)) return page;
  const { card, audiences, decisions, story } = page;
  return { ...page, ...withoutMargins({ card, audiences, decisions, story }), seesMargins: false };
};

/** Only people decide and acknowledge: never the machine, never a customer, never a text. Which people is settled by the case itself. */
export const mayAnswer = (actor: Actor): Result<{ readonly id: string }, Refusal<'forbidden'>> =>
  actor.kind === 'person' ? ok({ id: actor.id }) : refuse('forbidden');
