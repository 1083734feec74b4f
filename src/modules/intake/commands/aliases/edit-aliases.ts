import { aliasKey } from '../../../../engines/reading/index.ts';
import { ok, refuse, type Refusal, type Result } from '../../../../kernel/result.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { getCompany, listCustomerPlaces, listItems, listRegions } from '../../../masters/index.ts';
import type { AliasRefusal, TeachAlias } from '../../contract.ts';
import { noOrder, promotionLesson, type NewLesson } from '../../domain/aliases/lesson.ts';
import { stateOf } from '../../domain/aliases/standing.ts';
import { amounts } from '../../domain/aliases/weights.ts';
import { promoteJob } from '../../job-kinds.ts';
import { mayTeachAliases } from '../../policy.ts';
import { loadAlias, type Alias, type AliasOwner } from '../../store/aliases/alias-rows.ts';
import { loadLessonLog } from '../../store/aliases/lessons.ts';
import { findTouchedLines, type TouchedLine } from '../../queries/touched-lines.ts';
import { flagOrders } from './flag-orders.ts';
import { keepLessons, undoLessons } from './keep-lessons.ts';
import { pollKeys } from './promote-keys.ts';
import { withdrawAlias } from './withdraw-alias.ts';

type Refused = Refusal<AliasRefusal>;

/** An alias after a change, and the open orders that the desk was shown because of it. */
export interface EditedAlias {
  readonly alias: Alias;
  readonly touched: readonly TouchedLine[];
}

type Edited = Result<EditedAlias, Refused>;

/** Refused unless the owner is one that masters knows. */
async function refuseOwner(ctx: Ctx, owner: AliasOwner): Promise<Result<never, Refused> | null> {
  if (owner.scope === 'customer') return (await listCustomerPlaces(ctx, [owner.scopeId])).has(owner.scopeId) ? null : refuse('unknown_customer', { ...owner });
  const regions = await listRegions(ctx);
  const known =
    owner.scope === 'region'
      ? regions.some(({ region }) => region !== '' && region === owner.scopeId)
      : regions.some(({ company }) => company === owner.scopeId) || (await getCompany(ctx))?.code === owner.scopeId;
  return known ? null : refuse('unknown_scope', { ...owner });
}

async function refuseItem(ctx: Ctx, sku: string, uom: string | null): Promise<Result<never, Refused> | null> {
  const [item] = await listItems(ctx, [sku]);
  if (item === undefined) return refuse('unknown_sku', { sku });
  const units = item.uoms.map((unit) => unit.uom);
  return uom === null || units.includes(uom) ? null : refuse('unknown_uom', { uom, units });
}

/**
 * A person says what words mean, or never mean. Ruling out shows the desk the open orders that it touches.
 * Refused: `forbidden`, `empty_words`, `unknown_customer`, `unknown_scope`, `unknown_sku`, `unknown_uom`.
 */
export async function teachAlias(ctx: Ctx, input: TeachAlias): Promise<Edited> {
  if (!mayTeachAliases(ctx.actor, input.scope)) return refuse('forbidden');
  const key = aliasKey(input.words);
  if (key === '') return refuse('empty_words');
  const refused = (await refuseOwner(ctx, input)) ?? (await refuseItem(ctx, input.sku, input.uom));
  if (refused !== null) return refused;
  const { scope, scopeId, words, sku, uom, negative } = input;
  const lesson: NewLesson = {
    ...noOrder,
    ...{ scope, scopeId, key, words, sku, uom, at: ctx.now(), source: 'desk' },
    change: negative ? 'ruled_out' : 'taught',
    amount: negative ? 0 : amounts.desk,
  };
  return learnOne(ctx, lesson);
}

/** Keeps one lesson of a person, lets regions and company follow, and flags the orders that a ruling out touches. */
async function learnOne(ctx: Ctx, lesson: NewLesson): Promise<Edited> {
  const [alias] = await keepLessons(ctx, [lesson]);
  if (alias === undefined) return refuse('empty_words');
  const touched = lesson.change === 'ruled_out' ? await findTouchedLines(ctx, [alias]) : [];
  await flagOrders(ctx, touched, 'alias_ruled_out');
  if (alias.scope === 'customer') await ctx.enqueue(promoteJob, { keys: [alias.key] });
  return ok({ alias, touched });
}

