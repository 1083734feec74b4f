import { sql } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { ruleVersionSchema, type RuleKind, type RuleVersion } from '../contract.ts';
import type { PricingTables } from '../tables.ts';

/** A version about to be kept. */
export type NewRuleVersion = Omit<RuleVersion, 'body'> & { readonly body: object };

/**
 * Keeps a version as the newest of its rule and raises the company's rules version, which it gives. Null, and nothing changed, when another
 * version than the one before it is the newest.
 */
export async function insertRuleVersion(ctx: Ctx, rule: NewRuleVersion): Promise<number | null> {
  const db = on<PricingTables>(ctx);
  const version = await lockRules(ctx, rule.company);
  const before = await loadNewestRule(ctx, rule.company, rule.kind, rule.code);
  if ((before?.version ?? 0) !== rule.version - 1) return null;
  await db
    .updateTable('pricing.rule')
    .set({ newest: false })
    .where('company', '=', rule.company)
    .where('kind', '=', rule.kind)
    .where('code', '=', rule.code)
    .where('newest', '=', true)
    .execute();
  await db
    .insertInto('pricing.rule')
    .values({
      company: rule.company,
      kind: rule.kind,
      code: rule.code,
      version: rule.version,
      body: JSON.stringify(rule.body),
      changed_by: rule.changedBy,
      changed_at: rule.changedAt,
      why: rule.why,
    })
    .execute();
  await db
    .updateTable('pricing.rules_version')
    .set({ value: version + 1, stamp: sql<string>`gen_random_uuid()` })
    .where('company', '=', rule.company)
    .execute();
  return version + 1;
}

/** Two savers of one company wait for each other here, until the transaction ends. Gives the rules version. */
export async function lockRules(ctx: Ctx, company: string): Promise<number> {
  const db = on<PricingTables>(ctx);
  await db
    .insertInto('pricing.rules_version')
    .values({ company, value: 1 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await db.selectFrom('pricing.rules_version').select('value').where('company', '=', company).forUpdate().executeTakeFirstOrThrow();
  return row.value;
}

const columns = ['company', 'kind', 'code', 'version', 'body', 'changed_by', 'changed_at', 'why'] as const;
type Row = Pick<PricingTables['pricing.rule'], 'company' | 'kind' | 'code' | 'version' | 'changed_by' | 'changed_at' | 'why'> & { readonly body: unknown };

const toVersion = (row: Row): RuleVersion =>
  ruleVersionSchema.parse({
    kind: row.kind,
    company: row.company,
    code: row.code,
    version: row.version,
    body: row.body,
    changedBy: row.changed_by,
    changedAt: row.changed_at,
    why: row.why,
  });

/** The newest version of a rule; null when there is no such rule. */
export async function loadNewestRule(ctx: Ctx, company: string, kind: RuleKind, code: string): Promise<RuleVersion | null> {
  const row = await on<PricingTables>(ctx)
    .selectFrom('pricing.rule')
    .select(columns)
    .where('company', '=', company)
    .where('kind', '=', kind)
    .where('code', '=', code)
    .where('newest', '=', true)
    .executeTakeFirst();
  return row === undefined ? null : toVersion(row);
}

/** The newest version of every rule of a kind, by code. */
export async function listNewestRules(ctx: Ctx, company: string, kind: RuleKind): Promise<readonly RuleVersion[]> {
  const rows = await on<PricingTables>(ctx)
    .selectFrom('pricing.rule')
    .select(columns)
    .where('company', '=', company)
    .where('kind', '=', kind)
    .where('newest', '=', true)
    .orderBy('code')
    .execute();
  return rows.map(toVersion);
}

/** All versions of a rule, newest first. */
export async function listRuleVersions(ctx: Ctx, company: string, kind: RuleKind, code: string): Promise<readonly RuleVersion[]> {
  const rows = await on<PricingTables>(ctx)
    .selectFrom('pricing.rule')
    .select(columns)
    .where('company', '=', company)
    .where('kind', '=', kind)
    .where('code', '=', code)
    .orderBy('version', 'desc')
    .execute();
  return rows.map(toVersion);
}

/** The newest rules of a company, as they are kept. */
export interface KeptRules {
  /** 1 before anybody changed a rule. */
  readonly version: number;
  /** Which state of the rules this is, in all databases; null before anybody changed one. */
  readonly stamp: string | null;
  readonly rules: readonly { readonly kind: string; readonly body: unknown }[];
}

/** Which state of the rules this transaction sees; null before anybody changed one. */
export async function loadRulesStamp(ctx: Ctx, company: string): Promise<string | null> {
  const row = await on<PricingTables>(ctx).selectFrom('pricing.rules_version').select('stamp').where('company', '=', company).executeTakeFirst();
  return row?.stamp ?? null;
}

/** The newest rules of a company in the order of their codes, with their version and stamp: one statement, so that they belong together. */
export async function loadKeptRules(ctx: Ctx, company: string): Promise<KeptRules> {
  const result = await sql<KeptRules>`
    select coalesce(v.value, 1) as version, v.stamp,
      coalesce((select json_agg(json_build_object('kind', kind, 'body', body) order by kind, code)
        from pricing.rule where company = ${company} and newest), '[]') as rules
    from (select 1) as one left join pricing.rules_version v on v.company = ${company}`.execute(on<PricingTables>(ctx));
  return result.rows[0] ?? { version: 1, stamp: null, rules: [] };
}
