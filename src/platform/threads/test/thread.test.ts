import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { sourceThread } from '../../../app/threads.ts';
import { openThread, type Thread } from '../thread.ts';

const opened: Thread[] = [];
const open = (memoryMb = 64): Thread => {
  const thread = openThread({ entry: sourceThread('src/platform/threads/test/probe.ts'), name: 'probe', memoryMb });
  opened.push(thread);
  return thread;
};
afterEach(async () => {
  await Promise.all(opened.splice(0).map((thread) => thread.close()));
});

describe('a thread', () => {
  it('answers calls one after the other and keeps what it was told', async () => {
    const thread = open();
    const answers = await Promise.all([thread.call('echo', { a: [1] }, 1000), thread.call('keep', 1, 1000), thread.call('count', null, 1000)]);
    expect(answers.map((answer) => answer.ok && answer.value)).toEqual([{ a: [1] }, 1, 1]);
  });

  it('tells a fault of a handler and lives on', async () => {
    const thread = open();
    expect(await thread.call('fail', null, 1000)).toMatchObject({ ok: false, fault: 'failed', error: expect.stringContaining('on purpose') as string });
    expect(await thread.call('nothing', null, 1000)).toMatchObject({ ok: false, fault: 'failed' });
    expect(await thread.call('echo', 2, 1000)).toEqual({ ok: true, value: 2 });
  });

  it('ends a call that is late, and only that call is to blame', async () => {
    const thread = open();
    await thread.call('echo', 0, 20_000);
    const [late, behind] = await Promise.all([thread.call('spin', 60_000, 100), thread.call('echo', 1, 1000)]);
    expect(late).toMatchObject({ ok: false, fault: 'late' });
    expect(behind).toMatchObject({ ok: false, fault: 'not_started' });
    expect(thread.open).toBe(false);
    expect(await thread.call('echo', 1, 1000)).toMatchObject({ ok: false, fault: 'not_started' });
  });

  it('counts the deadline of a call from when it is its turn', async () => {
    const thread = open();
    await thread.call('echo', 0, 20_000);
    const [, short] = await Promise.all([thread.call('spin', 300, 5000), thread.call('echo', 1, 150)]);
    expect(short).toEqual({ ok: true, value: 1 });
  });

  it.each(['exit', 'hoard'])('may end under a call (%s) without ending the process', async (name) => {
    expect(await open(32).call(name, null, 20_000)).toMatchObject({ ok: false, fault: 'died' });
  });

  it('answers what waits before it retires', async () => {
    const thread = open();
    const waiting = thread.call('echo', 5, 1000);
    thread.retire();
    expect(thread.open).toBe(false);
    expect(await waiting).toEqual({ ok: true, value: 5 });
    expect(await thread.call('echo', 6, 1000)).toMatchObject({ ok: false, fault: 'not_started' });
  });

  it('says so when its file does not exist', async () => {
    const thread = openThread({ entry: new URL('file:///nowhere/none.mjs'), name: 'none', memoryMb: 16 });
    expect(await thread.call('echo', 1, 1000)).toMatchObject({ ok: false, fault: 'not_started' });
  });

  it('leaves the event loop free while it works', async () => {
    const thread = open();
    await thread.call('echo', 0, 20_000);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const working = thread.call('spin', 600, 5000);
    for (let turn = 0; turn < 20; turn += 1) await sleep(20);
    await working;
    delay.disable();
    // two cores that others use too: far below the 600 ms that a blocked loop would show
    expect(delay.percentile(50) / 1e6).toBeLessThan(150);
  });
});
