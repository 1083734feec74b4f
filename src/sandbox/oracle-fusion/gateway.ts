import { dropConnection, pause, type Habits, type SocketEnv } from '../kit/index.ts';
import { OracleError, errorResponse } from './errors.ts';
import type { OracleHabits } from './habits.ts';
import { collectionJson, rowOf, singleJson, type View } from './rest/collection.ts';
import { describeJson } from './rest/describe.ts';
import type { Resource, Row } from './rest/resource.ts';
import type { SignIn } from './sign-in.ts';
import type { World } from './world.ts';
import { writeTo, type Written } from './writes.ts';

/** What the REST face needs. */
export interface FaceDeps {
  readonly resources: ReadonlyMap<string, Resource>;
  readonly world: World;
  readonly signIn: SignIn;
  readonly habits: Habits<OracleHabits>;
  readonly now: () => number;
  readonly log: (line: string) => void;
}

const root = /^\/(fscmRestApi|crmRestApi)\/resources\/(?:11\.13\.18\.05|latest)\/(.*)$/;
const maxBodyBytes = 5 * 1024 * 1024;
const bodyTypes = ['application/json', 'application/vnd.oracle.adf.resourceitem+json', 'application/vnd.oracle.adf.action+json'];
const loginPage =
  '<!DOCTYPE html><html><head><title>Sign In</title></head><body><form action="/oam/server/auth_cred_submit">Sign in to Oracle Applications Cloud</form></body></html>';

interface Call {
  readonly request: Request;
  readonly url: URL;
  readonly framework: number;
  readonly base: string;
  readonly segments: readonly string[];
}

function callOf(request: Request): Call {
  const url = new URL(request.url);
  const match = root.exec(url.pathname);
  const version = request.headers.get('rest-framework-version') ?? '1';
  const framework = /^[1-9]$/.test(version) ? Number(version) : 1;
  if (!match) throw new OracleError(404, '404', 'Not Found');
  let segments: readonly string[];
  try {
    segments = (match[2] ?? '').split('/').map(decodeURIComponent);
  } catch {
    throw new OracleError(400, '400', 'The address cannot be read.');
  }
  return { request, url, framework, base: `${url.origin}/${match[1]}/resources/11.13.18.05`, segments };
}

function checkBusy(deps: FaceDeps): void {
  const habits = deps.habits.get();
  const { dice } = deps.habits;
  const wait = (seconds: number): Record<string, string> => ({ 'retry-after': String(Math.max(0, Math.ceil(seconds))) });
  const downMs = habits.downUntil === null ? 0 : Date.parse(habits.downUntil) - deps.now();
  if (downMs > 0) throw new OracleError(503, '503', 'The service is down for maintenance.', '', wait(Math.min(downMs / 1000, 60)));
  if (dice.chance(habits.p429)) throw new OracleError(429, '429', 'Too many requests.', '', wait(habits.retryAfterS));
  if (dice.chance(habits.p503)) throw new OracleError(503, '503', 'Service Unavailable', '', wait(habits.retryAfterS));
}

/** A row or collection that the address names. */
interface Target {
  readonly resource: Resource;
  readonly above: Row;
  readonly address: string;
  readonly row: Row | null;
}

function targetOf(deps: FaceDeps, view: View, call: Call): Target {
  const [name = '', ...rest] = call.segments;
  let resource = deps.resources.get(name);
  if (!resource) throw new OracleError(404, '404', 'Not Found');
  let above: Row = {};
  let row: Row | null = null;
  let address = `${call.base}/${name}`;
  for (let at = 0; at < rest.length; at += 1) {
    const part = rest[at] ?? '';
    if (row === null) {
      row = rowOf(view, resource, above, part);
      address += `/${encodeURIComponent(part)}`;
    } else if (part === 'child') {
      at += 1;
      const child: Resource | undefined = resource.children?.find((one) => one.name === rest[at])?.resource;
      if (!child) throw new OracleError(404, '404', 'Not Found');
      address += `/child/${child.name}`;
      [above, row, resource] = [row, null, child];
    } else throw new OracleError(404, '404', 'Not Found');
  }
  return { resource, above, address, row };
}

const json = (
  status: number,
  body: unknown,
  kind: 'resourcecollection' | 'resourceitem' | 'description' | 'action',
  headers: Readonly<Record<string, string>> = {},
): Response => new Response(JSON.stringify(body), { status, headers: { 'content-type': `application/vnd.oracle.adf.${kind}+json`, ...headers } });

function read(deps: FaceDeps, view: View, call: Call): Response {
  const [name = '', second] = call.segments;
  const whole = deps.resources.get(name);
  if (whole && second === 'describe') return json(200, describeJson(whole, call.base), 'description');
  const { resource, above, address, row } = targetOf(deps, view, call);
  if (resource.verbs && !resource.verbs.includes('get')) throw new OracleError(405, '405', 'GET action not supported');
  if (row === null) return json(200, collectionJson(view, resource, above, address, call.url.searchParams), 'resourcecollection');
  return json(200, singleJson(view, resource, row, address.slice(0, address.lastIndexOf('/')), call.url.searchParams), 'resourceitem');
}

