import { setTimeout as sleep } from 'node:timers/promises';
import { createDice } from '../../src/sandbox/kit/dice.ts';
import { outcomeText, settle, type Outcome } from './audit.ts';
import { deliverAll, refusalsText, type ChaosWorld } from './world.ts';

export interface KillPlan {
  /** In each round; at most as many as the world has customers. */
  readonly orders: number;
  readonly rounds: number;
  readonly perSecond: number;
  readonly seed: number;
  /** Kills in each round. */
  readonly app: number;
  readonly database: number;
  /** How long a round may take to come to rest: longer than a lost answer's settling time and a dead worker's lease. */
  readonly restLimitMs: number;
}

type Kill = { readonly what: 'app' | 'database'; readonly atMs: number };

/** The moments of a round, anywhere from the first message to a little after the last. */
function killsOf(plan: KillPlan, round: number): Kill[] {
  const dice = createDice(plan.seed * 1000 + round);
  const spanMs = (plan.orders / plan.perSecond) * 1000 + 3_000;
  const some = (what: Kill['what'], count: number): Kill[] => Array.from({ length: count }, () => ({ what, atMs: Math.round(dice.next() * spanMs) }));
  return [...some('app', plan.app), ...some('database', plan.database)].sort((a, b) => a.atMs - b.atMs);
}

async function carryOut(world: ChaosWorld, kills: readonly Kill[], restarts: number[]): Promise<void> {
  const began = performance.now();
  for (const { what, atMs } of kills) {
    await sleep(Math.max(0, atMs - (performance.now() - began)));
    if (what === 'database') world.karkhana.killDatabase9();
    else {
      await world.karkhana.kill9();
      await world.karkhana.restart();
      restarts.push(world.karkhana.startedInMs);
    }
  }
}

/** How one round went; the audit is over all orders so far, so that a double that comes late is seen too. */
export interface KillRound extends Outcome {
  readonly round: number;
  readonly text: string;
}

/** Sends orders round by round, killing application and database meanwhile, and audits after each round. */
export async function* killRounds(world: ChaosWorld, plan: KillPlan): AsyncGenerator<KillRound> {
  // slow enough that a kill often falls between a call to the ERP and its answer
  await world.sap.habits({ slowMs: [0, 300], seed: plan.seed });
  for (let round = 1; round <= plan.rounds; round += 1) {
    const kills = killsOf(plan, round);
    const restarts: number[] = [];
    const [stream] = await Promise.all([deliverAll(world.karkhana, world.nextOrders(plan.orders), plan.perSecond), carryOut(world, kills, restarts)]);
    const outcome = await settle(world, plan.restLimitMs);
    const moments = kills.map(({ what, atMs }) => `${what} at ${(atMs / 1000).toFixed(1)} s`).join(', ');
    const text = `kill -9: ${moments}; restarts ${restarts.join(', ')} ms; door refused ${refusalsText(stream)}\n    ${outcomeText(outcome)}`;
    yield { ...outcome, round, text };
  }
}
