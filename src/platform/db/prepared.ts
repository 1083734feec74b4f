import { createHash } from 'node:crypto';
import type pg from 'pg';

/** A statement is prepared from its so-manieth use on: what runs once is not worth a plan that is kept. */
const worthAfter = 4;
/** Each connection keeps its own plans, a few dozen kilobytes each. */
const mostPlans = 200;

/** Which statements are worth a kept plan. */
export interface Plans {
  /** The name under which the server keeps the plan; null while it is not worth it. */
  nameOf(text: string): string | null;
}

/** Counts uses; statements beyond the first `mostPlans` kinds are never prepared (lists of many lengths). */
export function createPlans(): Plans {
  const uses = new Map<string, { count: number; readonly name: string }>();
  return {
    nameOf(text) {
      let use = uses.get(text);
      if (!use) {
        if (uses.size >= mostPlans) return null;
        use = { count: 0, name: `k${createHash('sha256').update(text).digest('hex').slice(0, 24)}` };
        uses.set(text, use);
      }
      use.count += 1;
      return use.count >= worthAfter ? use.name : null;
    },
  };
}

/**
 * Lets the server keep the plans of the statements that come again and again on this connection: for our short statements parsing
 * and planning are half of the server's work. Only statements with parameters; everything else passes unchanged.
 */
export function keepPlans(client: pg.PoolClient, plans: Plans): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  const prepared = (...args: unknown[]): unknown => {
    const [text, values, ...rest] = args;
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? plans.nameOf(text) : null;
    return name === null ? query(...args) : query({ name, text, values }, ...rest);
  };
  client.query = prepared as typeof client.query;
}
