import { sql, type RawBuilder } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { ruleVersionSchema, type RuleKind, type RuleVersion } from '../contract.ts';
import type { PricingTables } from '../tables.ts';

/** A version about to be kept, with what it is found by. */
export type NewRuleVersion = Omit<RuleVersion, 'body'> & {
  readonly body: object;
  readonly keys: { readonly items: readonly string[]; readonly customers: readonly string[] };
};

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
      item_keys: [...rule.keys.items],
      customer_keys: [...rule.keys.customers],
      changed_by: rule.changedBy,
      changed_at: rule.changedAt,
      why: rule.why,
    })
    .execute();
  await db
    .updateTable('pricing.rules_version')
    .set({ value: version + 1 })
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

/** Which rules a quote needs: those found by any of the item keys and any of the customer keys. Null: all of them. */
export interface RuleKeys {
  readonly items: readonly string[];
  readonly customers: readonly string[];
}

/** The rules of a company with their version, as they are kept. */
export interface KeptRules {
  /** 1 before anybody changed a rule. */
  readonly version: number;
  readonly rules: readonly { readonly kind: string; readonly body: unknown }[];
}

/** Up to so many keys the index finds the rules; comparing more of them with each rule would cost their product. */
const keysForIndex = 64;

/** The newest rules of a company that the keys find, in the order of their codes, and the rules version: one statement. */
export async function loadKeptRules(ctx: Ctx, company: string, keys: RuleKeys | null): Promise<KeptRules> {
  const found = keys === null ? sql`true` : sql`customer_keys && ${[...keys.customers]}::text[] and ${namesOneOf(company, keys.items)}`;
  const result = await sql<KeptRules>`
    select coalesce((select value from pricing.rules_version where company = ${company}), 1) as version,
      coalesce((select json_agg(json_build_object('kind', kind, 'body', body) order by kind, code)
        from pricing.rule where company = ${company} and newest and ${found}), '[]') as rules`.execute(on<PricingTables>(ctx));
  return result.rows[0] ?? { version: 1, rules: [] };
}

const namesOneOf = (company: string, items: readonly string[]): RawBuilder<unknown> =>
  items.length <= keysForIndex
    ? sql`item_keys && ${[...items]}::text[]`
    : sql`(kind, code) in (select r.kind, r.code from pricing.rule r cross join unnest(r.item_keys) as own(key)
        where r.company = ${company} and r.newest and own.key in (select unnest(${[...items]}::text[])))`;
