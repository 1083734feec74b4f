import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isExact, outcomeText } from './audit.ts';
import { killRounds } from './kills.ts';
import { chaosWorld, type ChaosWorld } from './world.ts';

describe('kill -9 at random moments', () => {
  let world: ChaosWorld;
  beforeAll(async () => void (world = await chaosWorld({ customers: 20, seed: 20261122 })));
  afterAll(() => world?.close());

  it('of the application and of the database: every accepted message ends as exactly one ERP order', async () => {
    const plan = { orders: 20, rounds: 2, perSecond: 8, seed: 20261122, app: 1, database: 1, restLimitMs: 270_000 };
    for await (const round of killRounds(world, plan)) {
      expect(isExact(round), `round ${round.round}: ${round.text}`).toBe(true);
      expect(round.backlog, outcomeText(round)).toMatchObject({ unread: 0, openCommands: 0, states: { confirmed: round.round * plan.orders } });
    }
  });
});
