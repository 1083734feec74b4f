import { sql } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { CreditRecord } from '../contract.ts';
import type { MastersTables } from '../tables.ts';

/** Writes credit where it differs; gives the customers whose amounts changed. Records in another currency than the customer's are not taken. */
export async function updateCredit(ctx: Ctx, records: readonly CreditRecord[]): Promise<readonly string[]> {
  if (records.length === 0) return [];
  const result = await sql<{ code: string; changed: boolean }>`
    update masters.customer c
    set credit_limit_minor = r."creditLimitMinor", receivables_minor = r."receivablesMinor", open_orders_minor = r."openOrdersMinor", credit_as_of = r."creditAsOf"
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb)
           as r(customer text, currency text, "creditLimitMinor" bigint, "receivablesMinor" bigint, "openOrdersMinor" bigint, "creditAsOf" timestamptz),
         masters.customer before
    where c.code = r.customer and c.currency = r.currency and before.code = c.code
      and (c.credit_limit_minor, c.receivables_minor, c.open_orders_minor, c.credit_as_of)
          is distinct from (r."creditLimitMinor", r."receivablesMinor", r."openOrdersMinor", r."creditAsOf")
    returning c.code, (before.credit_limit_minor, before.receivables_minor, before.open_orders_minor)
      is distinct from (c.credit_limit_minor, c.receivables_minor, c.open_orders_minor) as changed`.execute(on<MastersTables>(ctx));
  return result.rows.filter((row) => row.changed).map((row) => row.code);
}

/** Takes the limit from customers whose credit is older than `instant`: the ERP keeps no account for them any more. Gives their codes. */
export async function clearCreditBefore(ctx: Ctx, connection: string, instant: string): Promise<readonly string[]> {
  const rows = await on<MastersTables>(ctx)
    .updateTable('masters.customer')
    .set({ credit_limit_minor: null, receivables_minor: 0, open_orders_minor: 0, credit_as_of: null })
    .where('credit_as_of', '<', instant)
    .where(sql<string>`source->>'connection'`, '=', connection)
    .returning('code')
    .execute();
  return rows.map((row) => row.code);
}
