import type { Closing } from './closing.ts';

/**
 * Resolves with exit code 0 when Ctrl-C or SIGTERM has come and everything is closed. A second Ctrl-C ends the process at once
 * (what is not closed then is picked up by the next start).
 */
export function untilStopped(closing: Closing, say: (line: string) => void): Promise<number> {
  return new Promise((resolve) => {
    let asked = false;
    const stop = (signal: NodeJS.Signals): void => {
      if (asked) process.exit(130);
      asked = true;
      say(signal === 'SIGINT' ? '\nStopping … (Ctrl-C again ends at once)' : 'Stopping …');
      const began = performance.now();
      void closing.run().then(() => {
        say(`Stopped in ${Math.round(performance.now() - began)} ms.`);
        resolve(0);
      });
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}
