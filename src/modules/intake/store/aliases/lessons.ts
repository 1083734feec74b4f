import { sql, type Selectable } from 'kysely';
import type { Instant } from '../../../../kernel/time.ts';
import { on } from '../../../../platform/db/on.ts';
import type { Ctx } from '../../../../platform/runtime/ctx.ts';
import type { AliasChange, AliasSource } from '../../contract/aliases.ts';
import type { AliasLessonTable, IntakeTables } from '../../tables.ts';

/** Something that was learnt about an alias, for ever: undone lessons stay, and count for nothing. */
export interface KeptLesson {
  readonly id: string;
  readonly aliasId: string;
  readonly at: Instant;
  readonly learntAt: Instant;
  readonly by: string;
  readonly source: AliasSource;
  readonly change: AliasChange;
  readonly amount: number;
  readonly words: string;
  readonly uom: string | null;
  readonly orderRef: string | null;
  readonly orderId: string | null;
  readonly conversationId: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly undoneAt: Instant | null;
}

const lessonOf = (row: Selectable<AliasLessonTable>): KeptLesson => ({
  id: row.id,
  aliasId: row.alias_id,
  at: row.at as Instant,
  learntAt: row.learnt_at as Instant,
  by: row.by,
  source: row.source as AliasSource,
  change: row.change as AliasChange,
  amount: row.amount,
  words: row.words,
  uom: row.uom,
  orderRef: row.order_ref,
  orderId: row.order_id,
  conversationId: row.conversation_id,
  facts: row.facts as KeptLesson['facts'],
  undoneAt: row.undone_at as Instant | null,
});

/** Keeps new lessons. */
export async function insertLessons(ctx: Ctx, lessons: readonly KeptLesson[]): Promise<void> {
  if (lessons.length === 0) return;
  const rows = lessons.map((lesson) => ({
    id: lesson.id,
    alias_id: lesson.aliasId,
    at: lesson.at,
    learnt_at: lesson.learntAt,
    by: lesson.by,
    source: lesson.source,
    change: lesson.change,
    amount: lesson.amount,
    words: lesson.words,
    uom: lesson.uom,
    order_ref: lesson.orderRef,
    order_id: lesson.orderId,
    conversation_id: lesson.conversationId,
    facts: lesson.facts,
    undone_at: lesson.undoneAt,
  }));
  await sql`
    insert into intake.alias_lesson (id, alias_id, at, learnt_at, by, source, change, amount, words, uom, order_ref, order_id, conversation_id, facts, undone_at)
    select r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, alias_id uuid, at timestamptz, learnt_at timestamptz, by text, source text,
      change text, amount double precision, words text, uom text, order_ref text, order_id uuid, conversation_id uuid, facts jsonb, undone_at timestamptz)`.execute(
    on<IntakeTables>(ctx),
  );
}

/** The lessons of some aliases that stand. */
export async function loadLessons(ctx: Ctx, aliasIds: readonly string[]): Promise<readonly KeptLesson[]> {
  if (aliasIds.length === 0) return [];
  const { rows } = await sql<Selectable<AliasLessonTable>>`
    select * from intake.alias_lesson where alias_id = any(${[...aliasIds]}::uuid[]) and undone_at is null`.execute(on<IntakeTables>(ctx));
  return rows.map(lessonOf);
}

/** The newest lessons of one alias, undone ones too. */
export async function loadLessonLog(ctx: Ctx, aliasId: string, limit: number): Promise<readonly KeptLesson[]> {
  const rows = await on<IntakeTables>(ctx)
    .selectFrom('intake.alias_lesson')
    .selectAll()
    .where('alias_id', '=', aliasId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(lessonOf);
}

/** `alias source order` of what past orders have taught some aliases; from history also what was undone, so that it stays undone. */
export async function loadTaughtRefs(ctx: Ctx, aliasIds: readonly string[], orderRefs: readonly string[]): Promise<ReadonlySet<string>> {
  if (aliasIds.length === 0 || orderRefs.length === 0) return new Set();
  const { rows } = await sql<{ ref: string }>`
    select alias_id || ' ' || source || ' ' || order_ref as ref from intake.alias_lesson
    where alias_id = any(${[...aliasIds]}::uuid[]) and order_ref = any(${[...orderRefs]}::text[])
      and change in ('taught', 'confirmed') and (undone_at is null or source = 'history')`.execute(on<IntakeTables>(ctx));
  return new Set(rows.map((row) => row.ref));
}

/** What a correction of an order's line taught: the newest lesson about each meaning that stands. */
export async function loadLessonsOfOrder(ctx: Ctx, orderId: string, source: AliasSource): Promise<readonly KeptLesson[]> {
  const rows = await on<IntakeTables>(ctx)
    .selectFrom('intake.alias_lesson')
    .selectAll()
    .where('order_id', '=', orderId)
    .where('source', '=', source)
    .where('undone_at', 'is', null)
    .orderBy('learnt_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(lessonOf);
}

/** Marks lessons as undone. */
export async function markUndone(ctx: Ctx, lessonIds: readonly string[], by: string): Promise<void> {
  if (lessonIds.length === 0) return;
  await on<IntakeTables>(ctx)
    .updateTable('intake.alias_lesson')
    .set({ undone_at: ctx.now(), undone_by: by })
    .where('id', 'in', [...lessonIds])
    .execute();
}
