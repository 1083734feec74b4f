import { listen } from '../platform/http/server.ts';
import type { ServeOptions } from '../platform/http/server.ts';
import type { Settings } from './settings.ts';
import { Trouble } from './start-trouble.ts';

/** The web's address, taken early because others must know it; it answers 503 until `serve` gives it an application. */
export interface Web {
  readonly url: string;
  /** True when the wanted port was busy. */
  readonly moved: boolean;
  serve(fetch: ServeOptions['fetch']): void;
  close(): Promise<void>;
}

const graceMs = 800;
const starting: ServeOptions['fetch'] = () => Response.json({ fault: { code: 'starting' } }, { status: 503, headers: { 'Retry-After': '1' } });

/** How a browser on this machine or in this network reaches what listens on `host`. */
const reachable = (host: string): string => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host);

const hostSentences: Readonly<Record<string, (host: string, port: number) => string>> = {
  EACCES: (_host, port) => `This account may not listen on port ${port}; choose one above 1023 with --port.`,
  EADDRNOTAVAIL: (host) => `${host} is no address of this machine; choose another with --host.`,
  ENOTFOUND: (host) => `${host} is no address of this machine; choose another with --host.`,
};

/** Listens on the wanted port, or the next free one. Throws Trouble when the address cannot be used. */
export async function openWeb(settings: Pick<Settings, 'host' | 'port'>): Promise<Web> {
  let current = starting;
  const { host, port } = settings;
  const server = await listen({ fetch: (request, env) => current(request, env), hostname: host, port }).catch((error: NodeJS.ErrnoException) => {
    const sentence = hostSentences[error.code ?? '']?.(host, port) ?? (error.message.startsWith('no free port') ? `There is ${error.message}.` : null);
    throw sentence ? new Trouble(sentence) : error;
  });
  return { url: `http://${reachable(host)}:${server.port}`, moved: server.moved, serve: (fetch) => void (current = fetch), close: () => server.close(graceMs) };
}
