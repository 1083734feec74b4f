import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';

/** What listens, and where. */
export interface ServeOptions {
  readonly fetch: (request: Request, env: object) => Response | Promise<Response>;
  readonly hostname: string;
  /** The port that is wanted; 0 takes any. */
  readonly port: number;
  /** How many ports after it are tried when it is busy. Default 20. */
  readonly tries?: number;
}

/** A listening server. */
export interface Listening {
  readonly port: number;
  /** True when the wanted port was busy and a later one was taken. */
  readonly moved: boolean;
  /** Takes no new requests, lets the running ones end for `graceMs`, then cuts what is left (live streams). */
  close(graceMs: number): Promise<void>;
}

function listenOnce(server: Server, port: number, hostname: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error));
    server.once('error', onError);
    server.listen(port, hostname, () => {
      server.off('error', onError);
      resolve(true);
    });
  });
}

function closeServer(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** Listens on the wanted port or the next free one after it. Throws when none of them is free or the host cannot be bound. */
export async function listen(options: ServeOptions): Promise<Listening> {
  // createAdaptorServer makes a node:http server unless another factory is given
  const server = createAdaptorServer({ fetch: options.fetch, hostname: options.hostname }) as Server;
  const last = options.port + (options.tries ?? 20);
  for (let port = options.port; port <= last; port += 1) {
    if (!(await listenOnce(server, port, options.hostname))) continue;
    const taken = (server.address() as AddressInfo).port;
    return { port: taken, moved: options.port !== 0 && taken !== options.port, close: (graceMs) => closeServer(server, graceMs) };
  }
  throw new Error(`no free port between ${options.port} and ${last} on ${options.hostname}`);
}
