import { sql } from 'kysely';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { CaseEvent, Decision } from '../contract.ts';
import type { ExceptionsTables } from '../tables.ts';
import { eventOf } from './rows.ts';

/** What happened in a case; `actor` as in the audit: `person:<id>`, `system:exceptions`. */
export interface StoryEntry {
  readonly actor: string;
  readonly what: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Appends to a case's story; the caller holds the lock of the case. */
export async function appendStory(ctx: Ctx, caseId: string, entry: StoryEntry): Promise<void> {
  await on<ExceptionsTables>(ctx)
    .insertInto('exceptions.case_event')
    .values((eb) => ({
      case_id: caseId,
      seq: eb
        .selectFrom('exceptions.case_event')
        .select(sql<number>`coalesce(max(seq), 0) + 1`.as('seq'))
        .where('case_id', '=', caseId),
      at: ctx.now(),
      actor: entry.actor,
      what: entry.what,
      facts: JSON.stringify(entry.facts),
    }))
    .execute();
}

/** The story of a case from its beginning. */
export async function loadStory(ctx: Ctx, caseId: string): Promise<readonly CaseEvent[]> {
  const rows = await on<ExceptionsTables>(ctx).selectFrom('exceptions.case_event').selectAll().where('case_id', '=', caseId).orderBy('seq').execute();
  return rows.map(eventOf);
}

/** Keeps a decision for ever. */
export async function insertDecision(ctx: Ctx, caseId: string, decision: Decision): Promise<void> {
  const { terms, caseVersion, ...rest } = decision;
  await on<ExceptionsTables>(ctx)
    .insertInto('exceptions.decision')
    .values({ ...rest, case_id: caseId, terms: JSON.stringify(terms), case_version: caseVersion })
    .execute();
}
