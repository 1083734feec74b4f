import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { SyncTables } from '../tables.ts';

/** A preview of a draft as it is kept. `body` null: not answered. */
export interface StoredPreview {
  readonly id: string;
  readonly connection: string;
  readonly askedAt: string;
  readonly answeredAt: string | null;
  readonly draft: unknown;
  readonly body: unknown;
}

const keptOfEach = 20;

/** Keeps a question, and of each connection only the last ones. */
export async function insertPreview(
  ctx: Ctx,
  preview: { readonly id: string; readonly connection: string; readonly by: string; readonly draft: object },
): Promise<void> {
  const db = on<SyncTables>(ctx);
  const { id, connection, by } = preview;
  await db
    .insertInto('sync.mapping_preview')
    .values({ id, connection, asked_at: ctx.now(), asked_by: by, draft: JSON.stringify(preview.draft), answered_at: null, body: null })
    .execute();
  const old = db
    .selectFrom('sync.mapping_preview')
    .select('id')
    .where('connection', '=', connection)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .offset(keptOfEach);
  await db.deleteFrom('sync.mapping_preview').where('id', 'in', old).execute();
}

/** One preview, null when it is unknown or was forgotten. */
export async function loadPreview(ctx: Ctx, id: string): Promise<StoredPreview | null> {
  const row = await on<SyncTables>(ctx)
    .selectFrom('sync.mapping_preview')
    .select(['id', 'connection', 'asked_at as askedAt', 'answered_at as answeredAt', 'draft', 'body'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** Keeps what the ERP said to a preview. */
export async function answerPreview(ctx: Ctx, id: string, body: object): Promise<void> {
  await on<SyncTables>(ctx)
    .updateTable('sync.mapping_preview')
    .set({ answered_at: ctx.now(), body: JSON.stringify(body) })
    .where('id', '=', id)
    .execute();
}
