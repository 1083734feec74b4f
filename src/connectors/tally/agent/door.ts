import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import type { Context } from 'hono';
import { createAgentDesk } from './desk.ts';
import type { AgentDesk, Job, Next } from './desk.ts';
import { failureOf, headers, isJobId } from './protocol.ts';
import type { AgentAnswer } from './protocol.ts';

/** One agent that may come in. */
export interface KnownAgent {
  /** Letters, digits and hyphens: part of an address. */
  readonly name: string;
  /** SHA-256 of its token, hex: the token itself is kept nowhere. */
  readonly tokenSha256: string;
}

/** What the door is made of. */
export interface TallyAgentDoorOptions {
  /** Asked at every call, so that a token that was taken back counts at once. */
  readonly agents: () => readonly KnownAgent[];
  /** Requests that may wait for one agent; default 64. */
  readonly mostWaiting?: number;
  /** An agent that did not ask for so long is away; default 60 s. */
  readonly awayMs?: number;
  /** Longest that an agent may be kept waiting for work; default 30 s. */
  readonly longestPollMs?: number;
  readonly maxAnswerBytes?: number;
  readonly now?: () => number;
  readonly log?: (line: string) => void;
}

/** The server's side of the agents. */
export interface TallyAgentDoor {
  /** `GET next`, `POST answer/:id`; to be mounted where agents are told to call. */
  readonly app: Hono;
  /** A `fetch` that sends what goes to `http://NAME.tally-agent.invalid` through that agent, and everything else through `otherwise`. */
  fetchVia(otherwise: typeof globalThis.fetch): typeof globalThis.fetch;
  /** When an agent was last seen, and how many requests wait for it; null: it never came. */
  status(name: string): { readonly lastSeenMs: number; readonly waiting: number } | null;
}

const hostEnding = '.tally-agent.invalid';
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The agent of a token. All are compared, each in constant time. */
function agentOf(agents: readonly KnownAgent[], authorization: string): string | null {
  const digest = sha256(authorization.replace(/^Bearer /, ''));
  let found: string | null = null;
  for (const agent of agents) {
    const expected = Buffer.from(agent.tokenSha256, 'hex');
    if (expected.length === digest.length && timingSafeEqual(expected, digest)) found = agent.name;
  }
  return found;
}

const errorWith = (code: string, text: string): Error => new TypeError('fetch failed', { cause: Object.assign(new Error(text), { code }) });

/** Why there is no answer, as `fetch` would throw it; what Tally never saw has a code that says so. */
function thrown(answer: Extract<AgentAnswer, { kind: 'failed' }>): Error {
  if (answer.why === 'refused') return errorWith('ECONNREFUSED', 'the agent cannot reach Tally');
  return answer.why === 'timeout' ? new DOMException('Tally did not answer the agent', 'TimeoutError') : errorWith('ECONNRESET', answer.why);
}

function responseOf(answer: AgentAnswer): Response {
  if (answer.kind === 'answered') return new Response(answer.body, { status: answer.status, headers: { 'content-type': answer.contentType } });
  if (answer.why === 'not_allowed') return new Response('the agent allows no such request', { status: 403 });
  throw thrown(answer);
}

