import { sql, type RawBuilder, type Selectable } from 'kysely';
import type { Instant } from '../../../../kernel/time.ts';
import { on } from '../../../../platform/db/on.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import type { AliasScope, AliasSource } from '../../contract/aliases.ts';
import type { Standing } from '../../domain/aliases/standing.ts';
import type { Meaning } from '../../domain/aliases/weights.ts';
import type { AliasTable, IntakeTables } from '../../tables.ts';

/** Whose aliases. */
export interface AliasOwner {
  readonly scope: AliasScope;
  readonly scopeId: string;
}

/** Some words of an owner. */
export interface OwnedKey extends AliasOwner {
  readonly key: string;
}

/** An alias as it is kept. */
export interface Alias extends OwnedKey, Meaning, Standing {
  readonly id: string;
  readonly sku: string;
  readonly source: AliasSource;
  readonly example: string;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly timesUsed: number;
  /** Taken back; by whom. */
  readonly removedAt: Instant | null;
  readonly removedBy: string | null;
}

/** A row of the table as the module knows it. */
export const aliasOf = (row: Selectable<AliasTable>): Alias => ({
  id: row.id,
  scope: row.scope as AliasScope,
  scopeId: row.scope_id,
  key: row.key,
  sku: row.sku,
  source: row.source as AliasSource,
  example: row.example,
  weight: row.weight,
  weighedAt: row.weighed_at as Instant,
  uoms: row.uoms as Alias['uoms'],
  negative: row.negative,
  byClerk: row.by_clerk,
  share: row.share,
  conflict: row.conflict,
  createdAt: row.created_at as Instant,
  createdBy: row.created_by,
  lastUsedAt: row.last_used_at as Instant,
  timesUsed: row.times_used,
  removedAt: row.removed_at as Instant | null,
  removedBy: row.removed_by,
});

/** Locks owners until the transaction ends, always in the same order, and raises their versions. */
export async function lockOwners(ctx: Ctx, owners: readonly AliasOwner[]): Promise<void> {
  const distinct = new Map(owners.map((owner) => [`${owner.scope} ${owner.scopeId}`, owner]));
  const rows = [...distinct]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, owner]) => ({ scope: owner.scope, scope_id: owner.scopeId, version: 1 }));
  if (rows.length === 0) return;
  await on<IntakeTables>(ctx)
    .insertInto('intake.alias_owner')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['scope', 'scope_id']).doUpdateSet({ version: sql<number>`intake.alias_owner.version + 1` }))
    .execute();
}

/** Rises with every change of the owner's aliases; 0 while it has none. */
export async function loadOwnerVersion(ctx: Ctx, owner: AliasOwner): Promise<number> {
  const row = await on<IntakeTables>(ctx)
    .selectFrom('intake.alias_owner')
    .select('version')
    .where('scope', '=', owner.scope)
    .where('scope_id', '=', owner.scopeId)
    .executeTakeFirst();
  return row?.version ?? 0;
}

const keyRows = (keys: readonly OwnedKey[]): RawBuilder<unknown> =>
  sql`jsonb_to_recordset(${JSON.stringify(keys.map(({ scope, scopeId, key }) => ({ scope, scope_id: scopeId, key })))}::jsonb) as k (scope text, scope_id text, key text)`;

/** All meanings of some owners' words, those taken back included. */
export async function loadAliasesOfKeys(ctx: Ctx, keys: readonly OwnedKey[]): Promise<readonly Alias[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<Selectable<AliasTable>>`
    select a.* from (select distinct * from ${keyRows(keys)}) k
    join intake.alias a on a.scope = k.scope and a.scope_id = k.scope_id and a.key = k.key`.execute(on<IntakeTables>(ctx));
  return rows.map(aliasOf);
}

/** One alias, taken back or not; null when there is none. */
export async function loadAlias(ctx: Ctx, id: string): Promise<Alias | null> {
  const row = await on<IntakeTables>(ctx).selectFrom('intake.alias').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : aliasOf(row);
}

/** The aliases of one owner that stand; on demand also those that were taken back. */
export async function loadAliasesOf(ctx: Ctx, owner: AliasOwner, which: 'standing' | 'removed too' = 'standing'): Promise<readonly Alias[]> {
  let query = on<IntakeTables>(ctx).selectFrom('intake.alias').selectAll().where('scope', '=', owner.scope).where('scope_id', '=', owner.scopeId);
  if (which === 'standing') query = query.where('removed_at', 'is', null);
  return (await query.execute()).map(aliasOf);
}

