import { Agent, request } from 'node:https';
import { Readable } from 'node:stream';

/**
 * A `fetch` for bodies of text or bytes that trusts one more certificate authority besides the system's own.
 * Verification stays on; an installation with a private certificate hands in its CA instead of switching it off.
 */
export function fetchTrusting(ca: string, maxSockets: number): typeof globalThis.fetch {
  const agent = new Agent({ keepAlive: true, maxSockets, ca });
  return (input, init) =>
    new Promise<Response>((resolve, reject) => {
      const url = new URL(input instanceof Request ? input.url : input);
      if (url.protocol !== 'https:') {
        reject(new TypeError('a private CA needs an https address'));
        return;
      }
      const headers = Object.fromEntries(new Headers(init?.headers));
      const outgoing = request(url, { agent, method: init?.method ?? 'GET', headers, ...(init?.signal ? { signal: init.signal } : {}) }, (answer) => {
        const received = new Headers();
        for (let i = 0; i + 1 < answer.rawHeaders.length; i += 2) received.append(answer.rawHeaders[i] ?? '', answer.rawHeaders[i + 1] ?? '');
        const status = answer.statusCode ?? 502;
        const empty = status === 204 || status === 304;
        resolve(new Response(empty ? null : (Readable.toWeb(answer) as ReadableStream), { status, headers: received }));
      });
      outgoing.on('error', reject);
      outgoing.end(typeof init?.body === 'string' || init?.body instanceof Uint8Array ? init.body : undefined);
    });
}
