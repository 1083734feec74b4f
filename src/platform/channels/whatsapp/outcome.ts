import { idIn, objectIn, textIn } from './loose-json.ts';

/**
 * What became of a request, by what the caller must do: `rejected` never again as it is · `outside_window` only by template ·
 * `throttled`, `transient` the same again later (it was surely not sent) · `unauthorised` stop and tell the admin ·
 * `unknown` it may have been sent: wait for a status with our reference before sending again.
 */
export type Failure =
  | { readonly kind: 'rejected'; readonly code: string; readonly text: string }
  | { readonly kind: 'outside_window' }
  | { readonly kind: 'throttled'; readonly afterMs: number }
  | { readonly kind: 'unauthorised'; readonly text: string }
  | { readonly kind: 'unknown'; readonly why: string }
  | { readonly kind: 'transient'; readonly why: string };

/** What became of a message. `sent`: the provider took it; its statuses tell the rest. */
export type SendOutcome = { readonly kind: 'sent'; readonly providerId: string } | Failure;

/** The provider's error codes that do not simply mean `rejected`, with the pause for those that mean `throttled`. */
const unauthorised = new Set([0, 3, 10, 33, 190, 368, 131005, 131031, 131042, 131045, 133010]);
const throttled = new Map([
  [4, 60_000],
  [80007, 60_000],
  [130429, 1_000],
  [131048, 3_600_000],
  [131056, 6_000],
  [133016, 3_600_000],
]);
const transient = new Set([2, 131000, 131016, 131057, 133004]);
const outsideWindow = new Set([131047, 470]);

/** Whether an error of the provider says that the 24-hour window is closed. */
export const isOutsideWindow = (code: number): boolean => outsideWindow.has(code);

/** Reads an answer that is no success. `retryAfter` is the Retry-After header in seconds or as a date. */
export function failureOf(status: number, bodyText: string, retryAfter: string | null, nowMs: number): Failure {
  const error = objectIn(objectIn(parsed(bodyText)).error);
  const code = typeof error.code === 'number' ? error.code : null;
  const text = [textIn(error.message), textIn(objectIn(error.error_data).details)].filter((part) => part !== null).join(': ') || `HTTP ${status}`;
  const pause = throttled.get(code ?? -1) ?? (status === 429 ? 5_000 : null);
  if (pause !== null) return { kind: 'throttled', afterMs: Math.max(pause, waitOf(retryAfter, nowMs)) };
  return code === null ? withoutCode(status, text) : withCode({ status, code, text, passing: error.is_transient === true });
}

function withCode({
  status,
  code,
  text,
  passing,
}: {
  readonly status: number;
  readonly code: number;
  readonly text: string;
  readonly passing: boolean;
}): Failure {
  if (outsideWindow.has(code)) return { kind: 'outside_window' };
  if (unauthorised.has(code) || (code >= 200 && code <= 299)) return { kind: 'unauthorised', text: `${code} ${text}` };
  if (transient.has(code) || passing) return { kind: 'transient', why: `${code} ${text}` };
  return status >= 500 ? { kind: 'unknown', why: `${code} ${text}` } : { kind: 'rejected', code: String(code), text };
}

/** An answer that the messaging service did not write itself: a 5xx may come from a gateway after the message went through. */
function withoutCode(status: number, text: string): Failure {
  if (status === 401 || status === 403) return { kind: 'unauthorised', text };
  if (status >= 400 && status < 500 && status !== 408) return { kind: 'rejected', code: `http_${status}`, text };
  return { kind: 'unknown', why: text };
}

const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** Reads an error thrown by fetch: `transient` only when the connection was never made, else the request may have arrived. */
export function failureOfThrown(error: unknown): Failure {
  const codes = causes(error).map((cause) => textIn(objectIn(cause).code) ?? (cause instanceof Error ? cause.name : 'error'));
  const known = codes.find((code) => neverConnected.has(code));
  return known !== undefined ? { kind: 'transient', why: known } : { kind: 'unknown', why: codes.at(-1) ?? 'error' };
}

/** The error, its cause and, where several addresses were tried, the error of each. */
function causes(error: unknown): readonly unknown[] {
  const found: unknown[] = [];
  for (let at: unknown = error; at instanceof Error && found.length < 8; at = at.cause) {
    found.push(at);
    if (at instanceof AggregateError) found.push(...(at.errors as unknown[]));
  }
  return found;
}

/** The id of the message that the provider accepted; null when the answer does not say. */
export function acceptedId(bodyText: string): string | null {
  const messages = objectIn(parsed(bodyText)).messages;
  return Array.isArray(messages) ? idIn(objectIn(messages[0]).id) : null;
}

function waitOf(retryAfter: string | null, nowMs: number): number {
  if (retryAfter === null) return 0;
  const seconds = Number(retryAfter);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(retryAfter) - nowMs;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 3_600_000) : 0;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
