import type { BatchAnswer, BatchRequest } from './batch.ts';
import { multipartText, readJsonBatch, readMultipart } from './batch.ts';
import { parseBody, type Body } from './body.ts';
import { badRequest, ODataFault } from './fault.ts';
import { fromJson, toJson } from './json.ts';
import { metadataXml } from './metadata.ts';
import type { EntitySet, Model, Row } from './model.ts';
import { parsePath, type Segment } from './path.ts';
import { entityBody, readTarget, resolve, type ReadDialect, type Target } from './read.ts';
import { etagOf, keyText, type RowSource, type View } from './render.ts';
import type { Change, RowStore } from './store.ts';

/** One request as the service sees it; those inside a batch too. */
export interface Call {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly text: string;
  /** Path below the service. */
  readonly segments: readonly Segment[];
  readonly inBatch: boolean;
}

/** An answer before it is a `Response`. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** What a write made: an entity, another body, or nothing. */
export interface Written {
  readonly status: 200 | 201 | 204;
  readonly entity?: { readonly set: EntitySet; readonly row: Row };
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How one ERP speaks OData. */
export interface Dialect extends ReadDialect {
  readonly prefix: View['prefix'];
  /** `If-Match` on changes: needed, looked at when sent, or passed over. */
  readonly versions: 'required' | 'honoured' | 'ignored';
  readonly batchStatus: 200 | 202;
  /** Whether a whole batch holds all or not at all. */
  readonly batchIsOne: boolean;
}

/** A service: its model and rows, what writing does, and how it refuses. Writes run inside `store.change`: what they throw undoes them. */
export interface Service {
  readonly model: Model;
  readonly store: RowStore;
  readonly sourceOf: (set: string) => RowSource;
  dialect(call: Call): Dialect;
  /** Creates an entity; `parent` is filled when it was posted to a link of it. */
  create(set: EntitySet, body: Body, call: Call, parent: Row | null): Written;
  update(set: EntitySet, row: Row, body: Body, call: Call): Written;
  remove(set: EntitySet, row: Row, call: Call): Written;
  /** An action or function by the name of the last segment, on `target` when it is bound; undefined when there is none of that name. */
  action(name: string, target: Target | null, json: unknown, call: Call): Written | undefined;
  refuse(fault: ODataFault, call: Call): Answer;
  /** The answer for a change set of which one request was refused; left out: that request's answer. */
  refuseChangeSet?(refused: Answer, call: Call): Answer;
}

/** Carries out one request. `changes` must be kept before the answer goes out. Faults of the sandbox itself are thrown. */
export type Face = (request: { readonly method: string; readonly url: URL; readonly headers: Headers; readonly text: string }) => {
  readonly answer: Answer;
  readonly changes: readonly Change[];
};

const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json;odata.metadata=minimal;charset=utf-8', 'odata-version': '4.0', ...headers },
  text: toJson(body),
});

