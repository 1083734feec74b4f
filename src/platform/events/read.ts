import type pg from 'pg';
import type { Instant } from '../../kernel/time.ts';
import type { Cursor } from './cursor.ts';

/** An event as it stands in the feed. */
export interface FeedEvent {
  readonly cursor: Cursor;
  readonly at: Instant;
  readonly type: string;
  readonly subject: string;
  readonly actor: string;
  readonly payload: unknown;
}

/** What a look into the feed found. */
export interface FeedPage {
  readonly events: readonly FeedEvent[];
  /** Committed events exist that cannot be told yet, because an older transaction still writes. */
  readonly held: boolean;
}

/** Most events of one look. */
export const pageSize = 500;

interface EventRow {
  readonly xid: string;
  readonly seq: number;
  readonly at: Instant;
  readonly type: string;
  readonly subject: string;
  readonly actor: string;
  readonly payload: unknown;
  readonly told: boolean;
}

/**
 * The events after `from`, in feed order, up to the oldest transaction that still runs. Nothing can appear later before
 * the last one returned: that is what `seq > last` does not give.
 */
export async function readEvents(pool: pg.Pool, from: Cursor): Promise<FeedPage> {
  const { rows } = await pool.query<EventRow>(
    `select xid, seq, at, type, subject, actor, payload, xid < pg_snapshot_xmin(pg_current_snapshot()) as told
     from platform.event where (xid, seq) > ($1::xid8, $2) order by xid, seq limit ${pageSize}`,
    [from.xid, from.seq],
  );
  const told = rows.filter((row) => row.told);
  return { events: told.map(({ xid, seq, told: _, ...rest }) => ({ cursor: { xid, seq }, ...rest })), held: told.length < rows.length };
}

/** The place from which only events that commit from now on are read. */
export async function readTail(pool: pg.Pool): Promise<Cursor> {
  const { rows } = await pool.query<{ xid: string }>('select pg_snapshot_xmin(pg_current_snapshot()) as xid');
  return { xid: rows[0]?.xid ?? '0', seq: 0 };
}
