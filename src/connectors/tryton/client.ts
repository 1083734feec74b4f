import { exactJsonFormat } from '../kit/format.ts';
import { createSingleFlight } from '../kit/gate.ts';
import { createErpHttp } from '../kit/http.ts';
import { readFailure, readStatusFailure, writeFault, writeStatusFailure } from '../kit/outcome.ts';
import type { HttpAnswer } from '../kit/outcome.ts';
import { ErpReadError } from '../kit/read-error.ts';
import type { CallRecord, ConnectorDeps, ErpFailure } from '../kit/types.ts';
import type { TrytonSettings } from './settings.ts';
import type { Row } from './wire.ts';

/** Gets a note of each call. */
export type CallSink = (call: CallRecord) => void;
/** A value, or why there is none. `unknown` only of calls that change something. */
export type Answer = { readonly kind: 'ok'; readonly value: unknown } | ErpFailure;
/** The answer to a call that changes something; `unknown`: it may have been done. */
export type WriteAnswer = Answer | { readonly kind: 'unknown'; readonly why: string };

/** Talks to one Tryton database as one user of one company. */
export interface TrytonClient {
  /** A call that changes nothing. The context, with the company, is added as the last parameter. */
  read(step: string, method: string, params: readonly unknown[], record?: CallSink, context?: Row): Promise<Answer>;
  /** A call that changes something: one transaction in Tryton, rolled back as a whole when it answers an error. */
  write(step: string, method: string, params: readonly unknown[], record?: CallSink, context?: Row): Promise<WriteAnswer>;
  /** Rows of a model. */
  search(step: string, query: Query, record?: CallSink): Promise<{ readonly kind: 'ok'; readonly rows: readonly Row[] } | ErpFailure>;
  /** The same, for readers. Throws `ErpReadError`. */
  rows(query: Query): Promise<readonly Row[]>;
}

/** What to look for, in Tryton's words. */
export interface Query {
  readonly model: string;
  readonly domain: readonly unknown[];
  readonly fields: readonly string[];
  readonly limit?: number;
  readonly order?: readonly (readonly [string, 'ASC' | 'DESC'])[];
  readonly context?: Row;
}

/** `["UserError", ["words", "more"]]` and its like by consequence. A warning is a refusal: a person says yes to it in Tryton, never this program. */
export function errorOutcome(error: readonly unknown[]): ErpFailure {
  const [type, args] = error;
  const words = (Array.isArray(args) ? (args as readonly unknown[]) : [args]).map((one) => (typeof one === 'string' ? one : ''));
  const rejected = (code: string, said: string): ErpFailure => ({ kind: 'rejected', code, text: said || String(type), field: null });
  if (type === 'UserWarning') return rejected('user_warning', words[1] ?? '');
  if (type === 'UserError') return rejected('user_error', [words[0], words[1]].filter(Boolean).join(' '));
  if (type === 'ConcurrencyException') return { kind: 'transient', why: 'changed_meanwhile' };
  if (typeof type === 'string' && /locked|deadlock|could not serialize|OperationalError/i.test(type)) return { kind: 'transient', why: 'locked' };
  return rejected('server_error', String(type).slice(0, 300));
}

/** A client with one session for all of its calls; a session that has ended is renewed once, for all who wait for it. */
export function createTrytonClient(settings: TrytonSettings, password: string, deps: ConnectorDeps): TrytonClient {
  const http = createErpHttp({ ...settings, format: exactJsonFormat }, deps);
  const path = `/${settings.database}/`;
  let session: string | null = null;
  let serial = 0;

  const login = createSingleFlight(async (record: CallSink | undefined): Promise<ErpFailure | null> => {
    const answer = await http({
      step: 'login',
      method: 'POST',
      path,
      body: { id: 0, method: 'common.db.login', params: [settings.user, { password }, 'en'] },
      ...(record ? { record } : {}),
    });
    if (answer.kind === 'fault') return readFailure(answer);
    const failure = readStatusFailure(answer, deps.now());
    if (failure) return failure;
    const result = (answer.body as { readonly result?: unknown } | undefined)?.result;
    if (!Array.isArray(result)) return { kind: 'unauthorised', text: 'Tryton refused our user' };
    session = `Session ${Buffer.from(`${settings.user}:${String(result[0])}:${String(result[1])}`).toString('base64')}`;
    return null;
  });

  const call = async (
    step: string,
    method: string,
    params: readonly unknown[],
    changes: boolean,
    record?: CallSink,
    context: Row = {},
  ): Promise<WriteAnswer> => {
    for (let round = 0; ; round += 1) {
      const refused = session === null ? await login(record) : null;
      if (refused) return refused;
      const mine = session;
      serial += 1;
      const body = { id: serial, method, params: [...params, { ...context, company: settings.company }] };
      const noting = record ? { record } : {};
      const answer = await http({ step, method: 'POST', path, headers: { authorization: String(mine) }, body, ...noting });
      if (answer.kind === 'fault') return changes ? writeFault(answer) : readFailure(answer);
      const over = answer.status === 401 || answer.status === 403;
      // 401 and 403 say that the session is over; nothing was done
      if (round === 0 && over) {
        if (session === mine) session = null;
        continue;
      }
      return answerOf(answer, method, changes, deps.now());
    }
  };

  const client: TrytonClient = {
    read: async (step, method, params, record, context) => {
      const answer = await call(step, method, params, false, record, context);
      return answer.kind === 'unknown' ? { kind: 'transient', why: answer.why } : answer;
    },
    write: (step, method, params, record, context) => call(step, method, params, true, record, context),
    search: async (step, { model, domain, fields, limit = 1_000, order = [['id', 'ASC']], context }, record) => {
      const answer = await client.read(step, `model.${model}.search_read`, [domain, 0, limit, order, fields], record, context);
      if (answer.kind !== 'ok') return answer;
      return Array.isArray(answer.value) ? { kind: 'ok', rows: answer.value as readonly Row[] } : { kind: 'transient', why: 'no_rows' };
    },
    rows: async (query) => {
      const answer = await client.search(`read ${query.model}`, query);
      if (answer.kind !== 'ok') throw new ErpReadError(answer);
      return answer.rows;
    },
  };
  return client;
}

function answerOf(answer: HttpAnswer, method: string, changes: boolean, nowMs: number): WriteAnswer {
  if (answer.status === 403) return { kind: 'rejected', code: 'not_allowed', text: `Tryton does not let us call ${method}`, field: null };
  const failure = changes ? writeStatusFailure(answer, nowMs) : readStatusFailure(answer, nowMs);
  return failure ?? resultOf(answer.body, changes);
}

function resultOf(body: unknown, changes: boolean): WriteAnswer {
  if (typeof body !== 'object' || body === null) return changes ? { kind: 'unknown', why: 'no_result' } : { kind: 'transient', why: 'no_result' };
  if ('error' in body && Array.isArray(body.error)) return errorOutcome(body.error);
  if ('result' in body) return { kind: 'ok', value: body.result };
  return changes ? { kind: 'unknown', why: 'no_result' } : { kind: 'transient', why: 'no_result' };
}
