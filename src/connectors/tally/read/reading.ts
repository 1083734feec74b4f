import { ErpReadError } from '../../kit/read-error.ts';
import type { TallyClient } from '../client.ts';
import type { TallyCompany, TallySettings } from '../settings.ts';
import type { Book, ReadBook } from './book.ts';
import type { OpenOrders } from './open-orders.ts';

/** One company as readers and writers use it. */
export interface CompanyTools {
  readonly company: TallyCompany;
  readonly book: ReadBook;
  readonly openOrders: () => Promise<OpenOrders>;
}

/** What readers of one connection work with. */
export interface Reading {
  readonly client: TallyClient;
  readonly settings: TallySettings;
  readonly now: () => number;
  readonly companies: readonly CompanyTools[];
}

/** The book of a company. Throws `ErpReadError` when it cannot be read. */
export async function bookOf(tools: CompanyTools): Promise<Book> {
  const outcome = await tools.book(2_000);
  if (outcome.kind !== 'book') throw new ErpReadError(outcome);
  return outcome.book;
}
