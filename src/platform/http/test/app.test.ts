import { createRoute, z } from '@hono/zod-openapi';
import { Hono } from 'hono';
import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import type { Actor, Ctx, Runtime } from '../../runtime/ctx.ts';
import { currentRequestId } from '../../runtime/request.ts';
import type { ModuleParts } from '../../runtime/module.ts';
import { createHttpApp } from '../app.ts';
import type { HttpAppOptions } from '../app.ts';
import { createHttpMetrics } from '../metrics.ts';
import { answers, refusalResponse } from '../refusal.ts';
import { createRouter } from '../router.ts';

type Line = { level: string; facts: Record<string, unknown>; text: string };
const clerk: Actor = { kind: 'person', id: 'p1', name: 'Asha', roles: ['order_desk'] };

function fakeRuntime(lines: Line[]): Runtime {
  const write = (level: string) => (facts: object, text: string) => void lines.push({ level, facts: { ...facts }, text });
  return {
    log: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
    now: () => '2026-11-17T00:00:00.000Z' as ReturnType<Runtime['now']>,
    newId: () => 'id',
    transaction: async (_actor, work) => work({} as Ctx),
  };
}

const saveRoute = createRoute({
  method: 'post',
  path: '/things/{id}',
  request: {
    params: z.object({ id: z.string() }),
    body: { content: { 'application/json': { schema: z.object({ lines: z.array(z.object({ sku: z.string() })) }) } } },
  },
  responses: answers('Saved', z.object({ by: z.string(), count: z.int() })),
});

const faults: Record<string, () => Error> = {
  bug: () => new Error('secret detail'),
  away: () => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
  full: () => Object.assign(new Error('could not extend file'), { code: '53100' }),
};
const fail = (kind: string): never => {
  throw faults[kind]?.() ?? new Error('unknown kind');
};

const things: ModuleParts = {
  name: 'things',
  routes: () => {
    const router = createRouter();
    router.openapi(saveRoute, (c) => c.json({ by: c.get('actor').id, count: c.req.valid('json').lines.length }, 200));
    router.get('/refused/:code', (c) => refusalResponse(c, { code: c.req.param('code'), facts: { limit: 5 } }));
    router.get('/request-id', (c) => c.text(String(currentRequestId())));
    router.get('/fail/:kind', (c) => fail(c.req.param('kind')));
    return router;
  },
  door: () =>
    new Hono()
      .post('/webhooks/test', async (c) => c.text(String((await c.req.arrayBuffer()).byteLength)))
      .get('/webhooks/:kind', (c) => fail(c.req.param('kind'))),
};

function build(change: Partial<HttpAppOptions> = {}) {
  const lines: Line[] = [];
  const app = createHttpApp({
    runtime: fakeRuntime(lines),
    modules: [things],
    metrics: createHttpMetrics(new Registry()),
    session: async (request) => (request.headers.get('cookie') === 'who=p1' ? clerk : null),
    authHandler: async () => new Response('auth'),
    ping: async () => undefined,
    version: '1.2.3',
    ...change,
  });
  const call = (path: string, init: RequestInit = {}) =>
    app.request(`http://127.0.0.1:4300${path}`, { ...init, headers: { cookie: 'who=p1', ...init.headers } });
  return { call, lines, app };
}
const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  headers: { 'content-type': 'application/json', ...headers },
});
const good = { lines: [{ sku: 'SEV200' }] };

describe('the HTTP chain', () => {
  it('hands the signed-in person to the route', async () => {
    const answer = await build().call('/api/things/1', json(good));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ by: 'p1', count: 1 });
  });

  it('refuses everything under /api without a session, except what is public', async () => {
    const publicApi = createRouter();
    publicApi.get('/demo', (c) => c.json({ open: true }));
    const { call } = build({ session: async () => null, publicApi });
    for (const path of ['/api/things/1', '/api/refused/x', '/api/nothing', '/api/live']) expect((await call(path)).status, path).toBe(401);
    for (const path of ['/api', '/api/openapi.json', '/api/docs.js', '/api/demo', '/api/auth/x', '/healthz', '/metrics'])
      expect((await call(path)).status, path).toBe(200);
  });

  it('gives each request an id, keeps a harmless one of the caller and drops others', async () => {
    const { call } = build();
    expect((await call('/healthz')).headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
    expect((await call('/healthz', { headers: { 'x-request-id': 'abcdef-123456' } })).headers.get('x-request-id')).toBe('abcdef-123456');
    expect((await call('/healthz', { headers: { 'x-request-id': 'a b"<script>' } })).headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
  });

  it('carries the request id to whatever runs inside', async () => {
    const answer = await build().call('/api/request-id', { headers: { 'x-request-id': 'abcdef-123456' } });
    expect(await answer.text()).toBe('abcdef-123456');
  });

  it('logs one line a request, without query, body, cookie', async () => {
    const { call, lines } = build();
    await call('/api/things/7?q=919812345678', json({ lines: [{ sku: 'SECRET' }] }));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ level: 'info', text: 'request', facts: { method: 'POST', path: '/api/things/7', status: 200, actor: 'p1' } });
    expect(JSON.stringify(lines)).not.toMatch(/919812345678|SECRET|who=/);
  });

  it('lets an answer be stricter about referrers by itself', async () => {
    const publicApi = createRouter();
    publicApi.get('/links/:token', (c) => c.text('open', 200, { 'Referrer-Policy': 'no-referrer' }));
    const { call } = build({ publicApi });
    const answer = await call('/api/links/t0ken-9');
    expect([answer.status, answer.headers.get('referrer-policy')]).toEqual([200, 'no-referrer']);
    expect((await call('/api')).headers.get('referrer-policy')).toBe('same-origin');
  });

  it('sets security headers and lets the page reach the sandboxes only in the demo', async () => {
    const policy = async (connectLoopback: boolean) => (await build({ connectLoopback }).call('/api')).headers.get('content-security-policy');
    expect(await policy(false)).toMatch(/connect-src 'self';/);
    expect(await policy(true)).toMatch(/connect-src 'self' http:\/\/127\.0\.0\.1:\* http:\/\/localhost:\*;/);
    const headers = (await build().call('/api')).headers;
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toMatch(/script-src 'self';.*frame-ancestors 'none'/);
  });
});

