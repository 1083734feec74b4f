import v8 from 'node:v8';
import vm from 'node:vm';
import type { Reader } from '../../src/engines/reading/index.ts';
import { spreadOf } from '../stats.ts';
import type { Phrase, PhraseSet } from './phrase-sets.ts';
import { orderOf, type Finder, type Rival } from './rivals.ts';

v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc') as () => void;

/** How one rival did on one set. Shares from 0 to 1. */
export interface Found {
  readonly set: string;
  readonly items: number;
  readonly phrases: number;
  readonly rival: string;
  readonly first: number;
  readonly firstFive: number;
  readonly p50: number;
  readonly p95: number;
  readonly indexMs: number;
  /** Of this process; null where the index is elsewhere. */
  readonly heapMb: number | null;
}

/** What our reader decides when somebody without a past orders the phrase. */
export interface Decided {
  readonly set: string;
  readonly items: number;
  readonly lines: number;
  readonly autoRight: number;
  readonly autoWrong: number;
  /** Phrases for things that are not made here, booked all the same. */
  readonly absentBooked: number;
  readonly absent: number;
  readonly p50: number;
  readonly p95: number;
}

const heapMb = (): number => {
  collect();
  collect();
  return (process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers) / 1_048_576;
};

async function ask(finder: Finder, phrases: readonly Phrase[]): Promise<{ ranks: number[]; times: number[] }> {
  const ranks: number[] = [];
  const times: number[] = [];
  for (const phrase of phrases.slice(0, 30)) await finder.find(phrase.text);
  for (const phrase of phrases) {
    const start = performance.now();
    const skus = await finder.find(phrase.text);
    times.push(performance.now() - start);
    ranks.push(skus.findIndex((sku) => phrase.skus.has(sku)));
  }
  return { ranks, times };
}

/** Indexes a set and asks for each of its phrases that has an item. */
export async function findAll(set: PhraseSet, rival: Rival, ownMemory: boolean): Promise<Found> {
  // lets go of the catalogue before
  await rival.index([]);
  const before = heapMb();
  const start = performance.now();
  const finder = await rival.index(set.items);
  const indexMs = performance.now() - start;
  const phrases = set.phrases.filter((phrase) => phrase.skus.size > 0);
  const { ranks, times } = await ask(finder, phrases);
  const share = (below: number): number => ranks.filter((rank) => rank >= 0 && rank < below).length / Math.max(1, ranks.length);
  const { p50, p95 } = spreadOf(times);
  const heap = ownMemory ? Math.max(0, heapMb() - before) : null;
  // asked once more, so that the index is in use until the heap was looked at
  await finder.find('');
  return {
    set: set.name,
    items: set.items.length,
    phrases: phrases.length,
    rival: rival.name,
    first: share(1),
    firstFive: share(5),
    p50,
    p95,
    indexMs,
    heapMb: heap,
  };
}

/** Orders every phrase from the reader, each with another quantity, as somebody without a past. */
export function decideAll(set: PhraseSet, reader: Reader): Decided {
  let autoRight = 0;
  let autoWrong = 0;
  let absentBooked = 0;
  const times: number[] = [];
  set.phrases.forEach((phrase, i) => {
    const conversation = orderOf(phrase.text, 2 + (i % 9));
    const start = performance.now();
    const { lines } = reader.read(conversation);
    times.push((performance.now() - start) / Math.max(1, lines.length));
    const booked = lines.filter((line) => line.decision === 'auto');
    if (phrase.skus.size === 0) absentBooked += booked.length;
    else for (const line of booked) phrase.skus.has(line.sku ?? '') ? (autoRight += 1) : (autoWrong += 1);
  });
  const absent = set.phrases.filter((phrase) => phrase.skus.size === 0).length;
  const { p50, p95 } = spreadOf(times);
  return { set: set.name, items: set.items.length, lines: set.phrases.length - absent, autoRight, autoWrong, absentBooked, absent, p50, p95 };
}
