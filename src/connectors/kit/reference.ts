import { createHash } from 'node:crypto';
import { crockford32 } from '../../kernel/ids.ts';

/**
 * The code that an ERP document carries for one command: `MO` and 14 Crockford digits of a hash of tenant and command id.
 * Sixteen characters, upper case, because the smallest reference field of the supported ERPs holds no more.
 * The same command always gets the same code, so a document can be found again after any crash.
 */
export function reference16(tenant: string, commandId: string): string {
  const digest = createHash('sha256').update(`${tenant}\u0000${commandId}`).digest();
  return `MO${crockford32(digest, 14)}`;
}
