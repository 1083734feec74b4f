import { z } from 'zod';
import { Broken, Refused, SignedOut, Unreachable } from './refused.ts';

const refusalBody = z.object({ refusal: z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()).default({}) }) });

interface Ask {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  /** Another origin: the sandbox of the demo. Cookies stay at home. */
  readonly origin?: string;
}

/**
 * Asks the server and checks the answer against its contract. Throws `Refused` for a business no, `SignedOut` for 401,
 * `Unreachable` when no answer came, `Broken` for everything else that is not what was promised.
 */
export async function ask<S extends z.ZodType>(schema: S, path: string, options: Ask = {}): Promise<z.output<S>> {
  const response = await send(path, options);
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw failureOf(response, body);
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Broken(`${path}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`, response.status, response.headers.get('x-request-id'));
  }
  return parsed.data;
}

async function send(path: string, options: Ask): Promise<Response> {
  const init: RequestInit = {
    method: options.method ?? 'GET',
    credentials: options.origin === undefined ? 'same-origin' : 'omit',
    headers: options.body === undefined ? { accept: 'application/json' } : { accept: 'application/json', 'content-type': 'application/json' },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  };
  try {
    return await fetch(`${options.origin ?? ''}${path}`, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Unreachable(path);
  }
}

function failureOf(response: Response, body: unknown): Error {
  if (response.status === 401) return new SignedOut();
  const refusal = refusalBody.safeParse(body);
  if (refusal.success) return new Refused(refusal.data.refusal.code, refusal.data.refusal.facts, response.status);
  if (response.status === 502 || response.status === 503 || response.status === 504) return new Unreachable(String(response.status));
  return new Broken(`HTTP ${response.status}`, response.status, response.headers.get('x-request-id'));
}

/** A query string without its empty parts; never a lone question mark. */
export function queryOf(parts: Readonly<Record<string, string | number | null | undefined>>): string {
  const filled = Object.entries(parts).filter((entry): entry is [string, string | number] => entry[1] !== null && entry[1] !== undefined && entry[1] !== '');
  const text = new URLSearchParams(filled.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}
