import { sql, type Expression, type SqlBool } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { nameActors } from '../../identity/index.ts';
import { listCustomerNames } from '../../masters/index.ts';
import type { CaseList } from '../contract.ts';
import type { Viewer } from '../domain/case.ts';
import { openStates } from '../domain/case-machine.ts';
import { presentRow } from '../present.ts';
import { loadPeople } from '../store/case-store.ts';
import { caseOf } from '../store/rows.ts';
import type { ExceptionsTables } from '../tables.ts';
import { viewerOf } from '../viewer.ts';

/** What a list of cases shows. `all`: for those who may see every case (policy.ts); `mine`: those that wait for whoever looks: open, and told to them. */
export interface CaseFilter {
  readonly kinds?: readonly string[];
  readonly states?: readonly string[];
  readonly mine?: boolean;
  readonly all?: boolean;
  readonly q?: string;
  readonly subject?: string;
  readonly cursor?: string;
  readonly limit: number;
}

// what is open first, then by deadline (without one: last), then by age: one text that sorts and serves as cursor
const order = sql<string>`(case when c.state in ('raised', 'acked') then '0' else '1' end) || coalesce(to_char(c.deadline_at at time zone 'UTC', 'YYYYMMDDHH24MISSMS'), '9') || c.id::text`;

/**
 * Cases that whoever acts may see, those to be decided first, by deadline; with how many there are in each state. Without `all`
 * those that they asked for or were told of.
 */
export async function listCases(ctx: Ctx, filter: CaseFilter): Promise<CaseList> {
  const rows = await pageOf(ctx, filter).execute();
  const shown = rows.slice(0, filter.limit);
  const { tellings, decisions } = await loadPeople(ctx, shown);
  const names = await nameActors(
    ctx,
    shown.map((row) => row.requested_by),
  );
  const customers = await listCustomerNames(ctx, [...new Set(shown.flatMap((row) => row.customer ?? []))]);
  const all = [...tellings.values()].flat();
  const viewer: Viewer | null = ctx.actor.kind === 'person' ? await viewerOf(ctx, ctx.actor.id, all) : null;
  const now = ctx.now();
  return {
    rows: shown.map((row) => presentRow(caseOf(row, tellings.get(row.id) ?? [], decisions.get(row.id) ?? []), { viewer, names, customers, now })),
    counts: await countStates(ctx, filter),
    nextCursor: rows.length > filter.limit ? (shown.at(-1)?.place ?? null) : null,
  };
}

const cases = (ctx: Ctx) => on<ExceptionsTables>(ctx).selectFrom('exceptions.case as c');

function pageOf(ctx: Ctx, filter: CaseFilter) {
  let query = cases(ctx)
    .selectAll('c')
    .select(order.as('place'))
    .where(visibleTo(ctx, filter))
    .where(matching(ctx, filter))
    .orderBy(order)
    .limit(filter.limit + 1);
  if (filter.states !== undefined && filter.states.length > 0) query = query.where('c.state', 'in', [...filter.states]);
  if (filter.cursor !== undefined) query = query.where(sql<SqlBool>`${order} > ${filter.cursor}`);
  return query;
}

async function countStates(ctx: Ctx, filter: CaseFilter): Promise<Record<string, number>> {
  const rows = await cases(ctx)
    .select(['c.state', sql<string>`count(*)`.as('cases')])
    .where(visibleTo(ctx, filter))
    .where(matching(ctx, filter))
    .groupBy('c.state')
    .execute();
  return Object.fromEntries(rows.map((row) => [row.state, Number(row.cases)]));
}

const toldTo = (person: string): Expression<SqlBool> =>
  sql<SqlBool>`exists (select 1 from exceptions.telling t where t.case_id = c.id and t.version = c.version and t.person = ${person})`;

function visibleTo(ctx: Ctx, { all }: CaseFilter): Expression<SqlBool> {
  if (all === true) return sql<SqlBool>`true`;
  if (ctx.actor.kind !== 'person') return sql<SqlBool>`false`;
  return sql<SqlBool>`(c.requested_by = ${`person:${ctx.actor.id}`} or ${toldTo(ctx.actor.id)})`;
}

/** The filter but for the states, which are counted. */
function matching(ctx: Ctx, { kinds, mine, q, subject }: CaseFilter): Expression<SqlBool> {
  const parts: Expression<SqlBool>[] = [sql<SqlBool>`true`];
  if (kinds !== undefined && kinds.length > 0) parts.push(sql<SqlBool>`c.kind = any(${[...kinds]})`);
  if (subject !== undefined) parts.push(sql<SqlBool>`c.subject_id = ${subject}`);
  if (mine === true) parts.push(sql<SqlBool>`c.state = any(${[...openStates]})`, toldTo(ctx.actor.id));
  const text = q?.trim();
  if (text) {
    const like = `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    parts.push(sql<SqlBool>`(c.number ilike ${like} or c.subject_label ilike ${like} or c.customer ilike ${like})`);
  }
  return sql.join<SqlBool>(parts, sql` and `);
}
