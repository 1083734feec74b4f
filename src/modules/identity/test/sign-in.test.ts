import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { createHttpApp } from '../../../platform/http/app.ts';
import { createHttpMetrics } from '../../../platform/http/metrics.ts';
import { silentLogger } from '../../../platform/runtime/log.ts';
import { systemActor, type Actor } from '../../../platform/runtime/ctx.ts';
import type { NewPerson } from '../contract.ts';
import { createAuth, identityModule, nameActors, savePeople, setPersonActive, type Auth } from '../index.ts';

const setUp = systemActor('set-up');
const asha: NewPerson = {
  email: 'Asha@Vindhya.example',
  name: 'Asha Verma',
  password: 'sev-and-bhujia',
  roles: ['order_desk'],
  language: 'hi',
  company: 'VS01',
};
const ravi: NewPerson = { ...asha, email: 'ravi@vindhya.example', name: 'Ravi', roles: ['sales_head'] };
const host = 'http://127.0.0.1:4300';

let db: TestDatabase;
let auth: Auth;
let ids: string[];

beforeAll(async () => {
  db = await testDatabase();
  auth = createAuth({ databaseUrl: db.url, secret: 'a-secret-that-is-long-enough-for-the-tests-8471', log: silentLogger, signInsPerMinute: 12 });
  const saved = await db.runtime.transaction(setUp, (ctx) => savePeople(ctx, [asha, ravi]));
  ids = saved.ok ? saved.value : [];
});
afterAll(async () => {
  await auth?.close();
  await db?.close();
});

const app = () =>
  createHttpApp({
    runtime: db.runtime,
    modules: [identityModule()],
    metrics: createHttpMetrics(new Registry()),
    session: auth.session,
    authHandler: auth.handler,
    ping: async () => undefined,
    version: 'test',
  });
const post = (path: string, body: unknown, headers: Record<string, string> = {}, peer = '10.0.0.1') =>
  app().request(
    `${host}${path}`,
    { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } },
    { incoming: { socket: { remoteAddress: peer } } },
  );
const signIn = (email: string, password: string, headers: Record<string, string> = {}, peer?: string) =>
  post('/api/auth/sign-in/email', { email, password }, headers, peer);
const cookieOf = (answer: Response): string => answer.headers.get('set-cookie')?.split(';')[0] ?? '';
const me = (headers: Record<string, string>) => app().request(`${host}/api/me`, { headers });

describe('signing in', () => {
  it('with the right password gives a cookie that scripts of a page cannot read, and the person', async () => {
    const answer = await signIn('asha@vindhya.example', asha.password, { origin: host });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toMatch(/^karkhana\.session_token=.*HttpOnly; SameSite=Lax/);
    const who = await me({ cookie: cookieOf(answer) });
    expect(await who.json()).toEqual({ id: ids[0], name: 'Asha Verma', email: 'asha@vindhya.example', roles: ['order_desk'], language: 'hi', company: 'VS01' });
  });

  it.each([
    ['a wrong password', 'asha@vindhya.example', 'wrong-password'],
    ['an unknown address', 'nobody@vindhya.example', asha.password],
  ])('with %s is refused without saying which of the two was wrong', async (_case, email, password) => {
    const answer = await signIn(email, password);
    expect([answer.status, await answer.json(), cookieOf(answer)]).toEqual([401, expect.objectContaining({ code: 'INVALID_EMAIL_OR_PASSWORD' }), '']);
  });

  it('works for a program that sends no origin, as fetch of Node does', async () => {
    expect((await signIn('asha@vindhya.example', asha.password, { 'sec-fetch-mode': 'cors' })).status).toBe(200);
  });

  it('from a page of another site is refused', async () => {
    expect((await signIn('asha@vindhya.example', asha.password, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).status).toBe(403);
    expect((await signIn('asha@vindhya.example', asha.password, { origin: 'https://evil.example' })).status).toBe(403);
  });

  it('can be done by a program with the signed token; a token without its signature is nothing', async () => {
    const answer = await signIn('asha@vindhya.example', asha.password);
    const token = answer.headers.get('set-auth-token') ?? '';
    expect((await me({ authorization: `Bearer ${token}` })).status).toBe(200);
    expect((await me({ authorization: `Bearer ${decodeURIComponent(token).split('.')[0]}` })).status).toBe(401);
  });

  it('ends with sign-out', async () => {
    const cookie = cookieOf(await signIn('asha@vindhya.example', asha.password));
    expect((await post('/api/auth/sign-out', {}, { cookie, origin: host })).status).toBe(200);
    expect((await me({ cookie })).status).toBe(401);
  });

  it('cannot be opened by anybody for themselves', async () => {
    const answer = await post('/api/auth/sign-up/email', { email: 'new@vindhya.example', name: 'New', password: 'long-enough-password' });
    expect(answer.status).toBe(400);
  });

  it('is slowed down for one address, not for others', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 14; i += 1) statuses.push((await signIn('asha@vindhya.example', `guess-number-${i}`, {}, '10.0.0.66')).status);
    expect(statuses.slice(0, 12)).toEqual(Array(12).fill(401));
    expect(statuses.slice(12)).toEqual([429, 429]);
    expect((await signIn('asha@vindhya.example', asha.password, {}, '10.0.0.67')).status).toBe(200);
  });

  it('cannot dodge that by inventing an address', async () => {
    expect((await signIn('asha@vindhya.example', 'x', { 'x-forwarded-for': '1.2.3.4', 'x-karkhana-peer': '1.2.3.4' }, '10.0.0.66')).status).toBe(429);
  });
});

