import { dropConnection, pause, type Dice, type Habits, type Journal, type SocketEnv } from '../../kit/index.ts';
import type { SapHabits } from '../habits.ts';
import type { Mounted } from '../masters/catalogue.ts';
import { badRequest, errorBody, SapError, sapError } from '../odata/error.ts';
import { metadataXml } from '../odata/metadata.ts';
import { parsePath } from '../odata/path.ts';
import { readTarget } from '../odata/read.ts';
import type { View } from '../odata/render.ts';
import type { OrderDesk } from '../orders/desk.ts';
import { deleteEntity, patchEntity, postEntity, type WriteAnswer, type WriteDeps } from '../orders/write.ts';
import type { World } from '../orders/world.ts';
import type { Plant } from '../plant/plant.ts';
import type { PlantRecord } from '../plant/types.ts';
import { writePlant } from '../plant/write.ts';
import { checkBusy, checkSignIn, checkToken, fetchedToken, isWrite, type SapAuth } from './gate.ts';
import type { Sessions } from './session.ts';
import type { Tokens } from './tokens.ts';

/** What the OData face needs. */
export interface FaceDeps {
  readonly services: ReadonlyMap<string, Mounted>;
  readonly world: World;
  readonly desk: OrderDesk;
  readonly auth: SapAuth;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  readonly plant: Plant;
  readonly plantJournal: Journal<PlantRecord>;
  readonly tell: (event: string, subject: string) => void;
  readonly habits: Habits<SapHabits>;
  readonly now: () => number;
  readonly log: (line: string) => void;
}

const root = '/sap/opu/odata/sap/';
const usualPage = 1000;
const maxBodyBytes = 5 * 1024 * 1024;

interface Call {
  readonly request: Request;
  readonly url: URL;
  readonly method: string;
  readonly service: string;
  readonly rest: string;
}

function callOf(request: Request): Call {
  const url = new URL(request.url);
  const [service = '', ...rest] = url.pathname.slice(root.length).split('/');
  const tunnel = request.headers.get('x-http-method')?.toUpperCase();
  return { request, url, method: request.method === 'POST' && tunnel ? tunnel : request.method, service: service.split(';')[0] ?? '', rest: rest.join('/') };
}

function viewOf(deps: FaceDeps, call: Call): View {
  const mounted = deps.services.get(call.service);
  if (!mounted) throw sapError(403, '/IWFND/MED/170', `No service found for namespace '/SAP/', name '${call.service}', version '0001'`);
  const sourceOf: View['sourceOf'] = (set) => {
    const source = mounted.sources.get(set);
    if (!source) throw new Error(`no rows for ${set}`);
    return source;
  };
  const size = deps.habits.get().pageSize;
  const service =
    size === null ? mounted.service : { ...mounted.service, sets: new Map([...mounted.service.sets].map(([name, set]) => [name, { ...set, pageSize: size }])) };
  return { service, sourceOf, base: `${call.url.origin}${root}${call.service}` };
}

const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json;charset=utf-8', dataserviceversion: '2.0', ...headers } });

function readAnswer(deps: FaceDeps, view: View, call: Call): Response {
  if (call.rest === '') return json(200, { d: { EntitySets: [...view.service.sets.keys()] } });
  if (call.rest === '$metadata') return new Response(metadataXml(view.service), { headers: { 'content-type': 'application/xml', dataserviceversion: '2.0' } });
  const answer = readTarget(view, parsePath(call.rest), call.url, deps.habits.get().pageSize ?? usualPage);
  if ('text' in answer) return new Response(answer.text, { headers: { 'content-type': 'text/plain' } });
  return json(200, answer.body, answer.etag === null ? {} : { etag: answer.etag });
}

async function bodyOf(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text.length > maxBodyBytes) throw sapError(413, 'ICM/413', 'Request entity too large');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw badRequest('Error while parsing an XML or JSON stream', '/IWBEP/CM_MGW_RT/107');
  }
}

