import { exactJsonFormat, type WireFormat } from '../kit/format.ts';

/** One write of a change set; the path is below the service. */
export interface BatchWrite {
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly etag?: string;
}

/** The answer to one write, or the one answer for all when the change set was refused. */
export interface BatchResult {
  readonly status: number;
  readonly body: unknown;
}

const outer = 'batch_karkhana';
const inner = 'changeset_karkhana';

/** A body of `multipart/mixed`, written as text and read as text; errors before the batch is looked at come as JSON. */
export const multipartFormat: WireFormat = {
  name: 'multipart/mixed',
  accept: 'multipart/mixed, application/json',
  contentType: `multipart/mixed; boundary=${outer}`,
  encode: (body) => String(body),
  decode: (bytes, contentType) => (/json/i.test(contentType) ? exactJsonFormat.decode(bytes, contentType) : new TextDecoder().decode(bytes)),
};

/** One change set: all of the writes hold, or none. `root`: the path of the service. */
export function changeSetText(root: string, writes: readonly BatchWrite[]): string {
  const parts = writes.map(({ method, path, body, etag }, index) =>
    [
      `--${inner}`,
      'Content-Type: application/http',
      'Content-Transfer-Encoding: binary',
      `Content-ID: ${index + 1}`,
      '',
      `${method} ${root}/${path} HTTP/1.1`,
      'Content-Type: application/json;odata.metadata=minimal',
      ...(etag === undefined || etag === '' ? [] : [`If-Match: ${etag}`]),
      '',
      body === undefined ? '' : String(exactJsonFormat.encode(body)),
      '',
    ].join('\r\n'),
  );
  return [`--${outer}`, `Content-Type: multipart/mixed; boundary=${inner}`, '', ...parts, `--${inner}--`, `--${outer}--`, ''].join('\r\n');
}

/** The answers inside a `multipart/mixed` body in their order; null when it has none. */
export function readBatchAnswer(body: unknown): readonly BatchResult[] | null {
  if (typeof body !== 'string') return null;
  const results = [...body.matchAll(/HTTP\/1\.1 (\d{3})[^\r\n]*\r?\n([\s\S]*?)(?=\r?\n--|$)/g)].map(([, status = '', rest = '']): BatchResult => {
    const [, text = ''] = /(?:^|\r?\n)\r?\n([\s\S]*)$/.exec(rest) ?? [];
    return { status: Number(status), body: exactJsonFormat.decode(new TextEncoder().encode(text), 'application/json') };
  });
  return results.length === 0 ? null : results;
}
