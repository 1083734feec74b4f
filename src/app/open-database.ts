import { openPool } from '../platform/db/database.ts';
import { keepEmbedded } from '../platform/db/embedded/keep.ts';
import { migrate } from '../platform/db/migrate.ts';
import type { Logger } from '../platform/runtime/ctx.ts';
import type { Closing } from './closing.ts';
import type { Progress } from './progress.ts';
import { migrationsDir } from './root.ts';
import type { Settings } from './settings.ts';
import { placeOf, Trouble } from './start-trouble.ts';

/** A database that has every migration of this version. */
export interface ReadyDatabase {
  readonly url: string;
  /** The built-in one: nobody else uses it. */
  readonly builtIn: boolean;
}

const oldestVersion = 150_000;

/** Brings the database at `url` to this version; refuses servers older than PostgreSQL 15. Returns the applied migrations. */
export async function migrateDatabase(url: string): Promise<readonly string[]> {
  const pool = openPool(url, { max: 1, name: 'karkhana-migrate' });
  try {
    const { rows } = await pool.query<{ version: string }>(`select current_setting('server_version_num') as version`);
    const version = Number(rows[0]?.version);
    if (version < oldestVersion)
      throw new Trouble(`The database at ${placeOf(url)} is PostgreSQL ${Math.floor(version / 10_000)}; karkhana needs 15 or newer.`);
    return await migrate(pool, migrationsDir);
  } finally {
    await pool.end();
  }
}

/** Starts the built-in database and keeps it running, or takes the one that the settings name, and brings it to this version. */
export async function openReadyDatabase(settings: Settings, progress: Progress, closing: Closing, log: Logger): Promise<ReadyDatabase> {
  const given = settings.databaseUrl;
  const url = given ?? (await progress.step('built-in database', () => startBuiltIn(settings, closing, log)));
  const applied = await progress.step(given ? `database at ${placeOf(given)}, migrations` : 'migrations', () => migrateDatabase(url));
  if (applied.length > 0) progress.say(`    applied ${applied.length} migration${applied.length === 1 ? '' : 's'}`);
  return { url, builtIn: given === undefined };
}

async function startBuiltIn(settings: Settings, closing: Closing, log: Logger): Promise<string> {
  const server = await keepEmbedded({ state: settings.state }, log);
  closing.add('built-in database', () => server.stop());
  return server.url;
}
