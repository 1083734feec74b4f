import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Hono } from 'hono';
import { afterAll, describe, expect, it } from 'vitest';
import type { HttpEnv } from '../env.ts';
import { serveWeb } from '../static.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'karkhana-web-'));
mkdirSync(path.join(dir, 'assets'));
writeFileSync(path.join(dir, 'index.html'), '<p>desk</p>');
writeFileSync(path.join(dir, 'phone.html'), '<p>phone</p>');
writeFileSync(path.join(dir, 'approve.html'), '<p>approve</p>');
writeFileSync(path.join(dir, 'favicon.svg'), '<svg/>');
writeFileSync(path.join(dir, 'assets', 'app-1a2b.js'), 'export {}');
afterAll(() => rmSync(dir, { recursive: true }));

const app = new Hono<HttpEnv>();
serveWeb(app, {
  dir,
  pages: [
    { prefix: '/phone', file: 'phone.html' },
    { prefix: '/a', file: 'approve.html', secret: true },
    { prefix: '/', file: 'index.html' },
  ],
});

describe('web files', () => {
  it('are kept for ever by the browser when their name holds their content', async () => {
    const answer = await app.request('/assets/app-1a2b.js');
    expect([answer.status, answer.headers.get('cache-control'), answer.headers.get('content-type')]).toEqual([
      200,
      'public, max-age=31536000, immutable',
      expect.stringContaining('javascript'),
    ]);
  });

  it('are asked for again when their name stays', async () => {
    expect((await app.request('/favicon.svg')).headers.get('cache-control')).toBe('no-cache');
  });

  it('give every desk path the desk page and every phone path the phone page', async () => {
    expect(await (await app.request('/')).text()).toBe('<p>desk</p>');
    expect(await (await app.request('/orders/some-id')).text()).toBe('<p>desk</p>');
    expect(await (await app.request('/phone')).text()).toBe('<p>phone</p>');
    expect(await (await app.request('/phone/919812345678')).text()).toBe('<p>phone</p>');
    expect(await (await app.request('/phonebook')).text()).toBe('<p>desk</p>');
  });

  it('give every token its page, whatever it looks like, and keep the address out of caches, indexes and referrers', async () => {
    for (const token of ['abc', 'v1.eyJhIjoxfQ.c2ln', 'x.js']) {
      const answer = await app.request(`/a/${token}`);
      expect(await answer.text(), token).toBe('<p>approve</p>');
      expect(['cache-control', 'x-robots-tag', 'referrer-policy'].map((name) => answer.headers.get(name))).toEqual([
        'no-store',
        'noindex, nofollow',
        'no-referrer',
      ]);
    }
    expect(await (await app.request('/about')).text()).toBe('<p>desk</p>');
  });

  it('that are missing are 404, not a page', async () => {
    expect((await app.request('/assets/old-9z9z.js')).status).toBe(404);
    expect((await app.request('/orders/x.js')).status).toBe(404);
  });

  it('outside of the folder are never served', async () => {
    for (const tricky of ['/../../etc/hostname.txt', '/%2e%2e/%2e%2e/etc/hostname.txt', '/assets/..%2f..%2fetc%2fpasswd.txt']) {
      expect((await app.request(`http://x${tricky}`)).status, tricky).toBe(404);
    }
  });
});
