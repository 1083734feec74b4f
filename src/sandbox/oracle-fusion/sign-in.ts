import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Dice } from '../kit/index.ts';
import { OracleError } from './errors.ts';
import type { OracleHabits } from './habits.ts';

/** Sign-in of the integration user: by Basic, and by client credentials of the identity domain. */
export interface OracleAuth {
  readonly user: string;
  readonly password: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Who may call. */
export interface SignIn {
  /** The answer of the token endpoint. */
  token(request: Request): Promise<Response>;
  /** Throws 401 unless the request carries the user's credentials or a living token. */
  check(request: Request, habits: OracleHabits, dice: Dice): void;
}

const lifeS = 3600;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
const basic = (request: Request): string => {
  const sent = /^Basic\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
  return Buffer.from(sent, 'base64').toString('utf8');
};
const tokenError = (status: number, error: string, text: string): Response =>
  new Response(JSON.stringify({ error, error_description: text }), { status, headers: { 'content-type': 'application/json' } });

/** Sign-in with tokens that live for an hour, in memory: a restart ends them. */
export function createSignIn(auth: OracleAuth, now: () => number): SignIn {
  const tokens = new Map<string, number>();
  return {
    token: async (request) => {
      if (request.method !== 'POST') return tokenError(405, 'invalid_request', 'The token endpoint takes POST.');
      if (!(request.headers.get('content-type') ?? '').startsWith('application/x-www-form-urlencoded'))
        return tokenError(415, 'invalid_request', 'The content type must be application/x-www-form-urlencoded.');
      const form = new URLSearchParams(await request.text());
      if (!same(basic(request), `${auth.clientId}:${auth.clientSecret}`)) return tokenError(401, 'invalid_client', 'Client authentication failed.');
      if (form.get('grant_type') !== 'client_credentials') return tokenError(400, 'unsupported_grant_type', 'Only client_credentials is allowed.');
      if ((form.get('scope') ?? '') === '') return tokenError(400, 'invalid_scope', 'A scope is required.');
      const token = randomBytes(32).toString('base64url');
      tokens.set(token, now() + lifeS * 1000);
      return new Response(JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: lifeS }), {
        headers: { 'content-type': 'application/json' },
      });
    },
    check: (request, habits, dice) => {
      const refused = new OracleError(401, '401', 'Unauthorized', '', { 'www-authenticate': 'Basic realm="Oracle Fusion Applications", Bearer' });
      const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
      if (dice.chance(habits.p401)) throw refused;
      if (bearer === undefined ? !same(basic(request), `${auth.user}:${auth.password}`) : (tokens.get(bearer) ?? 0) <= now()) throw refused;
    },
  };
}
