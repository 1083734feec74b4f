import { createSingleFlight } from '../kit/gate.ts';
import { createErpHttp } from '../kit/http.ts';
import type { ErpHttp, ErpRequest } from '../kit/http.ts';
import { edmxFormat } from '../kit/odata4/edmx.ts';
import { errorOf } from '../kit/odata/answer.ts';
import { readFailure, readStatusFailure, writeFault, writeStatusFailure } from '../kit/outcome.ts';
import type { HttpAnswer, HttpFault } from '../kit/outcome.ts';
import type { CallRecord, ConnectorDeps, ErpFailure } from '../kit/types.ts';
import { classifyError, isBusinessError } from './messages.ts';
import type { SapSettings } from './settings.ts';
import { createSignIn, type SignIn } from './sign-in.ts';

/** Where calls are noted. */
export type CallSink = (call: CallRecord) => void;

/** A success with its body. */
export interface SapAnswer {
  readonly kind: 'ok';
  readonly json: unknown;
  readonly headers: Headers;
}

/** In doubt: the request may have been carried out. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly why: string;
}

/** Calls to one SAP system. */
export interface SapClient {
  /** Reads `path` of `service`. 404 is a refusal with code `404`. */
  get(step: string, service: string, path: string, record?: CallSink): Promise<SapAnswer | ErpFailure>;
  /** The metadata document of a service, as text. */
  metadata(service: string): Promise<SapAnswer | ErpFailure>;
  /** Posts once; without body for a function import. A failure means that SAP did nothing; `unknown` that it may have. */
  post(
    step: string,
    service: string,
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>>,
    record?: CallSink,
  ): Promise<SapAnswer | ErpFailure | Unknown>;
  /** Changes once, as `post` does. An object that somebody saved since it was read is `transient` with `changed_meanwhile`: nothing was done. */
  patch: SapClient['post'];
  /** Deletes once, as `post` does. */
  remove: SapClient['post'];
}

/** Where sessions are asked for first. */
const sessionService = 'API_SALES_ORDER_SRV';

interface Session {
  readonly token: string;
  readonly cookies: string;
}

/** What is sent, with the sign-in that it needs. */
type Send = (request: ErpRequest, withSession: Session | null) => Promise<{ readonly answer: HttpAnswer | HttpFault; readonly used: string } | ErpFailure>;

/** Sends with the authorization of the connection; one that ended is had anew once. */
function createSend(http: ErpHttp, signIn: SignIn): Send {
  const once = async (request: ErpRequest, held: Session | null): ReturnType<Send> => {
    const header = await signIn.header(request.record);
    if (header.kind !== 'header') return header;
    const cookie = held && held.cookies ? { cookie: held.cookies } : {};
    return {
      answer: await http({ ...request, headers: { 'accept-language': 'en', ...request.headers, ...cookie, authorization: header.value } }),
      used: header.value,
    };
  };
  return async (request, held) => {
    const first = await once(request, held);
    const ended = 'used' in first && first.answer.kind === 'answer' && first.answer.status === 401;
    return ended && signIn.refused(first.used) ? once(request, held) : first;
  };
}

/** The session that all callers share. */
interface Sessions {
  held(): Session | null;
  /** A new one, fetched by one caller for all. */
  fetch(where: { readonly service: string; readonly record: CallSink | undefined }): Promise<Session | ErpFailure>;
  forget(stale: Session | null): void;
}

function createSessions(settings: SapSettings, send: Send, now: () => number): Sessions {
  let session: Session | null = null;

  const askSession = async (service: string, record: CallSink | undefined): Promise<Session | ErpFailure> => {
    // The address must end with a slash: without it some systems answer without a token.
    const request = {
      step: 'csrf',
      method: 'GET',
      path: urlOf(settings, service, ''),
      headers: { 'x-csrf-token': 'Fetch' },
      ...(record ? { record } : {}),
    } as const;
    const sent = await send(request, null);
    if ('kind' in sent) return sent;
    const { answer } = sent;
    if (answer.kind === 'fault') return readFailure(answer);
    const token = answer.headers.get('x-csrf-token');
    // A 4xx that carries a token is good enough; only the token counts.
    if (token === null || token === '' || /^required$/i.test(token))
      return readStatusFailure(answer, now()) ?? { kind: 'unauthorised', text: `no CSRF token came (${answer.status})` };
    const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '');
    return { token, cookies: cookies.join('; ') };
  };

  const fetchSession = createSingleFlight(
    async ({ service, record }: { readonly service: string; readonly record: CallSink | undefined }): Promise<Session | ErpFailure> => {
      // A session is good for all services; a user who has no sales orders asks where it wants to write.
      const usual = await askSession(sessionService, record);
      const asked = 'kind' in usual && usual.kind === 'unauthorised' && service !== sessionService ? await askSession(service, record) : usual;
      if (!('kind' in asked)) session = asked;
      return asked;
    },
  );

  const forget = (stale: Session | null): void => {
    // Only the session that was refused: another caller may have fetched a new one meanwhile.
    if (session === stale) session = null;
  };
  return { held: () => session, fetch: fetchSession, forget };
}

