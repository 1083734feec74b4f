import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Company } from '../../masters/contract.ts';
import { getCompany, listRegions } from '../../masters/index.ts';

/** A company of the group by its code; of empty text the first one; null: there is none of that code. */
export const findCompany = (ctx: Ctx, code: string): Promise<Company | null> => getCompany(ctx, code === '' ? null : code);

/** The companies that sell: those with customers, by code. */
export async function listSellingCompanies(ctx: Ctx): Promise<readonly Company[]> {
  const codes = [...new Set((await listRegions(ctx)).map(({ company }) => company))];
  const found: Company[] = [];
  for (const code of codes) {
    const company = await getCompany(ctx, code);
    if (company !== null) found.push(company);
  }
  return found;
}
