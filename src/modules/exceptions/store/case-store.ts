import type { Selectable } from 'kysely';
import type { Instant } from '../../../kernel/time.ts';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Decision, Telling } from '../contract.ts';
import type { Case } from '../domain/case.ts';
import { openStates } from '../domain/case-machine.ts';
import type { CaseTable, ExceptionsTables } from '../tables.ts';
import { caseOf, caseToRow, decisionOf, tellingOf } from './rows.ts';

/** Loads a case and locks it until the transaction ends; null when there is none. */
export async function lockCase(ctx: Ctx, id: string): Promise<Case | null> {
  const row = await on<ExceptionsTables>(ctx).selectFrom('exceptions.case').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row === undefined ? null : withPeople(ctx, row);
}

/** Loads without locking. */
export async function loadCase(ctx: Ctx, id: string): Promise<Case | null> {
  const row = await on<ExceptionsTables>(ctx).selectFrom('exceptions.case').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : withPeople(ctx, row);
}

/** As `lockCase`, for the open case with this key. Until the transaction ends nobody else raises or withdraws one with it. */
export async function lockOpenCase(ctx: Ctx, kind: string, key: string): Promise<Case | null> {
  const db = on<ExceptionsTables>(ctx);
  await db
    .insertInto('exceptions.case_key')
    .values({ kind, key })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db.selectFrom('exceptions.case_key').select('key').where('kind', '=', kind).where('key', '=', key).forUpdate().execute();
  const row = await db
    .selectFrom('exceptions.case')
    .selectAll()
    .where('kind', '=', kind)
    .where('key', '=', key)
    .where('state', 'in', [...openStates])
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? null : withPeople(ctx, row);
}

async function withPeople(ctx: Ctx, row: Selectable<CaseTable>): Promise<Case> {
  const { tellings, decisions } = await loadPeople(ctx, [row]);
  return caseOf(row, tellings.get(row.id) ?? [], decisions.get(row.id) ?? []);
}

/** Who was told of the present versions of these cases, and all decisions on them. */
export async function loadPeople(
  ctx: Ctx,
  cases: readonly { readonly id: string; readonly version: number }[],
): Promise<{ readonly tellings: ReadonlyMap<string, readonly Telling[]>; readonly decisions: ReadonlyMap<string, readonly Decision[]> }> {
  if (cases.length === 0) return { tellings: new Map(), decisions: new Map() };
  const ids = cases.map((one) => one.id);
  const version = new Map(cases.map((one) => [one.id, one.version]));
  const told = await on<ExceptionsTables>(ctx)
    .selectFrom('exceptions.telling')
    .selectAll()
    .where('case_id', 'in', ids)
    .orderBy('tier')
    .orderBy('told_at')
    .orderBy('name')
    .execute();
  const decided = await on<ExceptionsTables>(ctx).selectFrom('exceptions.decision').selectAll().where('case_id', 'in', ids).orderBy('seq').execute();
  const present = told.filter((row) => row.version === version.get(row.case_id));
  return { tellings: grouped(present, tellingOf), decisions: grouped(decided, decisionOf) };
}

function grouped<R extends { readonly case_id: string }, T>(rows: readonly R[], from: (row: R) => T): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(row.case_id, [...(groups.get(row.case_id) ?? []), from(row)]);
  return groups;
}

/** Writes a new case. */
export async function insertCase(ctx: Ctx, file: Case): Promise<void> {
  await on<ExceptionsTables>(ctx).insertInto('exceptions.case').values(caseToRow(file, ctx.now())).execute();
}

/** Writes a case back; the caller holds its lock. */
export async function updateCase(ctx: Ctx, file: Case): Promise<void> {
  const { id, ...changes } = caseToRow(file, ctx.now());
  await on<ExceptionsTables>(ctx).updateTable('exceptions.case').set(changes).where('id', '=', id).execute();
}

/** Open cases whose clock should have rung before `before`: their job got lost. */
export async function listForgotten(ctx: Ctx, before: Instant): Promise<readonly string[]> {
  const rows = await on<ExceptionsTables>(ctx)
    .selectFrom('exceptions.case')
    .select('id')
    .where('state', 'in', [...openStates])
    .where('next_at', '<', before)
    .orderBy('next_at')
    .limit(500)
    .execute();
  return rows.map((row) => row.id);
}
