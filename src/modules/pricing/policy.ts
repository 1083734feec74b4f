import type { Actor } from '../../platform/runtime/ctx.ts';
import { ruleKinds, type RuleKind } from './contract.ts';

const readers = new Set(['order_desk', 'sales_head', 'owner', 'it']);
const watchers = new Set(['sales_head', 'owner']);
const editors: Readonly<Record<RuleKind, ReadonlySet<string>>> = {
  scheme: new Set(['sales_head', 'owner']),
  floor: new Set(['sales_head', 'owner']),
  tax: new Set(['sales_head', 'owner']),
  policy: new Set(['owner']),
};

const has = (actor: Actor, roles: ReadonlySet<string>): boolean => actor.kind === 'person' && actor.roles.some((role) => roles.has(role));

/** Who may see the rules of prices. */
export const mayReadRules = (actor: Actor): boolean => has(actor, readers);

/** Who may change rules of a kind. Who may give what is for the owner alone. Never the machine. */
export const mayEditRules = (actor: Actor, kind: RuleKind): boolean => has(actor, editors[kind]);

/** The kinds that somebody may change. */
export const editableKinds = (actor: Actor): readonly RuleKind[] => ruleKinds.filter((kind) => mayEditRules(actor, kind));

/** Who may see what became of prices, customer by customer. */
export const mayReadReports = (actor: Actor): boolean => has(actor, watchers);

/** Who, as it is kept with a version. */
export const auditOf = (actor: Actor): string => (actor.kind === 'system' ? actor.id : `${actor.kind}:${actor.id}`);

/** Who may let a price pass: the system when a case was decided, or a person who is among those that agreed. Never a customer. */
export const mayGrant = (actor: Actor, approvedBy: readonly string[]): boolean =>
  actor.kind === 'system' || (actor.kind === 'person' && approvedBy.includes(actor.id));
