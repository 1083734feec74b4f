import { sql } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { auditedBy } from '../../identity/index.ts';
import type { CheckOutcome, CheckSetting, OrderRule, OrderRuleVersion } from '../contract.ts';
import { openRule } from '../domain/settings.ts';
import type { OrdersTables } from '../tables.ts';

/** The company itself is kept under the empty customer. */
const keyOf = (customer: string | null): string => customer ?? '';
const scopes = (customer: string | null): string[] => [...new Set(['', keyOf(customer)])];

/** The newest settings of a company and one of its customers. */
export async function loadCheckSettings(ctx: Ctx, company: string, customer: string | null): Promise<readonly CheckSetting[]> {
  const rows = await on<OrdersTables>(ctx)
    .selectFrom('orders.check_setting')
    .distinctOn(['customer', 'code'])
    .selectAll()
    .where('company', '=', company)
    .where('customer', 'in', scopes(customer))
    .orderBy('customer')
    .orderBy('code')
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => ({
    company: row.company,
    customer: row.customer === '' ? null : row.customer,
    code: row.code,
    outcome: row.outcome as CheckOutcome | null,
    version: row.version,
    changedBy: row.changed_by,
    changedAt: row.changed_at,
    why: row.why,
  }));
}

/** The newest rules of a company and one of its customers. */
export async function loadOrderRules(ctx: Ctx, company: string, customer: string | null): Promise<readonly OrderRuleVersion[]> {
  const rows = await on<OrdersTables>(ctx)
    .selectFrom('orders.order_rule')
    .distinctOn('customer')
    .selectAll()
    .where('company', '=', company)
    .where('customer', 'in', scopes(customer))
    .orderBy('customer')
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => ({
    company: row.company,
    customer: row.customer === '' ? null : row.customer,
    version: row.version,
    // a rule kept before a field existed says nothing of it
    rule: { ...openRule, ...(row.body as Partial<OrderRule>) },
    changedBy: row.changed_by,
    changedAt: row.changed_at,
    why: row.why,
  }));
}

/** Adds a version; false when another one came first. */
export async function insertCheckSetting(
  ctx: Ctx,
  setting: Pick<CheckSetting, 'company' | 'customer' | 'code' | 'outcome' | 'version' | 'why'>,
): Promise<boolean> {
  const row = { ...setting, customer: keyOf(setting.customer), changed_by: auditedBy(ctx.actor), changed_at: ctx.now() };
  const result = await on<OrdersTables>(ctx)
    .insertInto('orders.check_setting')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Adds a version; false when another one came first. */
export async function insertOrderRule(
  ctx: Ctx,
  rule: { readonly company: string; readonly customer: string | null; readonly version: number; readonly body: OrderRule; readonly why: string },
): Promise<boolean> {
  const { company, version, why } = rule;
  const row = {
    company,
    customer: keyOf(rule.customer),
    version,
    why,
    body: JSON.stringify(rule.body),
    changed_by: auditedBy(ctx.actor),
    changed_at: ctx.now(),
  };
  const result = await on<OrdersTables>(ctx)
    .insertInto('orders.order_rule')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** The newest version of one setting or rule; 0 when there is none. */
export async function newestVersion(ctx: Ctx, of: { readonly company: string; readonly customer: string | null; readonly code?: string }): Promise<number> {
  const customer = keyOf(of.customer);
  const found =
    of.code === undefined
      ? await sql<{ version: number }>`select version from orders.order_rule where company = ${of.company} and customer = ${customer}
          order by version desc limit 1`.execute(on<OrdersTables>(ctx))
      : await sql<{ version: number }>`select version from orders.check_setting where company = ${of.company} and customer = ${customer}
          and code = ${of.code} order by version desc limit 1`.execute(on<OrdersTables>(ctx));
  return found.rows[0]?.version ?? 0;
}
