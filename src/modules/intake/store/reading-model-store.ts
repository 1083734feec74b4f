import { sql } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Instant } from '../../../kernel/time.ts';
import { firstThreshold } from '../domain/reading/threshold.ts';
import type { IntakeTables } from '../tables.ts';

/** One fitting of the reader to a company. `model` is the engine's own shape; null when the fitting gave none. */
export interface Fitting {
  readonly company: string;
  readonly version: number;
  readonly trainedAt: Instant;
  readonly catalogueVersion: number;
  readonly kept: boolean;
  readonly reason: string;
  readonly threshold: number;
  readonly report: Readonly<Record<string, unknown>>;
  readonly model: unknown;
}

/** What the reader works with now: the newest kept model, and the newest threshold. Version 0: nothing was fitted yet. */
export interface PresentFitting {
  readonly version: number;
  readonly model: unknown;
  readonly threshold: number;
}

/** The version of the catalogue as this transaction sees it. */
export async function loadCatalogueVersion(ctx: Ctx): Promise<number> {
  const row = await on<IntakeTables>(ctx).selectFrom('intake.catalogue_version').select('value').executeTakeFirst();
  return row?.value ?? 0;
}

/** An item changed: gives the next version. */
export async function raiseCatalogueVersion(ctx: Ctx): Promise<number> {
  const row = await on<IntakeTables>(ctx)
    .updateTable('intake.catalogue_version')
    .set({ value: sql<number>`value + 1` })
    .returning('value')
    .executeTakeFirst();
  return row?.value ?? 0;
}

/** The versions that the reader of a company depends on, without the model itself. */
export async function loadFittingKey(ctx: Ctx, company: string): Promise<{ readonly version: number; readonly threshold: number }> {
  const rows = on<IntakeTables>(ctx).selectFrom('intake.reading_model').where('company', '=', company).orderBy('version', 'desc').limit(1);
  const newest = await rows.select('threshold').executeTakeFirst();
  const kept = await rows.select('version').where('kept', '=', true).executeTakeFirst();
  return { version: kept?.version ?? 0, threshold: newest?.threshold ?? firstThreshold };
}

/** The fitting that counts. */
export async function loadPresentFitting(ctx: Ctx, company: string): Promise<PresentFitting> {
  const { version, threshold } = await loadFittingKey(ctx, company);
  if (version === 0) return { version, threshold, model: null };
  const row = await on<IntakeTables>(ctx)
    .selectFrom('intake.reading_model')
    .select('model')
    .where('company', '=', company)
    .where('version', '=', version)
    .executeTakeFirst();
  return { version, threshold, model: row?.model ?? null };
}

/** The newest fitting, kept or not, without its model; null before the first. */
export async function loadNewestFitting(ctx: Ctx, company: string): Promise<Omit<Fitting, 'model'> | null> {
  return (await loadFittings(ctx, company, false))[0] ?? null;
}

/** The newest kept fitting, without its model; null before the first. */
export async function loadKeptFitting(ctx: Ctx, company: string): Promise<Omit<Fitting, 'model'> | null> {
  return (await loadFittings(ctx, company, true))[0] ?? null;
}

async function loadFittings(ctx: Ctx, company: string, keptOnly: boolean): Promise<Omit<Fitting, 'model'>[]> {
  const rows = await on<IntakeTables>(ctx)
    .selectFrom('intake.reading_model')
    .select(['company', 'version', 'trained_at', 'catalogue_version', 'kept', 'reason', 'threshold', 'report'])
    .where('company', '=', company)
    .$if(keptOnly, (query) => query.where('kept', '=', true))
    .orderBy('version', 'desc')
    .limit(1)
    .execute();
  return rows.map((row) => ({
    company: row.company,
    version: row.version,
    trainedAt: row.trained_at as Instant,
    catalogueVersion: row.catalogue_version,
    kept: row.kept,
    reason: row.reason,
    threshold: row.threshold,
    report: row.report as Fitting['report'],
  }));
}

/** Keeps a fitting under the next version. Models that do not count any more are dropped, their reports stay. */
export async function insertFitting(ctx: Ctx, fitting: Omit<Fitting, 'version' | 'trainedAt'>): Promise<number> {
  const db = on<IntakeTables>(ctx);
  const newest = await loadNewestFitting(ctx, fitting.company);
  const version = (newest?.version ?? 0) + 1;
  await db
    .insertInto('intake.reading_model')
    .values({
      company: fitting.company,
      version,
      trained_at: ctx.now(),
      catalogue_version: fitting.catalogueVersion,
      kept: fitting.kept,
      reason: fitting.reason,
      threshold: fitting.threshold,
      report: JSON.stringify(fitting.report),
      model: fitting.model === null ? null : JSON.stringify(fitting.model),
    })
    .execute();
  if (fitting.kept)
    await db
      .updateTable('intake.reading_model')
      .set({ model: null })
      .where('company', '=', fitting.company)
      .where('version', '<', version - 2)
      .where('model', 'is not', null)
      .execute();
  return version;
}
