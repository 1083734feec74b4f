import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Logger } from '../../../platform/runtime/ctx.ts';
import type { IdentityTables } from '../tables.ts';

/**
 * The sign-in library's own few connections. Separate from the node's pool because the library compares dates as Date objects,
 * while all other code reads times as text.
 */
export function openSignInDatabase(url: string, log: Logger): Kysely<IdentityTables> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 4,
    connectionTimeoutMillis: 1_800,
    statement_timeout: 10_000,
    keepAlive: true,
    application_name: 'karkhana-identity',
  });
  const onError = (error: Error): void => log.warn({ err: error }, 'identity: database connection lost');
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  return new Kysely<IdentityTables>({ dialect: new PostgresDialect({ pool }) });
}
