import { sql } from 'kysely';
import type { Instant } from '../../../kernel/time.ts';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Position } from '../contract.ts';
import type { StockTables } from '../tables.ts';

/** A place as one connection knows it. */
export interface PlaceOf {
  readonly connection: string;
  readonly place: string;
}

/** What is known of where an item lies: a row a position, and one without position for each place that holds none of the asked items. */
export interface PlaceRow {
  readonly asOf: string;
  readonly complete: boolean;
  readonly position: Position | null;
}

/** Every place, with what of these items lies there: one statement. */
export async function loadPlaces(ctx: Ctx, skus: readonly string[]): Promise<readonly PlaceRow[]> {
  const rows = await on<StockTables>(ctx)
    .selectFrom('stock.snapshot as s')
    .leftJoin('stock.position as p', (join) =>
      join
        .onRef('p.connection', '=', 's.connection')
        .onRef('p.place', '=', 's.place')
        .on('p.sku', '=', sql<string>`any(${skus}::text[])`),
    )
    .select(['s.as_of', 's.complete', 's.place', 'p.sku', 'p.lot', 'p.status', 'p.base_milli', 'p.expires_on'])
    .execute();
  return rows.map(({ as_of: asOf, complete, place, sku, lot, status, base_milli: baseMilli, expires_on: expiresOn }) => ({
    asOf,
    complete,
    position: sku === null || lot === null || baseMilli === null ? null : { sku, place, lot, status: status as Position['status'], baseMilli, expiresOn },
  }));
}

/** Everything that one connection says lies anywhere. */
export async function loadPositionsOf(ctx: Ctx, connection: string): Promise<readonly Position[]> {
  const rows = await on<StockTables>(ctx)
    .selectFrom('stock.position')
    .select(['sku', 'place', 'lot', 'status', 'base_milli as baseMilli', 'expires_on as expiresOn'])
    .where('connection', '=', connection)
    .execute();
  return rows.map((row) => ({ ...row, status: row.status as Position['status'] }));
}

/** Notes the place; one that is known stays as it is until its reading has come to its end. */
export async function beginPlace(ctx: Ctx, { connection, place }: PlaceOf, asOf: Instant): Promise<void> {
  await on<StockTables>(ctx)
    .insertInto('stock.snapshot')
    .values({ connection, place, as_of: asOf })
    .onConflict((conflict) => conflict.columns(['connection', 'place']).doNothing())
    .execute();
}

/**
 * Inserts and updates positions in one statement; gives the SKUs of those that were new or differed. What a newer reading has said stays as it
 * is. Positions must not hold the same key twice.
 */
export async function upsertPositions(ctx: Ctx, connection: string, positions: readonly Position[], asOf: Instant): Promise<readonly string[]> {
  const result = await sql<{ sku: string }>`
    with given as (
      select ${connection}::text as connection, r.place, r.sku, r.lot, r.status, r."baseMilli" as base_milli, r."expiresOn" as expires_on
      from jsonb_to_recordset(${JSON.stringify(positions)}::jsonb)
        as r(place text, sku text, lot text, status text, "baseMilli" bigint, "expiresOn" date)
    ), saved as (
      insert into stock.position as t (connection, place, sku, lot, status, base_milli, expires_on, as_of)
      select g.*, ${asOf}::timestamptz from given g order by g.place, g.sku, g.lot, g.status
      on conflict (connection, place, sku, lot, status) do update
        set base_milli = excluded.base_milli, expires_on = excluded.expires_on, as_of = excluded.as_of
        where t.as_of <= excluded.as_of
    )
    select distinct g.sku from given g left join stock.position p using (connection, place, sku, lot, status)
    where p.sku is null or (p.as_of <= ${asOf}::timestamptz and (p.base_milli, p.expires_on) is distinct from (g.base_milli, g.expires_on))
    order by g.sku`.execute(on<StockTables>(ctx));
  return result.rows.map((row) => row.sku);
}

/** How many positions of the place there are, and how many of them the reading of that moment saw. */
export async function countPositions(ctx: Ctx, { connection, place }: PlaceOf, asOf: Instant): Promise<{ readonly all: number; readonly seen: number }> {
  const row = await on<StockTables>(ctx)
    .selectFrom('stock.position')
    .select([sql<string>`count(*)`.as('all'), sql<string>`count(*) filter (where as_of = ${asOf}::timestamptz)`.as('seen')])
    .where('connection', '=', connection)
    .where('place', '=', place)
    .executeTakeFirstOrThrow();
  return { all: Number(row.all), seen: Number(row.seen) };
}

/** Ends a reading: what it did not see is gone, and its moment is what the places are as of. Gives the SKUs that went. */
export async function endReading(ctx: Ctx, connection: string, place: string | null, asOf: Instant): Promise<readonly string[]> {
  const gone = await on<StockTables>(ctx)
    .deleteFrom('stock.position')
    .where('connection', '=', connection)
    .where('as_of', '<', asOf)
    .$if(place !== null, (query) => query.where('place', '=', place ?? ''))
    .returning('sku')
    .execute();
  await on<StockTables>(ctx)
    .updateTable('stock.snapshot')
    .set((eb) => ({ as_of: eb.fn<string>('greatest', ['as_of', sql`${asOf}::timestamptz`]), complete: true }))
    .where('connection', '=', connection)
    .$if(place !== null, (query) => query.where('place', '=', place ?? ''))
    .execute();
  return [...new Set(gone.map((row) => row.sku))].sort();
}
