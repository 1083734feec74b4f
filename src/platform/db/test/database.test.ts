import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openDatabase, openPool } from '../database.ts';
import { isDatabaseAway, isDiskFull } from '../errors.ts';
import { migrate } from '../migrate.ts';

const url = inject('databaseUrl');
const name = 'database_test';
const own = url.replace('/postgres?', `/${name}?`);
const dir = mkdtempSync(path.join(os.tmpdir(), 'karkhana-migrations-'));
const admin = openPool(url, { max: 1 });
const pool = openPool(own, { max: 4 });

beforeAll(async () => {
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.query(`create database ${name}`);
});
afterAll(async () => {
  await pool.end();
  await admin.query(`drop database ${name} with (force)`);
  await admin.end();
  rmSync(dir, { recursive: true });
});

describe('values from the database', () => {
  const one = async (expression: string): Promise<unknown> => (await pool.query<{ v: unknown }>(`select ${expression} as v`)).rows[0]?.v;

  it('are instants as ISO text in UTC with milliseconds', async () => {
    expect(await one(`'2026-11-17 06:12:00.123456+05:30'::timestamptz`)).toBe('2026-11-17T00:42:00.123Z');
    expect(await one(`'2026-11-17 00:42:00Z'::timestamptz`)).toBe('2026-11-17T00:42:00.000Z');
    expect(await one(`'2026-11-17 00:42:00.5Z'::timestamptz`)).toBe('2026-11-17T00:42:00.500Z');
    expect(await one(`'infinity'::timestamptz`)).toBe('infinity');
    expect(await one(`array['2026-11-17 00:42:00Z'::timestamptz, null]`)).toEqual(['2026-11-17T00:42:00.000Z', null]);
  });
  it('are the same in a session with another zone', async () => {
    const client = await pool.connect();
    await client.query(`set time zone 'Asia/Kolkata'`);
    const { rows } = await client.query(`select '2026-11-17 00:42:00.25Z'::timestamptz as v`);
    client.release(true);
    expect(rows).toEqual([{ v: '2026-11-17T00:42:00.250Z' }]);
  });
  it('are days as text, long integers as numbers, decimals as text, documents as they are', async () => {
    expect(await one(`'2026-02-28'::date`)).toBe('2026-02-28');
    expect(await one(`9007199254740991::bigint`)).toBe(9_007_199_254_740_991);
    expect(await one(`array[1, 2]::bigint[]`)).toEqual([1, 2]);
    expect(await one(`12.50::numeric`)).toBe('12.50');
    expect(await one(`'{"a": [1]}'::jsonb`)).toEqual({ a: [1] });
  });
  it('are refused when a long integer would not be exact', async () => {
    await expect(one(`9007199254740993::bigint`)).rejects.toThrow(RangeError);
  });
  it('stay the driver’s own in other pools of the process', async () => {
    const plain = new pg.Pool({ connectionString: own, max: 1 });
    expect((await plain.query(`select now() as v`)).rows[0].v).toBeInstanceOf(Date);
    await plain.end();
  });
});

describe('migrations', () => {
  const write = (file: string, text: string): void => writeFileSync(path.join(dir, file), text);

  it('are applied once and in order, also by two nodes at once', async () => {
    write('0002_second.sql', 'alter table first add column b int;');
    write('0001_first.sql', 'create table first (a int); select pg_sleep(0.1);');
    const both = await Promise.all([migrate(pool, dir), migrate(pool, dir)]);
    expect(both.flat().sort()).toEqual(['0001_first.sql', '0002_second.sql']);
    expect(await migrate(pool, dir)).toEqual([]);
    expect((await pool.query('select a, b from first')).rows).toEqual([]);
  });
  it('that fail leave nothing behind and say why', async () => {
    write('0003_third.sql', 'create table half (a int); select 1 / 0;');
    await expect(migrate(pool, dir)).rejects.toMatchObject({ code: 'migration_failed', message: 'The migration 0003_third.sql failed: division by zero.' });
    expect((await pool.query(`select to_regclass('half') as found`)).rows).toEqual([{ found: null }]);
    write('0003_third.sql', 'create table half (a int);');
    expect(await migrate(pool, dir)).toEqual(['0003_third.sql']);
  });
  it('that were changed after they were applied are refused', async () => {
    write('0001_first.sql', 'create table first (a bigint);');
    await expect(migrate(pool, dir)).rejects.toMatchObject({ code: 'migration_changed' });
  });
  it('of a newer version than this one are refused', async () => {
    rmSync(path.join(dir, '0003_third.sql'));
    await expect(migrate(pool, dir)).rejects.toMatchObject({ code: 'database_newer', message: expect.stringContaining('0003_third.sql') as string });
  });
});

describe('a database that cannot be reached', () => {
  const failure = async (work: () => Promise<unknown>): Promise<unknown> =>
    work().then(
      () => null,
      (error: unknown) => error,
    );

  it('is told from a mistake', async () => {
    expect(isDatabaseAway(await failure(() => pool.query('select nonsense')))).toBe(false);
    expect(isDatabaseAway(Object.assign(new Error('x'), { code: 'ENOENT', syscall: 'open' }))).toBe(false);
    expect(isDiskFull(Object.assign(new Error('could not extend file'), { code: '53100' }))).toBe(true);
    expect(isDatabaseAway(new Error('outer', { cause: Object.assign(new Error('x'), { code: '57P03' }) }))).toBe(true);
  });
  it('is noticed within two seconds, when nothing listens, and when all connections are in use', async () => {
    const gone = openDatabase('postgresql://u:p@/db?host=/nowhere', { max: 1 });
    expect(isDatabaseAway(await failure(() => gone.pool.query('select 1')))).toBe(true);
    await gone.close();
    const narrow = openDatabase(own, { max: 1 });
    const client = await narrow.pool.connect();
    const began = performance.now();
    expect(isDatabaseAway(await failure(() => narrow.pool.query('select 1')))).toBe(true);
    expect(performance.now() - began).toBeLessThan(2_200);
    client.release();
    await narrow.close();
  });
  it('does not end the process when it breaks connections, used or not, and serves again', async () => {
    const database = openDatabase(own, { max: 3 });
    const used = await database.pool.connect();
    await database.pool.query('select 1');
    const sleeping = failure(() => used.query('select pg_sleep(10)'));
    await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
    expect(isDatabaseAway(await sleeping)).toBe(true);
    used.release(true);
    // The idle one may not have noticed yet: one more failure is allowed, and it is one that says `away`.
    const early = await failure(() => database.pool.query('select 1'));
    expect(early === null || isDatabaseAway(early)).toBe(true);
    expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await database.close();
  });
});
