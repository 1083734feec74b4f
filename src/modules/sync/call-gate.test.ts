import { describe, expect, it } from 'vitest';
import { createCallGate, mostWaitMs } from './call-gate.ts';

/** A clock that only waiting moves. */
function still() {
  const clock = { at: 1_000_000 };
  const sleeps: number[] = [];
  const world = {
    now: () => clock.at,
    sleep: async (ms: number) => {
      sleeps.push(ms);
      clock.at += ms;
    },
  };
  return { clock, sleeps, world };
}

const quick = () => Promise.resolve('done');

describe('calls of one connection', () => {
  it('are so many at once, and the next one comes in when one is over', async () => {
    const gate = createCallGate({ atOnce: 2, perMinute: null });
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, 5));
      inside -= 1;
      return 'done';
    };
    expect(await Promise.all(Array.from({ length: 9 }, () => gate.pass(work)))).toEqual(Array.from({ length: 9 }, () => 'done'));
    expect(most).toBe(2);
  });

  it('are so many in any minute: a short wait is waited, a long one is told', async () => {
    const { clock, sleeps, world } = still();
    const gate = createCallGate({ atOnce: null, perMinute: 2 }, world);
    await gate.pass(quick);
    clock.at += 50_000;
    await gate.pass(quick);
    expect(await gate.pass(quick)).toBe('done');
    expect(sleeps).toEqual([10_000]);
    expect(await gate.pass(quick)).toEqual({ kind: 'throttled', afterMs: 50_000 });
    clock.at += 50_000;
    expect(await gate.pass(quick)).toBe('done');
  });

  it('keep still as long as the ERP asks for, all of them', async () => {
    const { sleeps, world } = still();
    const gate = createCallGate({ atOnce: null, perMinute: null }, world);
    gate.rest(3_000);
    gate.rest(1_000);
    expect(await gate.pass(quick)).toBe('done');
    expect(sleeps).toEqual([3_000]);
    gate.rest(mostWaitMs + 1);
    expect(await gate.pass(quick)).toEqual({ kind: 'throttled', afterMs: mostWaitMs + 1 });
  });

  it('that fail give their place back', async () => {
    const gate = createCallGate({ atOnce: 1, perMinute: null });
    await expect(gate.pass(() => Promise.reject(new Error('x')))).rejects.toThrow('x');
    expect(await gate.pass(quick)).toBe('done');
  });
});
