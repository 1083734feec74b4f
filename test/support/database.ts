import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { inject } from 'vitest';
import { openPool, type Database } from '../../src/platform/db/database.ts';
import type { Feed } from '../../src/platform/events/feed.ts';
import type { PeriodicJob } from '../../src/platform/jobs/definition.ts';
import type { AnyJob, Jobs } from '../../src/platform/jobs/jobs.ts';
import { runDueJobs, type RunDueOptions, type RunDueResult } from '../../src/platform/jobs/run-due.ts';
import type { Clock } from '../../src/platform/runtime/clock.ts';
import type { Logger, Reaction, Runtime } from '../../src/platform/runtime/ctx.ts';
import { silentLogger } from '../../src/platform/runtime/log.ts';
import { createPlatform, type Platform } from '../../src/platform/runtime/platform.ts';

export interface TestDatabaseOptions {
  /** Default: the real clock; `testClock()` of ./clock.ts stands still. */
  readonly clock?: Clock;
  readonly jobs?: readonly AnyJob[];
  readonly periodic?: readonly PeriodicJob[];
  readonly reactions?: readonly Reaction[];
  readonly log?: Logger;
}

/** A migrated, empty database of its own for one test file, with everything a module needs around it. */
export interface TestDatabase {
  readonly url: string;
  readonly pool: pg.Pool;
  readonly database: Database;
  readonly platform: Platform;
  readonly runtime: Runtime;
  readonly jobs: Jobs;
  readonly feed: Feed;
  /** Runs the due jobs (and the reactions that became jobs) until none is left; with `includeDelayed` the delayed ones too. */
  drain(options?: RunDueOptions): Promise<RunDueResult>;
  /** Back to the state after the migrations: empties all tables but for the rows that migrations made, and the queues. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Clones the template database of the run (see global-setup.ts). Nothing works in the background: jobs run when `drain`
 * is called, or after `platform.startWorking()`.
 */
export async function testDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const serverUrl = inject('databaseUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(serverUrl, `create database ${name} template karkhana_template`);
  const url = serverUrl.replace('/postgres?', `/${name}?`);
  const { clock, jobs = [], periodic = [], reactions = [], log = silentLogger } = options;
  const platform = createPlatform({ url, log, jobs, periodic, reactions, soleNode: true, connections: 8, ...(clock ? { clock } : {}) });
  await platform.prepare();
  return {
    url,
    pool: platform.database.pool,
    database: platform.database,
    platform,
    runtime: platform.runtime,
    jobs: platform.jobs,
    feed: platform.feed,
    drain: (drainOptions) => runDueJobs(platform.jobs, platform.runtime, platform.database, drainOptions),
    clear: () => clearTables(platform.database.pool),
    async close() {
      await platform.close({ graceful: false });
      await asAdmin(serverUrl, `drop database ${name} with (force)`);
    },
  };
}

async function asAdmin(url: string, statement: string): Promise<void> {
  const admin = openPool(url, { max: 1 });
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}

async function clearTables(pool: pg.Pool): Promise<void> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema', 'public', 'pgboss', 'test_seed')`,
  );
  const { rows: seeds } = await pool.query<{ schema: string; table: string }>(
    `select split_part(tablename, '.', 1) as schema, split_part(tablename, '.', 2) as table from pg_tables where schemaname = 'test_seed'`,
  );
  const refill = seeds.map(({ schema, table }) => `insert into "${schema}"."${table}" overriding system value table test_seed."${schema}.${table}";`);
  await pool.query(`truncate ${tables.map((table) => table.name).join(', ')}; delete from pgboss.job; ${refill.join(' ')}`);
}
