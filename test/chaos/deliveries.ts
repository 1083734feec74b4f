import { createDice } from '../../src/sandbox/kit/dice.ts';
import { settle, type Outcome } from './audit.ts';
import { deliverAll, deliverOrder, type ChaosWorld } from './world.ts';

/** How many orders, how fast, and how long they may take to come to rest. */
export interface DeliveryPlan {
  readonly orders: number;
  readonly seed: number;
  readonly perSecond: number;
  readonly restLimitMs: number;
}

/** The ERP keeps 30 % of what it was sent without ever saying so: half as 504, half as a cut connection. */
export async function loseAnswers(world: ChaosWorld, plan: DeliveryPlan): Promise<Outcome> {
  await world.sap.habits({ p504AfterCommit: 0.15, pDropAfterCommit: 0.15 / 0.85, seed: plan.seed });
  try {
    await deliverAll(world.karkhana, world.nextOrders(plan.orders), plan.perSecond);
    return await settle(world, plan.restLimitMs);
  } finally {
    await world.sap.habits({ p504AfterCommit: 0, pDropAfterCommit: 0 });
  }
}

/** Every webhook comes three times, all in random order, several at once. */
export async function deliverThrice(world: ChaosWorld, plan: Omit<DeliveryPlan, 'perSecond'>): Promise<Outcome> {
  const orders = world.nextOrders(plan.orders);
  const dice = createDice(plan.seed);
  const all = [...orders, ...orders, ...orders].map((order) => ({ order, rank: dice.next() })).sort((a, b) => a.rank - b.rank);
  const lanes = Array.from({ length: 8 }, async () => {
    for (let next = all.shift(); next; next = all.shift()) await deliverOrder(world.karkhana, next.order);
  });
  await Promise.all(lanes);
  return settle(world, plan.restLimitMs);
}
