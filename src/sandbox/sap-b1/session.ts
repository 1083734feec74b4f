import { randomBytes, timingSafeEqual } from 'node:crypto';
import { fromJson } from '../kit/odata4/json.ts';
import { errorAnswer } from './messages.ts';
import type { Answer } from '../kit/odata4/index.ts';
import type { B1Habits } from './habits.ts';

/** Who may log on, and to which company database. */
export interface B1Auth {
  readonly companyDb: string;
  readonly user: string;
  readonly password: string;
}

/** The users logged on. Kept in memory: a restart ends all sessions, as it does there. */
export interface Sessions {
  login(text: string, v1: boolean): Answer;
  logout(cookies: string): Answer;
  /** Null: the session of these cookies lives; else the refusal. */
  check(cookies: string, v1: boolean): Answer | null;
  end(cookies: string): void;
  readonly count: () => number;
}

const sameSecret = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

const cookieOf = (cookies: string, name: string): string =>
  cookies
    .split(/;\s*/)
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(name.length + 1) ?? '';

/** Sessions of one company. A call needs both cookies: without ROUTEID the load balancer would send it to a node that does not know the session. */
export function createSessions(auth: B1Auth, habits: () => B1Habits, now: () => number): Sessions {
  const open = new Map<string, { readonly route: string; usedMs: number }>();
  let node = 0;
  const dropIdle = (): void => {
    for (const [id, session] of open) if (now() - session.usedMs > habits().sessionMinutes * 60_000) open.delete(id);
  };
  const ended = (v1: boolean): Answer => errorAnswer(401, '301', 'Invalid session or session already timeout.', v1);
  return {
    login: (text, v1) => {
      const body = fromJson(text);
      const { CompanyDB, UserName, Password } = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>;
      if (typeof CompanyDB !== 'string' || typeof UserName !== 'string' || typeof Password !== 'string')
        return errorAnswer(400, '-1000', 'Login needs CompanyDB, UserName and Password', v1);
      if (CompanyDB !== auth.companyDb || UserName !== auth.user || !sameSecret(Password, auth.password))
        return errorAnswer(401, '-304', 'Fail to get DB Credentials from SLD, or wrong user name or password', v1);
      dropIdle();
      if (open.size >= habits().sessions) return errorAnswer(401, '-1101', 'No free license: the number of sessions is used up', v1);
      const id = randomBytes(18).toString('base64url');
      node = (node % 3) + 1;
      const route = `.node${node}`;
      open.set(id, { route, usedMs: now() });
      const cookies = [`B1SESSION=${id}; path=/b1s; HttpOnly`, `ROUTEID=${route}; path=/b1s`];
      return {
        status: 200,
        headers: { 'content-type': 'application/json;charset=utf-8', 'set-cookie': cookies.join('\n') },
        text: JSON.stringify({ SessionId: id, Version: '1000250', SessionTimeout: habits().sessionMinutes }),
      };
    },
    logout: (cookies) => {
      open.delete(cookieOf(cookies, 'B1SESSION'));
      return { status: 204, headers: {}, text: '' };
    },
    check: (cookies, v1) => {
      dropIdle();
      const session = open.get(cookieOf(cookies, 'B1SESSION'));
      if (session?.route !== cookieOf(cookies, 'ROUTEID')) return ended(v1);
      session.usedMs = now();
      return null;
    },
    end: (cookies) => void open.delete(cookieOf(cookies, 'B1SESSION')),
    count: () => open.size,
  };
}
