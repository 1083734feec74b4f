import { randomBytes } from 'node:crypto';
import { sameSecret } from './session.ts';

/** An OAuth client that may ask for tokens. */
export interface OAuthClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Access tokens of the OAuth client. Kept in memory: a restart ends them. */
export interface Tokens {
  isGood(token: string): boolean;
  /** Answers a request for a token: client credentials in the Basic header or in the form. */
  answer(request: Request): Promise<Response>;
  /** Ends all that were given. */
  endAll(): void;
}

const json = (status: number, body: object): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json;charset=utf-8', 'cache-control': 'no-store' } });

/** Tokens that are good for so many seconds from when they were given; without a client none are given. */
export function createTokens(client: OAuthClient | undefined, seconds: () => number, now: () => number): Tokens {
  const given = new Map<string, number>();
  const isClient = (request: Request, form: URLSearchParams): boolean => {
    const basic = /^Basic\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
    const sent = basic === undefined ? `${form.get('client_id') ?? ''}:${form.get('client_secret') ?? ''}` : Buffer.from(basic, 'base64').toString();
    return client !== undefined && sameSecret(sent, `${client.clientId}:${client.clientSecret}`);
  };
  return {
    isGood: (token) => (given.get(token) ?? 0) > now(),
    endAll: () => given.clear(),
    answer: async (request) => {
      if (request.method !== 'POST') return json(405, { error: 'invalid_request' });
      const form = new URLSearchParams(await request.text());
      if (form.get('grant_type') !== 'client_credentials') return json(400, { error: 'unsupported_grant_type' });
      if (!isClient(request, form)) return json(401, { error: 'invalid_client', error_description: 'Client authentication failed' });
      const token = randomBytes(24).toString('base64url');
      given.set(token, now() + seconds() * 1000);
      if (given.size > 1000) given.delete([...given.keys()][0] ?? '');
      return json(200, { access_token: token, token_type: 'Bearer', expires_in: seconds(), scope: form.get('scope') ?? '' });
    },
  };
}
