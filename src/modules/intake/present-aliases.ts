import type { Instant } from '../../kernel/time.ts';
import type { Item } from '../masters/contract.ts';
import type { AliasLesson, AliasRow, TouchedOrder } from './contract.ts';
import { stateOf } from './domain/aliases/standing.ts';
import { decayed, usualUom } from './domain/aliases/weights.ts';
import type { TouchedLine } from './queries/touched-lines.ts';
import type { Alias } from './store/aliases/alias-rows.ts';
import type { KeptLesson } from './store/aliases/lessons.ts';

/** Names that rows do not hold. */
export interface AliasNames {
  readonly customers: ReadonlyMap<string, string>;
  readonly companies: ReadonlyMap<string, string>;
  readonly items: ReadonlyMap<string, Item>;
  readonly actors: ReadonlyMap<string, string>;
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

function scopeNameOf(alias: Alias, names: AliasNames): string {
  const known = alias.scope === 'customer' ? names.customers : alias.scope === 'company' ? names.companies : undefined;
  return known?.get(alias.scopeId) ?? alias.scopeId;
}

/** An alias for a screen, weighed at `now`. */
export function presentAlias(alias: Alias, names: AliasNames, now: Instant): AliasRow {
  const item = names.items.get(alias.sku);
  return {
    id: alias.id,
    scope: alias.scope,
    scopeId: alias.scopeId,
    scopeName: scopeNameOf(alias, names),
    words: alias.example,
    key: alias.key,
    sku: alias.sku,
    itemName: item?.name ?? null,
    itemActive: item?.active ?? false,
    replacedBy: item === undefined || item.active ? null : item.replacedBy,
    uom: usualUom(alias.uoms),
    weight: rounded(decayed(alias.weight, alias.weighedAt, now)),
    share: rounded(alias.share),
    negative: alias.negative,
    source: alias.source,
    createdBy: names.actors.get(alias.createdBy) ?? alias.createdBy,
    createdAt: alias.createdAt,
    lastUsedAt: alias.lastUsedAt,
    timesUsed: alias.timesUsed,
    state: stateOf(alias, now),
  };
}

/** A lesson for a screen. */
export const presentLesson = (lesson: KeptLesson, actors: ReadonlyMap<string, string>): AliasLesson => ({
  id: lesson.id,
  at: lesson.at,
  by: actors.get(lesson.by) ?? lesson.by,
  source: lesson.source,
  change: lesson.change,
  words: lesson.words,
  orderId: lesson.orderId,
  conversationId: lesson.conversationId,
  facts: { ...lesson.facts },
  undoneAt: lesson.undoneAt,
});

/** An open order that an alias touched, for a screen. */
export const presentTouched = ({ use, order }: TouchedLine, customers: ReadonlyMap<string, string>): TouchedOrder => ({
  orderId: order.id,
  number: order.number,
  customer: order.customer,
  customerName: order.customer === null ? null : (customers.get(order.customer) ?? null),
  state: order.state,
  lineId: use.lineId,
  words: use.words,
  decidedAt: use.decidedAt,
});
