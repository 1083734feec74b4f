import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal, type Journal } from './journal.ts';

interface Entry {
  readonly key: string;
  readonly value: number;
}

let dir: string;
const file = (): string => join(dir, 'state.jsonl');

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'journal-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function start(compactBytes?: number): Promise<{ journal: Journal<Entry>; state: Map<string, number>; put(key: string, value: number): Promise<void> }> {
  const state = new Map<string, number>();
  const journal = await openJournal<Entry>({
    dir,
    name: 'state.jsonl',
    replay: (entry) => state.set(entry.key, entry.value),
    snapshot: () => [...state].map(([key, value]) => ({ key, value })),
    ...(compactBytes ? { compactBytes } : {}),
  });
  return {
    journal,
    state,
    put: (key, value) => {
      state.set(key, value);
      return journal.append({ key, value });
    },
  };
}

describe('a journal', () => {
  it('knows after a restart what was appended before', async () => {
    const first = await start();
    await Promise.all([first.put('a', 1), first.put('b', 2), first.put('a', 3)]);
    await first.journal.close();
    const second = await start();
    expect([...second.state]).toEqual([
      ['a', 3],
      ['b', 2],
    ]);
    await second.journal.close();
  });

  it('has the record on the disk when append resolves, without being closed', async () => {
    const first = await start();
    await first.put('a', 1);
    expect(await readFile(file(), 'utf8')).toBe('{"key":"a","value":1}\n');
    await first.journal.close();
  });

  it('drops a torn last line and goes on after it', async () => {
    const first = await start();
    await first.put('a', 1);
    await first.journal.close();
    await appendFile(file(), '{"key":"b","val');
    const second = await start();
    expect([...second.state]).toEqual([['a', 1]]);
    await second.put('c', 3);
    await second.journal.close();
    const third = await start();
    expect([...third.state]).toEqual([
      ['a', 1],
      ['c', 3],
    ]);
    await third.journal.close();
  });

  it('drops a last line of garbage that a power cut left', async () => {
    await writeFile(file(), '{"key":"a","value":1}\n\u0000\u0000\u0000\n');
    const opened = await start();
    expect([...opened.state]).toEqual([['a', 1]]);
    await opened.put('b', 2);
    await opened.journal.close();
    expect(await readFile(file(), 'utf8')).toBe('{"key":"a","value":1}\n{"key":"b","value":2}\n');
  });

  it('refuses a file that is damaged in the middle instead of guessing', async () => {
    await writeFile(file(), '{"key":"a"\n{"key":"b","value":2}\n');
    await expect(start()).rejects.toThrow(/line 1 is damaged/);
  });

  it('stays small: it is rewritten as a snapshot when it has grown', async () => {
    const first = await start(2_000);
    for (let i = 0; i < 400; i += 1) await first.put(`k${i % 5}`, i);
    await first.journal.close();
    expect((await readFile(file(), 'utf8')).length).toBeLessThan(5_000);
    const second = await start(2_000);
    expect([...second.state].sort()).toEqual([
      ['k0', 395],
      ['k1', 396],
      ['k2', 397],
      ['k3', 398],
      ['k4', 399],
    ]);
    await second.journal.close();
  });
});
