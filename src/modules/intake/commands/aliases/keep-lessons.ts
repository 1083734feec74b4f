import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { auditedBy } from '../../../identity/index.ts';
import type { AliasEvents } from '../../contract.ts';
import { teaches, type NewLesson } from '../../domain/aliases/lesson.ts';
import { standings } from '../../domain/aliases/standing.ts';
import { foldLessons, learn, usualUom, type LessonStep, type Meaning, type Meanings } from '../../domain/aliases/weights.ts';
import { loadAliasesOfKeys, lockOwners, saveAliases, type Alias, type OwnedKey } from '../../store/aliases/alias-rows.ts';
import { insertLessons, loadLessons, loadTaughtRefs, markUndone, type KeptLesson } from '../../store/aliases/lessons.ts';

/** One key of an owner: its meanings, and the lessons that are new about them. */
interface Group {
  readonly known: ReadonlyMap<string, Alias>;
  readonly fresh: readonly KeptLesson[];
}

const groupName = (one: OwnedKey): string => JSON.stringify([one.scope, one.scopeId, one.key]);

/**
 * Learns: keeps the lessons and lays them over the weights of their words. Any number at once, in any order of time; a lesson that an
 * order taught before is left out. Gives the aliases that were touched, as they now are, and publishes `alias.changed`. Whether somebody may teach is the caller's business.
 */
export async function keepLessons(ctx: Ctx, lessons: readonly NewLesson[]): Promise<readonly Alias[]> {
  const sayings = lessons.filter((lesson) => lesson.key !== '');
  if (sayings.length === 0) return [];
  await lockOwners(ctx, sayings);
  const groups = await groupLessons(ctx, sayings);
  const fresh = groups.flatMap((group) => group.fresh);
  if (fresh.length === 0) return [];
  const late = groups.filter(isLate).flatMap((group) => [...group.known.values()].map((alias) => alias.id));
  const earlier = await loadLessons(ctx, late);
  const after = groups.filter((group) => group.fresh.length > 0).flatMap((group) => weighGroup(group, earlier));
  await saveAliases(ctx, after);
  await insertLessons(ctx, fresh);
  const touched = new Set(fresh.map((lesson) => lesson.aliasId));
  const learnt = after.filter((alias) => touched.has(alias.id));
  await publishChange(ctx, learnt, 'learnt');
  return learnt;
}

/** One event a change, however many aliases it touched: past orders teach thousands at once. */
async function publishChange(ctx: Ctx, aliases: readonly Alias[], what: AliasEvents['alias.changed']['what']): Promise<void> {
  const [first] = aliases;
  const payload: AliasEvents['alias.changed'] = { aliases: aliases.length, what };
  if (first !== undefined) await ctx.publish({ type: 'alias.changed', subject: first.id, payload });
}

/** Lessons by key, with an alias for every meaning that is taught, without what is known already. */
async function groupLessons(ctx: Ctx, lessons: readonly NewLesson[]): Promise<readonly Group[]> {
  const known = new Map<string, Map<string, Alias>>();
  for (const alias of await loadAliasesOfKeys(ctx, lessons)) {
    const group = known.get(groupName(alias)) ?? new Map<string, Alias>();
    known.set(groupName(alias), group.set(alias.sku, alias));
  }
  const fresh = new Map<string, KeptLesson[]>();
  for (const lesson of lessons) {
    const group = known.get(groupName(lesson)) ?? new Map<string, Alias>();
    const alias = group.get(lesson.sku) ?? (lesson.change === 'weakened' ? null : newAlias(ctx, lesson));
    if (alias === null || (alias.removedAt !== null && lesson.source === 'history' && lesson.at <= alias.removedAt)) continue;
    known.set(groupName(lesson), group.set(lesson.sku, alias));
    fresh.set(groupName(lesson), [...(fresh.get(groupName(lesson)) ?? []), keptLesson(ctx, lesson, alias.id)]);
  }
  const taught = await taughtBefore(ctx, [...fresh.values()].flat());
  return [...fresh].map(([name, list]) => ({ known: known.get(name) ?? new Map<string, Alias>(), fresh: onceAnOrder(list, taught) }));
}

const refOf = (lesson: KeptLesson): string => `${lesson.aliasId} ${lesson.source} ${lesson.orderRef ?? ''}`;

const taughtBefore = (ctx: Ctx, lessons: readonly KeptLesson[]): Promise<ReadonlySet<string>> =>
  loadTaughtRefs(
    ctx,
    [...new Set(lessons.map((lesson) => lesson.aliasId))],
    [...new Set(lessons.flatMap((lesson) => (lesson.orderRef === null ? [] : [lesson.orderRef])))],
  );

function onceAnOrder(lessons: readonly KeptLesson[], taught: ReadonlySet<string>): readonly KeptLesson[] {
  const seen = new Set<string>();
  return lessons.filter((lesson) => {
    if (lesson.orderRef === null || !teaches(lesson.change)) return true;
    if (taught.has(refOf(lesson)) || seen.has(refOf(lesson))) return false;
    seen.add(refOf(lesson));
    return true;
  });
}

