import { exactJsonFormat, type WireFormat } from '../kit/format.ts';
import { createSingleFlight } from '../kit/gate.ts';
import { createErpHttp } from '../kit/http.ts';
import type { ErpHttp, ErpRequest } from '../kit/http.ts';
import { isRecord } from '../kit/odata/codec.ts';
import { errorOf } from '../kit/odata4/answer.ts';
import { edmxFormat } from '../kit/odata4/edmx.ts';
import { readFailure, readStatusFailure, writeFault, writeStatusFailure } from '../kit/outcome.ts';
import type { HttpAnswer, HttpFault } from '../kit/outcome.ts';
import type { CallRecord, ConnectorDeps, ErpFailure } from '../kit/types.ts';
import { changeSetText, multipartFormat, readBatchAnswer, type BatchWrite } from './batch.ts';
import { changedMeanwhile, classifyError, isDuplicate, isRefusal } from './messages.ts';
import type { FoSettings } from './settings.ts';

/** Where calls are noted. */
export type CallSink = (call: CallRecord) => void;

/** A success with its body. */
export interface FoAnswer {
  readonly kind: 'ok';
  readonly json: unknown;
}

/** In doubt: the request may have been carried out. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly why: string;
}

/** Calls to one environment. Paths are below `/data/`; every one crosses companies, for without it only the user's own is seen. */
export interface FoClient {
  /** Reads. 404 is a refusal with code `404`. Numbers are texts with all their digits. */
  get(step: string, path: string, record?: CallSink): Promise<FoAnswer | ErpFailure>;
  /** Sends once. A failure means that the ERP did nothing; `unknown` that it may have. A record that somebody saved meanwhile is `transient` with `changed_meanwhile`. */
  send(
    step: string,
    method: 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body: unknown,
    etag: string,
    record?: CallSink,
  ): Promise<FoAnswer | ErpFailure | Unknown>;
  /** Sends writes that hold all or not at all; the answers in their order. */
  change(step: string, writes: readonly BatchWrite[], record?: CallSink): Promise<FoAnswer | ErpFailure | Unknown>;
  /** Calls a service outside `/data` (path from the root). */
  call(step: string, path: string, body: unknown, record?: CallSink): Promise<FoAnswer | ErpFailure | Unknown>;
  /** The metadata document as text. */
  metadata(): Promise<FoAnswer | ErpFailure>;
  /** Below which addresses of next links must lie. */
  readonly root: string;
}

const formFormat: WireFormat = {
  ...exactJsonFormat,
  contentType: 'application/x-www-form-urlencoded',
  encode: (body) => new URLSearchParams(body as Record<string, string>).toString(),
};

/** Tokens are renewed this long before they end. */
const earlyMs = 60_000;

const acrossCompanies = (path: string): string => (/[?&]cross-company=/.test(path) ? path : `${path}${path.includes('?') ? '&' : '?'}cross-company=true`);

/** The client of one environment. One token for all callers; one that is refused is renewed once, by one caller for all, and the call repeated once. */
export function createFoClient(settings: FoSettings, clientSecret: string, deps: ConnectorDeps): FoClient {
  const http = createErpHttp({ ...settings, format: exactJsonFormat }, deps);
  const documents = createErpHttp({ ...settings, format: edmxFormat }, deps);
  const batches = createErpHttp({ ...settings, format: multipartFormat }, deps);
  const signIn = createSignIn(settings, clientSecret, deps);
  const base = '/data';

  /** Runs one call with the token. Nothing was done by a call that was refused for its token. */
  const authorised = async (request: ErpRequest, by: ErpHttp = http): Promise<HttpAnswer | HttpFault | ErpFailure> => {
    for (let round = 0; round < 2; round += 1) {
      const token = await signIn.token(request.record);
      if (typeof token !== 'string') return token;
      const answer = await by({ ...request, headers: { ...request.headers, authorization: `Bearer ${token}`, 'odata-maxversion': '4.0' } });
      if (answer.kind === 'fault' || answer.status !== 401) return answer;
      signIn.refused(token);
    }
    return { kind: 'transient', why: 'no_session' };
  };

  const read = async (request: ErpRequest, by?: ErpHttp): Promise<FoAnswer | ErpFailure> => {
    const answer = await authorised(request, by);
    if (answer.kind === 'fault') return readFailure(answer);
    if (answer.kind !== 'answer') return answer;
    return readStatusFailure(answer, deps.now()) ?? (answer.status < 300 ? { kind: 'ok', json: answer.body } : refusalOf(answer));
  };

  const write = async (request: ErpRequest): Promise<FoAnswer | ErpFailure | Unknown> => {
    const answer = await authorised(request);
    if (answer.kind === 'fault') return writeFault(answer);
    return answer.kind === 'answer' ? readWriteAnswer(answer, deps.now()) : answer;
  };

  const sink = (record: CallSink | undefined): { readonly record?: CallSink } => (record ? { record } : {});
  return {
    root: `${settings.baseUrl.replace(/\/$/, '')}${base}`,
    get: (step, path, record) => read({ step, method: 'GET', path: `${base}/${acrossCompanies(path)}`, ...sink(record) }),
    metadata: () => read({ step: 'metadata', method: 'GET', path: `${base}/$metadata` }, documents),
    send: (step, method, path, body, etag, record) =>
      write({ step, method, path: `${base}/${acrossCompanies(path)}`, body, headers: etag === '' ? {} : { 'if-match': etag }, ...sink(record) }),
    call: (step, path, body, record) => write({ step, method: 'POST', path, body, ...sink(record) }),
    async change(step, writes, record) {
      const body = changeSetText(
        base,
        writes.map((one) => ({ ...one, path: acrossCompanies(one.path) })),
      );
      const answer = await authorised({ step, method: 'POST', path: `${base}/$batch`, body, ...sink(record) }, batches);
      if (answer.kind === 'fault') return writeFault(answer);
      return answer.kind === 'answer' ? readChangeAnswer(answer, writes.length, deps.now()) : answer;
    },
  };
}

