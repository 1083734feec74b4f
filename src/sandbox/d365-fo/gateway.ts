import { dropConnection, pause, type Habits, type SocketEnv } from '../kit/index.ts';
import { createFace, type Answer, type Service } from '../kit/odata4/index.ts';
import type { Change } from '../kit/odata4/store.ts';
import type { FoHabits } from './habits.ts';
import { errorAnswer } from './messages.ts';
import type { ShopMessages } from './shop-messages.ts';
import type { Tokens } from './token.ts';

/** What stands before and behind the OData face. */
export interface GatewayDeps {
  readonly service: Service;
  readonly messages: ShopMessages;
  readonly tokens: Tokens;
  readonly habits: Habits<FoHabits>;
  readonly now: () => number;
  /** Keeps changes before the answer goes out. */
  readonly keep: (changes: readonly Change[]) => Promise<void>;
  readonly log: (line: string) => void;
}

const maxBodyBytes = 8 * 1024 * 1024;
const sendMessage = '/api/services/SysMessageServices/SysMessageService/SendMessage';

const responseOf = (answer: Answer): Response => new Response(answer.status === 204 ? null : answer.text, { status: answer.status, headers: answer.headers });

function busy(habits: Habits<FoHabits>, nowMs: number): Response | null {
  const now = habits.get();
  const wait = { 'retry-after': String(now.retryAfterS) };
  if (now.downUntil !== null && Date.parse(now.downUntil) > nowMs) return new Response('', { status: 503, headers: wait });
  if (habits.dice.chance(now.p429))
    return responseOf(errorAnswer(429, 'Too many requests.', 'Too many requests. Retry after the interval of the header.', '', wait));
  return habits.dice.chance(now.p503) ? new Response('', { status: 503, headers: wait }) : null;
}

/** A read spoilt on the way, by habit. */
function spoilt(answer: Answer, habits: Habits<FoHabits>): Answer {
  const now = habits.get();
  const { dice } = habits;
  if (dice.chance(now.pLoginPage))
    return { status: 200, headers: { 'content-type': 'text/html' }, text: '<!doctype html><title>Sign in to your account</title>' };
  if (dice.chance(now.pTruncated)) return { ...answer, text: answer.text.slice(0, Math.floor(answer.text.length / 2)) };
  if (dice.chance(now.pWrongType)) return { ...answer, headers: { ...answer.headers, 'content-type': 'text/plain' }, text: `x${answer.text}` };
  if (dice.chance(now.pForeignNextLink)) return { ...answer, text: answer.text.replace(/("@odata\.nextLink":")https?:\/\/[^/]+/, '$1https://evil.example') };
  return answer;
}

/** The environment's own address: `/data`, `/api/services`. Faults of the sandbox itself answer 500 and are logged. */
export function createGateway(deps: GatewayDeps): (request: Request, env: SocketEnv) => Promise<Response> {
  const { habits, messages } = deps;
  let writesLeft: { readonly from: number | null; left: number } = { from: null, left: 0 };

  /** Whether the caller is dead by now. */
  const cut = (counts: boolean): boolean => {
    const limit = habits.get().writesUntilCut;
    if (limit === null) {
      writesLeft = { from: null, left: 0 };
      return false;
    }
    if (writesLeft.from !== limit) writesLeft = { from: limit, left: limit };
    if (writesLeft.left === 0) return true;
    if (counts) writesLeft.left -= 1;
    return false;
  };

  const answerWrite = async (write: () => { readonly response: Response; readonly changes: readonly Change[] }, env: SocketEnv): Promise<Response> => {
    const now = habits.get();
    if (habits.dice.chance(now.pDropBeforeCommit)) return dropConnection(env);
    const { response, changes } = write();
    await deps.keep(changes);
    if (changes.length > 0 && habits.dice.chance(now.pDropAfterCommit)) return dropConnection(env);
    if (changes.length > 0 && habits.dice.chance(now.p502AfterCommit)) return new Response('', { status: 502 });
    if (changes.length > 0 && habits.dice.chance(now.p500AfterCommit))
      return responseOf(errorAnswer(500, 'An error has occurred.', 'Object reference not set to an instance of an object.', 'System.NullReferenceException'));
    return response;
  };

  const answerCall = async (request: Request, url: URL, text: string, env: SocketEnv): Promise<Response> => {
    const writing = request.method !== 'GET' && request.method !== 'HEAD';
    if (cut(writing)) return dropConnection(env);
    const refused = busy(habits, deps.now());
    if (refused) return refused;
    const token = request.headers.get('authorization') ?? '';
    if (!deps.tokens.accepts(token) || habits.dice.chance(habits.get().p401Session))
      return new Response('', { status: 401, headers: { 'www-authenticate': 'Bearer authorization_uri="https://login.windows.net/"' } });
    if (text.length > maxBodyBytes) return responseOf(errorAnswer(413, 'Request entity too large', ''));
    await deps.keep(messages.work());
    if (url.pathname === sendMessage) {
      if (request.method !== 'POST') return new Response('', { status: 405 });
      const answer = await answerWrite(() => messages.take(text), env);
      // the batch job of a quiet system comes at once
      await deps.keep(messages.work());
      return answer;
    }
    const face = createFace(deps.service, `${url.origin}/data`);
    const call = { method: request.method, url, headers: request.headers, text };
    if (writing) return answerWrite(() => faceAnswer(face, call), env);
    if (/OnHand/.test(url.pathname)) await pause(habits.get().slowStockMs);
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
      response = responseOf(errorAnswer(500, 'An error has occurred.', ''));
    }
    deps.log(`${request.method} ${url.pathname} ${response.status}`);
    return response;
  };
}

function faceAnswer(
  face: ReturnType<typeof createFace>,
  call: Parameters<ReturnType<typeof createFace>>[0],
): { readonly response: Response; readonly changes: readonly Change[] } {
  const { answer, changes } = face(call);
  return { response: responseOf(answer), changes };
}
