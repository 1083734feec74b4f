import { on } from '../../../platform/db/on.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Contact } from '../contract.ts';
import type { MastersTables } from '../tables.ts';

/** Links a phone to a customer; an existing link of the two is changed. Null when there is no such customer. */
export async function upsertContact(ctx: Ctx, contact: Omit<Contact, 'id'>, by: string): Promise<Contact | null> {
  const customer = await on<MastersTables>(ctx).selectFrom('masters.customer').select('code').where('code', '=', contact.customer).executeTakeFirst();
  if (!customer) return null;
  const row = await on<MastersTables>(ctx)
    .insertInto('masters.contact')
    .values({ id: ctx.newId(), ...contact, source: 'desk', created_at: ctx.now(), created_by: by })
    .onConflict((conflict) =>
      conflict.columns(['phone', 'customer']).doUpdateSet({ name: contact.name, role: contact.role, language: contact.language, source: 'desk' }),
    )
    .returning(['id', 'customer', 'name', 'phone', 'role', 'language'])
    .executeTakeFirstOrThrow();
  return row;
}
