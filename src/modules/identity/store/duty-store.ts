import type { Selectable } from 'kysely';
import type { Instant } from '../../../kernel/time.ts';
import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { KeptAbsence, NewAbsence, Rota } from '../contract.ts';
import { auditedBy } from '../domain/actor.ts';
import type { ShiftTimes } from '../domain/duty.ts';
import type { AbsenceTable, IdentityTables } from '../tables.ts';

const absenceOf = (row: Selectable<AbsenceTable>): KeptAbsence => ({
  id: row.id,
  person: row.person_id,
  delegate: row.delegate_id,
  from: row.from_at,
  to: row.to_at,
});

/** Keeps an absence. */
export async function insertAbsence(ctx: Ctx, absence: NewAbsence): Promise<KeptAbsence> {
  const { person, delegate, from, to } = absence;
  const row = await on<IdentityTables>(ctx)
    .insertInto('identity.absence')
    .values({
      id: ctx.newId(),
      person_id: person,
      delegate_id: delegate,
      from_at: from,
      to_at: to,
      changed_at: ctx.now(),
      changed_by: auditedBy(ctx.actor),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return absenceOf(row);
}

/** One absence, or null. */
export async function loadAbsence(ctx: Ctx, id: string): Promise<KeptAbsence | null> {
  const row = await on<IdentityTables>(ctx).selectFrom('identity.absence').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : absenceOf(row);
}

/** Takes an absence away. */
export async function removeAbsence(ctx: Ctx, id: string): Promise<void> {
  await on<IdentityTables>(ctx).deleteFrom('identity.absence').where('id', '=', id).execute();
}

/** Absences that have not ended at `at`, soonest first. */
export async function loadAbsences(ctx: Ctx, at: Instant): Promise<readonly KeptAbsence[]> {
  const rows = await on<IdentityTables>(ctx).selectFrom('identity.absence').selectAll().where('to_at', '>', at).orderBy('from_at').orderBy('id').execute();
  return rows.map(absenceOf);
}

/** Writes the shifts of one role of a company in the place of those before. */
export async function replaceShifts(ctx: Ctx, rota: Rota): Promise<void> {
  const { company, role, zone, shifts } = rota;
  await on<IdentityTables>(ctx).deleteFrom('identity.rota_shift').where('company', '=', company).where('role', '=', role).execute();
  if (shifts.length === 0) return;
  const kept = { company, role, zone, changed_at: ctx.now(), changed_by: auditedBy(ctx.actor) };
  const rows = shifts.map((shift) => ({
    ...kept,
    id: ctx.newId(),
    person_id: shift.person,
    weekdays: shift.weekdays,
    from_min: shift.fromMin,
    to_min: shift.toMin,
  }));
  await on<IdentityTables>(ctx).insertInto('identity.rota_shift').values(rows).execute();
}

/** A shift as it is kept. */
export interface KeptShift extends ShiftTimes {
  readonly role: string;
  readonly person: string;
}

/** The shifts of a company, all roles. */
export async function loadShifts(ctx: Ctx, company: string): Promise<readonly KeptShift[]> {
  const rows = await on<IdentityTables>(ctx)
    .selectFrom('identity.rota_shift')
    .selectAll()
    .where('company', '=', company)
    .orderBy('role')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ role: row.role, person: row.person_id, zone: row.zone, weekdays: row.weekdays, fromMin: row.from_min, toMin: row.to_min }));
}
