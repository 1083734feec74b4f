import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Me, Role } from '../contract.ts';
import { knownRoles, personIdOf } from '../domain/actor.ts';
import type { IdentityTables } from '../tables.ts';

/** Who the signed-in person is, for the shell of the web; null when the id is unknown. */
export async function getMe(ctx: Ctx, id: string): Promise<Me | null> {
  const row = await on<IdentityTables>(ctx)
    .selectFrom('identity.person as person')
    .innerJoin('identity.user as user', 'user.id', 'person.id')
    .select(['person.id', 'person.name', 'user.email', 'person.roles', 'person.language', 'person.company'])
    .where('person.id', '=', id)
    .executeTakeFirst();
  return row ? { ...row, roles: knownRoles(row.roles) } : null;
}

/** True when somebody can sign in at all. */
export async function hasPeople(ctx: Ctx): Promise<boolean> {
  return (await on<IdentityTables>(ctx).selectFrom('identity.person').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/** Names for actor texts of people; other actors are not in the map, the screen has words for them. */
export async function nameActors(ctx: Ctx, actors: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(actors)].map(personIdOf).filter((id) => id !== null);
  if (ids.length === 0) return new Map();
  const rows = await on<IdentityTables>(ctx).selectFrom('identity.person').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [`person:${row.id}`, row.name]));
}

/** What others may know of a person. */
export interface KnownPerson {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly language: string;
  readonly company: string;
  readonly phone: string | null;
  readonly customers: readonly string[];
  readonly active: boolean;
}

const people = (ctx: Ctx) =>
  on<IdentityTables>(ctx)
    .selectFrom('identity.person')
    .select(['id', 'name', 'roles', 'language', 'company', 'phone', 'customers', 'active'])
    .orderBy('name')
    .orderBy('id');

/** Everybody, by name, those who are switched off too. */
export async function listPeople(ctx: Ctx): Promise<readonly KnownPerson[]> {
  return (await people(ctx).execute()).map((row) => ({ ...row, roles: knownRoles(row.roles) }));
}

/** The person with this id; null when there is none. */
export async function findPerson(ctx: Ctx, id: string): Promise<KnownPerson | null> {
  const row = await people(ctx).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : { ...row, roles: knownRoles(row.roles) };
}

/** The active person whose phone this is (digits with the country code); null when it is nobody's. */
export async function findPersonByPhone(ctx: Ctx, phone: string): Promise<KnownPerson | null> {
  const row = await people(ctx).where('phone', '=', phone).where('active', '=', true).executeTakeFirst();
  return row === undefined ? null : { ...row, roles: knownRoles(row.roles) };
}

/** Active people with at least one of the roles, by name. */
export async function listPeopleOf(ctx: Ctx, roles: readonly Role[]): Promise<readonly KnownPerson[]> {
  return (await listPeople(ctx)).filter((one) => one.active && one.roles.some((role) => roles.includes(role)));
}