describe('input at the edge', () => {
  it('answers malformed JSON with 400', async () => {
    const answer = await build().call('/api/things/1', json('{"lines":'));
    expect([answer.status, await answer.json()]).toEqual([400, { refusal: { code: 'malformed_json', facts: {} } }]);
  });

  it('answers input that breaks the schema with 422 and the paths of the fields', async () => {
    const answer = await build().call('/api/things/1', json({ lines: [{ sku: 'A' }, { sku: 5 }] }));
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({
      refusal: { code: 'invalid_input', facts: { in: 'json', fields: [{ path: 'lines.1.sku', code: 'invalid_type' }] } },
    });
  });

  it('checks the schema also when the content type is left out, and refuses other types', async () => {
    const { call } = build();
    const bytes = new TextEncoder().encode('{"lines":7}');
    expect((await call('/api/things/1', { method: 'POST', body: bytes })).status).toBe(422);
    expect((await call('/api/things/1', { method: 'POST' })).status).toBe(400);
    expect((await call('/api/things/1', json(good, { 'content-type': 'text/plain' }))).status).toBe(415);
  });

  it('takes no more than 1 MB under /api and 3 MB at a door', async () => {
    const { call } = build();
    const big = (bytes: number) => ({
      method: 'POST',
      body: 'x'.repeat(bytes),
      headers: { 'content-type': 'application/json', 'content-length': String(bytes) },
    });
    expect((await call('/api/things/1', big(1_000_001))).status).toBe(413);
    expect(await (await call('/webhooks/test', big(2_500_000))).text()).toBe('2500000');
    expect((await call('/webhooks/test', big(5_000_000))).status).toBe(413);
  });

  it('measures a body of unknown length while it reads', async () => {
    const stream = new ReadableStream({ start: (out) => (out.enqueue(new Uint8Array(4_000_000)), out.close()) });
    expect((await build().call('/webhooks/test', { method: 'POST', body: stream, duplex: 'half' } as RequestInit)).status).toBe(413);
  });

  it('refuses a change that another site made the browser send', async () => {
    const { call } = build({ trustedOrigins: ['https://karkhana.example'] });
    const from = async (headers: Record<string, string>) => (await call('/api/things/1', json(good, headers))).status;
    expect(await from({ origin: 'https://evil.example' })).toBe(403);
    expect(await from({ origin: 'null' })).toBe(403);
    expect(await from({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await from({ origin: 'http://127.0.0.1:4300' })).toBe(200);
    expect(await from({ origin: 'https://karkhana.example' })).toBe(200);
    expect(await from({})).toBe(200);
  });
});

describe('refusals and faults', () => {
  it.each([
    ['forbidden', 403],
    ['not_found', 404],
    ['stale_version', 409],
  ])('answers the refusal %s with %i', async (code, status) => {
    const answer = await build().call(`/api/refused/${code}`);
    expect([answer.status, await answer.json()]).toEqual([status, { refusal: { code, facts: { limit: 5 } } }]);
  });

  it('answers a bug with 500 and its request id, tells nothing more, and logs it once', async () => {
    const { call, lines } = build();
    const answer = await call('/api/fail/bug');
    const body = (await answer.json()) as { fault: { requestId: string } };
    expect(answer.status).toBe(500);
    expect(body).toEqual({ fault: { code: 'internal', requestId: answer.headers.get('x-request-id') } });
    const logged = lines.filter((line) => line.level === 'error');
    expect(logged).toHaveLength(1);
    expect(logged[0]?.facts).toMatchObject({ requestId: body.fault.requestId });
  });

  it.each(['away', 'full'])('answers 503 with Retry-After when the database is %s, at the doors too', async (kind) => {
    const { call } = build();
    for (const path of [`/api/fail/${kind}`, `/webhooks/${kind}`]) {
      const answer = await call(path);
      expect([path, answer.status, answer.headers.get('retry-after')]).toEqual([path, 503, '2']);
    }
  });

  it('says 503 on /healthz while the database does not answer', async () => {
    const { call } = build({ ping: async () => fail('away') });
    expect((await call('/healthz')).status).toBe(503);
  });

  it('answers 404 for unknown paths', async () => {
    const { call } = build();
    expect((await call('/api/nothing')).status).toBe(404);
    expect((await call('/nothing')).status).toBe(404);
  });
});

describe('the API description', () => {
  it('lists the routes of the modules under /api', async () => {
    const spec = (await (await build().call('/api/openapi.json')).json()) as { openapi: string; paths: Record<string, unknown> };
    expect(spec.openapi).toBe('3.1.0');
    expect(Object.keys(spec.paths)).toContain('/api/things/{id}');
  });

  it('is browsable without anything from elsewhere', async () => {
    const html = await (await build().call('/api')).text();
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(html).toContain('/api/docs.js');
  });

  it('counts requests by route pattern', async () => {
    const { call } = build();
    await call('/api/things/1', json(good));
    expect(await (await call('/metrics')).text()).toMatch(/karkhana_http_request_seconds_count\{method="POST",route="\/api\/things\/:id",status="200"\} 1/);
  });
});