/** The face of a service whose address is `base` (no slash at the end). */
export function createFace(service: Service, base: string): Face {
  const rootPath = new URL(base).pathname;
  const callOf = (method: string, url: URL, headers: Headers, text: string, inBatch: boolean): Call => {
    const tunnel = headers.get('x-http-method-override')?.toUpperCase();
    return { method: method === 'POST' && tunnel ? tunnel : method, url, headers, text, segments: parsePath(url.pathname.slice(rootPath.length)), inBatch };
  };
  const viewOf = (call: Call): View => ({ model: service.model, sourceOf: service.sourceOf, base, prefix: service.dialect(call).prefix });

  /** One request that is no batch; refusals are thrown, so that a change set is undone. */
  const carryOut = (call: Call): Answer => {
    const view = viewOf(call);
    if (call.method === 'GET' || call.method === 'HEAD') return read(service, view, call);
    return answerOf(view, write(service, view, call));
  };

  const guarded = (call: Call, work: () => Answer): { readonly answer: Answer; readonly changes: readonly Change[] } => {
    try {
      const { result, changes } = service.store.change(work);
      return { answer: result, changes };
    } catch (error) {
      if (error instanceof ODataFault) return { answer: service.refuse(error, call), changes: [] };
      throw error;
    }
  };

  const inner = (request: BatchRequest, made: ReadonlyMap<string, string>): Call => {
    const url = request.url.replace(/^\/?\$([\w.]+)/, (all, id: string) => made.get(id) ?? all);
    const absolute = url.includes('://') ? new URL(url) : new URL(url.startsWith('/') ? url : `${rootPath}/${url}`, base);
    if (!absolute.pathname.startsWith(rootPath)) throw badRequest('batch', 'A request of the batch leads out of the service', { value: request.url });
    return callOf(request.method, absolute, request.headers, request.text, true);
  };

  const runGroup = (group: readonly BatchRequest[], outer: Call, atomic: boolean): { readonly answers: readonly BatchAnswer[]; readonly held: boolean } => {
    const made = new Map<string, string>();
    const answers: BatchAnswer[] = [];
    const run = (): Answer => {
      for (const request of group) {
        const answer = carryOut(inner(request, made));
        made.set(request.id, answer.headers['location'] ?? '');
        answers.push({ id: request.id, ...answer });
      }
      return { status: 200, headers: {}, text: '' };
    };
    const { answer } = guarded(outer, run);
    if (answer.status < 400) return { answers, held: true };
    const failed = group[answers.length]?.id ?? group[0]?.id ?? '';
    const refused = atomic && service.refuseChangeSet ? service.refuseChangeSet(answer, outer) : answer;
    return { answers: [{ id: failed, ...refused }], held: false };
  };

  const batch = (call: Call): Answer => {
    const dialect = service.dialect(call);
    const { multipart, groups } = readBatch(call, dialect);
    const goOn = /continue-on-error/i.test(call.headers.get('prefer') ?? '');
    const results: GroupResult[] = [];
    for (const group of groups) {
      const result = runGroup(group, call, dialect.batchIsOne || group[0]?.group !== null);
      results.push({ group, ...result });
      if (!result.held && !goOn) break;
    }
    return batchAnswer(results, multipart, dialect.batchStatus);
  };

  return ({ method, url, headers, text }) => {
    let call: Call = { method, url, headers, text, segments: [], inBatch: false };
    return guarded(call, () => {
      call = callOf(method, url, headers, text, false);
      return call.segments[0]?.name === '$batch' ? batch(call) : carryOut(call);
    });
  };
}

interface GroupResult {
  readonly group: readonly BatchRequest[];
  readonly answers: readonly BatchAnswer[];
  readonly held: boolean;
}

function readBatch(call: Call, dialect: Dialect): { readonly multipart: boolean; readonly groups: readonly (readonly BatchRequest[])[] } {
  const type = call.headers.get('content-type') ?? '';
  const multipart = /^multipart\/mixed/i.test(type);
  if (!multipart && !/^application\/json/i.test(type)) throw badRequest('bad_content_type', `A batch cannot be of type '${type}'`, { value: type });
  const requests = multipart ? readMultipart(call.text, type) : readJsonBatch(call.text);
  return { multipart, groups: groupsOf(requests, dialect.batchIsOne) };
}

function batchAnswer(results: readonly GroupResult[], multipart: boolean, status: number): Answer {
  if (!multipart) return json(status, { responses: results.flatMap(({ group, answers, held }) => jsonAnswers(group, answers, held)) });
  const boundary = 'batchresponse_1';
  const nested = results.map(({ group, held }) => held && group[0]?.group !== null);
  const text = multipartText(
    results.map((result) => result.answers),
    nested,
    boundary,
  );
  return { status, headers: { 'content-type': `multipart/mixed; boundary=${boundary}`, 'odata-version': '4.0' }, text };
}

function groupsOf(requests: readonly BatchRequest[], allInOne: boolean): readonly (readonly BatchRequest[])[] {
  if (allInOne) return [requests];
  const groups: BatchRequest[][] = [];
  for (const request of requests) {
    const last = groups.at(-1);
    if (last && request.group !== null && last[0]?.group === request.group) last.push(request);
    else groups.push([request]);
  }
  return groups;
}

/** JSON has an answer for each request: those that were undone with a refused one fail with it. */
function jsonAnswers(group: readonly BatchRequest[], answers: readonly BatchAnswer[], held: boolean): readonly unknown[] {
  const shown = ({ id, status, headers, text }: BatchAnswer): unknown => ({ id, status, headers, ...(text === '' ? {} : { body: fromJson(text) }) });
  if (held) return answers.map(shown);
  return group.map((request) => {
    const own = answers.find((answer) => answer.id === request.id);
    return own ? shown(own) : { id: request.id, status: 424, headers: {} };
  });
}

