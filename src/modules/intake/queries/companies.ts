import { sql } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { getCompany } from '../../masters/index.ts';
import type { IntakeTables } from '../tables.ts';

/** The companies that have a reader: the first of the group from the beginning, and those that lines were read for. */
export async function listCompanies(ctx: Ctx): Promise<readonly string[]> {
  const first = await getCompany(ctx);
  // from one company to the next by the index: the table holds every line that was ever read
  const found = await sql<{ company: string }>`
    with recursive known as (
      select min(company) as company from intake.reading_outcome
      union all
      select (select min(o.company) from intake.reading_outcome o where o.company > known.company) from known where known.company is not null
    )
    select company from known where company is not null`.execute(on<IntakeTables>(ctx));
  return [...new Set([...(first === null ? [] : [first.code]), ...found.rows.map((row) => row.company)])];
}

/** The company of a screen that names none: the first of the group. */
export const getOwnCompany = async (ctx: Ctx): Promise<string> => (await getCompany(ctx))?.code ?? '';
