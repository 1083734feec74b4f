import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';

/** What a handler finds in Hono's `c.env` when the request came over a socket; empty in process. */
export interface SocketEnv {
  readonly incoming?: IncomingMessage;
}

/** A stand-in's handler, as Hono's `app.fetch` has it. */
export type SandboxFetch = (request: Request, env: SocketEnv) => Response | Promise<Response>;

/** A stand-in that listens; `stop` cuts open connections and frees the port. */
export interface Listening {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

const droppedMark = 'x-sandbox-dropped';

/** Ends the connection without an answer: a cut socket, or in process (see `inProcess`) a failed fetch. */
export function dropConnection(env: SocketEnv | undefined): Response {
  const socket = env?.incoming?.socket;
  if (!socket) return new Response(null, { status: 500, headers: { [droppedMark]: '1' } });
  socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** The stand-in as a `fetch` function without a socket; a dropped connection rejects as real fetch does. */
export function inProcess(handler: SandboxFetch): (input: string | URL | Request, init?: RequestInit) => Promise<Response> {
  return async (input, init) => {
    const response = await handler(new Request(input, init), {});
    if (response.headers.has(droppedMark)) throw new TypeError('fetch failed', { cause: Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }) });
    return response;
  };
}

const tryListen = (server: Server, port: number, host: string): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error));
    server.once('error', onError);
    server.listen(port, host, () => {
      server.off('error', onError);
      resolve(true);
    });
  });

/**
 * Listens on the wanted port, or the next free one of the 20 after it; port 0 takes any. Loopback only:
 * a stand-in has published passwords, so any other host is refused.
 */
export async function listenOnLoopback(handler: SandboxFetch, wanted: number, host = '127.0.0.1'): Promise<Listening> {
  if (host !== '127.0.0.1' && host !== 'localhost' && host !== '::1') throw new Error(`a sandbox listens on loopback only, not on ${host}`);
  // createAdaptorServer makes a node:http server unless another factory is given
  const server = createAdaptorServer({ fetch: (request, env) => handler(request, env as SocketEnv) }) as Server;
  server.keepAliveTimeout = 65_000;
  for (let port = wanted; port <= wanted + 20; port += 1) {
    if (!(await tryListen(server, port, host))) continue;
    const taken = (server.address() as AddressInfo).port;
    const stop = (): Promise<void> =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    return { url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`, port: taken, stop };
  }
  throw new Error(`no free port between ${wanted} and ${wanted + 20} on ${host}`);
}
