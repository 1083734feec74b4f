import { sql } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { MastersTables } from '../tables.ts';

/** Records of a connection by the keys under which its ERP held them. */
export interface SourceKeys {
  readonly connection: string;
  readonly keys: readonly string[];
}

const isFrom = ({ connection, keys }: SourceKeys) => sql<boolean>`source->>'connection' = ${connection} and source->>'key' = any(${[...keys]}::text[])`;

/** Nobody can order them any more; gives those that could. */
export async function deactivateItemsFrom(ctx: Ctx, from: SourceKeys): Promise<readonly string[]> {
  const rows = await on<MastersTables>(ctx)
    .updateTable('masters.item')
    .set({ active: false })
    .where(isFrom(from))
    .where('active', '=', true)
    .returning('sku')
    .execute();
  return rows.map((row) => row.sku);
}

/** Blocks them; gives those that were not. */
export async function blockCustomersFrom(ctx: Ctx, from: SourceKeys): Promise<readonly string[]> {
  const rows = await on<MastersTables>(ctx)
    .updateTable('masters.customer')
    .set({ blocked: true, block_reason: 'gone_in_erp' })
    .where(isFrom(from))
    .where('blocked', '=', false)
    .returning('code')
    .execute();
  return rows.map((row) => row.code);
}

/** Deletes them; gives their codes. */
export async function deleteWorkCentresFrom(ctx: Ctx, from: SourceKeys): Promise<readonly string[]> {
  const rows = await on<MastersTables>(ctx).deleteFrom('masters.work_centre').where(isFrom(from)).returning('code').execute();
  return rows.map((row) => row.code);
}

/** Deletes how these items are made in these plants; gives their skus. */
export async function deleteMadeOf(
  ctx: Ctx,
  table: 'masters.bom' | 'masters.routing_operation',
  of: readonly { readonly sku: string; readonly plant: string }[],
): Promise<readonly string[]> {
  if (of.length === 0) return [];
  const rows = await on<MastersTables>(ctx)
    .deleteFrom(table)
    .where(sql<boolean>`(sku, plant) in (select r.sku, r.plant from jsonb_to_recordset(${JSON.stringify(of)}::jsonb) as r(sku text, plant text))`)
    .returning('sku')
    .execute();
  return rows.map((row) => row.sku);
}
