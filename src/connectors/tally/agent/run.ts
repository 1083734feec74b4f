import { setTimeout as wait } from 'node:timers/promises';
import { faultOf } from '../../kit/outcome.ts';
import { textOfBytes } from '../wire/xml-format.ts';
import { allowedCompany } from './allow-list.ts';
import { openAnswerStore } from './answer-store.ts';
import type { AnswerStore } from './answer-store.ts';
import { headers, isJobId } from './protocol.ts';
import type { AgentAnswer } from './protocol.ts';

/** How an agent runs: beside Tally, opening connections to the server only. */
export interface TallyAgentOptions {
  /** Where the server's agent door is: `https://karkhana.example/api/tally-agent`. Plain HTTP to this machine only. */
  readonly serverUrl: string;
  readonly token: string;
  /** Tally on this machine or beside it. */
  readonly tallyUrl: string;
  /** Folder for what must outlive a kill. */
  readonly stateDir: string;
  /** Companies that may be asked for; empty or left out: all that are open. */
  readonly companies?: readonly string[];
  readonly fetch: typeof globalThis.fetch;
  /** One line an event, never a body or a secret. */
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
  /** Default 25 s. */
  readonly pollMs?: number;
  /** Longest wait after failures; default 30 s. */
  readonly restMs?: number;
}

interface Job {
  readonly id: string;
  readonly contentType: string;
  readonly patienceMs: number;
  readonly body: Uint8Array<ArrayBuffer>;
}

const mostBytes = 32 * 1024 * 1024;

