import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Role } from '../contract.ts';
import { auditedBy } from '../domain/actor.ts';
import type { IdentityTables } from '../tables.ts';

/** What is kept of a person besides the sign-in. */
export interface PersonRecord {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly language: string;
  readonly company: string;
  readonly phone: string | null;
  readonly customers: readonly string[];
}

/** The id of the person with this e-mail address, or null. */
export async function findPersonId(ctx: Ctx, email: string): Promise<string | null> {
  const row = await on<IdentityTables>(ctx).selectFrom('identity.user').select('id').where('email', '=', email).executeTakeFirst();
  return row?.id ?? null;
}

/** Adds a person with a password sign-in. */
export async function insertPerson(ctx: Ctx, person: PersonRecord, passwordHash: string): Promise<void> {
  const db = on<IdentityTables>(ctx);
  const now = ctx.now();
  const { id, name, email, language, company, phone } = person;
  await db.insertInto('identity.user').values({ id, name, email, email_verified: true, created_at: now, updated_at: now }).execute();
  await db
    .insertInto('identity.account')
    .values({ id: ctx.newId(), account_id: id, provider_id: 'credential', user_id: id, password: passwordHash, created_at: now, updated_at: now })
    .execute();
  await db
    .insertInto('identity.person')
    .values({ id, name, roles: [...person.roles], language, company, phone, customers: [...person.customers], created_at: now, changed_at: now })
    .execute();
}

/** Overwrites what is kept of a person; the password stays. */
export async function updatePerson(ctx: Ctx, person: PersonRecord): Promise<void> {
  const db = on<IdentityTables>(ctx);
  const now = ctx.now();
  await db.updateTable('identity.user').set({ name: person.name, updated_at: now }).where('id', '=', person.id).execute();
  await db
    .updateTable('identity.person')
    .set({
      name: person.name,
      roles: [...person.roles],
      language: person.language,
      company: person.company,
      phone: person.phone,
      customers: [...person.customers],
      changed_at: now,
    })
    .where('id', '=', person.id)
    .execute();
}

/** Switches a person on or off; false when there is no such person. Switching off ends every session at once. */
export async function updateActive(ctx: Ctx, id: string, active: boolean): Promise<boolean> {
  const db = on<IdentityTables>(ctx);
  const done = await db.updateTable('identity.person').set({ active, changed_at: ctx.now() }).where('id', '=', id).executeTakeFirst();
  if (!active) await db.deleteFrom('identity.session').where('user_id', '=', id).execute();
  return done.numUpdatedRows > 0n;
}

/** Appends to the audit trail, in the name of the acting party. */
export async function insertAudit(ctx: Ctx, what: string, subject: string, facts: Record<string, unknown>): Promise<void> {
  const row = { id: ctx.newId(), at: ctx.now(), actor: auditedBy(ctx.actor), what, subject, facts: JSON.stringify(facts) };
  await on<IdentityTables>(ctx).insertInto('identity.audit').values(row).execute();
}

/** Those of `ids` that belong to somebody. */
export async function listKnownIds(ctx: Ctx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await on<IdentityTables>(ctx)
    .selectFrom('identity.person')
    .select('id')
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Set(rows.map((row) => row.id));
}
