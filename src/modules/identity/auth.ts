import { randomUUID } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { bearer } from 'better-auth/plugins';
import { peerHeader } from '../../platform/http/access.ts';
import type { Actor, Logger } from '../../platform/runtime/ctx.ts';
import { openSignInDatabase } from './store/sign-in-database.ts';
import type { SignInDatabase } from './store/sign-in-database.ts';

/** What sign-in needs to know of the installation. */
export interface AuthSettings {
  readonly databaseUrl: string;
  /** At least 32 random characters; signs the cookies. Changing it signs everybody out. */
  readonly secret: string;
  /** The address that people use when it is not the server's own (behind a proxy). With https, cookies are `Secure`. */
  readonly publicUrl?: string;
  readonly log: Logger;
  /** Sign-ins tried from one address in a minute before it has to wait. Default 30. */
  readonly signInsPerMinute?: number;
}

/** Sign-in and sessions of one process. */
export interface Auth {
  /** Answers `/api/auth/*`. */
  readonly handler: (request: Request) => Promise<Response>;
  /** The person who is signed in by the request's cookie or bearer token and still switched on; null otherwise. */
  readonly session: (request: Request) => Promise<Actor | null>;
  /** Lets go of the database. */
  readonly close: () => Promise<void>;
}

const weekSeconds = 7 * 24 * 3600;
// The same host as the request's own is never foreign; the library only knows one fixed address.
function originsOf(request: Request | undefined, publicUrl: string | undefined): string[] {
  const host = request?.headers.get('host') ?? (request ? new URL(request.url).host : null);
  return [...(publicUrl ? [new URL(publicUrl).origin] : []), ...(host ? [`http://${host}`, `https://${host}`] : [])];
}

const fieldNames = {
  user: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
  session: { userId: 'user_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent', createdAt: 'created_at', updatedAt: 'updated_at' },
  account: {
    accountId: 'account_id',
    providerId: 'provider_id',
    userId: 'user_id',
    accessToken: 'access_token',
    refreshToken: 'refresh_token',
    idToken: 'id_token',
    accessTokenExpiresAt: 'access_token_expires_at',
    refreshTokenExpiresAt: 'refresh_token_expires_at',
    createdAt: 'created_at',
    updatedAt: 'updated_at',
  },
  verification: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
} as const;

function configure(settings: AuthSettings, db: SignInDatabase) {
  return betterAuth({
    appName: 'Karkhana',
    baseURL: settings.publicUrl ?? 'http://localhost',
    basePath: '/api/auth',
    secret: settings.secret,
    telemetry: { enabled: false },
    database: { db: db.kysely, type: 'postgres', schemaName: 'identity', transaction: true },
    user: { fields: fieldNames.user },
    session: { fields: fieldNames.session, expiresIn: weekSeconds, disableSessionRefresh: true },
    account: { fields: fieldNames.account },
    verification: { fields: fieldNames.verification },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10 },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 300,
      storage: 'database',
      modelName: 'rate_limit',
      fields: { lastRequest: 'last_request' },
      customRules: { '/sign-in/*': { window: 60, max: settings.signInsPerMinute ?? 30 } },
    },
    trustedOrigins: (request) => originsOf(request, settings.publicUrl),
    plugins: [bearer({ requireSignature: true })],
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            if (!(await db.activePerson(session.userId))) throw new APIError('FORBIDDEN', { code: 'PERSON_SWITCHED_OFF' });
          },
        },
      },
    },
    advanced: {
      cookiePrefix: 'karkhana',
      useSecureCookies: settings.publicUrl?.startsWith('https:') ?? false,
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [peerHeader] },
      database: { generateId: () => randomUUID(), validateSchema: false },
    },
    // a fault belongs to the HTTP edge, which knows 503 from 500
    onAPIError: { throw: true },
    logger: { level: 'warn', log: (level, message) => settings.log[level === 'error' ? 'error' : 'warn']({}, `sign-in: ${message}`) },
  });
}

/**
 * A program (no Origin, and no fetch site, which every browser sends) comes from nowhere and carries nobody's cookies by accident;
 * the library would take it for a browser that hides where it comes from.
 */
function withOrigin(request: Request): Request {
  if (request.headers.has('origin') || request.headers.has('sec-fetch-site')) return request;
  const headers = new Headers(request.headers);
  headers.set('origin', `http://${headers.get('host') ?? new URL(request.url).host}`);
  return new Request(request, { headers });
}

/** Opens sign-in over the `identity` schema, with a small pool of its own. Nothing is called outside, nobody can sign up. */
export function createAuth(settings: AuthSettings): Auth {
  const db = openSignInDatabase(settings.databaseUrl, settings.log);
  const auth = configure(settings, db);
  return {
    handler: async (request) => auth.handler(withOrigin(request)),
    session: async (request) => {
      if (!request.headers.has('cookie') && !request.headers.has('authorization')) return null;
      const found = await auth.api.getSession({ headers: request.headers });
      const person = found && (await db.activePerson(found.user.id));
      return person ? { kind: 'person', ...person } : null;
    },
    close: () => db.kysely.destroy(),
  };
}
