import { createErpHttp } from '../kit/http.ts';
import type { ErpRequest } from '../kit/http.ts';
import { readFailure, readStatusFailure, writeFault, writeStatusFailure } from '../kit/outcome.ts';
import type { HttpAnswer, HttpFault } from '../kit/outcome.ts';
import type { CallRecord, ConnectorDeps, ErpFailure } from '../kit/types.ts';
import type { OracleSettings } from './settings.ts';
import { createCredentials } from './token.ts';
import { oracleFormat, problemOf } from './wire.ts';

/** Where calls are noted. */
export type CallSink = (call: CallRecord) => void;

/** A success with its body. */
export interface OracleAnswer {
  readonly kind: 'ok';
  readonly json: unknown;
  readonly headers: Headers;
}

/** In doubt: the request may have been carried out. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly why: string;
}

/** One write. */
export interface OracleWrite {
  readonly step: string;
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly record?: CallSink;
}

/** Calls to one pod. A path begins at the host (`/fscmRestApi/…`), or is a link that Oracle gave. */
export interface OracleClient {
  /** Reads. 404 is a refusal with code `404`. */
  get(step: string, path: string, record?: CallSink): Promise<OracleAnswer | ErpFailure>;
  /** Writes once. A failure means that Oracle did nothing; `unknown` that it may have. A record that was changed since it was read is `transient` with `changed_meanwhile`. */
  write(request: OracleWrite): Promise<OracleAnswer | ErpFailure | Unknown>;
}

/** The client of one pod: framework version 4, one token for all callers, fetched anew once when it is refused. */
export function createOracleClient(settings: OracleSettings, secrets: Readonly<Record<string, string>>, deps: ConnectorDeps): OracleClient {
  const http = createErpHttp({ ...settings, format: oracleFormat }, deps);
  const credentials = createCredentials(settings, secrets, deps);

  const send = async (request: ErpRequest): Promise<HttpAnswer | HttpFault | ErpFailure> => {
    let answer: HttpAnswer | HttpFault | null = null;
    for (let round = 0; round < 2; round += 1) {
      const authorization = await credentials.header(request.record);
      if (typeof authorization !== 'string') return authorization;
      answer = await http({ ...request, headers: { authorization, 'rest-framework-version': '4', ...request.headers } });
      // refused for the token alone: nothing was done
      if (answer.kind === 'fault' || answer.status !== 401 || !credentials.renew(authorization)) return answer;
    }
    return answer ?? { kind: 'transient', why: 'no_token' };
  };

  return {
    async get(step, path, record) {
      const answer = await send({ step, method: 'GET', path: localPath(path), ...(record ? { record } : {}) });
      if (answer.kind === 'fault') return readFailure(answer);
      if (answer.kind !== 'answer') return answer;
      return readStatusFailure(answer, deps.now()) ?? (answer.status < 300 ? { kind: 'ok', json: answer.body, headers: answer.headers } : refusalOf(answer));
    },
    async write({ step, method, path, body, headers, record }) {
      const answer = await send({
        step,
        method,
        path: localPath(path),
        ...(body === undefined ? {} : { body }),
        ...(headers ? { headers } : {}),
        ...(record ? { record } : {}),
      });
      if (answer.kind === 'fault') return writeFault(answer);
      return answer.kind === 'answer' ? readWriteAnswer(answer, deps.now()) : answer;
    },
  };
}

function readWriteAnswer(answer: HttpAnswer, nowMs: number): OracleAnswer | ErpFailure | Unknown {
  if (answer.status < 300) return { kind: 'ok', json: answer.body, headers: answer.headers };
  if (answer.status === 412) return { kind: 'transient', why: 'changed_meanwhile' };
  const failure = writeStatusFailure(answer, nowMs);
  if (failure) return failure;
  // an accident inside Oracle may have happened after the commit
  return answer.status >= 500 ? { kind: 'unknown', why: `status_${answer.status}` } : refusalOf(answer);
}

// somebody else has the record: the same request passes later
const locked = /JBO-26030|another user (holds|has)|ORA-00054|currently locked/i;

function refusalOf(answer: HttpAnswer): ErpFailure {
  const problem = problemOf(answer.body);
  if (answer.status === 403)
    return { kind: 'unauthorised', text: problem ? `Oracle denies our user (403): ${problem.text}` : 'Oracle denies our user this resource (403)' };
  if (problem && locked.test(problem.text)) return { kind: 'transient', why: 'locked' };
  if (answer.status === 404)
    return { kind: 'rejected', code: '404', text: problem?.text ?? 'Oracle does not have it, or our user may not see it (404)', field: null };
  if (problem) return { kind: 'rejected', code: problem.code, text: problem.text, field: problem.path };
  return { kind: 'rejected', code: String(answer.status), text: `Oracle answered ${answer.status} without a message`, field: null };
}

/** The part of a link behind the host: its host is not trusted, and may be a proxy's inner name. */
function localPath(path: string): string {
  if (!path.includes('://') || !URL.canParse(path)) return path;
  const url = new URL(path);
  return `${url.pathname}${url.search}`;
}
