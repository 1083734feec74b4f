import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isExact, outcomeText } from './audit.ts';
import { deliverThrice, loseAnswers } from './deliveries.ts';
import { chaosWorld, type ChaosWorld } from './world.ts';

describe('a bad network', () => {
  let world: ChaosWorld;
  beforeAll(async () => void (world = await chaosWorld({ customers: 20, seed: 4711 })));
  afterAll(() => world?.close());

  it('that loses 30 % of the answers of the ERP after it has committed: one ERP order a message', async () => {
    const outcome = await loseAnswers(world, { orders: 20, seed: 4711, perSecond: 8, restLimitMs: 120_000 });
    expect(isExact(outcome), outcomeText(outcome)).toBe(true);
    expect(outcome.backlog.states).toEqual({ confirmed: 20 });
    expect(outcome.backlog.inDoubt, 'answers that the sandbox ERP has really lost').toBeGreaterThan(0);
  });

  it('that delivers every webhook three times in random order: one ERP order a message', async () => {
    const outcome = await deliverThrice(world, { orders: 20, seed: 4711, restLimitMs: 60_000 });
    expect(isExact(outcome), outcomeText(outcome)).toBe(true);
    expect(outcome.backlog.states).toEqual({ confirmed: 40 });
  });
});
