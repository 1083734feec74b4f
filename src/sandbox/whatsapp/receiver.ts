import { createHmac, randomInt } from 'node:crypto';

const answerTimeoutMs = 10_000;

/** Calls out with a time limit; `stop` cuts the calls that are under way. */
export interface Caller {
  call(url: string | URL, init: RequestInit): Promise<{ readonly status: number; readonly text: string }>;
  stopped(): boolean;
  stop(): void;
}

/** A caller with nothing under way. */
export function createCaller(): Caller {
  const open = new Set<AbortController>();
  let stopped = false;
  return {
    call: async (url, init) => {
      const abort = new AbortController();
      open.add(abort);
      const timer = setTimeout(() => abort.abort(new Error('no answer in time')), answerTimeoutMs);
      try {
        const response = await fetch(url, { ...init, redirect: 'manual', signal: abort.signal });
        return { status: response.status, text: await response.text() };
      } finally {
        clearTimeout(timer);
        open.delete(abort);
      }
    },
    stopped: () => stopped,
    stop: () => {
      stopped = true;
      open.forEach((abort) => abort.abort());
    },
  };
}

/** Posts a signed body; null when it was taken, else why not. */
export async function post(caller: Caller, url: string, body: string, appSecret: string): Promise<string | null> {
  const bytes = Buffer.from(body);
  const signature = createHmac('sha256', appSecret).update(bytes).digest('hex');
  try {
    const { status } = await caller.call(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'facebookexternalua', 'x-hub-signature-256': `sha256=${signature}` },
      body: bytes,
    });
    return status >= 200 && status < 300 ? null : `webhook answered ${status}`;
  } catch (error) {
    return whyOf(error);
  }
}

/** The GET with which the platform asks the owner of an address to prove that they know the verify token. */
export async function provesItself(caller: Caller, url: string, verifyToken: string): Promise<string | null> {
  const challenge = String(randomInt(100_000_000, 2_000_000_000));
  const target = new URL(url);
  Object.entries({ 'hub.mode': 'subscribe', 'hub.challenge': challenge, 'hub.verify_token': verifyToken }).forEach(([name, value]) =>
    target.searchParams.set(name, value),
  );
  try {
    const { status, text } = await caller.call(target, {});
    return status === 200 && text === challenge ? null : `verification answered ${status}`;
  } catch (error) {
    return whyOf(error);
  }
}

const whyOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? ((cause as NodeJS.ErrnoException).code?.toString() ?? cause.message) : 'error';
};
