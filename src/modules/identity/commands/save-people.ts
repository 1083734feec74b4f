import { hashPassword } from 'better-auth/crypto';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Refusal, Result } from '../../../kernel/result.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { NewPerson } from '../contract.ts';
import { newPersonSchema } from '../contract.ts';
import { mayManagePeople } from '../policy.ts';
import { findPersonId, insertAudit, insertPerson, updateActive, updatePerson } from '../store/people-store.ts';

async function savePerson(ctx: Ctx, input: NewPerson): Promise<string> {
  const person = newPersonSchema.parse(input);
  const known = await findPersonId(ctx, person.email);
  const id = known ?? ctx.newId();
  if (known) await updatePerson(ctx, { ...person, id });
  else await insertPerson(ctx, { ...person, id }, await hashPassword(person.password));
  await insertAudit(ctx, known ? 'person.changed' : 'person.added', `person:${id}`, { email: person.email, roles: person.roles, company: person.company });
  return id;
}

/**
 * Adds people who can sign in at once, or overwrites name, roles, language and company of those whose e-mail address is known
 * (their password stays). Returns their ids in order. Refuses `forbidden` unless IT or the system asks.
 */
export async function savePeople(ctx: Ctx, people: readonly NewPerson[]): Promise<Result<string[], Refusal<'forbidden'>>> {
  const allowed = mayManagePeople(ctx.actor);
  if (!allowed.ok) return allowed;
  const ids: string[] = [];
  for (const person of people) ids.push(await savePerson(ctx, person));
  return ok(ids);
}

/**
 * Switches a person off (all their sessions end now) or on again. Refuses `forbidden` unless IT or the system asks,
 * `not_found` for an unknown id.
 */
export async function setPersonActive(ctx: Ctx, input: { id: string; active: boolean }): Promise<Result<null, Refusal<'forbidden' | 'not_found'>>> {
  const allowed = mayManagePeople(ctx.actor);
  if (!allowed.ok) return allowed;
  if (!(await updateActive(ctx, input.id, input.active))) return refuse('not_found', { id: input.id });
  await insertAudit(ctx, input.active ? 'person.switched_on' : 'person.switched_off', `person:${input.id}`, {});
  return ok(null);
}
