import { createHash } from 'node:crypto';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import type { Conversation, LexiconPatch, ReaderData, Reading } from '../../../engines/reading/index.ts';
import type { Ctx, Logger } from '../../../platform/runtime/ctx.ts';
import type { Thread, ThreadAnswer } from '../../../platform/threads/thread.ts';
import type { CompanyReader, Readers } from '../readers.ts';
import { loadReaderData, readerKey } from './reader-data.ts';

/** What reading in threads needs. Times in milliseconds. */
export interface ThreadReadersOptions {
  readonly openThread: () => Thread;
  readonly log: Logger;
  /** Words of this installation. */
  readonly installed: LexiconPatch | null;
  /** A message that takes longer is given to people. Default 5 s. */
  readonly readWithinMs?: number;
  /** So long a reading waits for the reader of the newest catalogue before the former one answers. Default 1 s. */
  readonly freshWithinMs?: number;
  /** Default 2 minutes. */
  readonly buildWithinMs?: number;
}

/** Readers in threads of their own. */
export interface ThreadReaders extends Readers {
  close(): Promise<void>;
}

/** One reader in its thread. `built` never rejects. */
interface Generation {
  readonly key: string;
  readonly thread: Thread;
  readonly built: Promise<ThreadAnswer<unknown>>;
}

/** The readers of one company: the one that answers, and the one that is being built. */
interface Slot {
  present: Generation | null;
  coming: { readonly key: string; readonly generation: Promise<Generation> } | null;
}

/** Longer than this no transaction may stand idle (platform/db ends it after 10 s): the job comes back, and the building goes on. */
const waitAtMostMs = 7_000;
const giveUp = (): Promise<never> =>
  sleep(waitAtMostMs, null, { ref: false }).then(() => {
    throw new Error('the reader is still being built');
  });

/** Companies that have a reader at a time; the one that was not used for longest gives way. */
const mostCompanies = 3;
/** Items that are copied at once: the event loop stays free between portions. */
const portion = 500;
const mostAttempts = 3;
/** Messages on which a reader broke, kept so that the same one breaks no second. */
const mostBroken = 200;

/**
 * Readers that work beside the event loop: one thread a company. A new catalogue, fitting, word or shared alias is built in a
 * new thread while the old one answers; the old one ends with all its memory. A message that is late or ends its thread is
 * refused to its caller and to nobody else: what waited behind it is read by the next thread.
 */
export function createThreadReaders(options: ThreadReadersOptions): ThreadReaders {
  const { readWithinMs = 5_000, freshWithinMs = 1_000 } = options;
  const slots = new Map<string, Slot>();
  const broken = new Set<string>();
  let closed = false;

  const slotOf = (company: string): Slot => {
    const slot = slots.get(company) ?? { present: null, coming: null };
    slots.delete(company);
    slots.set(company, slot);
    for (const [other, old] of slots) {
      if (slots.size <= mostCompanies) break;
      slots.delete(other);
      retire(old);
    }
    return slot;
  };
  const comingOf = (ctx: Ctx, slot: Slot, key: string, company: string): Promise<Generation> => {
    if (slot.coming?.key !== key) {
      const generation = loadReaderData(ctx, company, options.installed).then((data) => beginGeneration(options, slot, key, data));
      generation.catch(() => (slot.coming = null));
      slot.coming = { key, generation };
    }
    return slot.coming.generation;
  };
  const findGeneration = async (ctx: Ctx, company: string): Promise<Generation> => {
    const key = await readerKey(ctx, company);
    const slot = slotOf(company);
    if (slot.present?.key === key && slot.present.thread.open) return slot.present;
    const coming = await comingOf(ctx, slot, key, company);
    const fresh = coming.built.then((built) => {
      if (!built.ok) throw new Error(`the reader could not be built: ${built.error}`);
      return coming;
    });
    const former = slot.present;
    if (former === null || !former.thread.open) return Promise.race([fresh, giveUp()]);
    return Promise.race([fresh.catch(() => former), sleep(freshWithinMs, former, { ref: false })]);
  };
  const readWith = async (ctx: Ctx, company: string, first: Generation, conversation: Conversation): Promise<Reading> => {
    const mark = markOf(conversation);
    if (broken.has(mark)) throw new Error('the reader broke on this message before');
    let generation = first;
    for (let attempt = 1; ; attempt += 1) {
      const answer = await generation.thread.call<Reading>('read', conversation, readWithinMs);
      if (answer.ok) return answer.value;
      if (answer.fault === 'late' || answer.fault === 'died') remember(broken, mark);
      if (answer.fault !== 'not_started' || attempt === mostAttempts || closed) throw new Error(`reading ${answer.fault}: ${answer.error}`);
      generation = await findGeneration(ctx, company);
    }
  };
  return {
    async current(ctx, company): Promise<CompanyReader> {
      const generation = await findGeneration(ctx, company);
      return { read: (conversation) => readWith(ctx, company, generation, conversation) };
    },
    async close() {
      closed = true;
      await Promise.all([...slots.values()].map(endNow));
      slots.clear();
    },
  };
}

/** Begins the next generation of a slot and makes it the present one when it is built, unless another is wanted by then. */
function beginGeneration(options: ThreadReadersOptions, slot: Slot, key: string, data: ReaderData): Generation {
  const generation = startGeneration(options, key, data);
  void generation.built.then((built) => {
    const wanted = slot.coming?.key === key;
    if (wanted) slot.coming = null;
    if (!built.ok) options.log.error({ fault: built.fault, error: built.error }, 'the reader could not be built');
    if (!wanted || !built.ok) return generation.thread.retire();
    slot.present?.thread.retire();
    slot.present = generation;
  });
  return generation;
}

function startGeneration(options: ThreadReadersOptions, key: string, data: ReaderData): Generation {
  const thread = options.openThread();
  const { items, ...rest } = data;
  const fill = async (): Promise<ThreadAnswer<unknown>> => {
    for (let at = 0; at < items.length; at += portion) {
      void thread.call('items', items.slice(at, at + portion), 30_000);
      await setImmediate();
    }
    return thread.call('build', rest, options.buildWithinMs ?? 120_000);
  };
  return { key, thread, built: fill() };
}

function retire(slot: Slot): void {
  slot.present?.thread.retire();
  void slot.coming?.generation.then((generation) => generation.thread.retire()).catch(() => undefined);
  slot.coming = null;
}

async function endNow(slot: Slot): Promise<void> {
  const { coming } = slot;
  slot.coming = null;
  await slot.present?.thread.close();
  await coming?.generation.then((generation) => generation.thread.close()).catch(() => undefined);
}

/** What a conversation says, as one short text. */
function markOf(conversation: Conversation): string {
  const hash = createHash('sha256');
  for (const turn of conversation.turns) hash.update(turn.kind === 'said' ? `\0${turn.id}\0${turn.text}` : `\0${turn.id}`);
  return hash.digest('hex');
}

function remember(broken: Set<string>, mark: string): void {
  broken.add(mark);
  const oldest = broken.values().next();
  if (broken.size > mostBroken && oldest.done !== true) broken.delete(oldest.value);
}
