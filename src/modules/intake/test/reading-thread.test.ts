import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { items, people, phones } from '../../../../test/world/small-factory.ts';
import { sourceThread, threadEntry } from '../../../app/threads.ts';
import { systemActor } from '../../../platform/runtime/ctx.ts';
import { silentLogger } from '../../../platform/runtime/log.ts';
import { openThread } from '../../../platform/threads/thread.ts';
import { saveItems } from '../../masters/index.ts';
import type { ReadingFigures } from '../contract.ts';
import { openReading } from '../reading/open-reading.ts';
import { createThreadReaders, type ThreadReaders } from '../reading/thread-readers.ts';
import { createReaders } from '../readers.ts';
import { readingWorld, type ReadingWorld } from './reading-world.ts';

const opened = { count: 0 };
const readersOf = (entry: URL, readWithinMs: number): ThreadReaders =>
  createThreadReaders({
    openThread: () => ((opened.count += 1), openThread({ entry, name: 'reading', memoryMb: 256 })),
    log: silentLogger,
    installed: null,
    readWithinMs,
    freshWithinMs: 20_000,
  });
const trainer = { train: () => Promise.resolve({ trained: null, error: null }) };

describe('reading in a thread', () => {
  const readers = readersOf(threadEntry('reading-thread'), 20_000);
  let world: ReadingWorld;
  beforeAll(async () => {
    world = await readingWorld({ reading: { readers, trainer, close: () => readers.close() } });
  });
  afterAll(async () => {
    await readers.close();
    await world.db.close();
  });
  beforeEach(() => world.reset());
  const lines = async (): Promise<unknown[]> => (await world.order(phones.shree)).lines.map((line) => [line.sku, line.quantityMilli, line.uom]);

  it('makes the same order as reading in the process', async () => {
    await world.say(phones.shree, 'bhai 40 peti sev aur 25 paanch wala chips, kal subah');
    await world.silence();
    expect(await lines()).toEqual([
      ['SEV200', 40_000, 'CAR'],
      ['CHP5', 25_000, 'CAR'],
    ]);
    expect((await world.order(phones.shree)).state).toBe('confirmed');
    const said = {
      customer: null,
      zone: 'Asia/Kolkata',
      turns: [{ kind: 'said', id: 'a', at: '2026-11-17T00:50:00.000Z', text: '5 ctn MIX400', replyTo: null }],
    } as never;
    const both = await Promise.all(
      [readers, createReaders()].map((each) => world.db.runtime.transaction(systemActor('test'), async (ctx) => (await each.current(ctx, 'VS01')).read(said))),
    );
    expect(both[0]).toEqual(both[1]);
  });

  it('knows a new catalogue with the next message', async () => {
    await world.say(phones.shree, '5 ctn ZOR999');
    expect((await world.conversation(phones.shree)).orderId === null || (await lines()).every((line) => (line as unknown[])[0] !== 'ZOR999')).toBe(true);
    const template = items[0];
    if (template === undefined) throw new Error('no items');
    await world.db.runtime.transaction(systemActor('sync'), (ctx) =>
      saveItems(ctx, [...items, { ...template, sku: 'ZOR999', name: 'Zorro Mix 1 kg', names: {} }]),
    );
    await world.say(phones.shree, 'aur 7 ctn ZOR999');
    expect((await lines()).map((line) => (line as unknown[])[0])).toContain('ZOR999');
  });

  it('leaves the event loop free: the door answers at once while a message of 6,000 characters is read', async () => {
    await world.say(phones.krishna, '50 ctn ratlami 200');
    const long = Array.from({ length: 300 }, (_, index) => `${(index % 40) + 1} ctn khatta meetha mix ${index}`)
      .join('\n')
      .slice(0, 6_000);
    await world.knock(phones.shree, long);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const reading = world.db.drain();
    const knocks: number[] = [];
    for (let knock = 0; knock < 10; knock += 1) knocks.push(await world.knock(phones.omSai, `${knock + 1} ctn sev`));
    await reading;
    delay.disable();
    const slowest = Math.max(...knocks);
    expect((await world.conversation(phones.shree)).bubbles).toHaveLength(1);
    // generous on a shared machine: what counts is that no knock waits for the reading
    expect(slowest).toBeLessThan(1_000);
    expect(delay.percentile(90) / 1e6).toBeLessThan(200);
  });
});

