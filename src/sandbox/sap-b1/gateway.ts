import { dropConnection, pause, type Habits, type SocketEnv } from '../kit/index.ts';
import { createFace, type Answer, type Service } from '../kit/odata4/index.ts';
import type { Change } from '../kit/odata4/store.ts';
import type { B1Habits } from './habits.ts';
import { errorAnswer } from './messages.ts';
import type { Sessions } from './session.ts';

/** What stands before and behind the OData face. */
export interface GatewayDeps {
  readonly service: Service;
  readonly sessions: Sessions;
  readonly habits: Habits<B1Habits>;
  readonly now: () => number;
  /** Keeps changes before the answer goes out. */
  readonly keep: (changes: readonly Change[]) => Promise<void>;
  readonly log: (line: string) => void;
}

const maxBodyBytes = 8 * 1024 * 1024;

const responseOf = (answer: Answer): Response => {
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) for (const one of name === 'set-cookie' ? value.split('\n') : [value]) headers.append(name, one);
  return new Response(answer.status === 204 ? null : answer.text, { status: answer.status, headers });
};

function busy(habits: Habits<B1Habits>, nowMs: number, v1: boolean): Answer | null {
  const now = habits.get();
  const wait = { 'retry-after': String(now.retryAfterS) };
  if (now.downUntil !== null && Date.parse(now.downUntil) > nowMs) return { status: 503, headers: wait, text: '' };
  if (habits.dice.chance(now.p429)) return errorAnswer(429, '429', 'Too many requests', v1, wait);
  return habits.dice.chance(now.p503) ? { status: 503, headers: wait, text: '' } : null;
}

const json = 'application/json;charset=utf-8';

/** A read spoilt on the way, by habit. */
function spoilt(answer: Answer, habits: Habits<B1Habits>): Answer {
  const now = habits.get();
  const { dice } = habits;
  if (dice.chance(now.pLoginPage)) return { status: 200, headers: { 'content-type': 'text/html' }, text: '<!doctype html><title>Sign in</title>' };
  if (dice.chance(now.pTruncated)) return { ...answer, text: answer.text.slice(0, Math.floor(answer.text.length / 2)) };
  if (dice.chance(now.pWrongType)) return { ...answer, headers: { ...answer.headers, 'content-type': 'text/plain' }, text: `x${answer.text}` };
  if (dice.chance(now.pForeignNextLink)) return { ...answer, text: answer.text.replace(/("@?odata\.nextLink":")/, '$1https://evil.example/b1s/v2/') };
  return answer;
}

/** The Service Layer: every request under `/b1s/v1` and `/b1s/v2`. Faults of the sandbox itself answer 500 and are logged. */
export function createGateway(deps: GatewayDeps): (request: Request, env: SocketEnv) => Promise<Response> {
  const { habits, sessions } = deps;

  const answerWrite = async (face: ReturnType<typeof createFace>, call: Parameters<ReturnType<typeof createFace>>[0], env: SocketEnv): Promise<Response> => {
    const now = habits.get();
    if (habits.dice.chance(now.pDropBeforeCommit)) return dropConnection(env);
    const { answer, changes } = face(call);
    await deps.keep(changes);
    if (answer.status < 400 && habits.dice.chance(now.pDropAfterCommit)) return dropConnection(env);
    if (answer.status < 400 && habits.dice.chance(now.p502AfterCommit)) return new Response('', { status: 502 });
    return responseOf(answer);
  };

  /** What is answered without the face: busy, log-on and log-off, no session. */
  const beforeFace = (request: Request, first: string, text: string, v1: boolean): Answer | null => {
    const cookies = request.headers.get('cookie') ?? '';
    const refused = busy(habits, deps.now(), v1);
    if (refused) return refused;
    if (first === 'Login' && request.method === 'POST') return sessions.login(text, v1);
    if (first === 'Logout' && request.method === 'POST') return sessions.logout(cookies);
    if (habits.dice.chance(habits.get().p401Session)) sessions.end(cookies);
    return sessions.check(cookies, v1);
  };

  const answerCall = async (request: Request, url: URL, text: string, env: SocketEnv): Promise<Response> => {
    const v1 = url.pathname.startsWith('/b1s/v1');
    const [, root = '', version = '', first = ''] = url.pathname.split('/');
    const before = beforeFace(request, first, text, v1);
    if (before) return responseOf(before);
    if (text.length > maxBodyBytes) return responseOf(errorAnswer(413, '-1', 'Request entity too large', v1));
    const face = createFace(deps.service, `${url.origin}/${root}/${version}`);
    const call = { method: request.method, url, headers: request.headers, text };
    if (request.method !== 'GET' && request.method !== 'HEAD') return answerWrite(face, call, env);
    return responseOf(spoilt(face(call).answer, habits));
  };

  return async (request, env) => {
    const url = new URL(request.url);
    const now = habits.get();
    await pause(habits.dice.between(now.slowMs[0], Math.max(now.slowMs[0], now.slowMs[1])));
    let response: Response;
    try {
      response = await answerCall(request, url, await request.text(), env);
    } catch (error) {
      deps.log(`fault: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      response = new Response(JSON.stringify({ error: { code: '-1', message: 'Internal error' } }), { status: 500, headers: { 'content-type': json } });
    }
    deps.log(`${request.method} ${url.pathname} ${response.status}`);
    return response;
  };
}
