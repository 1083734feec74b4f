import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { aliasKey } from '../../../engines/reading/index.ts';
import { addMs } from '../../../kernel/time.ts';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { nameActors } from '../../identity/index.ts';
import { getCompany, listCustomerNames, listCustomerPlaces, listItems, listRegions } from '../../masters/index.ts';
import type { AliasList, AliasPage, AliasQuery, AliasRow, TouchedOrder } from '../contract.ts';
import { decidingShare, decidingWeight, staleDays } from '../domain/aliases/standing.ts';
import { halfLifeDays } from '../domain/aliases/weights.ts';
import { presentAlias, presentLesson, presentTouched, type AliasNames } from '../present-aliases.ts';
import { aliasOf, loadAlias, loadAliasesOfKeys, type Alias, type OwnedKey } from '../store/aliases/alias-rows.ts';
import { loadLessonLog, type KeptLesson } from '../store/aliases/lessons.ts';
import type { IntakeTables } from '../tables.ts';
import { findTouchedLines, type TouchedLine } from './touched-lines.ts';

const dayMs = 86_400_000;
/** Lessons that a page shows. */
const lessonsShown = 200;

/** `stateOf` in SQL, to choose rows by it: it must say the same. The rare states have indexes of their own. */
function inState(ctx: Ctx, state: string): RawBuilder<SqlBool> {
  const fresh = sql`not negative and last_used_at >= ${addMs(ctx.now(), -staleDays * dayMs)}::timestamptz`;
  const weight = sql`weight * power(2, -greatest(0, extract(epoch from ${ctx.now()}::timestamptz - weighed_at)) / (${halfLifeDays * 86_400}::float8))`;
  const decides = sql`share >= ${decidingShare}::float8 and ${weight} >= ${decidingWeight}::float8`;
  switch (state) {
    case 'ruled_out':
      return sql<SqlBool>`negative`;
    case 'stale':
      return sql<SqlBool>`(not negative and last_used_at < ${addMs(ctx.now(), -staleDays * dayMs)}::timestamptz)`;
    case 'conflict':
      return sql<SqlBool>`(conflict and ${fresh})`;
    case 'deciding':
      return sql<SqlBool>`(not conflict and ${fresh} and ${decides})`;
    case 'helping':
      return sql<SqlBool>`(not conflict and ${fresh} and not (${decides}))`;
    default:
      return sql<SqlBool>`false`;
  }
}

const contains = (text: string): string => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

/** Words that look like it, words that mean the same to the reader, or a SKU that contains it. */
function matching(text: string): RawBuilder<SqlBool> {
  const key = aliasKey(text);
  const looksLike = sql<SqlBool>`search like lower(${contains(text)})`;
  return key === '' ? looksLike : sql<SqlBool>`(key = ${key} or ${looksLike})`;
}

/** Aliases that stand, used last first. The cursor is the place of the last row. */
export async function listAliases(ctx: Ctx, filter: AliasQuery): Promise<AliasList> {
  const rows = await pageRows(ctx, filter);
  const shown = rows.slice(0, filter.limit);
  const last = shown.at(-1);
  const names = await namesFor(ctx, shown);
  return {
    rows: shown.map((alias) => presentAlias(alias, names, ctx.now())),
    next: rows.length > filter.limit && last !== undefined ? `${last.lastUsedAt}|${last.id}` : null,
  };
}

async function pageRows(ctx: Ctx, filter: AliasQuery): Promise<readonly Alias[]> {
  const { scope, customer, state, cursor } = filter;
  let query = on<IntakeTables>(ctx)
    .selectFrom('intake.alias')
    .selectAll()
    .where('removed_at', 'is', null)
    .orderBy('last_used_at', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (customer !== undefined) query = query.where('scope', '=', 'customer').where('scope_id', '=', customer);
  if (scope !== undefined) query = query.where('scope', '=', scope);
  if (state !== undefined)
    query = query.where((eb) =>
      eb.or(
        state
          .split(',')
          .slice(0, 5)
          .map((each) => inState(ctx, each)),
      ),
    );
  const text = filter.q?.trim();
  if (text) query = query.where(matching(text));
  const [at, id] = cursor?.split('|') ?? [];
  if (at !== undefined && id !== undefined) query = query.where((eb) => eb(eb.refTuple('last_used_at', 'id'), '<', eb.tuple(at, id)));
  return (await query.execute()).map(aliasOf);
}

/** One alias that stands, with its lessons, the open orders that it decided and what else its words mean; null when there is none. */
export async function getAlias(ctx: Ctx, id: string): Promise<AliasPage | null> {
  const alias = await loadAlias(ctx, id);
  if (alias === null || alias.removedAt !== null) return null;
  const lessons = await loadLessonLog(ctx, id, lessonsShown);
  const rivals = (await loadAliasesOfKeys(ctx, await keysAround(ctx, alias))).filter((other) => other.id !== id && other.removedAt === null);
  const names = await namesFor(ctx, [alias, ...rivals], lessons);
  return {
    ...presentAlias(alias, names, ctx.now()),
    lessons: lessons.map((lesson) => presentLesson(lesson, names.actors)),
    openOrders: [...(await listTouchedOrders(ctx, await findTouchedLines(ctx, [alias])))],
    rivals: rivals.map((rival): AliasRow => presentAlias(rival, names, ctx.now())),
  };
}

/** The same words in the same scope and in the wider ones. */
async function keysAround(ctx: Ctx, alias: Alias): Promise<readonly OwnedKey[]> {
  const { scope, scopeId, key } = alias;
  const place = scope === 'customer' ? (await listCustomerPlaces(ctx, [scopeId])).get(scopeId) : undefined;
  const region = scope === 'region' ? scopeId : (place?.region ?? '');
  const company = scope === 'company' ? scopeId : (place?.company ?? (await listRegions(ctx)).find((each) => each.region === region)?.company ?? '');
  const wider: readonly OwnedKey[] = [
    { scope: 'region', scopeId: region, key },
    { scope: 'company', scopeId: company, key },
  ];
  return [{ scope, scopeId, key }, ...wider.filter((each) => each.scopeId !== '')];
}

/** Open orders with lines that an alias decided, with the customers' names. */
export async function listTouchedOrders(ctx: Ctx, touched: readonly TouchedLine[]): Promise<readonly TouchedOrder[]> {
  const codes = touched.flatMap(({ order }) => (order.customer === null ? [] : [order.customer]));
  const names = await listCustomerNames(ctx, [...new Set(codes)]);
  return touched.map((one) => presentTouched(one, names));
}

async function namesFor(ctx: Ctx, aliases: readonly Alias[], lessons: readonly KeptLesson[] = []): Promise<AliasNames> {
  const codes = aliases.flatMap((alias) => (alias.scope === 'customer' ? [alias.scopeId] : []));
  const company = aliases.some((alias) => alias.scope === 'company') ? await getCompany(ctx) : null;
  const items = await listItems(
    ctx,
    aliases.map((alias) => alias.sku),
  );
  return {
    customers: await listCustomerNames(ctx, [...new Set(codes)]),
    companies: new Map(company === null ? [] : [[company.code, company.name]]),
    items: new Map(items.map((item) => [item.sku, item])),
    actors: await nameActors(ctx, [...new Set([...aliases.map((alias) => alias.createdBy), ...lessons.map((lesson) => lesson.by)])]),
  };
}
