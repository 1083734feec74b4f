/**
 * One embedded server for a whole vitest run, in a folder of its own, with a migrated template database that test files
 * clone. Folders and servers of runs that were killed are removed by the next run.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { openPool } from '../../src/platform/db/database.ts';
import { layoutOf } from '../../src/platform/db/embedded/layout.ts';
import { isOurServer, readNote } from '../../src/platform/db/embedded/pidfile.ts';
import { stopServer } from '../../src/platform/db/embedded/server.ts';
import { startEmbedded, type Embedded } from '../../src/platform/db/embedded/start.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import { isAlive } from '../../src/platform/db/processes.ts';
import { openBoss } from '../../src/platform/jobs/boss.ts';
import { silentLogger } from '../../src/platform/runtime/log.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    databaseUrl: string;
  }
}

const prefix = 'karkhana-test-';
const templateName = 'karkhana_template';

let server: Embedded | null = null;
let state: string | null = null;

export async function setup(project: TestProject): Promise<void> {
  await removeLeftovers();
  state = mkdtempSync(path.join(os.tmpdir(), prefix));
  writeFileSync(path.join(state, 'owner'), String(process.pid));
  server = await startEmbedded({ state, settings: { max_connections: 200, autovacuum: 'off', max_wal_size: '1GB' } });
  await makeTemplate(server.url);
  project.provide('databaseUrl', server.url);
}

export async function teardown(): Promise<void> {
  await server?.stop();
  if (state) rmSync(state, { recursive: true, force: true });
}

/** Keeps a copy of the rows that migrations made, for `clear()` of test databases. */
const keepSeed = `
  create schema test_seed;
  do $$
  declare t record; filled boolean;
  begin
    for t in select schemaname, tablename from pg_tables where schemaname not in ('pg_catalog', 'information_schema', 'public', 'test_seed') loop
      execute format('select exists (select 1 from %I.%I)', t.schemaname, t.tablename) into filled;
      if filled then execute format('create table test_seed.%I as table %I.%I', t.schemaname || '.' || t.tablename, t.schemaname, t.tablename); end if;
    end loop;
  end $$`;

async function makeTemplate(url: string): Promise<void> {
  const admin = openPool(url, { max: 1 });
  await admin.query(`create database ${templateName}`);
  await admin.end();
  const templateUrl = url.replace('/postgres?', `/${templateName}?`);
  const pool = openPool(templateUrl, { max: 2 });
  await migrate(pool, path.resolve(import.meta.dirname, '../../db/migrations'));
  await pool.query(keepSeed);
  await pool.end();
  // The job store's tables too: making them anew in every test file would cost more than the clone.
  const boss = openBoss(templateUrl, silentLogger, false);
  await boss.start();
  await boss.stop({ graceful: false });
}

async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(os.tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const dir = path.join(os.tmpdir(), name);
    const owner = readOwner(dir);
    if (owner === null || isAlive(owner)) continue;
    const data = layoutOf(dir).data;
    const note = readNote(data);
    if (note && isOurServer(note.pid, data)) await stopServer(note.pid);
    rmSync(dir, { recursive: true, force: true });
  }
}

function readOwner(dir: string): number | null {
  try {
    return Number(readFileSync(path.join(dir, 'owner'), 'utf8')) || null;
  } catch {
    return null;
  }
}