/** Loads an alias for a person's hand. Refused: `not_found`, `forbidden`. */
async function openAlias(ctx: Ctx, id: string): Promise<Result<Alias, Refused>> {
  const alias = await loadAlias(ctx, id);
  // who may not teach customers' aliases may not teach any: no reason to say whether it exists
  if (!mayTeachAliases(ctx.actor, 'customer')) return refuse('forbidden');
  if (alias === null || alias.removedAt !== null) return refuse('not_found', { aliasId: id });
  return mayTeachAliases(ctx.actor, alias.scope) ? ok(alias) : refuse('forbidden');
}

/**
 * Takes an alias back with everything that taught it. Open orders whose lines it decided go to the desk; none is changed.
 * Refused: `forbidden`, `not_found`.
 */
export async function removeAlias(ctx: Ctx, id: string, reason: string): Promise<Edited> {
  const found = await openAlias(ctx, id);
  if (!found.ok) return found;
  const touched = await findTouchedLines(ctx, [found.value]);
  await withdrawAlias(ctx, found.value, { reason });
  await flagOrders(ctx, touched, 'alias_undone');
  if (found.value.scope === 'customer') await ctx.enqueue(promoteJob, { keys: [found.value.key] });
  return ok({ alias: found.value, touched });
}

/**
 * Takes one lesson back. When the alias no longer decides without it, the open orders that it decided go to the desk.
 * Refused: `forbidden`, `not_found` (also: the lesson is undone already).
 */
export async function undoLesson(ctx: Ctx, id: string, lessonId: string): Promise<Edited> {
  const found = await openAlias(ctx, id);
  if (!found.ok) return found;
  const lesson = (await loadLessonLog(ctx, id, 1000)).find((each) => each.id === lessonId && each.undoneAt === null);
  if (lesson === undefined) return refuse('not_found', { lessonId });
  const after = (await undoLessons(ctx, found.value, [lessonId], false)).find((each) => each.id === id) ?? found.value;
  const decides = after.removedAt === null && stateOf(after, ctx.now()) === 'deciding';
  const touched = decides ? [] : await findTouchedLines(ctx, [after]);
  await flagOrders(ctx, touched, 'alias_undone');
  if (after.scope === 'customer') await ctx.enqueue(promoteJob, { keys: [after.key] });
  return ok({ alias: after, touched });
}

/** The words never mean this item. Open orders whose lines it decided go to the desk. Refused: `forbidden`, `not_found`. */
export async function ruleOutAlias(ctx: Ctx, id: string): Promise<Edited> {
  const found = await openAlias(ctx, id);
  if (!found.ok) return found;
  const { scope, scopeId, key, sku, example: words } = found.value;
  return learnOne(ctx, { ...noOrder, scope, scopeId, key, sku, words, uom: null, at: ctx.now(), source: 'desk', change: 'ruled_out', amount: 0 });
}

/**
 * A person lets a region or the company have what a customer (or a region) means. Nobody else there may mean something else by it.
 * Refused: `forbidden`, `not_found`, `already_wider`, `no_region`, `others_disagree`.
 */
export async function promoteAlias(ctx: Ctx, id: string, scope: 'region' | 'company'): Promise<Edited> {
  if (!mayTeachAliases(ctx.actor, scope)) return refuse('forbidden');
  const alias = await loadAlias(ctx, id);
  if (alias === null || alias.removedAt !== null || alias.negative) return refuse('not_found', { aliasId: id });
  if (alias.scope === scope || alias.scope === 'company') return refuse('already_wider', { scope: alias.scope });
  const scopeId = await widerOwner(ctx, alias, scope);
  if (scopeId === '') return refuse('no_region', { customer: alias.scopeId });
  const poll = (await pollKeys(ctx, [alias.key])).find((each) => each.scope === scope && each.scopeId === scopeId);
  const tally = poll?.tallies.find((each) => each.sku === alias.sku) ?? { sku: alias.sku, supporters: [], dissenters: [] };
  if (tally.dissenters.length > 0) return refuse('others_disagree', { customers: tally.dissenters.slice(0, 20) });
  const wider = { scope, scopeId, key: alias.key, example: alias.example };
  const [promoted] = await keepLessons(ctx, [promotionLesson(wider, tally, ctx.now(), { from: alias.id, by_hand: true })]);
  return promoted === undefined ? refuse('not_found', { aliasId: id }) : ok({ alias: promoted, touched: [] });
}

/** The region or company that an alias' owner belongs to; empty when it has none. */
async function widerOwner(ctx: Ctx, alias: Alias, scope: 'region' | 'company'): Promise<string> {
  if (alias.scope === 'region') return (await listRegions(ctx)).find(({ region }) => region === alias.scopeId)?.company ?? '';
  return (await listCustomerPlaces(ctx, [alias.scopeId])).get(alias.scopeId)?.[scope] ?? '';
}
