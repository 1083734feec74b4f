import { exactJsonFormat } from '../kit/format.ts';
import { createErpHttp } from '../kit/http.ts';
import type { ErpHttp, ErpRequest } from '../kit/http.ts';
import { errorOf } from '../kit/odata4/answer.ts';
import { edmxFormat } from '../kit/odata4/edmx.ts';
import { readFailure, readStatusFailure, writeFault, writeStatusFailure } from '../kit/outcome.ts';
import type { HttpAnswer, HttpFault } from '../kit/outcome.ts';
import type { CallRecord, ConnectorDeps, ErpFailure } from '../kit/types.ts';
import { changedMeanwhile, classifyError } from './messages.ts';
import type { BcSettings } from './settings.ts';
import { createAuthorization } from './token.ts';

/** Where calls are noted. */
export type CallSink = (call: CallRecord) => void;

/** A success with its body. */
export interface BcAnswer {
  readonly kind: 'ok';
  readonly json: unknown;
}

/** In doubt: the request may have been carried out. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly why: string;
}

/** Calls to one environment. Paths are below its address: `api/v2.0/…`, `ODataV4/…`. */
export interface BcClient {
  /** Reads. 404 is a refusal with code `404`. Numbers are texts with all their digits. */
  get(step: string, path: string, record?: CallSink): Promise<BcAnswer | ErpFailure>;
  /** Sends once. A failure means that Business Central did nothing; `unknown` that it may have. A record that somebody saved meanwhile is `transient` with `changed_meanwhile`. */
  send(
    step: string,
    method: 'POST' | 'DELETE',
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>>,
    record?: CallSink,
  ): Promise<BcAnswer | ErpFailure | Unknown>;
  /** The metadata document as text. */
  metadata(): Promise<BcAnswer | ErpFailure>;
  /** Below which addresses of next links must lie. */
  readonly root: string;
}

const windowMs = 5 * 60_000;

/** Requests of the last five minutes; how long to wait before another one may go, 0: it may. */
function createBudget(most: number, now: () => number): () => number {
  let times: number[] = [];
  return () => {
    const since = now() - windowMs;
    if ((times[0] ?? Infinity) <= since) times = times.filter((time) => time > since);
    const first = times[0];
    if (times.length >= most && first !== undefined) return Math.max(1, first - since);
    times.push(now());
    return 0;
  };
}

/** The client of one environment. A token that has ended is renewed once, by one caller for all, and the call repeated once. */
export function createBcClient(settings: BcSettings, secrets: Readonly<Record<string, string>>, deps: ConnectorDeps): BcClient {
  const root = settings.baseUrl.replace(/\/$/, '');
  const http = createErpHttp({ ...settings, format: exactJsonFormat }, deps);
  const documents = createErpHttp({ ...settings, format: edmxFormat }, deps);
  const authorization = createAuthorization(settings, secrets, deps);
  const budget = createBudget(settings.requestsIn5Min, deps.now);
  const base = new URL(root).pathname.replace(/\/$/, '');

  /** Runs one signed call. Nothing was done by a call whose signature was refused. */
  const signed = async (request: ErpRequest, by: ErpHttp = http): Promise<HttpAnswer | HttpFault | ErpFailure> => {
    for (let round = 0; round < 2; round += 1) {
      const header = await authorization.header(request.record);
      if (typeof header !== 'string') return header;
      const wait = budget();
      if (wait > 0) return { kind: 'throttled', afterMs: wait };
      const answer = await by({ ...request, path: `${base}/${request.path}`, headers: { ...request.headers, authorization: header } });
      if (answer.kind === 'fault' || answer.status !== 401 || !authorization.drop(header)) return answer;
    }
    return { kind: 'unauthorised', text: 'Business Central takes no token of this application: is it registered there, with permissions and enabled?' };
  };

  const read = async (request: ErpRequest, by?: ErpHttp): Promise<BcAnswer | ErpFailure> => {
    const answer = await signed(request, by);
    if (answer.kind === 'fault') return readFailure(answer);
    if (answer.kind !== 'answer') return answer;
    return readStatusFailure(answer, deps.now()) ?? (answer.status < 300 ? { kind: 'ok', json: answer.body } : refusalOf(answer));
  };

  return {
    root,
    get: (step, path, record) =>
      read({ step, method: 'GET', path, headers: { prefer: `odata.maxpagesize=${settings.pageSize}` }, ...(record ? { record } : {}) }),
    metadata: () => read({ step: 'metadata', method: 'GET', path: 'api/v2.0/$metadata' }, documents),
    async send(step, method, path, body, headers, record) {
      const answer = await signed({ step, method, path, body, headers, ...(record ? { record } : {}) });
      if (answer.kind === 'fault') return writeFault(answer);
      return answer.kind === 'answer' ? readWriteAnswer(answer, deps.now()) : answer;
    },
  };
}

function readWriteAnswer(answer: HttpAnswer, nowMs: number): BcAnswer | ErpFailure | Unknown {
  if (answer.status < 300) return { kind: 'ok', json: answer.body };
  const failure = writeStatusFailure(answer, nowMs);
  if (failure) return failure;
  // an accident inside may have happened after a commit of the application
  return answer.status >= 500 ? { kind: 'unknown', why: `status_${answer.status}` } : refusalOf(answer);
}

/** Why a call was refused, by status and body; for the inner answers of a batch too. */
export function refusalOf(answer: Pick<HttpAnswer, 'status' | 'body'>): ErpFailure {
  const error = errorOf(answer.body);
  if (answer.status === 412) return { kind: 'transient', why: changedMeanwhile };
  if (error && !(answer.status === 404 && /^BadRequest_(Resource)?NotFound$/.test(error.code))) return classifyError(error);
  if (answer.status === 404) return { kind: 'rejected', code: '404', text: error?.text ?? 'not found', field: null };
  if (answer.status === 403) return { kind: 'unauthorised', text: 'the ERP denies our user this (403)' };
  return { kind: 'rejected', code: String(answer.status), text: `the ERP answered ${answer.status} without a message`, field: null };
}
