import { aliasKey, buildReader, type Conversation, type LexiconPatch, type Reader, type Reading, type ReadingCustomer } from '../../engines/reading/index.ts';
import type { BusinessDate } from '../../kernel/time.ts';
import type { Ctx } from '../../platform/runtime/ctx.ts';
import type { Customer } from '../masters/contract.ts';
import { listPastLines } from '../orders/index.ts';
import { loadReaderData, readerKey } from './reading/reader-data.ts';
import { loadCustomerWords, type LearntAlias } from './store/aliases/for-reader.ts';

/** Past lines that the reader knows of a customer. */
const memory = 400;

/** The reader of one company as it is now. */
export interface CompanyReader {
  /** Reads a conversation. Rejects when the reader breaks on it. */
  read(conversation: Conversation): Promise<Reading>;
}

/** Finds the reader of the current catalogue, words, aliases and fitting. */
export interface Readers {
  current(ctx: Ctx, company: string): Promise<CompanyReader>;
}

/**
 * Reads in the process that asks, for tests and tools; the product reads in a thread (reading/thread-readers.ts).
 * Keeps one reader. It is only a cache: what it depends on is looked up each time, and a reader of an older state is never
 * used. Two callers at once share one building.
 */
export function createReaders(installed: LexiconPatch | null = null): Readers {
  let kept: { readonly key: string; readonly reader: Promise<Reader> } | null = null;
  return {
    async current(ctx, company) {
      const key = await readerKey(ctx, company);
      if (kept?.key !== key) {
        const building = loadReaderData(ctx, company, installed).then(buildReader);
        building.catch(() => (kept = null));
        kept = { key, reader: building };
      }
      const reader = await kept.reader;
      return { read: (conversation) => Promise.resolve(reader.read(conversation)) };
    },
  };
}

/** What the reader knows of a customer: places, history with the customer's own words, learnt meanings. */
export async function readingCustomer(ctx: Ctx, customer: Customer): Promise<ReadingCustomer & { readonly aliases: readonly LearntAlias[] }> {
  const history = await listPastLines(ctx, customer.code, memory);
  const { aliases, disputed } = await loadCustomerWords(ctx, customer);
  return {
    code: customer.code,
    language: customer.language,
    shipTos: customer.shipTos.map((place) => ({
      code: place.code,
      names: [place.name, place.city].filter((name) => name !== ''),
      hints: [place.address],
      isDefault: place.isDefault,
    })),
    history: history.map((line) => ({
      orderRef: line.erpNumber,
      on: line.orderedOn as BusinessDate,
      sku: line.sku,
      quantityMilli: line.quantityMilli,
      uom: line.uom,
      words: wordsToTell(line.words, disputed),
    })),
    aliases,
  };
}

/** Past orders say what words meant, unless something was learnt about these words since: corrected, taken back, ruled out, grown old. */
const wordsToTell = (words: string | null, disputed: ReadonlySet<string>): string | null =>
  words === null || disputed.size === 0 || !disputed.has(aliasKey(words)) ? words : null;