const newAlias = (ctx: Ctx, lesson: NewLesson): Alias => ({
  id: ctx.newId(),
  scope: lesson.scope,
  scopeId: lesson.scopeId,
  key: lesson.key,
  sku: lesson.sku,
  source: lesson.source,
  example: lesson.words.slice(0, 200),
  weight: 0,
  weighedAt: lesson.at,
  uoms: {},
  negative: false,
  byClerk: false,
  share: 0,
  conflict: false,
  createdAt: ctx.now(),
  createdBy: auditedBy(ctx.actor),
  lastUsedAt: lesson.at,
  timesUsed: 0,
  removedAt: null,
  removedBy: null,
});

const keptLesson = (ctx: Ctx, lesson: NewLesson, aliasId: string): KeptLesson => ({
  id: ctx.newId(),
  aliasId,
  at: lesson.at,
  learntAt: ctx.now(),
  by: auditedBy(ctx.actor),
  source: lesson.source,
  change: lesson.change,
  amount: lesson.amount,
  words: lesson.words.slice(0, 200),
  uom: lesson.uom,
  orderRef: lesson.orderRef,
  orderId: lesson.orderId,
  conversationId: lesson.conversationId,
  facts: lesson.facts,
  undoneAt: null,
});

/** Is a lesson older than what the weights hold? Then they are computed from all lessons again. */
const isLate = (group: Group): boolean => group.fresh.some((lesson) => [...group.known.values()].some((alias) => lesson.at < alias.weighedAt));

/** Lessons with the items that they are about. */
function stepsOf(aliases: readonly Alias[], lessons: readonly KeptLesson[]): readonly LessonStep[] {
  const skuOf = new Map(aliases.map((alias) => [alias.id, alias.sku]));
  return lessons.flatMap((lesson) => {
    const sku = skuOf.get(lesson.aliasId);
    return sku === undefined ? [] : [{ ...lesson, sku }];
  });
}

function weighGroup(group: Group, earlier: readonly KeptLesson[]): readonly SavedAlias[] {
  const steps = (lessons: readonly KeptLesson[]): readonly LessonStep[] => stepsOf([...group.known.values()], lessons);
  const taught = new Set(group.fresh.filter((lesson) => teaches(lesson.change) || lesson.change === 'ruled_out').map((lesson) => lesson.aliasId));
  const standing = [...group.known.values()].map((alias) => (taught.has(alias.id) ? { ...alias, removedAt: null, removedBy: null } : alias));
  const meanings = isLate(group)
    ? foldLessons(steps([...earlier, ...group.fresh]))
    : steps(group.fresh)
        .toSorted((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0))
        .reduce<Meanings>(learn, new Map(standing.flatMap((alias) => (alias.removedAt === null ? [[alias.sku, alias]] : []))));
  return withMeanings(standing, meanings);
}

type SavedAlias = Alias & { readonly uom: string | null };

/** Aliases of one key with the meanings that its lessons give, compared with each other. */
function withMeanings(aliases: readonly Alias[], meanings: Meanings): readonly SavedAlias[] {
  const compared = standings(meanings);
  return aliases.map((alias) => {
    const meaning = meanings.get(alias.sku) ?? { ...nothing(alias), byClerk: alias.byClerk };
    const { weight, weighedAt, uoms, negative, byClerk } = meaning;
    const lastUsedAt = meaning.lastUsedAt > alias.lastUsedAt ? meaning.lastUsedAt : alias.lastUsedAt;
    const standing = compared.get(alias.sku) ?? { share: 0, conflict: false };
    return { ...alias, weight, weighedAt, uoms, negative, byClerk, lastUsedAt, ...standing, uom: usualUom(uoms) };
  });
}

const nothing = (alias: Alias): Meaning => ({
  weight: 0,
  weighedAt: alias.weighedAt,
  uoms: {},
  negative: false,
  byClerk: false,
  lastUsedAt: alias.lastUsedAt,
});

/** Computes the weights of some keys from all their lessons, and keeps them. The caller has locked the owners. */
export async function refoldKeys(ctx: Ctx, keys: readonly OwnedKey[], change: (alias: Alias) => Alias = (alias) => alias): Promise<readonly Alias[]> {
  const aliases = (await loadAliasesOfKeys(ctx, keys)).map(change);
  const lessons = await loadLessons(
    ctx,
    aliases.map((alias) => alias.id),
  );
  const groups = new Map(aliases.map((alias) => [groupName(alias), [] as Alias[]]));
  for (const alias of aliases) groups.get(groupName(alias))?.push(alias);
  const after = [...groups.values()].flatMap((group) => withMeanings(group, foldLessons(stepsOf(group, lessons))));
  await saveAliases(ctx, after);
  return after;
}

/**
 * Takes lessons back as if they had never been: the weights of the words are computed from those that stay. `removed`: the alias itself
 * is taken back; it is kept, so that the same past orders do not teach it again. Gives the aliases of the words as they now are.
 */
export async function undoLessons(ctx: Ctx, alias: Alias, lessonIds: readonly string[], removed: boolean): Promise<readonly Alias[]> {
  await lockOwners(ctx, [alias]);
  const by = auditedBy(ctx.actor);
  await markUndone(ctx, lessonIds, by);
  const left = await loadLessons(ctx, [alias.id]);
  const gone = removed || left.length === 0;
  const after = await refoldKeys(ctx, [alias], (one) => (one.id === alias.id && gone ? { ...one, removedAt: ctx.now(), removedBy: by } : one));
  await publishChange(ctx, [alias], 'undone');
  return after;
}
