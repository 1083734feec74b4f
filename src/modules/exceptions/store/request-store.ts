import { sql } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Case } from '../domain/case.ts';
import type { ExceptionsTables } from '../tables.ts';
import { loadPeople } from './case-store.ts';
import { caseOf } from './rows.ts';

const pageSize = 500;

/** Price requests of a company in a currency, raised in the last so many times 24 hours. */
export interface RequestsOf {
  readonly company: string;
  readonly currency: string;
  readonly days: number;
}

/** Tells price requests with their decisions, oldest first. A page of them is in memory at a time. */
export async function listRequests(ctx: Ctx, { company, currency, days }: RequestsOf, tell: (file: Case) => void): Promise<void> {
  for (let last: { readonly raised_at: string; readonly id: string } | null = null; ;) {
    const rows = await on<ExceptionsTables>(ctx)
      .selectFrom('exceptions.case')
      .selectAll()
      .where('kind', '=', 'price_request')
      .where('company', '=', company)
      .where('currency', '=', currency)
      .where('raised_at', '>', sql<string>`${ctx.now()}::timestamptz - make_interval(days => ${days}::int)`)
      .$if(last !== null, (query) => query.where(sql<boolean>`(raised_at, id) > (${last?.raised_at}::timestamptz, ${last?.id}::uuid)`))
      .orderBy('raised_at')
      .orderBy('id')
      .limit(pageSize)
      .execute();
    const { decisions } = await loadPeople(ctx, rows);
    for (const row of rows) tell(caseOf(row, [], decisions.get(row.id) ?? []));
    last = rows.at(-1) ?? null;
    if (last === null || rows.length < pageSize) return;
  }
}

/** Price requests that a person has agreed to since an instant and that were let pass, in a currency. */
export async function listAgreed(
  ctx: Ctx,
  { by, since, currency }: { readonly by: string; readonly since: string; readonly currency: string },
): Promise<readonly Case[]> {
  const rows = await on<ExceptionsTables>(ctx)
    .selectFrom('exceptions.case as c')
    .selectAll('c')
    .where('c.kind', '=', 'price_request')
    .where('c.currency', '=', currency)
    .where('c.outcome', 'in', ['approve', 'approve_until', 'counter'])
    .where('c.decided_at', '>=', since)
    .where((exists) =>
      exists.exists(
        exists
          .selectFrom('exceptions.decision as d')
          .select('d.seq')
          .whereRef('d.case_id', '=', 'c.id')
          .whereRef('d.case_version', '=', 'c.version')
          .whereRef('d.choice', '=', 'c.outcome')
          .where('d.by', '=', by)
          .where('d.at', '>=', since),
      ),
    )
    .execute();
  const { decisions } = await loadPeople(ctx, rows);
  return rows.map((row) => caseOf(row, [], decisions.get(row.id) ?? []));
}