/**
 * The client of one SAP system. It holds one session (CSRF token and its cookies) for all callers: the token is worth nothing
 * without the cookies it came with. A refused token or session is fetched anew once, by one caller for all, and the call repeated once.
 */
export function createSapClient(settings: SapSettings, secrets: Readonly<Record<string, string>>, deps: ConnectorDeps): SapClient {
  const signIn = createSignIn(settings, secrets, deps);
  const send = createSend(createErpHttp(settings, deps), signIn);
  const sendXml = createSend(createErpHttp({ ...settings, format: edmxFormat }, deps), signIn);
  const sessions = createSessions(settings, send, deps.now);

  const sendGet = async (request: ErpRequest): Promise<HttpAnswer | HttpFault | ErpFailure> => {
    const held = sessions.held();
    const first = await send(request, held);
    if ('kind' in first) return first;
    if (first.answer.kind === 'fault' || first.answer.status !== 401 || held === null) return first.answer;
    sessions.forget(held);
    const second = await send(request, null);
    return 'kind' in second ? second : second.answer;
  };

  const sendWrite = async (service: string, request: ErpRequest): Promise<HttpAnswer | HttpFault | ErpFailure> => {
    let answer: HttpAnswer | null = null;
    for (let round = 0; round < 2; round += 1) {
      const held = sessions.held() ?? (await sessions.fetch({ service, record: request.record }));
      if ('kind' in held) return held;
      const sent = await send({ ...request, headers: { ...request.headers, 'x-csrf-token': held.token } }, held);
      if ('kind' in sent) return sent;
      if (sent.answer.kind === 'fault' || !isStaleSession(sent.answer)) return sent.answer;
      answer = sent.answer;
      sessions.forget(held);
    }
    // refused twice for its session alone: nothing was done, and a later session may hold
    return answer?.status === 401 ? answer : { kind: 'transient', why: 'no_session' };
  };

  const writeBy =
    (method: 'POST' | 'PATCH' | 'DELETE'): SapClient['post'] =>
    async (step, service, path, body, headers, record) => {
      const content = body === undefined ? {} : { body };
      const answer = await sendWrite(service, { step, method, path: urlOf(settings, service, path), ...content, headers, ...(record ? { record } : {}) });
      if (answer.kind === 'fault') return writeFault(answer);
      return answer.kind === 'answer' ? readWriteAnswer(answer, deps.now()) : answer;
    };

  const readOf = (answer: HttpAnswer | HttpFault | ErpFailure): SapAnswer | ErpFailure => {
    if (answer.kind === 'fault') return readFailure(answer);
    if (answer.kind !== 'answer') return answer;
    return readStatusFailure(answer, deps.now()) ?? (answer.status < 300 ? { kind: 'ok', json: answer.body, headers: answer.headers } : refusalOf(answer));
  };

  return {
    get: async (step, service, path, record) =>
      readOf(await sendGet({ step, method: 'GET', path: urlOf(settings, service, path), ...(record ? { record } : {}) })),
    metadata: async (service) => {
      const sent = await sendXml({ step: 'inspect', method: 'GET', path: urlOf(settings, service, '$metadata') }, null);
      return readOf('kind' in sent ? sent : sent.answer);
    },
    post: writeBy('POST'),
    patch: writeBy('PATCH'),
    remove: writeBy('DELETE'),
  };
}

const isStaleSession = (answer: HttpAnswer): boolean =>
  answer.status === 401 || (answer.status === 403 && /^required$/i.test(answer.headers.get('x-csrf-token') ?? ''));

function readWriteAnswer(answer: HttpAnswer, nowMs: number): SapAnswer | ErpFailure | Unknown {
  if (answer.status < 300) return { kind: 'ok', json: answer.body, headers: answer.headers };
  if (answer.status === 412) return { kind: 'transient', why: 'changed_meanwhile' };
  const failure = writeStatusFailure(answer, nowMs);
  if (failure) return failure;
  const error = errorOf(answer.body);
  // An accident inside SAP may have happened after the commit; only a business message proves that it did not.
  if (answer.status >= 500 && !(error && isBusinessError(error))) return { kind: 'unknown', why: `status_${answer.status}` };
  return refusalOf(answer);
}

function refusalOf(answer: HttpAnswer): ErpFailure {
  const error = errorOf(answer.body);
  if (error) return classifyError(error);
  if (answer.status === 403) return { kind: 'unauthorised', text: 'the ERP denies our user this service (403)' };
  return { kind: 'rejected', code: String(answer.status), text: `the ERP answered ${answer.status} without a message`, field: null };
}

/** Path of a service below the base address, with `sap-client` where it is needed. */
function urlOf(settings: SapSettings, service: string, path: string): string {
  const client = settings.client === null ? '' : `${path.includes('?') ? '&' : '?'}sap-client=${settings.client}`;
  return `/sap/opu/odata/sap/${service}/${path}${client}`;
}
