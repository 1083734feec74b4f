import { sql, type Kysely } from 'kysely';
import type pg from 'pg';
import { keepFailedSeconds } from './queues.ts';

/**
 * The few statements on pg-boss's table that pg-boss has no function for. Each has a test that fails when a new version
 * of pg-boss changes what it stands on.
 */

/** The queues of `names` that have a job to run now. */
export async function dueQueues(pool: pg.Pool, names: readonly string[]): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select name from unnest($1::text[]) as q (name)
     where exists (select 1 from pgboss.job j where j.name = q.name and j.state < 'active' and not j.blocked and j.start_after <= now())`,
    [names],
  );
  return rows.map((row) => row.name);
}

/**
 * Gives an ordered job its place by the moment it was queued. pg-boss would take the start of the transaction, and a
 * transaction that waited for the row of its order may have started before the one that queued first.
 */
export async function stampOrder(trx: Kysely<unknown>, queue: string, id: string): Promise<void> {
  await sql`update pgboss.job set created_on = clock_timestamp() where name = ${queue} and id = ${id}`.execute(trx);
}

/** Lets active jobs run again at once: all of the queues (nobody else runs any), or those with these ids. */
export async function giveBack(pool: pg.Pool, queues: readonly string[], ids: readonly string[] | null): Promise<number> {
  const { rowCount } = await pool.query(
    `update pgboss.job set state = 'retry', start_after = now(), heartbeat_on = null
     where name = any($1) and state = 'active' and ($2::uuid[] is null or id = any($2))`,
    [queues, ids],
  );
  return rowCount ?? 0;
}

/** A job that ran out of attempts, with what its last error left. */
export interface GivenUpJob {
  readonly name: string;
  readonly id: string;
  readonly key: string | null;
  readonly attempts: number;
  readonly error: unknown;
}

/**
 * The jobs that have failed for good since the last call, each told to one caller only. They are kept for a person to
 * look at, and no longer hold back the jobs with the same key.
 */
export async function takeGivenUp(pool: pg.Pool, queues: readonly string[]): Promise<readonly GivenUpJob[]> {
  const { rows } = await pool.query<GivenUpJob>(
    `update pgboss.job set policy = null, deletion_seconds = $2
     where name = any($1) and state = 'failed' and deletion_seconds <> $2
     returning name, id, singleton_key as key, retry_count + 1 as attempts, output as error`,
    [queues, keepFailedSeconds],
  );
  return rows;
}
