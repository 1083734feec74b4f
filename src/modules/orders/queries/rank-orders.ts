import { sql, type Expression, type SelectQueryBuilder, type SqlBool } from 'kysely';
import type { Instant } from '../../../kernel/time.ts';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { auditedBy } from '../../identity/index.ts';
import { listNamedLike } from '../../masters/index.ts';
import { orderStates } from '../contract.ts';
import type { PageMark } from '../domain/page-mark.ts';
import { bandOf, urgencyScale } from '../domain/urgency.ts';
import { customerMark, itemMark, searchedFor, searchQuery } from '../domain/search-words.ts';
import type { OrdersTables } from '../tables.ts';

/** What the queue shows. */
export interface OrderFilter {
  readonly states?: readonly string[];
  readonly q?: string;
  readonly customer?: string;
  /** `me`, `nobody` or a person's id. */
  readonly assigned?: string;
  /** Default: `all`. */
  readonly snoozed?: 'hide' | 'only' | 'all';
  /** Default: `newest`. */
  readonly sort?: 'urgency' | 'newest';
  /** Only these, and those that woke by the clock after an instant. */
  readonly among?: { readonly ids: readonly string[]; readonly wokenSince: string | null };
  readonly cursor?: string;
  readonly limit: number;
}

const bands = { 0: orderStates.filter((state) => bandOf(state) === 0), 1: orderStates.filter((state) => bandOf(state) === 1) };
const textList = (values: readonly string[]): Expression<string> => sql`(${sql.join(values.map((value) => sql.lit(value)))})`;

/** Asleep, as a condition; see domain/snooze.ts. */
export const hasSleep = (now: Instant): Expression<SqlBool> =>
  sql<SqlBool>`coalesce(snoozed_version = version and (snoozed_until is null or snoozed_until > ${now}::timestamptz), false)`;

const bandSql = sql<number>`case when state in ${textList(bands[0])} then 0 when state in ${textList(bands[1])} then 1 else 2 end`;

/** The formula of domain/urgency.ts in the database's words; a test compares them. */
const scoreSql = (asOf: Instant): Expression<number> => {
  const { unpricedMinor, mostMinor, leastMin, unknownMin } = urgencyScale;
  const amount = sql`least(greatest(coalesce(net_minor, ${sql.lit(unpricedMinor)}), 0), ${sql.lit(mostMinor)})`;
  const left = sql`floor(extract(epoch from cut_off_at - ${asOf}::timestamptz) / 60)::bigint`;
  const minutes = sql`case when cut_off_at is null then ${sql.lit(unknownMin)} else greatest(${sql.lit(leastMin)}, ${left}) end`;
  return sql<number>`case when ${bandSql} = 2 then 0 else ${amount} * 60 / (${minutes}) end`;
};

/** Ids of one page in their order, with a row more where there is a next page. */
export async function listRankedIds(
  ctx: Ctx,
  filter: OrderFilter,
  after: PageMark | null,
): Promise<readonly { readonly id: string; readonly mark: PageMark }[]> {
  const query = await filtered(ctx, filter);
  if ((filter.sort ?? 'newest') === 'newest') {
    const from = after?.sort === 'newest' ? query.where(sql<SqlBool>`(updated_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`) : query;
    const rows = await from
      .select(['id', 'updated_at'])
      .orderBy('updated_at', 'desc')
      .orderBy('id', 'desc')
      .limit(filter.limit + 1)
      .execute();
    return rows.map((row) => ({ id: row.id, mark: { sort: 'newest', at: row.updated_at, id: row.id } }));
  }
  const asOf = after?.sort === 'urgency' ? after.asOf : ctx.now();
  const score = scoreSql(asOf);
  const from =
    after?.sort === 'urgency'
      ? query.where(sql<SqlBool>`(${bandSql}, -(${score}), id) > (${after.band}::int, ${-after.score}::bigint, ${after.id}::uuid)`)
      : query;
  const rows = await from
    .select(['id', bandSql.as('band'), sql<number>`${score}`.as('score')])
    .orderBy('band')
    .orderBy('score', 'desc')
    .orderBy('id')
    .limit(filter.limit + 1)
    .execute();
  return rows.map((row) => ({ id: row.id, mark: { sort: 'urgency', asOf, band: Number(row.band), score: Number(row.score), id: row.id } }));
}

type OrderQuery = SelectQueryBuilder<OrdersTables, 'orders.order', object>;

async function filtered(ctx: Ctx, filter: OrderFilter): Promise<OrderQuery> {
  const { customer, assigned } = filter;
  let query: OrderQuery = on<OrdersTables>(ctx).selectFrom('orders.order');
  const states = filter.states?.filter((state) => (orderStates as readonly string[]).includes(state)) ?? [];
  // states that do not exist find nothing, rather than everything
  if (filter.states !== undefined && filter.states.length > 0) query = query.where(sql<SqlBool>`state in ${textList([...states, ''])}`);
  if (customer !== undefined) query = query.where('customer', '=', customer);
  if (assigned === 'nobody') query = query.where('assigned_to', 'is', null);
  else if (assigned !== undefined) query = query.where('assigned_to', '=', assigned === 'me' ? auditedBy(ctx.actor) : `person:${assigned}`);
  return withWords(ctx, withSleep(ctx, onlyAmong(ctx, query, filter), filter.snoozed ?? 'all'), filter.q?.trim() ?? '');
}

function onlyAmong(ctx: Ctx, query: OrderQuery, { among }: OrderFilter): OrderQuery {
  if (among === undefined) return query;
  const named = sql<SqlBool>`id = any(${[...among.ids]}::uuid[])`;
  if (among.wokenSince === null) return query.where(named);
  return query.where(sql<SqlBool>`(${named} or (snoozed_until > ${among.wokenSince}::timestamptz and snoozed_until <= ${ctx.now()}::timestamptz))`);
}

function withSleep(ctx: Ctx, query: OrderQuery, snoozed: 'hide' | 'only' | 'all'): OrderQuery {
  if (snoozed === 'all') return query;
  const sleeping = hasSleep(ctx.now());
  return snoozed === 'only' ? query.where(sleeping) : query.where(sql<SqlBool>`not ${sleeping}`);
}

async function withWords(ctx: Ctx, query: OrderQuery, text: string): Promise<OrderQuery> {
  if (text === '') return query;
  const search = await searchOf(ctx, text);
  return query.where((eb) =>
    eb(
      'id',
      'in',
      eb
        .selectFrom('orders.order_search')
        .select('order_id')
        .where(sql<SqlBool>`words @@ ${search}::tsquery`),
    ),
  );
}

/** A text that holds no word finds nothing. */
async function searchOf(ctx: Ctx, text: string): Promise<string> {
  const words = searchedFor(text);
  const named = await listNamedLike(ctx, words);
  const terms = words.map((word) => ({
    word,
    marks: named.filter((each) => each.word === word).map((each) => (each.kind === 'item' ? itemMark(each.code) : customerMark(each.code))),
  }));
  return searchQuery(terms);
}
