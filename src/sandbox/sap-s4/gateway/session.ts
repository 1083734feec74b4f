import { randomBytes, timingSafeEqual } from 'node:crypto';

/** The ERP's user sessions, and the CSRF token of each. Kept in memory: a restart ends them, as it does in the ERP. */
export interface Sessions {
  /** A new session: its cookies and token. */
  open(): { readonly cookies: readonly string[]; readonly token: string };
  /** The token of the session that the cookie header names; null when there is none or it has ended. */
  tokenFor(cookieHeader: string | undefined): string | null;
  /** Ends the session that the cookie header names. */
  end(cookieHeader: string | undefined): void;
}

const cookieName = 'SAP_SESSIONID_S4S_100';
const idleMs = 30 * 60_000;

const sessionIdOf = (cookieHeader: string | undefined): string => {
  const pair = (cookieHeader ?? '').split(/;\s*/).find((part) => part.startsWith(`${cookieName}=`));
  return pair?.slice(cookieName.length + 1) ?? '';
};

/** Sessions that end after 30 idle minutes; at most 1,000 are kept, the oldest goes. */
export function createSessions(now: () => number): Sessions {
  const open = new Map<string, { readonly token: string; usedMs: number }>();
  return {
    open: () => {
      const id = randomBytes(24).toString('base64url');
      const token = randomBytes(16).toString('base64');
      open.set(id, { token, usedMs: now() });
      const [oldest] = open.keys();
      if (open.size > 1000 && oldest !== undefined) open.delete(oldest);
      return { cookies: [`${cookieName}=${id}; path=/; HttpOnly`, 'sap-usercontext=sap-client=100; path=/'], token };
    },
    tokenFor: (cookieHeader) => {
      const id = sessionIdOf(cookieHeader);
      const session = open.get(id);
      if (!session) return null;
      if (now() - session.usedMs > idleMs) {
        open.delete(id);
        return null;
      }
      session.usedMs = now();
      return session.token;
    },
    end: (cookieHeader) => void open.delete(sessionIdOf(cookieHeader)),
  };
}

/** Compares secrets in constant time. */
export function sameSecret(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
