import { isRecord } from '../../kit/odata/codec.ts';
import { intOf } from '../../kit/odata4/codec.ts';
import type { ErpFailure } from '../../kit/types.ts';
import { refusalOf, type Unknown } from '../client.ts';
import type { BcCompany } from '../read/companies.ts';
import type { Tools } from './tools.ts';

/** One request of a batch; `path` below the company. */
export interface BatchPart {
  readonly method: 'PATCH' | 'POST' | 'DELETE';
  readonly path: string;
  readonly version?: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** What a batch came to. `failedAt`: which of its requests was refused, counted from zero. */
export type BatchOutcome =
  { readonly kind: 'held' } | { readonly kind: 'refused'; readonly failedAt: number; readonly failure: ErpFailure } | ErpFailure | Unknown;

/** Operations that one batch may have. */
export const batchLimit = 100;

/**
 * Sends all requests as one batch that holds as a whole or not at all (`Isolation: snapshot`). Its status is 200 whatever is in it, and requests
 * before a refused one are told as done though they are undone: only the refused one counts.
 */
export async function sendBatch(step: string, company: BcCompany, parts: readonly BatchPart[], { client, record }: Tools): Promise<BatchOutcome> {
  const requests = parts.map((part, index) => ({
    id: String(index + 1),
    method: part.method,
    // without a slash before it: with one the service looks outside the API
    url: company.api(part.path).replace('api/v2.0/', ''),
    headers: { 'content-type': 'application/json', ...(part.version === undefined ? {} : { 'if-match': part.version }) },
    ...(part.body === undefined ? {} : { body: part.body }),
  }));
  const answer = await client.send(step, 'POST', 'api/v2.0/$batch', { requests }, { isolation: 'snapshot' }, record);
  if (answer.kind !== 'ok') return answer;
  const responses = isRecord(answer.json) && Array.isArray(answer.json['responses']) ? answer.json['responses'].filter(isRecord) : [];
  const failedAt = responses.findIndex((one) => (intOf(one, 'status') ?? 500) >= 400);
  const failed = responses[failedAt];
  if (failed) {
    const status = intOf(failed, 'status') ?? 500;
    return status >= 500
      ? { kind: 'unknown', why: `batch_status_${status}` }
      : { kind: 'refused', failedAt, failure: refusalOf({ status, body: failed['body'] }) };
  }
  return responses.length === parts.length ? { kind: 'held' } : { kind: 'unknown', why: 'batch_incomplete' };
}
