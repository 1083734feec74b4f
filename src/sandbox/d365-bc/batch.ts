import { badRequest } from '../kit/odata4/index.ts';
import { readMultipart } from '../kit/odata4/batch.ts';
import { fromJson, toJson } from '../kit/odata4/json.ts';

/** A batch ready for the face of one company. */
export interface CompanyBatch {
  /** Id or name of the company that all requests are for. */
  readonly company: string;
  readonly text: string;
}

type Plain = Readonly<Record<string, unknown>>;
const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value);

/** `companies(<id>)/rest`, also absolute or with a slash before it; null when the address names no company. */
function cut(url: string): { readonly company: string; readonly rest: string } | null {
  const match = /^(?:https?:\/\/[^/]+)?(?:\/[^?]*)?\/?companies\(([^)]+)\)\/(.*)$/.exec(url);
  return match ? { company: match[1] ?? '', rest: match[2] ?? '' } : null;
}

function companyIn(headers: unknown): string {
  const found = isPlain(headers) ? Object.entries(headers).find(([name]) => name.toLowerCase() === 'company') : undefined;
  return typeof found?.[1] === 'string' ? found[1] : '';
}

const oneOf = (companies: readonly string[]): string => {
  const all = new Set(companies);
  const [company = ''] = all;
  if (all.size > 1) throw badRequest('batch', 'The requests of one batch must be for one company here');
  return company;
};

/** Reads a batch sent to the service's root: which company it is for, and its requests below that company. Requests without id are numbered. */
export function readBatch(text: string, contentType: string, most: number): CompanyBatch {
  return /^multipart\/mixed/i.test(contentType) ? multipart(text, contentType, most) : json(text, most);
}

function json(text: string, most: number): CompanyBatch {
  const body = fromJson(text);
  const requests = isPlain(body) ? body['requests'] : undefined;
  if (!Array.isArray(requests)) throw badRequest('batch', 'The batch has no requests');
  if (requests.length > most) throw badRequest('batch', `A batch holds at most ${most} operations`);
  const read = requests.map((one: unknown, index) => {
    if (!isPlain(one) || typeof one['url'] !== 'string') throw badRequest('batch', 'A request of the batch needs method and url');
    const found = cut(one['url']);
    const company = found?.company ?? companyIn(one['headers']);
    return { company, request: { ...one, id: typeof one['id'] === 'string' ? one['id'] : `r${index + 1}`, url: found?.rest ?? one['url'] } };
  });
  return { company: oneOf(read.map((one) => one.company)), text: toJson({ requests: read.map((one) => one.request) }) };
}

function multipart(text: string, contentType: string, most: number): CompanyBatch {
  const requests = readMultipart(text, contentType);
  if (requests.length > most) throw badRequest('batch', `A batch holds at most ${most} operations`);
  const groups = requests.flatMap((one) => one.group ?? []);
  // a change set holds one request only; the error says so with status 500
  if (new Set(groups).size < groups.length)
    throw badRequest(
      'internal',
      'Multiple requests within the same change set are not supported by Microsoft Dynamics 365 Business Central OData web services.',
    );
  const company = oneOf(requests.map((one) => cut(one.url)?.company ?? one.headers.get('company') ?? ''));
  return { company, text: text.replace(/^(GET|POST|PATCH|PUT|DELETE) (\S+)/gm, (all, method: string, url: string) => `${method} ${cut(url)?.rest ?? url}`) };
}

const success: Readonly<Record<string, number>> = { POST: 201, DELETE: 204 };

/**
 * What the answer to an isolated batch looks like when one of its requests was refused: those before it seem to have held, though all of it
 * was undone, and those behind it are not answered.
 */
export function oddAnswer(text: string, sent: string): string {
  const answer = fromJson(text);
  const responses = isPlain(answer) && Array.isArray(answer['responses']) ? answer['responses'].filter(isPlain) : [];
  const body = fromJson(sent);
  const requests = isPlain(body) && Array.isArray(body['requests']) ? body['requests'].filter(isPlain) : [];
  const statusOf = (one: Plain | undefined): number => Number(toJson(one?.['status']));
  const failed = responses.findIndex((one) => statusOf(one) >= 400 && statusOf(one) !== 424);
  if (failed < 0) return text;
  const shown = responses
    .slice(0, failed + 1)
    .map((one, index) => (index < failed ? { ...one, status: success[String(requests[index]?.['method']).toUpperCase()] ?? 200 } : one));
  return toJson({ responses: shown });
}
