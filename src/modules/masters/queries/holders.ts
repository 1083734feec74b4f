import { sql } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { MastersTables } from '../tables.ts';

/** The ERP that brought a record, and the key under which it has it. */
export interface Holder {
  readonly connection: string;
  readonly key: string;
}

/** Which ERP items or customers were read from, by SKU or code. Those that no ERP brought, and unknown ones, are missing. */
export async function listHolders(ctx: Ctx, of: 'item' | 'customer', codes: readonly string[]): Promise<ReadonlyMap<string, Holder>> {
  if (codes.length === 0) return new Map();
  const [table, code] = of === 'item' ? ([sql.table('masters.item'), sql.ref('sku')] as const) : ([sql.table('masters.customer'), sql.ref('code')] as const);
  const result = await sql<Holder & { code: string }>`
    select ${code} as code, source->>'connection' as connection, source->>'key' as key from ${table}
    where ${code} = any(${[...new Set(codes)]}::text[]) and source ? 'connection'`.execute(on<MastersTables>(ctx));
  return new Map(result.rows.map(({ code: name, connection, key }) => [name, { connection, key }]));
}
