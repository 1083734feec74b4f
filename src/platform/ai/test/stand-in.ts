import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LlmKind } from '../index.ts';

/** A request as a provider sees it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
  /** All that was said to the model, whatever the provider calls it. */
  readonly prompt: string;
}

/** How the stand-in behaves: an answer of the model, or something else on the wire. */
export type Behaviour =
  { readonly answer: unknown } | { readonly status: number; readonly headers?: Record<string, string>; readonly raw?: string } | 'silent' | 'cut' | 'endless';

/** A loopback stand-in for a provider, with its recorded answer around whatever the model shall say. */
export interface StandIn {
  readonly url: string;
  readonly seen: Seen[];
  behave(behaviour: (seen: Seen) => Behaviour): void;
  close(): Promise<void>;
}

const recorded = (kind: LlmKind): string => readFileSync(new URL(`../fixtures/${kind}.json`, import.meta.url), 'utf8');

/** The recorded answer of a kind, saying `answer`: as text where the model writes text, as an object where it calls a tool. */
export function recordedAnswer(kind: LlmKind, answer: unknown): string {
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
  return recorded(kind).replace('"$ANSWER"', () => (kind === 'anthropic' && typeof answer !== 'string' ? text : JSON.stringify(text)));
}

export async function startStandIn(kind: LlmKind): Promise<StandIn> {
  const seen: Seen[] = [];
  let behaviour: (one: Seen) => Behaviour = () => ({ answer: {} });
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const body = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
      const one: Seen = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body, prompt: text };
      seen.push(one);
      reply(kind, response, behaviour(one));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    behave: (next) => void (behaviour = next),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function reply(kind: LlmKind, response: ServerResponse, behaviour: Behaviour): void {
  if (behaviour === 'silent') return;
  if (behaviour === 'cut') return void response.destroy();
  if (behaviour === 'endless') {
    response.writeHead(200, { 'content-type': 'application/json' });
    const more = (): void => void (response.destroyed ? null : response.write('x'.repeat(65_536), () => setImmediate(more)));
    return more();
  }
  if ('answer' in behaviour) {
    response.writeHead(200, { 'content-type': 'application/json' });
    return void response.end(recordedAnswer(kind, behaviour.answer));
  }
  response.writeHead(behaviour.status, behaviour.headers);
  response.end(behaviour.raw ?? '');
}