describe('a session', () => {
  it('is nothing without cookie, or with one that somebody made up', async () => {
    expect((await me({})).status).toBe(401);
    expect((await me({ cookie: 'karkhana.session_token=abc.def' })).status).toBe(401);
  });

  it('ends at once when the person is switched off, and none is given until the person is switched on', async () => {
    const id = ids[1] ?? '';
    const cookie = cookieOf(await signIn(ravi.email, ravi.password, {}, '10.0.0.9'));
    expect((await me({ cookie })).status).toBe(200);
    await db.runtime.transaction(setUp, (ctx) => setPersonActive(ctx, { id, active: false }));
    expect((await me({ cookie })).status).toBe(401);
    expect((await signIn(ravi.email, ravi.password, {}, '10.0.0.9')).status).toBe(403);
    await db.runtime.transaction(setUp, (ctx) => setPersonActive(ctx, { id, active: true }));
    expect((await signIn(ravi.email, ravi.password, {}, '10.0.0.9')).status).toBe(200);
  });
});

describe('people', () => {
  const clerk: Actor = { kind: 'person', id: 'p', name: 'P', roles: ['order_desk'] };

  it('are not managed by a clerk', async () => {
    const added = await db.runtime.transaction(clerk, (ctx) => savePeople(ctx, [{ ...asha, roles: ['it'] }]));
    expect(added).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
    const off = await db.runtime.transaction(clerk, (ctx) => setPersonActive(ctx, { id: ids[0] ?? '', active: false }));
    expect(off).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
  });

  it('that are unknown cannot be switched off', async () => {
    const off = await db.runtime.transaction(setUp, (ctx) => setPersonActive(ctx, { id: 'nobody', active: false }));
    expect(off).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
  });

  it('who are saved again keep id and password, and get the new roles; the audit says who did it', async () => {
    const again = await db.runtime.transaction(setUp, (ctx) =>
      savePeople(ctx, [{ ...asha, roles: ['order_desk', 'sales_head'], password: 'another-password' }]),
    );
    expect(again).toEqual({ ok: true, value: [ids[0]] });
    const answer = await signIn('asha@vindhya.example', asha.password, {}, '10.0.0.10');
    expect(await (await me({ cookie: cookieOf(answer) })).json()).toMatchObject({ roles: ['order_desk', 'sales_head'] });
    const { rows } = await db.pool.query(`select actor, what from identity.audit where subject = $1 order by at`, [`person:${ids[0]}`]);
    expect(rows).toEqual([
      { actor: 'system:set-up', what: 'person.added' },
      { actor: 'system:set-up', what: 'person.changed' },
    ]);
  });

  it('are named by their actor text; others are left to the screen', async () => {
    const names = await db.runtime.transaction(clerk, (ctx) => nameActors(ctx, [`person:${ids[0]}`, 'system:intake', 'customer:919812345678', 'person:gone']));
    expect([...names]).toEqual([[`person:${ids[0]}`, 'Asha Verma']]);
  });
});
