import type { Ctx } from '../../platform/runtime/ctx.ts';
import { findPerson } from '../identity/index.ts';
import type { Telling } from './contract.ts';
import type { Viewer } from './domain/case.ts';

/**
 * A person as a case looks at them: roles of now, and the customers that they or whom they stand in for look after.
 * Null for somebody who does not exist or is switched off.
 */
export async function viewerOf(ctx: Ctx, id: string, tellings: readonly Telling[]): Promise<Viewer | null> {
  const person = await findPerson(ctx, id);
  if (person === null || !person.active) return null;
  const originals = new Set(tellings.filter((one) => one.person === id).map((one) => one.insteadOf));
  const customers = [...person.customers];
  for (const original of originals) if (original !== null) customers.push(...((await findPerson(ctx, original))?.customers ?? []));
  return { id, name: person.name, roles: person.roles, customers };
}
