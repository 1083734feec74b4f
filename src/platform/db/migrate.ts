import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { StartFault } from './faults.ts';

interface Migration {
  readonly name: string;
  readonly text: string;
  readonly sha: string;
}

/**
 * Applies the SQL files of `dir` (`0001_name.sql`, forward only) that this database does not have yet, in order, each
 * in one transaction. Several nodes may call it at once: one applies, the others wait. Returns the applied names.
 *
 * Throws `migration_changed` when an applied file is no longer what it was, `database_newer` when the database has one
 * that this version does not know, `migration_failed` with PostgreSQL's words.
 */
export async function migrate(pool: pg.Pool, dir: string): Promise<readonly string[]> {
  const migrations = readMigrations(dir);
  const client = await pool.connect();
  try {
    await client.query('set statement_timeout = 0');
    await ensureTable(client);
    await refuseUnknown(client, migrations);
    const applied: string[] = [];
    for (const migration of migrations) if (await applyOnce(client, migration)) applied.push(migration.name);
    return applied;
  } finally {
    // Not back into the pool: its statement time-out is off.
    client.release(true);
  }
}

function readMigrations(dir: string): Migration[] {
  const names = readdirSync(dir).filter((name) => /^\d{4}_[a-z0-9_-]+\.sql$/.test(name));
  return names.sort().map((name) => {
    const text = readFileSync(path.join(dir, name), 'utf8');
    return { name, text, sha: createHash('sha256').update(text).digest('hex') };
  });
}

async function ensureTable(client: pg.PoolClient): Promise<void> {
  const create = 'create table if not exists public.schema_migration (name text primary key, sha text not null, at timestamptz not null default now())';
  await client.query(create).catch((error: { code?: string }) => {
    // Another node made it at the same moment.
    if (error.code !== '23505' && error.code !== '42P07') throw error;
  });
  await client.query(`insert into public.schema_migration (name, sha) values ('_lock', '') on conflict do nothing`);
}

async function refuseUnknown(client: pg.PoolClient, migrations: readonly Migration[]): Promise<void> {
  const known = migrations.map((migration) => migration.name);
  const unknown = await client.query<{ name: string }>(
    `select name from public.schema_migration where name <> '_lock' and not name = any($1) order by name limit 1`,
    [known],
  );
  const name = unknown.rows[0]?.name;
  if (name !== undefined) throw new StartFault('database_newer', `The database was used by a newer karkhana (it has ${name}); start that version.`);
}

/** True when it was applied now. The row lock, not an advisory one, makes the other nodes wait: it works behind every pooler. */
async function applyOnce(client: pg.PoolClient, migration: Migration): Promise<boolean> {
  await client.query('begin');
  try {
    await client.query(`select 1 from public.schema_migration where name = '_lock' for update`);
    const done = await client.query<{ sha: string }>('select sha from public.schema_migration where name = $1', [migration.name]);
    const sha = done.rows[0]?.sha;
    if (sha !== undefined && sha !== migration.sha) {
      throw new StartFault(
        'migration_changed',
        `The migration ${migration.name} was changed after this database applied it; restore the file and put the change into a new one.`,
      );
    }
    if (sha === undefined) {
      await client.query(migration.text);
      await client.query('insert into public.schema_migration (name, sha) values ($1, $2)', [migration.name, migration.sha]);
    }
    await client.query('commit');
    return sha === undefined;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    if (error instanceof StartFault) throw error;
    throw new StartFault('migration_failed', `The migration ${migration.name} failed: ${error instanceof Error ? error.message : String(error)}.`, error);
  }
}
