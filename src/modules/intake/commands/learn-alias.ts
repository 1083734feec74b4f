import { aliasKey } from '../../../engines/reading/index.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { OrderEvents } from '../../orders/contract.ts';
import { getOrder, type Order } from '../../orders/index.ts';
import { noOrder, type NewLesson } from '../domain/aliases/lesson.ts';
import { amounts } from '../domain/aliases/weights.ts';
import { promoteJob } from '../job-kinds.ts';
import { loadAlias } from '../store/aliases/alias-rows.ts';
import { loadLessonsOfOrder } from '../store/aliases/lessons.ts';
import { keepLessons, undoLessons } from './aliases/keep-lessons.ts';

/** A clerk said what a customer's words mean: learnt for this customer only, and what was wrongly believed loses weight. */
export async function learnFromDesk(ctx: Ctx, orderId: string, correction: OrderEvents['order.line_corrected']): Promise<void> {
  const { customer, sku, uom, wrongSku, words } = correction;
  const key = aliasKey(words);
  if (customer === null || key === '') return;
  const conversationId = (await getOrder(ctx, orderId))?.conversationId ?? null;
  const about: Omit<NewLesson, 'sku' | 'uom' | 'change' | 'amount' | 'orderRef'> = {
    scope: 'customer',
    scopeId: customer,
    key,
    words,
    at: ctx.now(),
    source: 'desk',
    orderId,
    conversationId,
    facts: {},
  };
  const wrong: NewLesson[] = wrongSku === null ? [] : [{ ...about, sku: wrongSku, uom: null, change: 'weakened', amount: 0, orderRef: null }];
  await keepLessons(ctx, [...wrong, { ...about, sku, uom, change: 'taught', amount: amounts.desk, orderRef: orderId }]);
  await ctx.enqueue(promoteJob, { keys: [key] });
}

/** The clerk took the correction back: what it taught, and what it weakened, is as before. */
export async function unlearnFromDesk(ctx: Ctx, orderId: string, undone: OrderEvents['order.correction_undone']): Promise<void> {
  const key = aliasKey(undone.words);
  if (undone.customer === null || key === '') return;
  const lessons = await loadLessonsOfOrder(ctx, orderId, 'desk');
  const aliases = await Promise.all([...new Set(lessons.map((lesson) => lesson.aliasId))].map((id) => loadAlias(ctx, id)));
  const taught = aliases.find((alias) => alias?.key === key && alias.sku === undone.sku);
  if (!taught) return;
  const newest = lessons.find((lesson) => lesson.aliasId === taught.id && lesson.change === 'taught');
  const sameWords = new Set(aliases.flatMap((alias) => (alias?.key === key ? [alias.id] : [])));
  const pair = lessons.filter((lesson) => lesson.learntAt === newest?.learntAt && sameWords.has(lesson.aliasId));
  await undoLessons(
    ctx,
    taught,
    pair.map((lesson) => lesson.id),
    false,
  );
  await ctx.enqueue(promoteJob, { keys: [key] });
}

type TaughtLine = Order['lines'][number] & { readonly sku: string };

/** Who settled what a line's words mean: the customer by an answer, or the clerk who let an order go with a line that was not certain. */
function settledBy(ctx: Ctx, line: Order['lines'][number]): 'answer' | 'desk' | null {
  if (line.via === 'answer') return 'answer';
  return ctx.actor.kind === 'person' && line.decision !== 'auto' ? 'desk' : null;
}

/** Once the order is accepted: the customer's own answers to our questions, and the doubtful lines that a clerk let pass. */
export async function learnFromAccepted(ctx: Ctx, order: Pick<Order, 'id' | 'customer' | 'conversationId' | 'lines'>): Promise<void> {
  const { customer, conversationId, id } = order;
  if (customer === null) return;
  const known = order.lines.filter((line): line is TaughtLine => line.sku !== null);
  const lessons = known.flatMap((line): NewLesson[] => {
    const source = settledBy(ctx, line);
    if (source === null) return [];
    const { words, sku, uom } = line;
    const about = { scope: 'customer', scopeId: customer, key: aliasKey(words), words, sku, uom, at: ctx.now() } as const;
    return [{ ...noOrder, ...about, source, change: 'confirmed', amount: amounts[source], orderRef: id, orderId: id, conversationId }];
  });
  const learnt = await keepLessons(ctx, lessons);
  if (learnt.length > 0) await ctx.enqueue(promoteJob, { keys: [...new Set(learnt.map((alias) => alias.key))] });
}
