import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { loopbackCors } from './cors.ts';

const app = new Hono().use('*', loopbackCors).get('/events', () => new Response('data: x\n\n', { headers: { 'content-type': 'text/event-stream' } }));
const ask = (origin: string, method = 'GET'): Promise<Response> => Promise.resolve(app.request('/events', { method, headers: { origin } }));

describe('the stand-ins’ own API', () => {
  it('is open to pages on this machine, event streams too', async () => {
    const answer = await ask('http://127.0.0.1:4300');
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:4300');
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
  });

  it('is closed to every other page', async () => {
    for (const origin of ['https://example.com', 'http://127.0.0.1.example.com:80', 'null']) {
      expect((await ask(origin)).headers.get('access-control-allow-origin')).toBeNull();
      expect((await ask(origin, 'OPTIONS')).status).toBe(403);
    }
  });

  it('answers preflight requests of pages on this machine', async () => {
    const answer = await ask('http://localhost:4300', 'OPTIONS');
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-methods')).toContain('POST');
  });
});
