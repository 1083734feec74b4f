import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { FoHabits } from './habits.ts';

/** The application that may sign in. */
export interface FoAuth {
  readonly tenant: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Tokens that were given. Kept in memory: after a restart callers sign in again. */
export interface Tokens {
  /** Answers a request to the token endpoint. */
  issue(tenant: string, form: string, resource: string): Response;
  /** Whether the authorization header carries a token that lives. */
  accepts(authorization: string): boolean;
}

const same = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

const refused = (status: number, error: string, code: number, text: string): Response =>
  Response.json(
    { error, error_description: `AADSTS${code}: ${text} Trace ID: 0000 Correlation ID: 0000`, error_codes: [code], trace_id: '0000', correlation_id: '0000' },
    { status },
  );

/** The token endpoint of Microsoft Entra ID, client credentials only. */
export function createTokens(auth: FoAuth, habits: () => FoHabits, now: () => number): Tokens {
  const live = new Map<string, number>();
  return {
    issue: (tenant, form, resource) => {
      const fields = new URLSearchParams(form);
      if (tenant !== auth.tenant) return refused(400, 'invalid_request', 90_002, `Tenant '${tenant}' not found.`);
      if (fields.get('grant_type') !== 'client_credentials')
        return refused(400, 'unsupported_grant_type', 70_003, 'The app requested an unsupported grant type.');
      if (fields.get('client_id') !== auth.clientId) return refused(401, 'unauthorized_client', 700_016, 'Application was not found in the directory.');
      if (!same(fields.get('client_secret') ?? '', auth.clientSecret)) return refused(401, 'invalid_client', 7_000_215, 'Invalid client secret provided.');
      const scope = (fields.get('scope') ?? '').replace(/\/+\.default$/, '').replace(/\/$/, '');
      if (scope !== resource) return refused(400, 'invalid_scope', 70_011, `The provided value for the input parameter 'scope' is not valid.`);
      for (const [token, until] of live) if (until <= now()) live.delete(token);
      const token = randomBytes(24).toString('base64url');
      const seconds = habits().tokenMinutes * 60;
      live.set(token, now() + seconds * 1000);
      return Response.json({ token_type: 'Bearer', expires_in: seconds, ext_expires_in: seconds, access_token: token });
    },
    accepts: (authorization) => (live.get(/^Bearer (.+)$/i.exec(authorization)?.[1] ?? '') ?? 0) > now(),
  };
}
