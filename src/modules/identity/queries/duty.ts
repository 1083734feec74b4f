import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { KeptAbsence, Rota } from '../contract.ts';
import { knownRoles } from '../domain/actor.ts';
import { loadAbsences, loadShifts } from '../store/duty-store.ts';

/** Absences that have not ended. */
export const listAbsences = (ctx: Ctx): Promise<readonly KeptAbsence[]> => loadAbsences(ctx, ctx.now());

/** The rotas of a company: one for each role that has shifts. */
export async function listRotas(ctx: Ctx, company: string): Promise<readonly Rota[]> {
  const shifts = await loadShifts(ctx, company);
  return knownRoles(shifts.map((shift) => shift.role)).map((role) => {
    const own = shifts.filter((shift) => shift.role === role);
    return {
      company,
      role,
      zone: own[0]?.zone ?? 'UTC',
      shifts: own.map(({ person, weekdays, fromMin, toMin }) => ({ person, weekdays: [...weekdays], fromMin, toMin })),
    };
  });
}
