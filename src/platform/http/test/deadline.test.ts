import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { silentLogger } from '../../runtime/log.ts';
import { answerWithin } from '../deadline.ts';
import type { HttpEnv } from '../env.ts';
import { answerFault } from '../fault.ts';

const app = new Hono<HttpEnv>();
app.onError((error, c) => answerFault(silentLogger, error, c));
app.use('/webhooks/*', answerWithin(40));
app.post('/webhooks/quick', (c) => c.text('taken'));
app.post('/webhooks/hanging', () => new Promise<Response>(() => undefined));
app.post('/webhooks/broken', () => Promise.reject(new Error('a bug')));

describe('a request with a deadline', () => {
  const status = async (path: string) => (await app.request(path, { method: 'POST' })).status;

  it('is answered as usual in time', async () => expect(await status('/webhooks/quick')).toBe(200));
  it('is answered 503 with Retry-After when the work hangs', async () => {
    const answer = await app.request('/webhooks/hanging', { method: 'POST' });
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '2']);
  });
  it('does not hide a bug', async () => expect(await status('/webhooks/broken')).toBe(500));
});
