import { randomBytes } from 'node:crypto';
import { hasPeople, savePeople } from '../modules/identity/index.ts';
import { systemActor } from '../platform/runtime/ctx.ts';
import type { Runtime } from '../platform/runtime/ctx.ts';

const setUp = systemActor('set-up');

/** Makes the first person, with every right over people, when there is none; returns the password, which is kept nowhere. */
export async function ensureFirstPerson(runtime: Runtime, email: string): Promise<string | null> {
  const password = randomBytes(12).toString('base64url');
  return runtime.transaction(setUp, async (ctx) => {
    if (await hasPeople(ctx)) return null;
    await savePeople(ctx, [{ email, name: 'Administrator', password, roles: ['it', 'owner'], language: 'en', company: 'main' }]);
    return password;
  });
}
