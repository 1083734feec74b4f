import { dropConnection, pause, type Habits, type SocketEnv } from '../kit/index.ts';
import { createFace, ODataFault, type Answer } from '../kit/odata4/index.ts';
import type { Change } from '../kit/odata4/store.ts';
import { oddAnswer, readBatch } from './batch.ts';
import type { BcHabits } from './habits.ts';
import { errorAnswer, refusal, refuseAs } from './messages.ts';
import { createCompanyList, createPublished, createService } from './service.ts';
import type { BcAuth, Tokens } from './token.ts';
import type { Company, World } from './world.ts';

/** What stands before and behind the OData faces. */
export interface GatewayDeps {
  readonly world: World;
  readonly auth: BcAuth;
  readonly tokens: Tokens;
  readonly habits: Habits<BcHabits>;
  readonly now: () => number;
  /** Keeps changes of a company before the answer goes out. */
  readonly keep: (company: Company, changes: readonly Change[]) => Promise<void>;
  readonly log: (line: string) => void;
}

interface Exchange {
  readonly request: Request;
  readonly url: URL;
  readonly text: string;
  readonly env: SocketEnv;
}

/** What a call came to: an answer, and the company whose rows it changed. */
interface Outcome {
  readonly answer: Answer;
  readonly company: Company | null;
  readonly changes: readonly Change[];
}

const maxBodyBytes = 350 * 1024 * 1024;
const plain = (answer: Answer): Outcome => ({ answer, company: null, changes: [] });
const responseOf = (answer: Answer): Response =>
  new Response(answer.status === 204 ? null : answer.text, { status: answer.status, headers: { ...answer.headers } });

/** `/v2.0/{tenant}/{environment}/api/v2.0/…`, on premises `/BC/api/v2.0/…`; the same with `ODataV4`. */
const address = /^(\/v2\.0\/([^/]+)\/([^/]+)|\/BC)\/(api\/v2\.0|ODataV4)(\/.*)?$/;

/** Requests of one user in the last five minutes, and those under way. */
function createLimits(habits: Habits<BcHabits>, now: () => number) {
  let times: number[] = [];
  let running = 0;
  return {
    /** Null: go on. Each call that goes on must be left. */
    enter: (): Answer | null => {
      const since = now() - 300_000;
      if ((times[0] ?? Infinity) < since) times = times.filter((time) => time >= since);
      if (times.length >= habits.get().requestsIn5Min || running >= habits.get().connections) return tooMany(habits.get());
      times.push(now());
      running += 1;
      return null;
    },
    leave: (): void => {
      running -= 1;
    },
  };
}

const waitOf = (now: BcHabits): Record<string, string> => (now.retryAfterS === null ? {} : { 'retry-after': String(now.retryAfterS) });
const tooMany = (now: BcHabits): Answer =>
  errorAnswer(
    429,
    'Application_TooManyRequests',
    'The number of requests exceeds the limit of this user. Too many requests reached. Try again later.',
    waitOf(now),
  );

function busy(habits: Habits<BcHabits>, nowMs: number): Answer | null {
  const now = habits.get();
  const down = now.downUntil !== null && Date.parse(now.downUntil) > nowMs;
  if (habits.dice.chance(now.pRedirect)) return { status: 302, headers: { location: 'https://elsewhere.example/' }, text: '' };
  if (!down && habits.dice.chance(now.p429)) return tooMany(now);
  return down || habits.dice.chance(now.p503) ? { status: 503, headers: waitOf(now), text: '' } : null;
}

/** A read spoilt on the way, by habit. */
function spoilt(answer: Answer, habits: Habits<BcHabits>): Answer {
  const now = habits.get();
  const { dice } = habits;
  if (dice.chance(now.pLoginPage))
    return { status: 200, headers: { 'content-type': 'text/html' }, text: '<!doctype html><title>Sign in to your account</title>' };
  if (dice.chance(now.pTruncated)) return { ...answer, text: answer.text.slice(0, Math.floor(answer.text.length / 2)) };
  if (dice.chance(now.pWrongType)) return { ...answer, headers: { ...answer.headers, 'content-type': 'text/plain' }, text: `x${answer.text}` };
  if (dice.chance(now.pForeignNextLink))
    return { ...answer, text: answer.text.replace(/("@odata\.nextLink":")https?:\/\/[^/]+/, '$1https://elsewhere.example') };
  return answer;
}

const changing = (method: string): boolean => method !== 'GET' && method !== 'HEAD';

/** Finds the company of `companies(<id>)`; refused when there is none. */
function companyFor(world: World, id: string): Company {
  const wanted = id.replace(/^'|'$/g, '').replaceAll("''", "'");
  const found = world.companies.find((one) => one.id === wanted.toLowerCase() || one.name === wanted);
  if (found) return found;
  throw new ODataFault(404, 'business', "Can't process the request because the default company can't be found.", {}, { code: 'Internal_CompanyNotFound' });
}

/** What the API's own code refuses before any row is looked at. */
function checkReading(rest: string, url: URL): void {
  const filter = url.searchParams.get('$filter') ?? '';
  if (/^sales(Order|Invoice)Lines$/.test(rest) && !/\bdocumentId eq\b|\bid eq\b/.test(filter)) throw refusal.linesNeedDocument();
  if (rest === 'contactsInformation' && !/relatedId eq/.test(filter)) throw refusal.relatedNeeded();
}

function answerApi(deps: GatewayDeps, base: string, rest: string, exchange: Exchange): Outcome {
  const { request, url, text } = exchange;
  const call = { method: request.method, url, headers: request.headers, text };
  if (rest === '/$batch') return answerBatch(deps, base, exchange);
  const inCompany = /^\/companies\(([^)]+)\)\/(.+)$/.exec(decodeURIComponent(rest));
  if (!inCompany) {
    const root = rest === '/$metadata' ? deps.world.companies[0] : undefined;
    const service = root ? createService(root) : createCompanyList(deps.world, deps.habits.get);
    return plain(createFace(service, base)(call).answer);
  }
  const company = companyFor(deps.world, inCompany[1] ?? '');
  if (!changing(request.method)) checkReading(inCompany[2] ?? '', url);
  const own = `${base}${rest.slice(0, rest.indexOf(')/') + 1)}`;
  return { company, ...createFace(createService(company), own)(call) };
}

function answerBatch(deps: GatewayDeps, base: string, { request, url, text }: Exchange): Outcome {
  const type = request.headers.get('content-type') ?? '';
  const batch = readBatch(text, type, deps.habits.get().batchSize);
  const company = companyFor(deps.world, batch.company);
  const own = `${base}/companies(${company.id})`;
  const call = { method: request.method, url: new URL(`${own}/$batch${url.search}`), headers: request.headers, text: batch.text };
  const { answer, changes } = createFace(createService(company), own)(call);
  return { company, changes, answer: type.includes('json') && changes.length === 0 ? { ...answer, text: oddAnswer(answer.text, batch.text) } : answer };
}

function answerPublished(deps: GatewayDeps, base: string, rest: string, { request, url, text }: Exchange): Outcome {
  const match = /^\/Company\('((?:[^']|'')+)'\)\/(.+)$/.exec(decodeURIComponent(rest));
  const company = companyFor(deps.world, match?.[1] ?? '');
  const own = `${base}${rest.slice(0, rest.indexOf(')/') + 1)}`;
  return plain(createFace(createPublished(company), own)({ method: request.method, url, headers: request.headers, text }).answer);
}

