import { createSingleFlight } from '../kit/gate.ts';
import { createErpHttp } from '../kit/http.ts';
import type { ErpRequest } from '../kit/http.ts';
import { errorOf } from '../kit/odata/answer.ts';
import { readFailure, readStatusFailure, writeFault, writeStatusFailure } from '../kit/outcome.ts';
import type { HttpAnswer, HttpFault } from '../kit/outcome.ts';
import type { CallRecord, ConnectorDeps, ErpFailure } from '../kit/types.ts';
import { classifyError, isBusinessError } from './messages.ts';
import type { SapSettings } from './settings.ts';

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
  /** Posts once. A failure means that SAP did nothing; `unknown` that it may have. */
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
}

interface Session {
  readonly token: string;
  readonly cookies: string;
}

/**
 * The client of one SAP system. It holds one session (CSRF token and its cookies) for all callers: the token is worth nothing
 * without the cookies it came with. A refused token or session is fetched anew once, by one caller for all, and the call repeated once.
 */
export function createSapClient(settings: SapSettings, password: string, deps: ConnectorDeps): SapClient {
  const http = createErpHttp(settings, deps);
  const authorization = `Basic ${Buffer.from(`${settings.user}:${password}`).toString('base64')}`;
  let session: Session | null = null;

  const fetchSession = createSingleFlight(async (record: CallSink | undefined): Promise<Session | ErpFailure> => {
    // The address must end with a slash: without it some systems answer without a token.
    const answer = await http({
      step: 'csrf',
      method: 'GET',
      path: urlOf(settings, 'API_SALES_ORDER_SRV', ''),
      headers: { authorization, 'x-csrf-token': 'Fetch' },
      ...(record ? { record } : {}),
    });
    if (answer.kind === 'fault') return readFailure(answer);
    const token = answer.headers.get('x-csrf-token');
    // A 4xx that carries a token is good enough; only the token counts.
    if (token === null || token === '' || /^required$/i.test(token))
      return readStatusFailure(answer, deps.now()) ?? { kind: 'unauthorised', text: `no CSRF token came (${answer.status})` };
    const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '');
    session = { token, cookies: cookies.join('; ') };
    return session;
  });

  const withSession = (record: CallSink | undefined): Promise<Session | ErpFailure> => (session ? Promise.resolve(session) : fetchSession(record));
  const forget = (stale: Session | null): void => {
    // Only the session that was refused: another caller may have fetched a new one meanwhile.
    if (session === stale) session = null;
  };

  const headersWith = (held: Session | null): Record<string, string> => ({
    authorization,
    'accept-language': 'en',
    ...(held && held.cookies ? { cookie: held.cookies } : {}),
  });

  const sendGet = async (request: ErpRequest): Promise<HttpAnswer | HttpFault> => {
    const held = session;
    const first = await http({ ...request, headers: headersWith(held) });
    if (first.kind === 'fault' || first.status !== 401 || held === null) return first;
    forget(held);
    return http({ ...request, headers: headersWith(null) });
  };

  const sendWrite = async (request: ErpRequest): Promise<HttpAnswer | HttpFault | ErpFailure> => {
    let answer: HttpAnswer | null = null;
    for (let round = 0; round < 2; round += 1) {
      const held = await withSession(request.record);
      if ('kind' in held) return held;
      const got = await http({ ...request, headers: { ...request.headers, ...headersWith(held), 'x-csrf-token': held.token } });
      if (got.kind === 'fault' || !isStaleSession(got)) return got;
      answer = got;
      forget(held);
    }
    // refused twice for its session alone: nothing was done, and a later session may hold
    return answer?.status === 401 ? answer : { kind: 'transient', why: 'no_session' };
  };

  const writeBy =
    (method: 'POST' | 'PATCH'): SapClient['post'] =>
    async (step, service, path, body, headers, record) => {
      const answer = await sendWrite({ step, method, path: urlOf(settings, service, path), body, headers, ...(record ? { record } : {}) });
      if (answer.kind === 'fault') return writeFault(answer);
      return answer.kind === 'answer' ? readWriteAnswer(answer, deps.now()) : answer;
    };

  return {
    async get(step, service, path, record) {
      const answer = await sendGet({ step, method: 'GET', path: urlOf(settings, service, path), ...(record ? { record } : {}) });
      if (answer.kind === 'fault') return readFailure(answer);
      return readStatusFailure(answer, deps.now()) ?? (answer.status < 300 ? { kind: 'ok', json: answer.body, headers: answer.headers } : refusalOf(answer));
    },
    post: writeBy('POST'),
    patch: writeBy('PATCH'),
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
