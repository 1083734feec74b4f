import { sql } from 'kysely';
import type { AliasEntry } from '../../../engines/reading/index.ts';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import { auditedBy } from '../../identity/index.ts';
import type { IntakeTables } from '../tables.ts';

/** A meaning of words that somebody taught. */
export interface Lesson {
  readonly scope: 'customer' | 'company';
  readonly scopeId: string;
  readonly key: string;
  readonly sku: string;
  readonly uom: string | null;
  readonly example: string;
  readonly source: 'desk' | 'answer';
}

/** Aliases of one customer, or of the whole company. */
export async function loadAliases(ctx: Ctx, scope: Lesson['scope'], scopeId: string): Promise<readonly AliasEntry[]> {
  const rows = await on<IntakeTables>(ctx).selectFrom('intake.alias').selectAll().where('scope', '=', scope).where('scope_id', '=', scopeId).execute();
  return rows.map((row) => ({ scope, key: row.key, sku: row.sku, uom: row.uom, weight: row.count_milli / 1000, negative: row.negative }));
}

/** One more confirmation of a meaning; other meanings of the same words lose a little. */
export async function strengthen(ctx: Ctx, lesson: Lesson): Promise<void> {
  const db = on<IntakeTables>(ctx);
  await db
    .updateTable('intake.alias')
    .set({ count_milli: sql<number>`count_milli * 98 / 100` })
    .where('scope', '=', lesson.scope)
    .where('scope_id', '=', lesson.scopeId)
    .where('key', '=', lesson.key)
    .where('sku', '!=', lesson.sku)
    .execute();
  await db
    .insertInto('intake.alias')
    .values({
      id: ctx.newId(),
      scope: lesson.scope,
      scope_id: lesson.scopeId,
      key: lesson.key,
      sku: lesson.sku,
      uom: lesson.uom,
      source: lesson.source,
      example: lesson.example,
      created_at: ctx.now(),
      created_by: auditedBy(ctx.actor),
      last_used_at: ctx.now(),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['scope', 'scope_id', 'key', 'sku'])
        .doUpdateSet({ count_milli: sql<number>`intake.alias.count_milli + 1000`, negative: false, last_used_at: ctx.now() }),
    )
    .execute();
}

/** The words were booked as this item and that was wrong: its meaning loses most of its weight. */
export async function weaken(ctx: Ctx, lesson: Pick<Lesson, 'scope' | 'scopeId' | 'key' | 'sku'>): Promise<void> {
  await on<IntakeTables>(ctx)
    .updateTable('intake.alias')
    .set({ count_milli: sql<number>`count_milli * 30 / 100` })
    .where('scope', '=', lesson.scope)
    .where('scope_id', '=', lesson.scopeId)
    .where('key', '=', lesson.key)
    .where('sku', '=', lesson.sku)
    .execute();
}

/** Takes one confirmation back; a meaning without any is gone. */
export async function unlearn(ctx: Ctx, lesson: Pick<Lesson, 'scope' | 'scopeId' | 'key' | 'sku'>): Promise<void> {
  const db = on<IntakeTables>(ctx);
  const { scope, scopeId: scope_id, key, sku } = lesson;
  await db
    .updateTable('intake.alias')
    .set({ count_milli: sql<number>`count_milli - 1000` })
    .where('scope', '=', scope)
    .where('scope_id', '=', scope_id)
    .where('key', '=', key)
    .where('sku', '=', sku)
    .execute();
  await db
    .deleteFrom('intake.alias')
    .where('scope', '=', scope)
    .where('scope_id', '=', scope_id)
    .where('key', '=', key)
    .where('sku', '=', sku)
    .where('count_milli', '<=', 0)
    .execute();
}
