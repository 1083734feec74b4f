import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Answer } from '../kit/odata4/index.ts';
import type { BcHabits } from './habits.ts';

/** Who may call, where. `tenant` and `environment` are parts of the address. */
export interface BcAuth {
  readonly tenant: string;
  readonly environment: string;
  /** The application registered in Entra ID. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** User and web service access key of an installation on premises; left out: basic authentication is refused. */
  readonly user?: string;
  readonly webServiceKey?: string;
}

/** The stand-in of Entra ID, and the check of what it gave. Tokens are kept in memory. */
export interface Tokens {
  /** `POST /{tenant}/oauth2/v2.0/token`. */
  grant(tenant: string, text: string, contentType: string): Answer;
  /** Whether a call with this header may go on. */
  check(authorization: string): boolean;
  /** The token of this header is no longer taken. */
  end(authorization: string): void;
  readonly count: () => number;
}

const same = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

const refused = (status: number, error: string, description: string): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  text: JSON.stringify({ error, error_description: `${description} Trace ID: ${randomBytes(8).toString('hex')}`, error_codes: [] }),
});

/** Tokens for one tenant. */
export function createTokens(auth: BcAuth, habits: () => BcHabits, now: () => number): Tokens {
  const given = new Map<string, number>();
  const basic = auth.user && auth.webServiceKey ? `Basic ${Buffer.from(`${auth.user}:${auth.webServiceKey}`).toString('base64')}` : null;
  return {
    grant: (tenant, text, contentType) => {
      if (!/x-www-form-urlencoded/i.test(contentType))
        return refused(400, 'invalid_request', 'AADSTS900144: The request body must contain the parameter grant_type.');
      const form = new URLSearchParams(text);
      if (tenant !== auth.tenant) return refused(400, 'invalid_request', `AADSTS90002: Tenant '${tenant}' not found.`);
      if (form.get('grant_type') !== 'client_credentials')
        return refused(400, 'unsupported_grant_type', 'AADSTS70003: The app requested an unsupported grant type.');
      if (!/\/\.default$/.test(form.get('scope') ?? '')) return refused(400, 'invalid_scope', 'AADSTS1002012: The provided value for scope is not valid.');
      if (form.get('client_id') !== auth.clientId) return refused(400, 'unauthorized_client', 'AADSTS700016: Application was not found in the directory.');
      if (!same(form.get('client_secret') ?? '', auth.clientSecret)) return refused(401, 'invalid_client', 'AADSTS7000215: Invalid client secret provided.');
      const token = randomBytes(24).toString('base64url');
      const lasts = Math.round(habits().tokenMinutes * 60);
      given.set(token, now() + habits().tokenMinutes * 60_000);
      return {
        status: 200,
        headers: { 'content-type': 'application/json; charset=utf-8' },
        text: JSON.stringify({ token_type: 'Bearer', expires_in: lasts, ext_expires_in: lasts, access_token: token }),
      };
    },
    check: (authorization) => {
      if (basic !== null && same(authorization, basic)) return true;
      const until = given.get(/^Bearer (.+)$/.exec(authorization)?.[1] ?? '');
      return until !== undefined && until > now();
    },
    end: (authorization) => void given.delete(/^Bearer (.+)$/.exec(authorization)?.[1] ?? ''),
    count: () => [...given.values()].filter((until) => until > now()).length,
  };
}
