import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { isMachine } from '../policy.ts';
import { loadPastLines, upsertPastLines, type PastOrderLine } from '../store/history-store.ts';

/** Saves past orders as read from the ERP. Only the machine may; anyone else is ignored by refusal of the transaction. */
export async function savePastLines(ctx: Ctx, lines: readonly PastOrderLine[]): Promise<void> {
  if (!isMachine(ctx.actor)) throw new Error('past orders are written by the machine only');
  await upsertPastLines(ctx, lines);
}

/** A customer's newest past lines, newest first: the reader's memory of what is usual. */
export const listPastLines = (ctx: Ctx, customer: string, limit: number): Promise<readonly PastOrderLine[]> => loadPastLines(ctx, customer, limit);
