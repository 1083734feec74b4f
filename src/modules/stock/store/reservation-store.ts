import { sql } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Reservation } from '../contract.ts';
import { groupedBy } from '../domain/grouped.ts';
import type { Demand } from '../domain/lots.ts';
import type { StockTables } from '../tables.ts';

/** Waits until nobody else reserves any of these items, nor for this owner. Always in the same order, so that two orders never wait for each other. */
export async function lockReserving(ctx: Ctx, owner: string, skus: readonly string[]): Promise<void> {
  await sql`
    insert into stock.reserve_lock (kind, name)
    select kind, name from (select 'owner' as kind, ${owner}::text as name union select 'sku', sku from unnest(${[...skus]}::text[]) as sku) as wanted
    order by kind, name
    on conflict (kind, name) do update set name = excluded.name`.execute(on<StockTables>(ctx));
}

/** Forgets the lock of an owner that holds nothing any more. */
export async function dropOwnerLock(ctx: Ctx, owner: string): Promise<void> {
  await on<StockTables>(ctx).deleteFrom('stock.reserve_lock').where('kind', '=', 'owner').where('name', '=', owner).execute();
}

/** What everybody but `owner` has reserved of these items, by SKU. */
export async function loadOthers(ctx: Ctx, skus: readonly string[], owner: string | null): Promise<ReadonlyMap<string, readonly Demand[]>> {
  const rows = await on<StockTables>(ctx)
    .selectFrom('stock.reservation')
    .select(['sku', 'place', 'base_milli', 'needed_on'])
    .where('sku', '=', sql<string>`any(${skus}::text[])`)
    .where('owner', '<>', owner ?? '')
    .orderBy('owner')
    .orderBy('line')
    .execute();
  return groupedBy(
    rows.map((row) => ({ sku: row.sku, place: row.place, baseMilli: row.base_milli, neededOn: row.needed_on })),
    (row) => row.sku,
  );
}

/** Takes away all that the owner has reserved; gives the lines in their order. */
export async function deleteReservation(ctx: Ctx, owner: string): Promise<Reservation['lines']> {
  const rows = await on<StockTables>(ctx).deleteFrom('stock.reservation').where('owner', '=', owner).returningAll().execute();
  return rows.toSorted((a, b) => a.line - b.line).map((row) => ({ sku: row.sku, place: row.place, baseMilli: row.base_milli, neededOn: row.needed_on }));
}

/** Writes lines of an owner who has none. */
export async function insertReservation(ctx: Ctx, reservation: Reservation, by: string): Promise<void> {
  if (reservation.lines.length === 0) return;
  await on<StockTables>(ctx)
    .insertInto('stock.reservation')
    .values(
      reservation.lines.map((line, index) => ({
        owner: reservation.owner,
        line: index + 1,
        sku: line.sku,
        place: line.place,
        base_milli: line.baseMilli,
        needed_on: line.neededOn,
        reserved_at: ctx.now(),
        reserved_by: by,
      })),
    )
    .execute();
}
