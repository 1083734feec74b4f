import { sql } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { MappingRule, MappingVersion } from '../contract.ts';
import { mappingRulesSchema } from '../contract.ts';
import type { SyncTables } from '../tables.ts';

/** A mapping as it is kept. Version 0: nothing was ever saved. */
export interface StoredMapping {
  readonly version: number;
  readonly rules: readonly MappingRule[];
}

/** The newest mapping of a connection, or one of its versions. */
export async function loadMapping(ctx: Ctx, connection: string, version?: number): Promise<StoredMapping> {
  const query = on<SyncTables>(ctx).selectFrom('sync.mapping').select(['version', 'rules']).where('connection', '=', connection);
  const one = version === undefined ? query.orderBy('version', 'desc').limit(1) : query.where('version', '=', version);
  const row = await one.executeTakeFirst();
  return row ? { version: row.version, rules: mappingRulesSchema.parse(row.rules) } : { version: 0, rules: [] };
}

/** Keeps a new version; false when it is there already. */
export async function insertMapping(ctx: Ctx, connection: string, mapping: StoredMapping & { readonly by: string; readonly why: string }): Promise<boolean> {
  const { version, by, why } = mapping;
  const result = await on<SyncTables>(ctx)
    .insertInto('sync.mapping')
    .values({ connection, version, at: ctx.now(), by, why, rules: JSON.stringify(mapping.rules) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Who saved which version when and why, newest first. */
export async function listMappingVersions(ctx: Ctx, connection: string, most: number): Promise<readonly MappingVersion[]> {
  return on<SyncTables>(ctx)
    .selectFrom('sync.mapping')
    .select(['version', 'at', 'by', 'why', sql<number>`jsonb_array_length(rules)`.as('rules')])
    .where('connection', '=', connection)
    .orderBy('version', 'desc')
    .limit(most)
    .execute();
}
