import { sql } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { MastersTables } from '../tables.ts';

/** The version of the master data as this transaction sees it. */
export async function loadVersion(ctx: Ctx): Promise<number> {
  const row = await on<MastersTables>(ctx).selectFrom('masters.version').select('value').executeTakeFirstOrThrow();
  return row.value;
}

const bumped = new WeakMap<object, number>();

/** Raises the version, once per transaction however often it is asked; gives the new value. */
export async function bumpVersion(ctx: Ctx): Promise<number> {
  const already = bumped.get(ctx.trx);
  if (already !== undefined) return already;
  const row = await on<MastersTables>(ctx)
    .updateTable('masters.version')
    .set({ value: sql<number>`value + 1` })
    .returning('value')
    .executeTakeFirstOrThrow();
  bumped.set(ctx.trx, row.value);
  return row.value;
}
