import { createHash, timingSafeEqual } from 'node:crypto';

/** The query of the provider's GET: `hub.mode`, `hub.verify_token`, `hub.challenge`. */
type VerificationQuery = Readonly<Record<string, string | undefined>>;

/**
 * The challenge to echo as plain text when the provider proves that it knows our verify token; null means 403.
 * Only challenges of plain token characters are echoed, so that the answer can never carry markup.
 */
export function answerVerification(query: VerificationQuery, verifyToken: string): string | null {
  const { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge } = query;
  if (mode !== 'subscribe' || verifyToken === '' || token === undefined || challenge === undefined) return null;
  if (!/^[\w.~-]{1,256}$/.test(challenge)) return null;
  return timingSafeEqual(digest(token), digest(verifyToken)) ? challenge : null;
}

/** Digests have one length, so that comparing them tells nothing about the token's length. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
