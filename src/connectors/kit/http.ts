import { createGate } from './gate.ts';
import { jsonFormat } from './format.ts';
import type { WireFormat } from './format.ts';
import { faultOf } from './outcome.ts';
import type { HttpAnswer, HttpFault } from './outcome.ts';
import { fetchTrusting } from './private-ca.ts';
import type { CallRecord, ConnectorDeps } from './types.ts';

/** What a client may do, and where. */
export interface ErpHttpSettings {
  /** Scheme, host and port. Calls can go nowhere else. */
  readonly baseUrl: string;
  /** For the whole call, body included. */
  readonly timeoutMs: number;
  readonly maxBodyBytes: number;
  /** Calls at once; further ones wait. */
  readonly concurrency: number;
  /** One more certificate authority to trust, PEM. */
  readonly ca: string | null;
  /** What is spoken; default JSON. */
  readonly format?: WireFormat;
}

/** One call. */
export interface ErpRequest {
  /** What the call is for, as the order page names it: `find`, `create`, `verify`, `csrf`, `read item`. */
  readonly step: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path and query below the base address, or an absolute address of the same host. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly record?: (call: CallRecord) => void;
}

/** Makes one call; never throws for what the other side does. */
export type ErpHttp = (request: ErpRequest) => Promise<HttpAnswer | HttpFault>;

/**
 * An HTTP client for one ERP: time-out, size cap, at most `concurrency` calls at once, no redirects, no other host,
 * TLS always verified, one format only. It never throws for what the other side does; it records each call without body or secret.
 * A read whose connection broke is repeated once at once; a write never is.
 */
export function createErpHttp(settings: ErpHttpSettings, deps: ConnectorDeps): ErpHttp {
  const base = new URL(settings.baseUrl);
  const send = settings.ca === null ? deps.fetch : fetchTrusting(settings.ca, settings.concurrency);
  const gate = createGate(settings.concurrency);

  const attempt = async (request: ErpRequest): Promise<HttpAnswer | HttpFault> => {
    const started = deps.now();
    const url = targetOf(base, request.path);
    const outcome = url ? await exchange(send, url, request, settings) : fault('egress_refused', false, 'another host');
    request.record?.(recordOf(request, outcome, started, deps.now()));
    return outcome;
  };

  return (request) =>
    gate(async () => {
      const first = await attempt(request);
      const again = request.method === 'GET' && first.kind === 'fault' && first.why === 'reset';
      return again ? attempt(request) : first;
    });
}

const fault = (why: HttpFault['why'], sent: boolean, detail: string): HttpFault => ({ kind: 'fault', why, sent, detail });

function targetOf(base: URL, path: string): URL | null {
  if (!URL.canParse(path, base)) return null;
  const url = new URL(path, base);
  return url.origin === base.origin ? url : null;
}

async function exchange(send: typeof globalThis.fetch, url: URL, request: ErpRequest, settings: ErpHttpSettings): Promise<HttpAnswer | HttpFault> {
  const hasBody = request.body !== undefined;
  const format = settings.format ?? jsonFormat;
  try {
    const response = await send(url, {
      method: request.method,
      headers: { accept: format.accept, ...(hasBody ? { 'content-type': format.contentType } : {}), ...request.headers },
      ...(hasBody ? { body: format.encode(request.body) } : {}),
      redirect: 'manual',
      signal: AbortSignal.timeout(settings.timeoutMs),
    });
    if (response.status >= 300 && response.status < 400 && response.status !== 304) {
      await response.body?.cancel();
      return fault('redirect_refused', true, `status ${response.status}`);
    }
    const bytes = await readCapped(response, settings.maxBodyBytes);
    return bytes === null ? fault('too_large', true, `more than ${settings.maxBodyBytes} bytes`) : answerOf(response, bytes, format);
  } catch (error) {
    return faultOf(error);
  }
}

async function readCapped(response: Response, maxBytes: number): Promise<Uint8Array | null> {
  if (!response.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body as ReadableStream<Uint8Array>) {
    size += chunk.byteLength;
    // Leaving the loop cancels the stream, so an endless body costs no more than the cap.
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function answerOf(response: Response, bytes: Uint8Array, format: WireFormat): HttpAnswer | HttpFault {
  const answer = (body: unknown): HttpAnswer => ({ kind: 'answer', status: response.status, headers: response.headers, body });
  const type = response.headers.get('content-type') ?? '';
  const html = /html/i.test(type) || /^\s*<(!doctype html|html)/i.test(new TextDecoder().decode(bytes.subarray(0, 100)));
  // A sign-in page comes with 200; an HTML page with an error status is only a gateway's way to say the status.
  if (html && response.status < 400) return fault('login_page', true, `HTML instead of ${format.name}`);
  if (bytes.byteLength === 0 || html) return answer(undefined);
  const body = format.decode(bytes, type);
  if (body !== undefined) return answer(body);
  return response.status >= 400 ? answer(undefined) : fault('wrong_format', true, `no ${format.name}: ${type || 'no content type'}`);
}

function recordOf(request: ErpRequest, outcome: HttpAnswer | HttpFault, startedMs: number, endedMs: number): CallRecord {
  const answered = outcome.kind === 'answer';
  return {
    at: new Date(startedMs).toISOString(),
    step: request.step,
    method: request.method,
    path: request.path.slice(0, 500),
    status: answered ? outcome.status : null,
    ms: Math.max(0, Math.round(endedMs - startedMs)),
    outcome: answered ? (outcome.status < 400 ? 'ok' : 'refused') : outcome.why,
    detail: answered ? null : outcome.detail.slice(0, 200),
  };
}
