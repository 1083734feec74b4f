import { StartFault } from '../platform/db/faults.ts';
import { isDatabaseAway } from '../platform/db/errors.ts';

/** A start that cannot go on for a reason that the person at the terminal can mend; `message` is one plain sentence. */
export class Trouble extends Error {
  override readonly name = 'Trouble';
}

const databaseSentences: Readonly<Record<string, (where: string) => string>> = {
  '28P01': (where) => `The database at ${where} refuses the user or password in DATABASE_URL.`,
  '28000': (where) => `The database at ${where} does not let this user in; check DATABASE_URL and the server's pg_hba.conf.`,
  '3D000': (where) => `The database named in DATABASE_URL does not exist at ${where}; create it first.`,
  '42501': (where) => `The database user at ${where} lacks the right to create schemas.`,
};

/** Host and port of a database URL, without user and password. */
export function placeOf(databaseUrl: string | undefined): string {
  const match = /^postgres(?:ql)?:\/\/(?:[^@/]*@)?([^/?]*)/.exec(databaseUrl ?? '');
  return match?.[1] || 'the local socket';
}

/** The sentence for an error that ended a start, or null when it is a fault of ours. Never holds a password. */
export function sentenceOf(error: unknown, databaseUrl: string | undefined): string | null {
  if (error instanceof Trouble || error instanceof StartFault) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const where = placeOf(databaseUrl);
  const sentence = databaseSentences[code]?.(where);
  if (sentence) return sentence;
  if (isDatabaseAway(error))
    return `The database at ${where} does not answer${code ? ` (${code})` : ''}; ${databaseUrl ? 'check DATABASE_URL and that it runs' : 'see pg-start.log in the state folder'}.`;
  return null;
}
