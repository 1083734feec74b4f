import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether `header` (X-Hub-Signature-256) is the HMAC-SHA256 of exactly these bytes under the app secret.
 * A missing, malformed or repeated header and an empty secret are false; the compare takes the same time for every wrong digest.
 */
export function verifySignature(appSecret: string, rawBody: Uint8Array, header: string | null | undefined): boolean {
  const hex = /^sha256=([0-9a-fA-F]{64})$/.exec(header ?? '')?.[1];
  if (hex === undefined || appSecret === '') return false;
  const expected = createHmac('sha256', appSecret).update(rawBody).digest();
  return timingSafeEqual(expected, Buffer.from(hex, 'hex'));
}
