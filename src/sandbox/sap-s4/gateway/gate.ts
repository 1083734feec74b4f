import type { Dice } from '../../kit/index.ts';
import type { SapHabits } from '../habits.ts';
import { sapError } from '../odata/error.ts';
import { sameSecret, type Sessions } from './session.ts';
import type { OAuthClient, Tokens } from './tokens.ts';

/** Sign-in of the technical user: by password, or by a token for its OAuth client. */
export interface SapAuth {
  readonly user: string;
  readonly password: string;
  /** Left out: no tokens are given. */
  readonly oauth?: OAuthClient;
}

const writing = new Set(['POST', 'PUT', 'PATCH', 'MERGE', 'DELETE']);

/** True for methods that change something. */
export const isWrite = (method: string): boolean => writing.has(method);

/** Throws 401 unless the request carries the user's Basic credentials or a token that is good still. */
export function checkSignIn(request: Request, auth: SapAuth, tokens: Tokens): void {
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (bearer !== undefined) {
    if (tokens.isGood(bearer)) return;
    throw sapError(401, 'ICF/401', 'Logon failed: the access token is not valid any more', '', { 'www-authenticate': 'Bearer error="invalid_token"' });
  }
  const sent = /^Basic\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
  const expected = Buffer.from(`${auth.user}:${auth.password}`).toString('base64');
  if (!sameSecret(sent, expected))
    throw sapError(401, 'ICF/401', 'Logon failed: user name or password is incorrect', '', {
      'www-authenticate': 'Basic realm="SAP NetWeaver Application Server [S4S/100]"',
    });
}

/** Throws when the ERP is down, or too busy by its habits. */
export function checkBusy(habits: SapHabits, dice: Dice, nowMs: number): void {
  const wait = (seconds: number): Record<string, string> => ({ 'retry-after': String(Math.max(0, Math.ceil(seconds))) });
  const downMs = habits.downUntil === null ? 0 : Date.parse(habits.downUntil) - nowMs;
  if (downMs > 0) throw sapError(503, 'ICM/503', 'Service unavailable: the system is down for maintenance', '', wait(Math.min(downMs / 1000, 60)));
  if (dice.chance(habits.p429)) throw sapError(429, 'ICM/429', 'Too many requests', '', wait(habits.retryAfterS));
  if (dice.chance(habits.p503)) throw sapError(503, 'ICM/503', 'Service unavailable', '', wait(habits.retryAfterS));
}

/** Throws 403 unless a writing request carries the token of its own session; a session may end by habit. */
export function checkToken(request: Request, sessions: Sessions, habits: SapHabits, dice: Dice): void {
  const cookie = request.headers.get('cookie') ?? undefined;
  if (dice.chance(habits.p401Session)) sessions.end(cookie);
  const expected = sessions.tokenFor(cookie);
  const sent = request.headers.get('x-csrf-token') ?? '';
  if (expected === null || !sameSecret(sent, expected))
    throw sapError(403, '/IWFND/CM_BEC/026', 'CSRF token validation failed', '', { 'x-csrf-token': 'Required' });
}

/** The headers for a request with `x-csrf-token: Fetch`: the token of its session, or of a new one with its cookies. Empty when none was asked for. */
export function fetchedToken(request: Request, sessions: Sessions): readonly (readonly [string, string])[] {
  if ((request.headers.get('x-csrf-token') ?? '').toLowerCase() !== 'fetch') return [];
  const known = sessions.tokenFor(request.headers.get('cookie') ?? undefined);
  if (known !== null) return [['x-csrf-token', known]];
  const { cookies, token } = sessions.open();
  return [['x-csrf-token', token], ...cookies.map((cookie) => ['set-cookie', cookie] as const)];
}

/** Throws 428 when `If-Match` is missing and 412 when it names another version than the current one. */
export function checkIfMatch(request: Request, current: string | null, habits: SapHabits, dice: Dice): void {
  if (current === null) return;
  const sent = request.headers.get('if-match');
  if (sent === null || sent === '') throw sapError(428, '/IWBEP/CM_MGW_RT/022', 'The If-Match header is required for this request');
  const matches = sent === '*' || sent.split(/,\s*/).includes(current);
  if (!matches || dice.chance(habits.p412)) throw sapError(412, '/IWBEP/CM_MGW_RT/026', 'Precondition failed: the entity was changed by another user');
}
