import type { Instant } from '../../kernel/time.ts';
import type { Ctx } from '../../platform/runtime/ctx.ts';
import { isOnShift, standInOf } from './domain/duty.ts';
import { listPeople, type KnownPerson } from './queries/people.ts';
import { loadAbsences, loadShifts } from './store/duty-store.ts';

/** Somebody who is to be asked now, for the role that they (or the person they stand in for) have. */
export interface DutyPerson {
  readonly person: string;
  readonly name: string;
  readonly role: string;
  readonly phone: string | null;
  readonly language: string;
  readonly insteadOf: string | null;
  /** Customers whom this person, or the one they stand in for, looks after. */
  readonly customers: readonly string[];
}

/** For which roles of which company, and when. */
export interface DutyQuestion {
  readonly roles: readonly string[];
  readonly company: string;
  readonly at: Instant;
}

/**
 * Who of these roles is on duty for the company: those whom the rota of the role names for that moment; without a rota everybody of the role
 * in that company, or of the whole group when the company has nobody. Who is away is replaced by the delegate. Nobody is named twice;
 * whoever is here for themselves comes before whoever stands in. Empty: no one is on duty.
 */
export async function personsOnDuty(ctx: Ctx, question: DutyQuestion): Promise<readonly DutyPerson[]> {
  const people = new Map((await listPeople(ctx)).filter((one) => one.active).map((one) => [one.id, one]));
  const shifts = await loadShifts(ctx, question.company);
  const away = (await loadAbsences(ctx, question.at)).filter((absence) => absence.from <= question.at);
  // of two absences at once the one that began last counts
  const awayTo = new Map(away.map((absence) => [absence.person, absence.delegate]));
  const found = question.roles.flatMap((role) => {
    const rota = shifts.filter((shift) => shift.role === role);
    const ids =
      rota.length > 0
        ? rota.filter((shift) => isOnShift(shift, question.at)).map((shift) => shift.person)
        : everybody([...people.values()], role, question.company);
    return ids.flatMap((id) => {
      const standIn = people.get(standInOf(id, awayTo, new Set(people.keys())) ?? '');
      return standIn === undefined ? [] : [dutyOf(standIn, role, people.get(id) ?? standIn)];
    });
  });
  const once = new Map<string, DutyPerson>();
  for (const one of found.toSorted((a, b) => Number(a.insteadOf !== null) - Number(b.insteadOf !== null))) if (!once.has(one.person)) once.set(one.person, one);
  return [...once.values()];
}

const dutyOf = (standIn: KnownPerson, role: string, original: KnownPerson): DutyPerson => ({
  person: standIn.id,
  name: standIn.name,
  role,
  phone: standIn.phone,
  language: standIn.language,
  insteadOf: standIn.id === original.id ? null : original.id,
  customers: standIn.id === original.id ? standIn.customers : [...standIn.customers, ...original.customers],
});

function everybody(people: readonly KnownPerson[], role: string, company: string): readonly string[] {
  const able = people.filter((one) => one.roles.some((had) => had === role));
  const here = able.filter((one) => one.company === company);
  return (here.length > 0 ? here : able).map((one) => one.id);
}
