import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { columnParsers } from './parsers.ts';
import { createPlans, keepPlans } from './prepared.ts';

/** The connections of one node. */
export interface Database {
  readonly url: string;
  readonly pool: pg.Pool;
  /** Untyped on purpose: modules cast the transaction to their own tables with `on()`. */
  readonly kysely: Kysely<unknown>;
  /** Ends all connections; returns when the running statements are done. */
  close(): Promise<void>;
}

/** How a pool is opened; all have defaults. */
export interface PoolOptions {
  /** Most connections at once. Default 12. */
  readonly max?: number;
  /** Shown in pg_stat_activity. */
  readonly name?: string;
  /** A connection that broke while nobody used it: the pool replaces it by itself. */
  readonly onError?: (error: Error) => void;
}

/**
 * Opens a pool with our column parsers. Nothing is connected yet. With the database away, a caller learns it within
 * two seconds (see `isDatabaseAway`); no statement runs longer than 30 s, no transaction idles longer than 10 s.
 */
export function openDatabase(url: string, options: PoolOptions = {}): Database {
  const pool = openPool(url, options);
  const plans = createPlans();
  pool.on('connect', (client) => keepPlans(client, plans));
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  return { url, pool, kysely, close: () => kysely.destroy() };
}

/** The pool alone, for libraries that bring their own SQL. */
export function openPool(url: string, options: PoolOptions = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 12,
    application_name: options.name ?? 'karkhana',
    types: columnParsers,
    options: '-c TimeZone=UTC',
    connectionTimeoutMillis: 1_800,
    idleTimeoutMillis: 30_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 10_000,
    // The server's own limit comes first; this one is for a server that no longer answers at all.
    query_timeout: 35_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
  });
  const onError = options.onError ?? (() => undefined);
  // Both are needed: a client in use and an idle one report a lost connection on different objects,
  // and an error event that nobody listens to ends the process.
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  return pool;
}