async function readCapped(response: Response, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** Asks Tally once. Whatever is not certain to have failed before Tally saw it is told as possibly done. */
async function askTally(job: Job, options: TallyAgentOptions): Promise<AgentAnswer> {
  try {
    const response = await options.fetch(options.tallyUrl, {
      method: 'POST',
      headers: { 'content-type': job.contentType, accept: 'text/xml' },
      body: job.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(Math.min(Math.max(job.patienceMs, 1), 600_000)),
    });
    const body = await readCapped(response, mostBytes);
    if (body === null) return { kind: 'failed', why: 'too_large' };
    return { kind: 'answered', status: response.status, contentType: response.headers.get('content-type') ?? '', body };
  } catch (error) {
    const fault = faultOf(error);
    return { kind: 'failed', why: fault.sent ? (fault.why === 'timeout' ? 'timeout' : 'reset') : 'refused' };
  }
}

function isAllowed(job: Job, options: TallyAgentOptions): boolean {
  const text = textOfBytes(job.body, job.contentType);
  const company = text === null ? null : allowedCompany(text);
  if (company === null) return false;
  return (options.companies ?? []).length === 0 || (options.companies ?? []).includes(company);
}

/** Carries one request out, unless this folder has seen it: then the answer that it has is told again. */
async function carryOut(job: Job, store: AnswerStore, options: TallyAgentOptions): Promise<void> {
  if ((await store.read(job.id)) !== null) return;
  if ((await store.interrupted()).includes(job.id)) {
    await store.keep(job.id, { kind: 'failed', why: 'interrupted' });
    return;
  }
  const allowed = isAllowed(job, options);
  if (!allowed) options.log(`request ${job.id} is none of those that are allowed: refused`);
  if (allowed) await store.begin(job.id);
  const answer: AgentAnswer = allowed ? await askTally(job, options) : { kind: 'failed', why: 'not_allowed' };
  await store.keep(job.id, answer);
  options.log(`request ${job.id}: ${answer.kind === 'answered' ? `answered ${answer.status}` : answer.why}`);
}

/** A call to the server; null when the link is down. */
async function callServer(path: string, store: AnswerStore, options: TallyAgentOptions, init: RequestInit, patienceMs: number): Promise<Response | null> {
  const given = new Headers(init.headers);
  given.set('authorization', `Bearer ${options.token}`);
  given.set(headers.instance, store.instance);
  try {
    const signal = AbortSignal.any([options.signal, AbortSignal.timeout(patienceMs)]);
    return await options.fetch(`${options.serverUrl.replace(/\/$/, '')}/${path}`, { ...init, headers: given, redirect: 'manual', signal });
  } catch {
    return null;
  }
}

/** Gives the server one answer. True when it needs it no longer. */
async function deliver(id: string, store: AnswerStore, options: TallyAgentOptions): Promise<boolean> {
  const answer = await store.read(id);
  if (answer === null) return true;
  const told: Record<string, string> =
    answer.kind === 'answered'
      ? { [headers.outcome]: 'answered', [headers.status]: String(answer.status), [headers.contentType]: answer.contentType }
      : { [headers.outcome]: answer.why };
  const body = answer.kind === 'answered' ? answer.body : new Uint8Array();
  const response = await callServer(
    `answer/${id}`,
    store,
    options,
    { method: 'POST', headers: { ...told, 'content-type': 'application/octet-stream' }, body },
    120_000,
  );
  await response?.body?.cancel();
  // 404: the server knows the request no longer (it was started again); whoever asked has looked in Tally itself
  if (response === null || (response.status !== 204 && response.status !== 404)) return false;
  await store.forget(id);
  return true;
}

async function deliverAll(store: AnswerStore, options: TallyAgentOptions): Promise<boolean> {
  for (const id of await store.interrupted()) await store.keep(id, { kind: 'failed', why: 'interrupted' });
  for (const id of await store.waiting()) if (!(await deliver(id, store, options))) return false;
  return true;
}

const refusals: Readonly<Record<number, string>> = { 401: 'the server does not know our token', 409: 'another agent with our token is at work' };

async function nextJob(store: AnswerStore, options: TallyAgentOptions): Promise<Job | 'none' | 'failed'> {
  const pollMs = options.pollMs ?? 25_000;
  const response = await callServer(`next?wait=${pollMs}`, store, options, { method: 'GET' }, pollMs + 15_000);
  if (response === null) return 'failed';
  if (response.status !== 200) {
    await response.body?.cancel();
    if (response.status === 204) return 'none';
    options.log(refusals[response.status] ?? `the server answers ${response.status}`);
    return 'failed';
  }
  const id = response.headers.get(headers.job) ?? '';
  const body = await readCapped(response, mostBytes).catch(() => null);
  if (!isJobId(id) || body === null) return 'failed';
  return { id, body, contentType: response.headers.get('content-type') ?? 'text/xml', patienceMs: Number(response.headers.get(headers.patience)) || 30_000 };
}

/** Only a link that nobody can listen to may carry the token. */
function checkServer(serverUrl: string): void {
  const url = new URL(serverUrl);
  const local = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !local) throw new Error(`the server must be reached over https, not ${url.protocol}//${url.hostname}`);
}

/**
 * Runs the agent until the signal ends it: takes one request at a time from the server, checks that it is one of the fixed ones, asks Tally, and gives the answer back.
 * What it has begun and what it has to tell are on disk before they count, so a lost link or a kill loses nothing and doubles nothing.
 * Throws when the folder is another agent's, or the server would be reached without TLS.
 */
export async function runTallyAgent(options: TallyAgentOptions): Promise<void> {
  checkServer(options.serverUrl);
  const store = await openAnswerStore(options.stateDir);
  let failures = 0;
  const rest = async (): Promise<void> => {
    failures += 1;
    const longest = options.restMs ?? 30_000;
    await wait(Math.min(longest, 250 * 2 ** Math.min(failures, 10)), undefined, { signal: options.signal }).catch(() => undefined);
  };
  options.log(`agent ${store.instance.slice(0, 8)} works for ${new URL(options.serverUrl).host}`);
  try {
    while (!options.signal.aborted) {
      if (!(await deliverAll(store, options))) {
        await rest();
        continue;
      }
      const job = await nextJob(store, options);
      if (job === 'failed') await rest();
      else failures = 0;
      if (typeof job !== 'string') await carryOut(job, store, options);
    }
  } finally {
    await store.close();
  }
}
