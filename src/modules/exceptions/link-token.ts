import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a link is bound to: changing any of it in the database makes its token false. */
export interface LinkBinding {
  readonly caseId: string;
  readonly person: string;
  readonly expiresAt: string;
}

const form = /^([\w-]{22})\.([\w-]{43})$/;

/** What of a token's random id is kept. */
export const hashOf = (id: string): string => createHash('sha256').update(id).digest('base64url');

const sign = (secret: Uint8Array, id: string, binding: LinkBinding): Buffer =>
  createHmac('sha256', secret)
    .update(JSON.stringify([id, binding.caseId, binding.person, binding.expiresAt]))
    .digest();

/** A new token, and the hash under which its row is found. The token is given to the person and kept nowhere. */
export function newToken(secret: Uint8Array, binding: LinkBinding): { readonly token: string; readonly idHash: string } {
  const id = randomBytes(16).toString('base64url');
  return { token: `${id}.${sign(secret, id, binding).toString('base64url')}`, idHash: hashOf(id) };
}

/** The hash under which the row of a token is found; null for a text that is none of our tokens. */
export function lookupOf(token: string): string | null {
  const id = form.exec(token)?.[1];
  return id === undefined ? null : hashOf(id);
}

/** True when the token was made by us for exactly this; compared in constant time. */
export function isGenuine(secret: Uint8Array, token: string, binding: LinkBinding): boolean {
  const [, id, mac] = form.exec(token) ?? [];
  if (id === undefined || mac === undefined) return false;
  const given = Buffer.from(mac, 'base64url');
  const wanted = sign(secret, id, binding);
  // one spelling only: base64url has spare bits at its end
  return given.length === wanted.length && timingSafeEqual(given, wanted) && given.toString('base64url') === mac;
}
