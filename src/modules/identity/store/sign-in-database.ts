import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Logger } from '../../../platform/runtime/ctx.ts';
import type { Role } from '../contract.ts';
import { knownRoles } from '../domain/actor.ts';
import type { IdentityTables } from '../tables.ts';

/** The database as sign-in sees it: outside of any transaction of ours. */
export interface SignInDatabase {
  readonly kysely: Kysely<IdentityTables>;
  /** Name and roles of a person who is switched on; null for all others. Asked at each request. */
  activePerson(id: string): Promise<{ id: string; name: string; roles: Role[] } | null>;
}

/**
 * The sign-in library's own few connections. Separate from the node's pool because the library compares dates as Date objects,
 * while all other code reads times as text.
 */
export function openSignInDatabase(url: string, log: Logger): SignInDatabase {
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
  const kysely = new Kysely<IdentityTables>({ dialect: new PostgresDialect({ pool }) });
  return {
    kysely,
    async activePerson(id) {
      const row = await kysely.selectFrom('identity.person').select(['id', 'name', 'roles']).where('id', '=', id).where('active', '=', true).executeTakeFirst();
      return row ? { ...row, roles: knownRoles(row.roles) } : null;
    },
  };
}