interface SignIn {
  token(record: CallSink | undefined): Promise<string | ErpFailure>;
  /** Says that a token was refused: another caller may have renewed it meanwhile. */
  refused(token: string): void;
}

function createSignIn(settings: FoSettings, clientSecret: string, deps: ConnectorDeps): SignIn {
  const url = new URL(settings.tokenUrl);
  const http = createErpHttp({ ...settings, baseUrl: url.origin, concurrency: 1, format: formFormat }, deps);
  let held: { readonly token: string; readonly untilMs: number } | null = null;
  const ask = createSingleFlight(async (record: CallSink | undefined): Promise<string | ErpFailure> => {
    const scope = settings.scope ?? `${new URL(settings.baseUrl).origin}/.default`;
    const body = { grant_type: 'client_credentials', client_id: settings.clientId, client_secret: clientSecret, scope };
    const answer = await http({ step: 'sign in', method: 'POST', path: `${url.pathname}${url.search}`, body, ...(record ? { record } : {}) });
    if (answer.kind === 'fault') return readFailure(answer);
    if (answer.status === 400 || answer.status === 401 || answer.status === 403) return { kind: 'unauthorised', text: refusedSignIn(answer) };
    const failure = readStatusFailure(answer, deps.now());
    if (failure) return failure;
    const grant = isRecord(answer.body) ? answer.body : {};
    const token = grant['access_token'];
    if (typeof token !== 'string' || token === '') return { kind: 'unauthorised', text: 'no token came' };
    held = { token, untilMs: deps.now() + Math.max(0, Number(grant['expires_in'] ?? 0) * 1000 - earlyMs) };
    return token;
  });
  return {
    token: (record) => (held && held.untilMs > deps.now() ? Promise.resolve(held.token) : ask(record)),
    refused: (token) => {
      if (held?.token === token) held = null;
    },
  };
}

/** `invalid_client` and the AADSTS number: enough for IT. The description names tenant and application; it is left out. */
function refusedSignIn(answer: HttpAnswer): string {
  const body = isRecord(answer.body) ? answer.body : {};
  const [error, description] = [body['error'], body['error_description']].map((one) => (typeof one === 'string' ? one : ''));
  const code = /AADSTS\d+/.exec(description ?? '')?.[0] ?? '';
  return `Microsoft Entra ID refused the application: ${[error, code].filter((part) => part !== '').join(' ') || answer.status}`;
}

function readWriteAnswer(answer: HttpAnswer, nowMs: number): FoAnswer | ErpFailure | Unknown {
  if (answer.status < 300) return { kind: 'ok', json: answer.body };
  if (answer.status === 412) return { kind: 'transient', why: changedMeanwhile };
  const failure = writeStatusFailure(answer, nowMs);
  if (failure) return failure;
  const error = errorOf(answer.body);
  // the row may be what an earlier send of ours made: it is looked for, not refused
  if (error && isDuplicate(error)) return { kind: 'unknown', why: 'already_there' };
  if (answer.status >= 500 && !isRefusal(error)) return { kind: 'unknown', why: `status_${answer.status}` };
  return refusalOf(answer);
}

function readChangeAnswer(answer: HttpAnswer, writes: number, nowMs: number): FoAnswer | ErpFailure | Unknown {
  if (answer.status >= 300) return readWriteAnswer(answer, nowMs);
  const results = readBatchAnswer(answer.body);
  if (!results) return { kind: 'unknown', why: 'no_batch_answer' };
  const refused = results.find((one) => one.status >= 400);
  if (refused) return readWriteAnswer({ kind: 'answer', status: refused.status, headers: answer.headers, body: refused.body }, nowMs);
  return results.length === writes ? { kind: 'ok', json: results.map((one) => one.body) } : { kind: 'unknown', why: 'batch_cut_short' };
}

function refusalOf(answer: HttpAnswer): ErpFailure {
  const error = errorOf(answer.body);
  if (answer.status === 404) return { kind: 'rejected', code: '404', text: error?.inner || error?.text || 'not found', field: null };
  if (answer.status === 403) return { kind: 'unauthorised', text: `the ERP denies our user this (403)${error?.text ? `: ${error.text}` : ''}` };
  return error
    ? classifyError(error)
    : { kind: 'rejected', code: String(answer.status), text: `the ERP answered ${answer.status} without a message`, field: null };
}
