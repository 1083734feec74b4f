import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { phones } from '../../../../test/world/small-factory.ts';
import { readingWorld, type ReadingWorld } from './reading-world.ts';

let world: ReadingWorld;
beforeAll(async () => {
  world = await readingWorld({});
});
afterAll(() => world?.db.close());
beforeEach(async () => {
  await world.reset();
  world.closedWindows.current = 0;
});

const lastState = async (): Promise<string> =>
  (await world.db.pool.query('select state from intake.outbound order by created_at desc, id desc limit 1')).rows[0].state;

describe('what the provider refuses as text because it counts the 24 hours otherwise', () => {
  it('leaves as its approved template', async () => {
    world.closedWindows.current = 1;
    await world.say(phones.krishna, 'chips 20 peti');
    await world.silence();
    expect(world.sent).toMatchObject([{ kind: 'text' }, { kind: 'template', template: { name: 'order_question' } }]);
    expect(await lastState()).toBe('sent');
  });

  it('is not tried for ever', async () => {
    world.closedWindows.current = 9;
    await world.say(phones.krishna, 'chips 20 peti');
    await world.silence();
    expect(world.sent.map((message) => message.kind)).toEqual(['text', 'template']);
    expect(await lastState()).toBe('failed');
  });
});