const ofPlant: ReadonlySet<string> = new Set(['API_MATERIAL_DOCUMENT_SRV', 'API_OUTBOUND_DELIVERY_SRV', 'API_PROD_ORDER_CONFIRMATION_2_SRV']);

async function write(view: View, face: FaceDeps, deps: WriteDeps, call: Call): Promise<WriteAnswer> {
  const segments = parsePath(call.rest);
  if (ofPlant.has(call.service)) {
    const { method, request } = call;
    const plantDeps = {
      plant: face.plant,
      journal: face.plantJournal,
      desk: deps.desk,
      habits: deps.habits,
      dice: deps.dice,
      user: deps.user,
      tell: face.tell,
    };
    return await writePlant(view, plantDeps, { method, segments, query: call.url.searchParams, request, body: () => bodyOf(request) });
  }
  if (call.method === 'DELETE') return await deleteEntity(view, deps, segments, call.request);
  const body = await bodyOf(call.request);
  return call.method === 'POST' ? await postEntity(view, deps, segments, body, call.request) : await patchEntity(view, deps, segments, body, call.request);
}

/** A write with the habits around it: lost before, done, lost after. */
async function writeAnswer(deps: FaceDeps, view: View, call: Call, env: SocketEnv, dice: Dice): Promise<Response> {
  const habits = deps.habits.get();
  checkToken(call.request, deps.sessions, habits, dice);
  if (dice.chance(habits.pDropBeforeCommit)) return dropConnection(env);
  const answer = await write(view, deps, { world: deps.world, desk: deps.desk, habits, dice, user: deps.auth.user }, call);
  if (dice.chance(habits.pDropAfterCommit)) return dropConnection(env);
  if (dice.chance(habits.p504AfterCommit)) throw sapError(504, 'ICM/504', 'Gateway timeout: the application server did not answer in time');
  if (answer.status === 204) return new Response(null, { status: 204, headers: { dataserviceversion: '2.0', ...answer.headers } });
  return json(answer.status, answer.body, answer.headers);
}

async function answerCall(deps: FaceDeps, call: Call, env: SocketEnv): Promise<Response> {
  const { dice } = deps.habits;
  const habits = deps.habits.get();
  await pause(dice.between(habits.slowMs[0], Math.max(habits.slowMs[0], habits.slowMs[1])));
  checkBusy(habits, dice, deps.now());
  checkSignIn(call.request, deps.auth, deps.tokens);
  const view = viewOf(deps, call);
  if (call.rest === '$batch') throw sapError(501, '/IWBEP/CM_MGW_RT/175', '$batch is not implemented in this sandbox');
  if (isWrite(call.method)) return await writeAnswer(deps, view, call, env, dice);
  if (call.method !== 'GET' && call.method !== 'HEAD') throw sapError(405, '/IWBEP/CM_MGW_RT/175', `Method ${call.method} is not supported`);
  return readAnswer(deps, view, call);
}

/** The OData face: every request under `/sap/opu/odata/sap/` in, SAP's answer out. Faults of the sandbox itself answer 500 in SAP's shape and are logged. */
export function createODataFace(deps: FaceDeps): (request: Request, env: SocketEnv) => Promise<Response> {
  let serial = 0;
  const failed = (error: unknown, service: string): Response => {
    const known = error instanceof SapError ? error : sapError(500, '/IWBEP/CM_MGW_RT/500', 'Internal server error');
    if (!(error instanceof SapError)) deps.log(`fault: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return json(known.status, errorBody(known, service, serial, deps.now()), known.headers);
  };
  return async (request, env) => {
    serial += 1;
    const call = callOf(request);
    let response: Response;
    try {
      response = await answerCall(deps, call, env);
    } catch (error) {
      response = failed(error, call.service);
    }
    // the token goes out with errors too, as in the ERP; but not to who has no credentials
    if (response.status !== 401 && !isWrite(call.method))
      for (const [name, value] of fetchedToken(request, deps.sessions)) response.headers.append(name, value);
    deps.log(`${call.method} ${call.service}/${call.rest.split('?')[0]} ${response.status}`);
    return response;
  };
}
