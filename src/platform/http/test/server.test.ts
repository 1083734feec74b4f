import { describe, expect, it } from 'vitest';
import { listen } from '../server.ts';

const answer = (text: string) => () => new Response(text);
const at = (port: number) => fetch(`http://127.0.0.1:${port}/`).then((response) => response.text());

describe('listening', () => {
  it('takes the next free port when the wanted one is busy, and says so', async () => {
    const first = await listen({ fetch: answer('first'), hostname: '127.0.0.1', port: 0 });
    const second = await listen({ fetch: answer('second'), hostname: '127.0.0.1', port: first.port });
    expect(first.moved).toBe(false);
    expect(second.moved).toBe(true);
    expect(second.port).toBeGreaterThan(first.port);
    expect(await at(first.port)).toBe('first');
    expect(await at(second.port)).toBe('second');
    await Promise.all([first.close(100), second.close(100)]);
  });

  it('gives up with one sentence when no port is free', async () => {
    const first = await listen({ fetch: answer('first'), hostname: '127.0.0.1', port: 0 });
    await expect(listen({ fetch: answer('x'), hostname: '127.0.0.1', port: first.port, tries: 0 })).rejects.toThrow(/no free port/);
    await first.close(100);
  });

  it('lets a running request end, and cuts a stream that never ends', async () => {
    const endless = new ReadableStream({ start: (out) => out.enqueue(new TextEncoder().encode('data: 1\n\n')) });
    const server = await listen({
      fetch: async (request) => {
        if (request.url.endsWith('/stream')) return new Response(endless);
        await new Promise((resolve) => setTimeout(resolve, 80));
        return new Response('done');
      },
      hostname: '127.0.0.1',
      port: 0,
    });
    const stream = await fetch(`http://127.0.0.1:${server.port}/stream`);
    const slow = at(server.port);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const started = performance.now();
    await server.close(300);
    expect(await slow).toBe('done');
    expect(performance.now() - started).toBeLessThan(1500);
    await expect(stream.text()).rejects.toThrow();
  });
});
