import { exactJsonFormat } from '../kit/format.ts';
import { createSingleFlight } from '../kit/gate.ts';
import { createErpHttp } from '../kit/http.ts';
import type { ErpHttp, ErpRequest } from '../kit/http.ts';
import { errorOf } from '../kit/odata4/answer.ts';
import { edmxFormat } from '../kit/odata4/edmx.ts';
import { readFailure, readStatusFailure, writeFault, writeStatusFailure } from '../kit/outcome.ts';
import type { HttpAnswer, HttpFault } from '../kit/outcome.ts';
import type { CallRecord, ConnectorDeps, ErpFailure } from '../kit/types.ts';
import { changedMeanwhile, classifyError, loginFailure } from './messages.ts';
import type { B1Settings } from './settings.ts';

/** Where calls are noted. */
export type CallSink = (call: CallRecord) => void;

/** A success with its body. */
export interface B1Answer {
  readonly kind: 'ok';
  readonly json: unknown;
}

/** In doubt: the request may have been carried out. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly why: string;
}

/** Calls to one company database. Paths are below `/b1s/v2/`. */
export interface B1Client {
  /** Reads. 404 is a refusal with code `404`. Numbers are texts with all their digits. */
  get(step: string, path: string, record?: CallSink, headers?: Readonly<Record<string, string>>): Promise<B1Answer | ErpFailure>;
  /** Sends once. A failure means that Business One did nothing; `unknown` that it may have. A record that somebody saved meanwhile is `transient` with `changed_meanwhile`. */
  send(
    step: string,
    method: 'POST' | 'PATCH',
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>>,
    record?: CallSink,
  ): Promise<B1Answer | ErpFailure | Unknown>;
  /** The metadata document as text. */
  metadata(): Promise<B1Answer | ErpFailure>;
  /** Below which addresses of next links must lie. */
  readonly root: string;
  /** Logs off, so that the licence is free again. */
  close(): Promise<void>;
}

/**
 * The client of one company database. It holds one session for all callers, because each costs a licence: both of its cookies go with every call
 * (ROUTEID is the load balancer's). A session that has ended is renewed once, by one caller for all, and the call repeated once.
 */
export function createB1Client(settings: B1Settings, password: string, deps: ConnectorDeps): B1Client {
  const http = createErpHttp({ ...settings, format: exactJsonFormat }, deps);
  const documents = createErpHttp({ ...settings, format: edmxFormat }, deps);
  const base = `/b1s/${settings.version}`;
  let session: string | null = null;

  const login = createSingleFlight(async (record: CallSink | undefined): Promise<string | ErpFailure> => {
    const body = { CompanyDB: settings.companyDb, UserName: settings.user, Password: password };
    const answer = await http({ step: 'login', method: 'POST', path: `${base}/Login`, body, ...(record ? { record } : {}) });
    if (answer.kind === 'fault') return readFailure(answer);
    if (answer.status === 400 || answer.status === 401 || answer.status === 403) return loginFailure(errorOf(answer.body), answer.status);
    const failure = readStatusFailure(answer, deps.now());
    const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '');
    if (failure || !cookies.some((cookie) => cookie.startsWith('B1SESSION=')))
      return failure ?? { kind: 'unauthorised', text: `no session came (${answer.status})` };
    session = cookies.join('; ');
    return session;
  });

  /** Runs one call in the session; renews it once when it has ended. Nothing was done by a call that was refused for its session. */
  const inSession = async (request: ErpRequest, by: ErpHttp = http): Promise<HttpAnswer | HttpFault | ErpFailure> => {
    for (let round = 0; round < 2; round += 1) {
      const held = session ?? (await login(request.record));
      if (typeof held !== 'string') return held;
      const answer = await by({ ...request, headers: { ...request.headers, cookie: held } });
      if (answer.kind === 'fault' || answer.status !== 401) return answer;
      // only the session that was refused: another caller may have renewed it meanwhile
      if (session === held) session = null;
    }
    return { kind: 'transient', why: 'no_session' };
  };

  const read = async (request: ErpRequest, by?: ErpHttp): Promise<B1Answer | ErpFailure> => {
    const answer = await inSession(request, by);
    if (answer.kind === 'fault') return readFailure(answer);
    if (answer.kind !== 'answer') return answer;
    return readStatusFailure(answer, deps.now()) ?? (answer.status < 300 ? { kind: 'ok', json: answer.body } : refusalOf(answer));
  };

  return {
    root: `${settings.baseUrl.replace(/\/$/, '')}${base}`,
    get: (step, path, record, headers = {}) =>
      read({
        step,
        method: 'GET',
        path: `${base}/${path}`,
        headers: { prefer: `odata.maxpagesize=${settings.pageSize}`, ...headers },
        ...(record ? { record } : {}),
      }),
    metadata: () => read({ step: 'metadata', method: 'GET', path: `${base}/$metadata` }, documents),
    async send(step, method, path, body, headers, record) {
      const answer = await inSession({ step, method, path: `${base}/${path}`, body, headers, ...(record ? { record } : {}) });
      if (answer.kind === 'fault') return writeFault(answer);
      return answer.kind === 'answer' ? readWriteAnswer(answer, deps.now()) : answer;
    },
    async close() {
      const held = session;
      session = null;
      if (held !== null) await http({ step: 'logout', method: 'POST', path: `${base}/Logout`, headers: { cookie: held } });
    },
  };
}

function readWriteAnswer(answer: HttpAnswer, nowMs: number): B1Answer | ErpFailure | Unknown {
  if (answer.status < 300) return { kind: 'ok', json: answer.body };
  if (answer.status === 412) return { kind: 'transient', why: changedMeanwhile };
  const failure = writeStatusFailure(answer, nowMs);
  if (failure) return failure;
  // an accident inside may have happened after the commit
  return answer.status >= 500 ? { kind: 'unknown', why: `status_${answer.status}` } : refusalOf(answer);
}

function refusalOf(answer: HttpAnswer): ErpFailure {
  const error = errorOf(answer.body);
  if (answer.status === 404) return { kind: 'rejected', code: '404', text: error?.text ?? 'not found', field: null };
  if (error) return classifyError(error);
  if (answer.status === 403) return { kind: 'unauthorised', text: 'the ERP denies our user this (403)' };
  return { kind: 'rejected', code: String(answer.status), text: `the ERP answered ${answer.status} without a message`, field: null };
}