/** Sends a request through a desk and waits for its answer. Rejects as `fetch` does. */
async function send(desk: AgentDesk, wake: () => void, request: Request, nowMs: number): Promise<Response> {
  const body = new Uint8Array(await request.arrayBuffer());
  const id = randomBytes(16).toString('hex');
  const { signal } = request;
  signal.throwIfAborted();
  return new Promise<Response>((resolve, reject) => {
    const settle = (answer: AgentAnswer): void => {
      signal.removeEventListener('abort', onAbort);
      try {
        resolve(responseOf(answer));
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    const onAbort = (): void => {
      // never handed over: certainly not done
      if (desk.withdraw(id).taken) reject(new DOMException('the agent did not answer in time', 'TimeoutError'));
      else reject(errorWith('UND_ERR_CONNECT_TIMEOUT', 'the agent did not take the request in time'));
    };
    const patienceMs = 600_000;
    const job: Job = { id, contentType: request.headers.get('content-type') ?? 'text/xml', body, patienceMs, taken: null, done: settle };
    const entered = desk.enqueue(job, nowMs);
    if (entered === 'away') reject(errorWith('EHOSTUNREACH', 'the agent is away'));
    else if (entered === 'full') resolve(new Response('too many requests wait for the agent', { status: 503, headers: { 'retry-after': '5' } }));
    else {
      signal.addEventListener('abort', onAbort, { once: true });
      wake();
    }
  });
}

async function readCapped(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** What an agent's call tells of a request; null for words that are none. */
function answerOf(request: Request, body: Uint8Array<ArrayBuffer>): AgentAnswer | null {
  const outcome = request.headers.get(headers.outcome) ?? '';
  const status = Number(request.headers.get(headers.status));
  if (outcome !== 'answered') {
    const why = failureOf(outcome);
    return why === null ? null : { kind: 'failed', why };
  }
  if (!Number.isInteger(status) || status < 200 || status > 599 || status === 204 || status === 304) return null;
  return { kind: 'answered', status, contentType: request.headers.get(headers.contentType) ?? '', body };
}

interface Waiters {
  wake(name: string): void;
  wait(name: string, ms: number, signal: AbortSignal): Promise<void>;
}

function createWaiters(): Waiters {
  const waiting = new Map<string, () => void>();
  return {
    wake: (name) => waiting.get(name)?.(),
    wait: (name, ms, signal) =>
      new Promise((resolve) => {
        // one long poll an agent: a newer one means that the older one's line is dead
        waiting.get(name)?.();
        const timer = setTimeout(() => end(), ms);
        const end = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', end);
          if (waiting.get(name) === end) waiting.delete(name);
          resolve();
        };
        waiting.set(name, end);
        signal.addEventListener('abort', end, { once: true });
      }),
  };
}

/**
 * The door through which Tally agents come: they ask for work with a token and bring answers. Requests wait in memory, at most so many an agent;
 * each ends answered, or as `fetch` ends when a line breaks: certain when the agent never had it, in doubt when it had.
 */
export function tallyAgentDoor(options: TallyAgentDoorOptions): TallyAgentDoor {
  const now = options.now ?? Date.now;
  const desks = new Map<string, AgentDesk>();
  const waiters = createWaiters();
  const deskOf = (name: string): AgentDesk => {
    const desk = desks.get(name) ?? createAgentDesk(options.mostWaiting ?? 64, options.awayMs ?? 60_000);
    desks.set(name, desk);
    return desk;
  };
  const enter = (c: Context): { readonly name: string; readonly instance: string } | Response => {
    const name = agentOf(options.agents(), c.req.header('authorization') ?? '');
    const instance = c.req.header(headers.instance) ?? '';
    if (name === null) return c.body(null, 401, { 'www-authenticate': 'Bearer' });
    return isJobId(instance) ? { name, instance } : c.body(null, 400);
  };
  const handOver = (c: Context, next: Next): Response => {
    if (next.kind === 'another_at_work') return c.body(null, 409);
    if (next.kind === 'none') return c.body(null, 204);
    const { job } = next;
    return c.body(job.body, 200, {
      'content-type': job.contentType,
      [headers.job]: job.id,
      [headers.patience]: String(job.patienceMs),
      'cache-control': 'no-store',
    });
  };

  const app = new Hono();
  app.get('/next', async (c) => {
    const agent = enter(c);
    if (agent instanceof Response) return agent;
    const desk = deskOf(agent.name);
    const first = desk.next(agent.instance, now());
    if (first.kind !== 'none') return handOver(c, first);
    const wished = Number(c.req.query('wait'));
    const longest = options.longestPollMs ?? 30_000;
    await waiters.wait(agent.name, Math.min(longest, Number.isFinite(wished) && wished >= 0 ? wished : longest), c.req.raw.signal);
    return c.req.raw.signal.aborted ? c.body(null, 204) : handOver(c, desk.next(agent.instance, now()));
  });
  app.post('/answer/:id', async (c) => {
    const agent = enter(c);
    if (agent instanceof Response) return agent;
    const body = await readCapped(c.req.raw, options.maxAnswerBytes ?? 40 * 1024 * 1024);
    const id = c.req.param('id');
    const answer = body === null ? ({ kind: 'failed', why: 'too_large' } as const) : answerOf(c.req.raw, body);
    if (answer === null || !isJobId(id)) return c.body(null, 400);
    const heard = deskOf(agent.name).answer(id, answer, now());
    options.log?.(`agent ${agent.name}: ${answer.kind === 'answered' ? answer.status : answer.why}${heard ? '' : ', too late'}`);
    return c.body(null, heard ? 204 : 404);
  });

  return {
    app,
    fetchVia: (otherwise) => async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      if (!url.hostname.endsWith(hostEnding)) return otherwise(input, init);
      const name = url.hostname.slice(0, -hostEnding.length);
      if (!options.agents().some((agent) => agent.name.toLowerCase() === name)) throw errorWith('ENOTFOUND', `no agent ${name} is known`);
      const known = options.agents().find((agent) => agent.name.toLowerCase() === name)?.name ?? name;
      return send(deskOf(known), () => waiters.wake(known), new Request(input, init), now());
    },
    status: (name) => {
      const desk = desks.get(name);
      const seen = desk?.lastSeen() ?? null;
      return desk && seen !== null ? { lastSeenMs: seen, waiting: desk.size() } : null;
    },
  };
}
