import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Telling } from '../contract.ts';
import type { ExceptionsTables } from '../tables.ts';

/** A case at one version of its content. */
export interface Version {
  readonly id: string;
  readonly version: number;
}

/** Keeps that somebody was told; false when they had been already, at this tier and of this version. */
export async function insertTelling(ctx: Ctx, file: Version, telling: Pick<Telling, 'person' | 'name' | 'role' | 'tier' | 'insteadOf'>): Promise<boolean> {
  const { person, name, role, tier, insteadOf } = telling;
  const done = await on<ExceptionsTables>(ctx)
    .insertInto('exceptions.telling')
    .values({ case_id: file.id, version: file.version, person, name, role, tier, instead_of: insteadOf, told_at: ctx.now() })
    .onConflict((conflict) => conflict.columns(['case_id', 'version', 'person', 'tier']).doNothing())
    .executeTakeFirst();
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Notes that these people were reminded. */
export async function markReminded(ctx: Ctx, file: Version, tier: number, people: readonly string[]): Promise<void> {
  if (people.length === 0) return;
  await on<ExceptionsTables>(ctx)
    .updateTable('exceptions.telling')
    .set({ reminded_at: ctx.now() })
    .where('case_id', '=', file.id)
    .where('version', '=', file.version)
    .where('tier', '=', tier)
    .where('person', 'in', [...people])
    .execute();
}

/** Notes that a person has seen it. */
export async function markAcked(ctx: Ctx, file: Version, person: string): Promise<void> {
  await on<ExceptionsTables>(ctx)
    .updateTable('exceptions.telling')
    .set({ acked_at: ctx.now() })
    .where('case_id', '=', file.id)
    .where('version', '=', file.version)
    .where('person', '=', person)
    .where('acked_at', 'is', null)
    .execute();
}