describe('a message on which the thread breaks', () => {
  const readers = readersOf(sourceThread('src/modules/intake/test/broken-reader-thread.ts'), 1_500);
  let world: ReadingWorld;
  beforeAll(async () => {
    world = await readingWorld({ reading: { readers, trainer, close: () => readers.close() } });
  });
  afterAll(async () => {
    await readers.close();
    await world.db.close();
  });
  beforeEach(() => world.reset());

  it.each(['HANG', 'END', 'THROW'])('goes to people (%s), and nobody else’s message is lost', async (word) => {
    await world.say(phones.omSai, '1 ctn sev');
    await world.knock(phones.shree, `40 peti sev ${word}`);
    await world.knock(phones.krishna, '50 ctn ratlami 200');
    await world.knock(phones.riyadh, 'أريد ٢٠ كرتون سيف راتلامي');
    await world.db.drain();
    expect((await world.conversation(phones.shree)).flags).toEqual(['reader_failed']);
    await world.silence();
    expect((await world.conversation(phones.shree)).state).toBe('desk');
    expect((await world.order(phones.krishna)).lines.map((line) => line.sku)).toEqual(['SEV200']);
    expect((await world.order(phones.riyadh)).lines.map((line) => line.sku)).toEqual(['SEV200']);
  });

  it('breaks no second thread when it is read again', async () => {
    await world.say(phones.shree, '40 peti sev END again');
    await world.silence();
    const { id } = await world.conversation(phones.shree);
    const readAgain = async (): Promise<number> => {
      await world.call(people.asha, 'POST', `/conversations/${id}/customer`, { customer: 'C-1042', contactName: 'Shree' });
      expect((await world.conversation(phones.shree)).flags).toEqual(['reader_failed']);
      return opened.count;
    };
    const fresh = await readAgain();
    expect(await readAgain()).toBe(fresh);
  });
});

it('is fitted in a thread of its own, and the next line is read with the fitting', async () => {
  const entry = sourceThread('src/modules/intake/test/broken-reader-thread.ts');
  const reading = openReading({ openThread: () => openThread({ entry, name: 'reading', memoryMb: 256 }), log: silentLogger, installed: null });
  const world = await readingWorld({ reading });
  await world.reset();
  expect((await world.call(people.vikram, 'POST', '/reading/refit')).status).toBe(200);
  await world.db.drain();
  const figures = (await world.call(people.vikram, 'GET', '/reading')).body as ReadingFigures;
  expect(figures).toMatchObject({ lastRefit: { kept: true, reason: 'first' }, model: { threshold: 0.7, calibrationError: items.length } });
  await world.say(phones.shree, '40 peti sev');
  await world.silence();
  const kept = await world.db.pool.query('select model_version, jsonb_array_length(features) > 0 as features from intake.reading_outcome');
  expect(kept.rows).toEqual([{ model_version: 1, features: true }]);
  await reading.close();
  await world.db.close();
}, 60_000);

describe('a new reader', () => {
  it('is built while the old one answers', async () => {
    const world = await readingWorld({});
    await world.reset();
    const readers = createThreadReaders({
      openThread: () => openThread({ entry: threadEntry('reading-thread'), name: 'reading', memoryMb: 256 }),
      log: silentLogger,
      installed: null,
      freshWithinMs: 0,
    });
    const read = (): Promise<string | null> =>
      world.db.runtime.transaction(systemActor('test'), async (ctx) => {
        const reader = await readers.current(ctx, 'VS01');
        const turn = { kind: 'said', id: 'a', at: '2026-11-17T00:50:00.000Z', text: '5 ctn ZOR999', replyTo: null };
        return (await reader.read({ customer: null, zone: 'UTC', turns: [turn] } as never)).lines[0]?.sku ?? null;
      });
    expect(await read()).not.toBe('ZOR999');
    const template = items[0];
    if (template === undefined) throw new Error('no items');
    await world.db.runtime.transaction(systemActor('sync'), (ctx) =>
      saveItems(ctx, [...items, { ...template, sku: 'ZOR999', name: 'Zorro Mix 1 kg', names: {} }]),
    );
    expect(await read()).not.toBe('ZOR999');
    await expect.poll(read, { timeout: 15_000, interval: 100 }).toBe('ZOR999');
    await readers.close();
    await world.db.close();
  }, 60_000);
});
