import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { createPlans } from '../prepared.ts';

describe('kept plans', () => {
  let db: TestDatabase;
  beforeAll(async () => void (db = await testDatabase()));
  afterAll(() => db.close());

  async function plansAfter(times: number, text: string): Promise<number> {
    const client = await db.pool.connect();
    try {
      for (let at = 0; at < times; at += 1) expect((await client.query<{ sum: number }>(text, [at, 1])).rows).toEqual([{ sum: at + 1 }]);
      const { rows } = await client.query<{ n: number }>('select count(*)::int as n from pg_prepared_statements where statement = $1', [text]);
      return rows[0]?.n ?? 0;
    } finally {
      client.release();
    }
  }

  it('are made for a statement that comes often, and its results stay right', async () => {
    expect(await plansAfter(10, 'select $1::int + $2::int as sum')).toBe(1);
  });

  it('are not made for one that comes seldom', async () => {
    expect(await plansAfter(2, 'select $1::int + $2::int + 0 as sum')).toBe(0);
  });

  it('are limited in number', () => {
    const plans = createPlans();
    const named = Array.from({ length: 1000 }, (_, at) => [1, 2, 3, 4].map(() => plans.nameOf(`select ${at}`)).at(-1)).filter((name) => name !== null);
    expect(new Set(named).size).toBe(200);
  });
});
