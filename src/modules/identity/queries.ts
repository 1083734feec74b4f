import { sql } from 'kysely';
import { on } from '../../platform/db/on.ts';
import type { Ctx } from '../../platform/runtime/ctx.ts';
import type { Me, Role } from './contract.ts';
import { knownRoles, personIdOf } from './domain/actor.ts';
import type { IdentityTables } from './tables.ts';

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

/** Active people with at least one of the roles, by name. */
export async function listPeople(ctx: Ctx, roles: readonly Role[]): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return on<IdentityTables>(ctx)
    .selectFrom('identity.person')
    .select(['id', 'name'])
    .where('active', '=', true)
    .where(sql<boolean>`roles && ${[...roles]}::text[]`)
    .orderBy('name')
    .orderBy('id')
    .execute();
}
