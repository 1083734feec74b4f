import type { ErpFailure } from './types.ts';

/** Why a call got no usable answer. `sent` tells whether the other side may have received it. */
export type HttpFault = { readonly kind: 'fault'; readonly why: FaultWhy; readonly sent: boolean; readonly detail: string };

/** Names of what can go wrong between us and an answer. */
export type FaultWhy =
  | 'refused'
  | 'name_not_found'
  | 'connect_timeout'
  | 'tls_refused'
  | 'egress_refused'
  | 'redirect_refused'
  | 'timeout'
  | 'reset'
  | 'too_large'
  | 'wrong_format'
  | 'login_page';

/** A complete answer. `body` is undefined when it was empty. */
export interface HttpAnswer {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

const beforeSend: Readonly<Record<string, FaultWhy>> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  ENOTFOUND: 'name_not_found',
  EAI_AGAIN: 'name_not_found',
  UND_ERR_CONNECT_TIMEOUT: 'connect_timeout',
};

/** Reads the error of a `fetch` that threw. What is not known to have failed before sending counts as sent. */
export function faultOf(error: unknown): HttpFault {
  const codes = codesOf(error);
  const detail = codes.join(' < ');
  for (const code of codes) {
    const why = beforeSend[code];
    if (why) return { kind: 'fault', why, sent: false, detail };
    if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/.test(code)) return { kind: 'fault', why: 'tls_refused', sent: false, detail };
  }
  const timedOut = codes.some((code) => /^(TimeoutError|AbortError|ETIMEDOUT|.*_TIMEOUT)$/.test(code));
  return { kind: 'fault', why: timedOut ? 'timeout' : 'reset', sent: true, detail };
}

/** Codes (or names) of an error, of what caused it, and of the parts of an aggregate. */
function codesOf(error: unknown, depth = 0): readonly string[] {
  if (!(error instanceof Error) || depth > 5) return [];
  const own = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  const parts: readonly unknown[] = error instanceof AggregateError ? error.errors : [];
  return [own, ...parts.flatMap((part) => codesOf(part, depth + 1)), ...codesOf(error.cause, depth + 1)];
}

/** Reads `Retry-After` (seconds or an HTTP date) as milliseconds from `nowMs`, at most five minutes; null without one. */
export function retryAfterMs(headers: Headers, nowMs: number): number | null {
  const text = headers.get('retry-after')?.trim();
  if (!text) return null;
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 300_000) : null;
}

const throttledWithoutHint = 2_000;

/** A fault as a connector failure, for a call that changes nothing in the ERP. */
export function readFailure(fault: HttpFault): ErpFailure {
  if (fault.why === 'login_page') return { kind: 'unauthorised', text: 'the ERP answered with a sign-in page' };
  return { kind: 'transient', why: fault.why };
}

/**
 * The failure that the status line of a read names, or null when its body decides (2xx, 4xx with a message).
 * 429 and 503 are the same to us: later.
 */
export function readStatusFailure(answer: HttpAnswer, nowMs: number): ErpFailure | null {
  const { status } = answer;
  if (status === 401) return { kind: 'unauthorised', text: 'the ERP refused our user (401)' };
  if (status === 429 || status === 503) return { kind: 'throttled', afterMs: retryAfterMs(answer.headers, nowMs) ?? throttledWithoutHint };
  if (status >= 500 || status === 408) return { kind: 'transient', why: `status_${status}` };
  return null;
}

/**
 * The same for a write, where the promise is stronger: a failure only when it is certain that the ERP did nothing,
 * else `unknown`. A 503 without Retry-After comes from whatever stands before the ERP and proves nothing.
 */
export function writeStatusFailure(answer: HttpAnswer, nowMs: number): ErpFailure | { readonly kind: 'unknown'; readonly why: string } | null {
  const { status } = answer;
  const after = retryAfterMs(answer.headers, nowMs);
  if (status === 401) return { kind: 'unauthorised', text: 'the ERP refused our user (401)' };
  if (status === 429 || (status === 503 && after !== null)) return { kind: 'throttled', afterMs: after ?? throttledWithoutHint };
  if (status === 408 || status >= 501) return { kind: 'unknown', why: `status_${status}` };
  return null;
}

/** A fault as the outcome of a write: unknown as soon as the request may have arrived. */
export function writeFault(fault: HttpFault): ErpFailure | { readonly kind: 'unknown'; readonly why: string } {
  if (fault.why === 'login_page') return { kind: 'unauthorised', text: 'the ERP answered with a sign-in page' };
  return fault.sent ? { kind: 'unknown', why: fault.why } : { kind: 'transient', why: fault.why };
}
