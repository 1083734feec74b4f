import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isExact, outcomeText, settle } from './audit.ts';
import { frozenDatabase, fullDisk, smallDisk, unreachableDatabase, type Outage } from './outages.ts';
import { chaosWorld, type ChaosWorld } from './world.ts';

/** Three seconds as promised, and what a busy machine adds. */
const answersWithinMs = 6_000;

/** `taken`: a message that still finds room may be taken. */
async function expectOutage(world: ChaosWorld, outage: Outage, taken: readonly number[] = []): Promise<void> {
  const answers = outage.during.map((answer) => `${answer.status} after ${Math.round(answer.ms)} ms`).join(', ');
  expect(
    outage.during.every((answer) => [503, ...taken].includes(answer.status)),
    answers,
  ).toBe(true);
  expect(
    outage.during.some((answer) => answer.status === 503),
    answers,
  ).toBe(true);
  expect(Math.max(...outage.during.map((answer) => answer.ms)), answers).toBeLessThan(answersWithinMs);
  expect(outage.after.every((delivery) => delivery.last.status === 200)).toBe(true);
  const outcome = await settle(world, 300_000);
  expect(isExact(outcome), outcomeText(outcome)).toBe(true);
}

describe('while the database is away, the door answers 503, and afterwards every message is one order', () => {
  let world: ChaosWorld;
  beforeAll(async () => void (world = await chaosWorld({ customers: 12, seed: 503 })));
  afterAll(() => world?.close());

  it('when it refuses connections', async () => expectOutage(world, await unreachableDatabase(world, world.nextOrders(6))));
  it('when it hangs', async () => expectOutage(world, await frozenDatabase(world, world.nextOrders(6))));
});

describe('while the disk is full, the door answers 503, and afterwards every message is one order', () => {
  let world: ChaosWorld | undefined;
  let disk: ReturnType<typeof smallDisk> = null;
  beforeAll(async () => {
    world = await chaosWorld({ customers: 12, seed: 53100, state: ({ dir }) => (disk = smallDisk(dir, 400))?.state ?? `${dir}/state` });
  });
  afterAll(() => world?.close());

  it('under database and log', async (context) => {
    if (disk === null || world === undefined) return context.skip('a small file system cannot be mounted by this account');
    await expectOutage(world, await fullDisk(world, disk, world.nextOrders(6)), [200]);
  });
});