async function bodyJson(request: Request): Promise<unknown> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (request.method !== 'DELETE' && !bodyTypes.includes(type)) throw new OracleError(415, '415', `The media type ${type || 'none'} isn't supported.`);
  const text = await request.text();
  if (text.length > maxBodyBytes) throw new OracleError(413, '413', 'Request Entity Too Large');
  if (request.method === 'DELETE') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new OracleError(400, '27019', 'The request payload cannot be parsed as JSON.');
  }
}

/** A write with the habits around it: lost before, done, lost after. */
async function write(deps: FaceDeps, view: View, call: Call, env: SocketEnv): Promise<Response> {
  const { dice } = deps.habits;
  const habits = deps.habits.get();
  const body = await bodyJson(call.request);
  if (dice.chance(habits.pDropBeforeCommit)) return dropConnection(env);
  if (dice.chance(habits.pLocked)) throw new OracleError(400, 'JBO-26030', 'JBO-26030: Failed to lock the record, another user holds the lock.');
  const [name = ''] = call.segments;
  const resource = deps.resources.get(name);
  if (!resource) throw new OracleError(404, '404', 'Not Found');
  const decide = (): Promise<Written> =>
    writeTo(
      { world: deps.world, dice },
      {
        resource,
        method: call.request.method,
        rest: call.segments.slice(1),
        body,
        headers: call.request.headers,
        rowOf: (key) => rowOf(view, resource, {}, key),
      },
    );
  if (name === 'salesOrdersForOrderHub' && call.request.method === 'POST' && dice.chance(habits.p504Late)) {
    setTimeout(() => void decide().catch((error: unknown) => deps.log(`late: ${String(error)}`)), habits.lateMs).unref();
    throw new OracleError(504, '504', 'Gateway Timeout');
  }
  const written = await decide();
  if (dice.chance(habits.pDropAfterCommit)) return dropConnection(env);
  if (dice.chance(habits.p504AfterCommit)) throw new OracleError(504, '504', 'Gateway Timeout');
  return writtenResponse(view, call, resource, written);
}

function writtenResponse(view: View, call: Call, resource: Resource, written: Written): Response {
  if (written.json === null) return new Response(null, { status: written.status });
  const above = `${call.base}/${resource.name}`;
  const shown = written.row === null ? written.json : singleJson(view, resource, written.row, above, new URLSearchParams());
  return json(written.status, shown, written.action ? 'action' : 'resourceitem');
}

function maimed(deps: FaceDeps, response: Response, text: string): Response {
  const habits = deps.habits.get();
  const { dice } = deps.habits;
  const body = dice.chance(habits.pTruncated) ? text.slice(0, Math.floor(text.length / 2)) : text;
  const headers = new Headers(response.headers);
  if (dice.chance(habits.pWrongType)) headers.set('content-type', 'text/html');
  return new Response(body, { status: response.status, headers });
}

async function answer(deps: FaceDeps, call: Call, env: SocketEnv): Promise<Response> {
  const { dice } = deps.habits;
  const habits = deps.habits.get();
  await pause(dice.between(habits.slowMs[0], Math.max(habits.slowMs[0], habits.slowMs[1])));
  checkBusy(deps);
  if (dice.chance(habits.pRedirect)) return new Response(null, { status: 302, headers: { location: 'https://elsewhere.example/' } });
  if (dice.chance(habits.pLoginPage)) return new Response(loginPage, { headers: { 'content-type': 'text/html' } });
  deps.signIn.check(call.request, habits, dice);
  const view: View = {
    base: call.base,
    framework: call.framework,
    pageSize: habits.pageSize,
    maxLimit: habits.maxLimit,
    visible: (resource, row) => !(resource.name === 'salesOrdersForOrderHub' && habits.hiddenBusinessUnits.includes(String(row['BusinessUnitName']))),
  };
  const { method } = call.request;
  if (method === 'POST' || method === 'PATCH' || method === 'DELETE') return await write(deps, view, call, env);
  if (method !== 'GET') throw new OracleError(405, '405', `Method ${method} isn't supported.`);
  const response = read(deps, view, call);
  return habits.pTruncated > 0 || habits.pWrongType > 0 ? maimed(deps, response, await response.text()) : response;
}

/** The REST face: every request below `…/resources/…` in, Oracle's answer out. Faults of the sandbox itself answer 500 in Oracle's shape and are logged. */
export function createFace(deps: FaceDeps): (request: Request, env: SocketEnv) => Promise<Response> {
  return async (request, env) => {
    let framework = Number(request.headers.get('rest-framework-version') ?? '1') || 1;
    let response: Response;
    try {
      const call = callOf(request);
      framework = call.framework;
      response = await answer(deps, call, env);
    } catch (error) {
      const known = error instanceof OracleError ? error : new OracleError(500, '500', 'Internal Server Error');
      if (known !== error) deps.log(`fault: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      response = errorResponse(known, deps.habits.get().plainErrors ? 1 : framework);
    }
    response.headers.set('rest-framework-version', String(framework));
    deps.log(`${request.method} ${new URL(request.url).pathname} ${response.status}`);
    return response;
  };
}