/** What all customers mean by some keys. */
export async function loadCustomerAliases(ctx: Ctx, keys: readonly string[]): Promise<readonly Alias[]> {
  if (keys.length === 0) return [];
  const rows = await on<IntakeTables>(ctx)
    .selectFrom('intake.alias')
    .selectAll()
    .where('key', 'in', [...keys])
    .where('scope', '=', 'customer')
    .where('removed_at', 'is', null)
    .execute();
  return rows.map(aliasOf);
}

const columns = {
  id: 'uuid',
  scope: 'text',
  scope_id: 'text',
  key: 'text',
  sku: 'text',
  uom: 'text',
  source: 'text',
  example: 'text',
  weight: 'double precision',
  weighed_at: 'timestamptz',
  uoms: 'jsonb',
  negative: 'boolean',
  by_clerk: 'boolean',
  share: 'double precision',
  conflict: 'boolean',
  created_at: 'timestamptz',
  created_by: 'text',
  last_used_at: 'timestamptz',
  removed_at: 'timestamptz',
  removed_by: 'text',
} as const satisfies Partial<Record<keyof AliasTable, string>>;
const changing = ['uom', 'weight', 'weighed_at', 'uoms', 'negative', 'by_clerk', 'share', 'conflict', 'last_used_at', 'removed_at', 'removed_by'] as const;

/** Writes aliases, new and changed; the caller has locked their owners. `uom` is the one that is usually meant. */
export async function saveAliases(ctx: Ctx, aliases: readonly (Alias & { readonly uom: string | null })[]): Promise<void> {
  if (aliases.length === 0) return;
  const rows = aliases.map((alias) => ({
    id: alias.id,
    scope: alias.scope,
    scope_id: alias.scopeId,
    key: alias.key,
    sku: alias.sku,
    uom: alias.uom,
    source: alias.source,
    example: alias.example,
    weight: alias.weight,
    weighed_at: alias.weighedAt,
    uoms: alias.uoms,
    negative: alias.negative,
    by_clerk: alias.byClerk,
    share: alias.share,
    conflict: alias.conflict,
    created_at: alias.createdAt,
    created_by: alias.createdBy,
    last_used_at: alias.lastUsedAt,
    removed_at: alias.removedAt,
    removed_by: alias.removedBy,
  }));
  const names = Object.keys(columns);
  await sql`
    insert into intake.alias (${sql.join(names.map((name) => sql.id(name)))})
    select ${sql.join(names.map((name) => sql.id('r', name)))}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (${sql.join(Object.entries(columns).map(([name, type]) => sql`${sql.id(name)} ${sql.raw(type)}`))})
    on conflict (id) do update set ${sql.join(changing.map((name) => sql`${sql.id(name)} = ${sql.id('excluded', name)}`))}`.execute(on<IntakeTables>(ctx));
}

/** Aliases by id, those taken back included. */
export async function loadAliasBatch(ctx: Ctx, after: string | null, limit: number): Promise<readonly Alias[]> {
  let query = on<IntakeTables>(ctx).selectFrom('intake.alias').selectAll().orderBy('id').limit(limit);
  if (after !== null) query = query.where('id', '>', after);
  return (await query.execute()).map(aliasOf);
}

/** Puts an alias under another key; where the owner has the same meaning there, both become one. The caller weighs both keys anew. */
export async function moveAlias(ctx: Ctx, alias: Alias, key: string): Promise<void> {
  const db = on<IntakeTables>(ctx);
  const [there] = (await loadAliasesOfKeys(ctx, [{ ...alias, key }])).filter((other) => other.sku === alias.sku);
  if (there === undefined) {
    await db.updateTable('intake.alias').set({ key }).where('id', '=', alias.id).execute();
    return;
  }
  // an order that taught both teaches the one meaning once
  await sql`
    update intake.alias_lesson l set alias_id = ${there.id} where alias_id = ${alias.id} and not exists (
      select 1 from intake.alias_lesson o where o.alias_id = ${there.id} and o.source = l.source and o.order_ref = l.order_ref)`.execute(db);
  await db.updateTable('intake.alias_use').set({ alias_id: there.id }).where('alias_id', '=', alias.id).execute();
  await db
    .updateTable('intake.alias')
    .set({ times_used: there.timesUsed + alias.timesUsed })
    .where('id', '=', there.id)
    .execute();
  await db.deleteFrom('intake.alias').where('id', '=', alias.id).execute();
}
