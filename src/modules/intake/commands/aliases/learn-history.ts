import { aliasKey } from '../../../../engines/reading/index.ts';
import { parseInstant } from '../../../../kernel/time.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import { listPastWords } from '../../../orders/index.ts';
import type { PastOrderLine } from '../../../orders/contract.ts';
import type { NewLesson } from '../../domain/aliases/lesson.ts';
import { amounts } from '../../domain/aliases/weights.ts';
import { learnHistoryJob, promoteJob } from '../../job-kinds.ts';
import { keepLessons } from './keep-lessons.ts';

/** Past orders that one job learns from. */
const batch = 200;

/** Past orders were read from the ERP: their words are learnt in jobs, so that the reading goes on. */
export async function queueHistory(ctx: Ctx, erpNumbers: readonly string[]): Promise<void> {
  for (let from = 0; from < erpNumbers.length; from += batch) await ctx.enqueue(learnHistoryJob, { erpNumbers: erpNumbers.slice(from, from + batch) });
}

/**
 * Learns what customers meant in past orders that they did not place through us: one lesson a meaning and order, as old as the order.
 * Orders that were learnt from before teach nothing new, and what a person took back is not learnt again from the same orders.
 */
export async function learnFromHistory(ctx: Ctx, erpNumbers: readonly string[]): Promise<void> {
  const lessons = (await listPastWords(ctx, erpNumbers)).flatMap((line) => lessonOf(ctx, line));
  const learnt = await keepLessons(ctx, lessons);
  if (learnt.length > 0) await ctx.enqueue(promoteJob, { keys: [...new Set(learnt.map((alias) => alias.key))] });
}

function lessonOf(ctx: Ctx, line: PastOrderLine): NewLesson[] {
  const words = line.words ?? '';
  const at = parseInstant(`${line.orderedOn}T00:00:00Z`);
  const key = aliasKey(words);
  if (at === null || key === '') return [];
  return [
    {
      scope: 'customer',
      scopeId: line.customer,
      key,
      words,
      sku: line.sku,
      uom: line.uom,
      at: at > ctx.now() ? ctx.now() : at,
      source: 'history',
      change: 'taught',
      amount: amounts.history,
      orderRef: line.erpNumber,
      orderId: null,
      conversationId: null,
      facts: { order_number: line.erpNumber },
    },
  ];
}
