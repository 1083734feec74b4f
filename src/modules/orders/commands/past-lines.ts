import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Sale } from '../../pricing/contract.ts';
import { isMachine } from '../policy.ts';
import type { PastOrderLine } from '../contract.ts';
import { loadNewestPastLines, loadPastLines, loadPastWords, upsertPastLines } from '../store/history-store.ts';

/**
 * Saves past orders as read from the ERP, and tells which of them hold the customers' words. Only the machine may; anyone else is ignored
 * by refusal of the transaction.
 */
export async function savePastLines(ctx: Ctx, lines: readonly PastOrderLine[]): Promise<void> {
  if (!isMachine(ctx.actor)) throw new Error('past orders are written by the machine only');
  await upsertPastLines(ctx, lines);
  const erpNumbers = [...new Set(lines.flatMap((line) => (line.words ? [line.erpNumber] : [])))];
  if (erpNumbers.length > 0) await ctx.publish({ type: 'past_orders.saved', subject: '*', payload: { erpNumbers } });
}

/** Lines of past orders as pricing keeps them; those without an amount tell nothing of prices. */
export const salesOf = (lines: readonly PastOrderLine[], currency: string): readonly Sale[] =>
  lines.flatMap(({ netMinor, orderedOn, words: _words, ...line }) => (netMinor === null ? [] : [{ ...line, on: orderedOn, netMinor, currency }]));

/** A customer's newest past lines, newest first: the reader's memory of what is usual. */
export const listPastLines = (ctx: Ctx, customer: string, limit: number): Promise<readonly PastOrderLine[]> => loadPastLines(ctx, customer, limit);

/** The lines with words of some past orders that were not placed through us, oldest first: what the reader's aliases begin with. */
export const listPastWords = (ctx: Ctx, erpNumbers: readonly string[]): Promise<readonly PastOrderLine[]> => loadPastWords(ctx, erpNumbers);

/** The newest past lines of all customers, newest first: what a reader is fitted on. */
export const listNewestPastLines = (ctx: Ctx, limit: number): Promise<readonly PastOrderLine[]> => loadNewestPastLines(ctx, limit);
