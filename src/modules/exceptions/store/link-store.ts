import type { Selectable } from 'kysely';
import type { Instant } from '../../../kernel/time.ts';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { ExceptionsTables, LinkTable } from '../tables.ts';

/** A link as it is kept: without its token. */
export interface Link {
  readonly idHash: string;
  readonly caseId: string;
  readonly caseVersion: number;
  readonly person: string;
  readonly expiresAt: Instant;
  readonly usedAt: Instant | null;
}

const linkOf = (row: Selectable<LinkTable>): Link => ({
  idHash: row.id_hash,
  caseId: row.case_id,
  caseVersion: row.case_version,
  person: row.person,
  expiresAt: row.expires_at as Instant,
  usedAt: row.used_at as Instant | null,
});

/** Keeps a new link. */
export async function insertLink(ctx: Ctx, link: Omit<Link, 'usedAt'>): Promise<void> {
  const { idHash, caseId, caseVersion, person, expiresAt } = link;
  await on<ExceptionsTables>(ctx)
    .insertInto('exceptions.link')
    .values({ id_hash: idHash, case_id: caseId, case_version: caseVersion, person, expires_at: expiresAt, created_at: ctx.now() })
    .execute();
}

/** The link with this hash, locked until the transaction ends; null when there is none. */
export async function lockLink(ctx: Ctx, idHash: string): Promise<Link | null> {
  const row = await on<ExceptionsTables>(ctx).selectFrom('exceptions.link').selectAll().where('id_hash', '=', idHash).forUpdate().executeTakeFirst();
  return row === undefined ? null : linkOf(row);
}

/** Notes that somebody decided by it. */
export async function markUsed(ctx: Ctx, idHash: string): Promise<void> {
  await on<ExceptionsTables>(ctx).updateTable('exceptions.link').set({ used_at: ctx.now() }).where('id_hash', '=', idHash).execute();
}
