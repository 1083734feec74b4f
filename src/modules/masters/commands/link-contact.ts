import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Ctx } from '../../../platform/runtime/ctx.ts';
import type { Contact } from '../contract.ts';
import { auditOf, mayLinkContact } from '../policy.ts';
import { upsertContact } from '../store/contact-store.ts';
import { bumpVersion } from '../store/version-store.ts';
import type { Refusal } from '../../../kernel/result.ts';

/** Says that a phone speaks for a customer. Refused: not by this actor, no such customer. Doing it twice is doing it once. */
export async function linkContact(ctx: Ctx, contact: Omit<Contact, 'id'>): Promise<Result<Contact, Refusal<'unknown_customer' | 'forbidden'>>> {
  if (!mayLinkContact(ctx.actor)) return refuse('forbidden');
  const linked = await upsertContact(ctx, contact, auditOf(ctx.actor));
  if (!linked) return refuse('unknown_customer', { customer: contact.customer });
  const version = await bumpVersion(ctx);
  await ctx.publish({ type: 'masters.changed', subject: '*', payload: { version, objects: ['contact'] } });
  return ok(linked);
}
