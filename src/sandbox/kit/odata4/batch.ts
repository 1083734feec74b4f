import { badRequest } from './fault.ts';
import { fromJson, toJson } from './json.ts';

/** One request of a batch. `group`: those of one change set hold all or not at all. */
export interface BatchRequest {
  readonly id: string;
  readonly group: string | null;
  readonly method: string;
  /** Absolute, from the service's root, or below the service; `$id/…` goes on from what an earlier request made. */
  readonly url: string;
  readonly headers: Headers;
  readonly text: string;
}

/** The answer to one of them. */
export interface BatchAnswer {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

const boundaryOf = (type: string): string => /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type)?.slice(1).find(Boolean) ?? '';

/** Cuts headers from what follows the first empty line. */
function headed(text: string): { readonly head: readonly string[]; readonly rest: string } {
  const at = text.indexOf('\n\n');
  return { head: (at < 0 ? text : text.slice(0, at)).split('\n'), rest: at < 0 ? '' : text.slice(at + 2) };
}

function headersOf(lines: readonly string[]): Headers {
  const headers = new Headers();
  for (const line of lines) {
    const at = line.indexOf(':');
    if (at > 0) headers.append(line.slice(0, at).trim(), line.slice(at + 1).trim());
  }
  return headers;
}

function partsOf(text: string, boundary: string): readonly string[] {
  if (boundary === '') throw badRequest('batch', 'The batch has no boundary');
  const parts = text.replaceAll('\r\n', '\n').split(new RegExp(`(?:^|\\n)--${boundary.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
  if (parts.length < 2 || !parts.at(-1)?.startsWith('--')) throw badRequest('batch', 'The batch does not end with its boundary');
  return parts.slice(1, -1).map((part) => part.replace(/^[ \t]*\n/, ''));
}

function applicationHttp(id: string, group: string | null, text: string): BatchRequest {
  const { head, rest } = headed(text.replace(/^\n+/, ''));
  const [, method, url] = /^([A-Z]+)\s+(\S+)(?:\s+HTTP\/1\.1)?\s*$/.exec(head[0] ?? '') ?? [];
  if (method === undefined || url === undefined)
    throw badRequest('batch', 'A request of the batch has no request line', { value: (head[0] ?? '').slice(0, 60) });
  return { id, group, method, url, headers: headersOf(head.slice(1)), text: rest.trim() };
}

/** The requests of a `multipart/mixed` body, those of change sets in groups. What cannot be read is a fault. */
export function readMultipart(text: string, contentType: string): readonly BatchRequest[] {
  return partsOf(text, boundaryOf(contentType)).flatMap((part, index) => {
    const { head, rest } = headed(part);
    const type = headersOf(head).get('content-type') ?? '';
    if (!/^multipart\/mixed/i.test(type)) return [applicationHttp(headersOf(head).get('content-id') ?? `r${index + 1}`, null, rest)];
    const inner = partsOf(rest, boundaryOf(type)).map((one, at) => {
      const cut = headed(one);
      return applicationHttp(headersOf(cut.head).get('content-id') ?? `g${index + 1}.${at + 1}`, `g${index + 1}`, cut.rest);
    });
    checkIds(inner);
    return inner;
  });
}

function checkIds(requests: readonly BatchRequest[]): void {
  const ids = requests.map((request) => request.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw badRequest('batch', `The content id '${twice}' is used more than once`, { value: twice });
}

/** The requests of a JSON batch (`{"requests":[…]}`). */
export function readJsonBatch(text: string): readonly BatchRequest[] {
  const json = fromJson(text);
  if (json === undefined) throw badRequest('batch', 'The batch is no JSON');
  const requests = (json as { requests?: unknown } | null)?.requests;
  if (!Array.isArray(requests)) throw badRequest('batch', 'The batch has no requests');
  const read = requests.map(jsonRequest);
  checkIds(read);
  return read;
}

function jsonRequest(one: unknown): BatchRequest {
  const { id, method, url, headers, body, atomicityGroup } = (one ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof id !== 'string' || typeof method !== 'string' || typeof url !== 'string')
    throw badRequest('batch', 'A request of the batch needs id, method and url');
  const sent = new Headers(typeof headers === 'object' && headers !== null ? (headers as Record<string, string>) : {});
  if (!sent.has('content-type') && body !== undefined) sent.set('content-type', 'application/json');
  const group = typeof atomicityGroup === 'string' ? atomicityGroup : null;
  return { id, group, method: method.toUpperCase(), url, headers: sent, text: body === undefined ? '' : toJson(body) };
}

const statusLine = (status: number): string => `HTTP/1.1 ${status} ${status < 300 ? 'OK' : 'Error'}`;

function partText(answer: BatchAnswer): string {
  const headers = Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}`);
  return [
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    `Content-ID: ${answer.id}`,
    '',
    statusLine(answer.status),
    ...headers,
    '',
    answer.text,
  ].join('\r\n');
}

/** The answers as `multipart/mixed`: change sets that held in a part of their own, one that failed as one plain answer. */
export function multipartText(groups: readonly (readonly BatchAnswer[])[], nested: readonly boolean[], boundary: string): string {
  const parts = groups.map((answers, index) => {
    if (!nested[index]) return answers.map(partText).join(`\r\n--${boundary}\r\n`);
    const inner = `changesetresponse_${index + 1}`;
    return [`Content-Type: multipart/mixed; boundary=${inner}`, '', ...answers.map((answer) => `--${inner}\r\n${partText(answer)}`), `--${inner}--`].join(
      '\r\n',
    );
  });
  return `${parts.map((part) => `--${boundary}\r\n${part}`).join('\r\n')}\r\n--${boundary}--\r\n`;
}