function read(service: Service, view: View, call: Call): Answer {
  const [first] = call.segments;
  if (first === undefined) {
    const value = [...service.model.sets.keys()].map((name) => ({ name, kind: 'EntitySet', url: name }));
    return json(200, { '@odata.context': `${view.base}/$metadata`, value });
  }
  if (first.name === '$metadata')
    return { status: 200, headers: { 'content-type': 'application/xml', 'odata-version': '4.0' }, text: metadataXml(service.model) };
  const called = actionAt(service, view, call, undefined);
  if (called) return answerOf(view, called);
  const answer = readTarget(view, service.dialect(call), call.segments, call.url);
  if ('text' in answer) return { status: 200, headers: { 'content-type': 'text/plain' }, text: answer.text };
  return json(200, answer.body, answer.etag === null ? {} : { etag: answer.etag });
}

function bodyOf(call: Call): unknown {
  if (call.text.trim() === '') return undefined;
  const type = call.headers.get('content-type') ?? '';
  if (type !== '' && !/json/i.test(type)) throw new ODataFault(415, 'bad_content_type', `The content type '${type}' is not supported`, { value: type });
  const value = fromJson(call.text);
  if (value === undefined) throw badRequest('bad_body', 'The request body is no JSON');
  return value;
}

/** An action whose name is the last segment: unbound (`/Login`) or bound (`/Orders(1)/Close`). */
function actionAt(service: Service, view: View, call: Call, json: unknown): Written | undefined {
  const last = call.segments.at(-1);
  if (!last || last.predicate !== null || (call.segments.length === 1 && service.model.sets.has(last.name))) return undefined;
  const before = call.segments.slice(0, -1);
  if (before.length === 0) return service.action(last.name, null, json, call);
  if (!service.model.sets.has(before[0]?.name ?? '')) return undefined;
  const target = resolve(view, service.dialect(call).filter, before);
  return target.set.links.has(last.name) ? undefined : service.action(last.name, target, json, call);
}

function write(service: Service, view: View, call: Call): Written {
  const value = bodyOf(call);
  const { filter } = service.dialect(call);
  const called = call.method === 'POST' ? actionAt(service, view, call, value) : undefined;
  if (called) return called;
  const target = resolve(view, filter, call.segments);
  const { set } = target;
  if (call.method === 'POST') return createAt(service, view, target, value, call);
  const changing = ['PATCH', 'PUT', 'MERGE'].includes(call.method);
  const allowed = changing ? set.updatable : call.method === 'DELETE' && set.deletable;
  if (target.kind !== 'entity' || !allowed) throw notAllowed(call, set);
  checkVersion(service, set, target.row, call);
  return changing ? service.update(set, target.row, parseBody(service.model, set, value, 'change'), call) : service.remove(set, target.row, call);
}

function createAt(service: Service, view: View, target: Target, value: unknown, call: Call): Written {
  const { set } = target;
  if (target.kind !== 'rows' || !set.creatable) throw notAllowed(call, set);
  const parent = call.segments.length > 1 ? resolve(view, service.dialect(call).filter, call.segments.slice(0, -1)) : null;
  return service.create(set, parseBody(service.model, set, value, 'create'), call, parent?.kind === 'entity' ? parent.row : null);
}

const notAllowed = (call: Call, set: EntitySet): ODataFault =>
  new ODataFault(405, 'method', `${call.method} is not supported for '${set.name}'`, { resource: set.name, value: call.method });

function checkVersion(service: Service, set: EntitySet, row: Row, call: Call): void {
  const { versions } = service.dialect(call);
  const current = etagOf(set, row);
  if (versions === 'ignored' || current === null) return;
  const sent = call.headers.get('if-match') ?? '';
  if (sent === '' && versions === 'required') throw badRequest('no_version', 'The If-Match header is required for this request', { resource: set.name });
  if (sent !== '' && sent !== '*' && !sent.split(/,\s*/).includes(current))
    throw new ODataFault(412, 'stale', 'The entity was changed since it was read', { resource: set.name });
}

function answerOf(view: View, written: Written): Answer {
  const headers = written.headers ?? {};
  if (!written.entity) return written.body === undefined ? { status: written.status, headers, text: '' } : json(written.status, written.body, headers);
  const { set, row } = written.entity;
  const { body, etag } = entityBody(view, set, row);
  const named = {
    ...(written.status === 201 ? { location: `${view.base}/${set.name}${keyText(set, row)}` } : {}),
    ...(etag === null ? {} : { etag }),
    ...headers,
  };
  return written.status === 204 ? { status: 204, headers: named, text: '' } : json(written.status, body, named);
}
