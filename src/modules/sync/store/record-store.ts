import { sql } from 'kysely';
import type { Instant } from '../../../kernel/time.ts';
import { addMs } from '../../../kernel/time.ts';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { SyncTables } from '../tables.ts';

/** A record as it was read. `data` null: another module keeps it. */
export interface ReadRecord {
  readonly key: string;
  readonly version: string;
  readonly hash: string;
  readonly data: object | null;
  readonly extra: object | null;
}

/** A record that we hold. */
export interface HeldRecord {
  readonly key: string;
  readonly data: unknown;
}

/** Keeps what was read; a record that is as it was is not touched. Gives how many were new or differed. */
export async function upsertRecords(ctx: Ctx, connection: string, object: string, records: readonly ReadRecord[]): Promise<number> {
  if (records.length === 0) return 0;
  const distinct = [...new Map(records.map((record) => [record.key, record])).values()];
  const result = await sql`
    insert into sync.record as t (connection, object, key, version, hash, read_at, gone_at, data, extra)
    select ${connection}, ${object}, r.key, r.version, r.hash, ${ctx.now()}, null, r.data, r.extra
    from jsonb_to_recordset(${JSON.stringify(distinct)}::jsonb) as r(key text, version text, hash text, data jsonb, extra jsonb)
    order by r.key
    on conflict (connection, object, key) do update
      set version = excluded.version, hash = excluded.hash, read_at = excluded.read_at, gone_at = null, data = excluded.data, extra = excluded.extra
      where t.hash <> excluded.hash or t.version <> excluded.version or t.gone_at is not null`.execute(on<SyncTables>(ctx));
  return Number(result.numAffectedRows ?? 0n);
}

/** Forgets the keys of this reading, and of those that nobody brought to their end within a day. */
export async function clearSeen(ctx: Ctx, reading: string): Promise<void> {
  await on<SyncTables>(ctx)
    .deleteFrom('sync.seen_key')
    .where((or) => or.or([or('reading', '=', reading), or('noted_at', '<', addMs(ctx.now(), -86_400_000))]))
    .execute();
}

/** Notes keys that the ERP has. */
export async function noteSeen(ctx: Ctx, reading: string, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await sql`insert into sync.seen_key (reading, key, noted_at)
    select ${reading}::uuid, key, ${ctx.now()} from unnest(${[...new Set(keys)]}::text[]) as key
    on conflict do nothing`.execute(on<SyncTables>(ctx));
}

/** What a reading of keys is of. */
export interface KeyReading {
  readonly connection: string;
  readonly object: string;
  readonly reading: string;
}

/** How many records of the object we hold, and how many of them the reading that has just ended did not see. */
export async function countUnseen(ctx: Ctx, of: KeyReading): Promise<{ readonly held: number; readonly unseen: number }> {
  const result = await sql<{ held: string; unseen: string }>`
    select count(*) as held, count(*) filter (where s.key is null) as unseen
    from sync.record r left join sync.seen_key s on s.reading = ${of.reading} and s.key = r.key
    where r.connection = ${of.connection} and r.object = ${of.object} and r.gone_at is null`.execute(on<SyncTables>(ctx));
  const [row] = result.rows;
  return { held: Number(row?.held ?? 0), unseen: Number(row?.unseen ?? 0) };
}

/** Marks what the reading did not see as gone, at most `most` at a time; gives what it was. */
export async function markUnseenGone(ctx: Ctx, of: KeyReading, most: number): Promise<readonly HeldRecord[]> {
  const result = await sql<HeldRecord>`
    update sync.record set gone_at = ${ctx.now()}
    where (connection, object, key) in (
      select r.connection, r.object, r.key from sync.record r
      where r.connection = ${of.connection} and r.object = ${of.object} and r.gone_at is null
        and not exists (select 1 from sync.seen_key s where s.reading = ${of.reading} and s.key = r.key)
      order by r.key limit ${most})
    returning key, data`.execute(on<SyncTables>(ctx));
  return result.rows;
}

/** Marks records as gone of which the ERP says so; gives those that we held. */
export async function markGone(ctx: Ctx, connection: string, object: string, keys: readonly string[]): Promise<readonly HeldRecord[]> {
  if (keys.length === 0) return [];
  return on<SyncTables>(ctx)
    .updateTable('sync.record')
    .set({ gone_at: ctx.now() })
    .where('connection', '=', connection)
    .where('object', '=', object)
    .where('key', 'in', keys)
    .where('gone_at', 'is', null)
    .returning(['key', 'data'])
    .execute();
}

/** Which of these an ERP still has, as `connection key`. */
export async function findHeld(ctx: Ctx, object: string, of: readonly { readonly connection: string; readonly key: string }[]): Promise<ReadonlySet<string>> {
  if (of.length === 0) return new Set();
  const result = await sql<{ connection: string; key: string }>`
    select r.connection, r.key from sync.record r
    join jsonb_to_recordset(${JSON.stringify(of)}::jsonb) as o(connection text, key text) on o.connection = r.connection and o.key = r.key
    where r.object = ${object} and r.gone_at is null`.execute(on<SyncTables>(ctx));
  return new Set(result.rows.map((row) => `${row.connection} ${row.key}`));
}

/** A document as it was last read. */
export interface HeldDocument {
  readonly connection: string;
  readonly key: string;
  readonly data: unknown;
  readonly readAt: Instant;
}

/** Documents of a kind that the ERPs have, by key; of one customer when it is named. */
export async function loadDocuments(ctx: Ctx, object: string, customer: string | null, most: number): Promise<readonly HeldDocument[]> {
  const query = on<SyncTables>(ctx)
    .selectFrom('sync.record')
    .select(['connection', 'key', 'data', 'read_at as readAt'])
    .where('object', '=', object)
    .where('gone_at', 'is', null)
    .where('data', 'is not', null)
    .orderBy('connection')
    .orderBy('key')
    .limit(most);
  const rows = await (customer === null ? query : query.where(sql`data->>'customer'`, '=', customer)).execute();
  return rows.map((row) => ({ ...row, readAt: row.readAt as Instant }));
}