function answerCall(deps: GatewayDeps, exchange: Exchange): Outcome {
  const { url } = exchange;
  const [, prefix = '', tenant, environment = '', kind = '', rest = ''] = address.exec(url.pathname) ?? [];
  const own = prefix === '/BC' || (tenant === deps.auth.tenant && environment.toLowerCase() === deps.auth.environment.toLowerCase());
  if (!own) return plain(errorAnswer(404, 'NoEnvironment', 'Environment does not exist.'));
  const base = `${url.origin}${prefix}/${kind}`;
  return guarded(deps, () => (kind === 'ODataV4' ? answerPublished(deps, base, rest, exchange) : answerApi(deps, base, rest, exchange)));
}

/** What is refused before a face is reached is said as the faces say it. */
function guarded(deps: GatewayDeps, work: () => Outcome): Outcome {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ODataFault)) throw error;
    const fault = error.kind === 'internal' ? new ODataFault(500, 'internal', error.message) : error;
    return plain(refuseAs(fault, deps.habits.get().staleStatus));
  }
}

const unauthorised = (): Answer =>
  errorAnswer(401, 'Authentication_InvalidCredentials', 'The server has rejected the client credentials.', { 'www-authenticate': 'Bearer' });

/** Everything under the environment's address, and the token endpoint. Faults of the sandbox itself answer 500 and are logged. */
export function createGateway(deps: GatewayDeps): (request: Request, env: SocketEnv) => Promise<Response> {
  const { habits, tokens } = deps;
  const limits = createLimits(habits, deps.now);

  const write = async (exchange: Exchange): Promise<Response> => {
    const now = habits.get();
    if (habits.dice.chance(now.pDropBeforeCommit)) return dropConnection(exchange.env);
    if (habits.dice.chance(now.p408BeforeCommit)) return new Response('', { status: 408 });
    const { answer, company, changes } = answerCall(deps, exchange);
    if (company) await deps.keep(company, changes);
    if (answer.status < 400 && habits.dice.chance(now.pDropAfterCommit)) return dropConnection(exchange.env);
    if (answer.status < 400 && habits.dice.chance(now.p504AfterCommit)) return new Response('', { status: 504 });
    if (answer.status < 400 && habits.dice.chance(now.p408AfterCommit)) return new Response('', { status: 408 });
    return responseOf(answer);
  };

  const inside = async (exchange: Exchange): Promise<Response> => {
    const authorization = exchange.request.headers.get('authorization') ?? '';
    if (habits.dice.chance(habits.get().p401Token)) tokens.end(authorization);
    if (!tokens.check(authorization)) return responseOf(unauthorised());
    if (exchange.text.length > maxBodyBytes) return responseOf(errorAnswer(413, 'BadRequest', 'The request is too large.'));
    if (changing(exchange.request.method)) return write(exchange);
    return responseOf(spoilt(answerCall(deps, exchange).answer, habits));
  };

  const limited = async (exchange: Exchange): Promise<Response> => {
    const refused = limits.enter();
    if (refused) return responseOf(refused);
    try {
      const now = habits.get();
      await pause(habits.dice.between(now.slowMs[0], Math.max(now.slowMs[0], now.slowMs[1])));
      return await inside(exchange);
    } finally {
      limits.leave();
    }
  };

  return async (request, env) => {
    const url = new URL(request.url);
    const exchange = { request, url, text: await request.text(), env };
    const tenant = /^\/([^/]+)\/oauth2\/v2\.0\/token$/.exec(url.pathname)?.[1];
    let response: Response;
    try {
      const early = tenant === undefined ? busy(habits, deps.now()) : tokens.grant(tenant, exchange.text, request.headers.get('content-type') ?? '');
      response = early ? responseOf(early) : await limited(exchange);
    } catch (error) {
      deps.log(`fault: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      response = responseOf(errorAnswer(500, 'Internal_ServerError', 'An internal error has occurred.'));
    }
    deps.log(`${request.method} ${url.pathname} ${response.status}`);
    return response;
  };
}
