import { parentPort } from 'node:worker_threads';
import type { CallMessage, ThreadMessage } from './protocol.ts';

/** What a thread can be asked, by name. Data and answers are copied, so they must be plain. */
export type ThreadHandlers = Readonly<Record<string, (data: never) => unknown>>;

/**
 * Answers the calls that come to this thread, one at a time. A fault of a handler is told to the caller and the thread goes on.
 * Throws when this is no thread.
 */
export function serveThread(handlers: ThreadHandlers): void {
  const port = parentPort;
  if (port === null) throw new Error('serveThread runs inside a worker thread only');
  const tell = (message: ThreadMessage): void => port.postMessage(message);
  port.on('message', ({ call, name, data }: CallMessage) => {
    // an edge like HTTP and jobs: what breaks here must reach the caller, who has the log and the request id
    try {
      const handler = handlers[name];
      if (!handler) throw new Error(`this thread has no ${name}`);
      tell({ kind: 'done', call, value: handler(data as never) });
    } catch (error) {
      tell({ kind: 'failed', call, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  tell({ kind: 'ready' });
}
