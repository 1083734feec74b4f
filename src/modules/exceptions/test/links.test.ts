import { Registry } from 'prom-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHttpApp } from '../../../platform/http/app.ts';
import { createHttpMetrics } from '../../../platform/http/metrics.ts';
import type { Actor } from '../../../platform/runtime/ctx.ts';
import { systemActor } from '../../../platform/runtime/ctx.ts';
import { setPersonActive } from '../../identity/index.ts';
import { exceptionsModule, openLinks } from '../index.ts';
import { caseWorld, orders, type CaseWorld, type Name } from './case-world.ts';
import { aPricedLine, choice, later } from './samples.ts';
import type { Requote } from '../contract.ts';

let world: CaseWorld;
beforeAll(async () => {
  world = await caseWorld();
});
afterAll(() => world.db.close());
beforeEach(() => world.reset());

const links = openLinks(Buffer.alloc(32, 7));
const door = systemActor('door');
const refused = (code: string) => ({ ok: false, refusal: { code } });
const issue = async (caseId: string, name: Name = 'vikram', by = links): Promise<string> => {
  const issued = await world.act(orders, (ctx) => by.issueLink(ctx, { caseId, person: world.ids[name] }));
  if (!issued.ok) throw new Error(issued.refusal.code);
  return issued.value.token;
};
const decideBy = (token: string, input = {}) => world.act(door, (ctx) => links.decideByToken(ctx, token, { way: 'link', input: choice(input) }));
const press = (token: string, name: Name, pressed: 'approve' | 'decline' = 'approve') =>
  world.act(door, (ctx) => links.decideByToken(ctx, token, { way: 'whatsapp_button', choice: pressed, person: world.ids[name] }));
const readBy = (token: string, by = links) => world.act(door, (ctx) => by.readLink(ctx, token));

describe('a link', () => {
  it('shows the case to its person and decides it, in their name', async () => {
    const { id } = await world.raise();
    const token = await issue(id);
    expect(await readBy(token)).toMatchObject({ ok: true, value: { id, mayDecide: true, decider: 'vikram' } });
    expect(await decideBy(token)).toMatchObject({ ok: true, value: { caseId: id, kind: 'decided' } });
    expect((await world.page(id)).decisions).toMatchObject([{ by: `person:${world.ids.vikram}`, way: 'link', choice: 'approve' }]);
  });

  it('decides once', async () => {
    const { id } = await world.raise({ personsNeeded: 2 });
    const token = await issue(id);
    expect(await decideBy(token)).toMatchObject({ value: { kind: 'agreed' } });
    expect(await decideBy(token, { choice: 'decline' })).toMatchObject(refused('used_token'));
    expect(await readBy(token)).toMatchObject({ ok: true, value: { mayDecide: false, mayNotWhy: 'used_token' } });
  });

  it('decides once when it is pressed twice at the same moment', async () => {
    const { id } = await world.raise({ personsNeeded: 2 });
    const token = await issue(id);
    const both = await Promise.all([decideBy(token), decideBy(token)]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
  });

  it('is still good after asking back, and after a refusal', async () => {
    const { id } = await world.raise();
    const token = await issue(id);
    expect(await decideBy(token, { choice: 'ask', reason: 'Which competitor?' })).toMatchObject({ value: { kind: 'asked' } });
    expect(await decideBy(token, { version: 9 })).toMatchObject(refused('stale_version'));
    expect(await decideBy(token)).toMatchObject({ ok: true });
  });

  it('ends with the deadline of its case', async () => {
    const { id } = await world.raise();
    const token = await issue(id);
    world.clock.set(later(45));
    expect(await readBy(token)).toMatchObject(refused('expired'));
    expect(await decideBy(token)).toMatchObject(refused('expired'));
  });

  it('ends after three days when the case has no deadline', async () => {
    const { id } = await world.raise({ deadlineAt: null });
    const token = await issue(id);
    world.clock.set(later(3 * 24 * 60 - 1));
    expect(await readBy(token)).toMatchObject({ ok: true });
    world.clock.set(later(3 * 24 * 60));
    expect(await readBy(token)).toMatchObject(refused('expired'));
  });

  it('is nothing when a sign of it was changed, cut or made up', async () => {
    const { id } = await world.raise();
    const token = await issue(id);
    const [first = '', mac = ''] = token.split('.');
    const flipped = (text: string, at: number): string => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
    const other = await issue(id, 'meera');
    const false_ = ['', 'x', token.slice(0, -1), `${token}A`, first, `${flipped(first, 3)}.${mac}`, `${first}.${other.split('.')[1]}`, `${token} `];
    for (let at = 0; at < mac.length; at += 6) false_.push(`${first}.${flipped(mac, at)}`);
    false_.push(`${first}.${flipped(mac, mac.length - 1)}`);
    for (const one of false_) expect(await decideBy(one), one).toMatchObject(refused('bad_token'));
    expect((await world.page(id)).decisions).toEqual([]);
  });

  it('is nothing for another installation, nor when its row was changed', async () => {
    const { id } = await world.raise();
    const token = await issue(id);
    expect(await readBy(token, openLinks(Buffer.alloc(32, 8)))).toMatchObject(refused('bad_token'));
    await world.db.pool.query(`update exceptions.link set person = $1`, [world.ids.meera]);
    expect(await readBy(token)).toMatchObject(refused('bad_token'));
    await world.db.pool.query(`update exceptions.link set person = $1, expires_at = expires_at + interval '1 day'`, [world.ids.vikram]);
    expect(await readBy(token)).toMatchObject(refused('bad_token'));
  });

  it('is kept nowhere', async () => {
    const { id } = await world.raise();
    const token = await issue(id);
    const { rows } = await world.db.pool.query<{ text: string }>(
      `select l::text as text from exceptions.link l union all select e::text from platform.event e`,
    );
    for (const part of token.split('.')) for (const { text } of rows) expect(text).not.toContain(part);
  });

  it('is given only to somebody who was told of an open case', async () => {
    const { id } = await world.raise();
    const ask = (caseId: string, person: string, actor: Actor = orders) => world.act(actor, (ctx) => links.issueLink(ctx, { caseId, person }));
    expect(await ask(id, world.ids.salim)).toMatchObject(refused('not_your_tier'));
    expect(await ask('00000000-0000-7000-8000-000000000009', world.ids.vikram)).toMatchObject(refused('not_found'));
    expect(await ask(id, world.ids.vikram, { kind: 'customer', id: '919' })).toMatchObject(refused('forbidden'));
    await world.choose('vikram', id);
    expect(await ask(id, world.ids.vikram)).toMatchObject(refused('wrong_state'));
  });

  it('gives no right that the person has lost', async () => {
    const { id } = await world.raise();
    const token = await issue(id);
    await world.act(systemActor('set-up'), (ctx) => setPersonActive(ctx, { id: world.ids.vikram, active: false }));
    expect(await readBy(token)).toMatchObject(refused('forbidden'));
    expect(await decideBy(token)).toMatchObject(refused('forbidden'));
  });

  it('never approves below cost', async () => {
    const { id } = await world.raise({ card: { lines: [{ verdict: 'below_cost', settled: false }] } });
    expect(await decideBy(await issue(id), { reason: 'please' })).toMatchObject(refused('never_in_chat'));
    expect(await press(await issue(id), 'vikram')).toMatchObject(refused('never_in_chat'));
    expect(await press(await issue(id), 'vikram', 'decline')).toMatchObject({ ok: true });
  });

  it.each([
    ['approving', { choice: 'approve' }],
    ['approving until a day', { choice: 'approve_until', until: '2027-01-31' }],
    ['countering above cost', { choice: 'counter', terms: { lines: [{ lineId: 'l1', unitMinor: 117_000, quantityMilli: 1_000 }] } }],
  ] as const)('never lets anything below cost pass by %s, not even as the second of two', async (_what, input) => {
    const { id } = await world.raise({ personsNeeded: 2, card: { lines: [{ lineId: 'l1', verdict: 'below_cost', settled: false }] } });
    expect(await world.choose('meera', id, { ...input, reason: 'to win the market' }), 'at the desk, with a reason').toMatchObject({
      ok: true,
      value: { kind: 'agreed' },
    });
    expect(await decideBy(await issue(id), { ...input, reason: 'to win the market' })).toMatchObject(refused('never_in_chat'));
    expect(await press(await issue(id), 'vikram')).toMatchObject(refused('never_in_chat'));
    expect((await world.page(id)).decisions.map((one) => one.way)).toEqual(['desk']);
    expect(await world.choose('vikram', id, { ...input, reason: 'to win the market' })).toMatchObject({ ok: true, value: { kind: 'decided' } });
  });
});

describe('the lines in other quantities', () => {
  const asked: Requote[] = [];
  const web = (name: Name | null) =>
    createHttpApp({
      runtime: world.db.runtime,
      modules: [exceptionsModule({ links, requote: async (_ctx, _id, wanted) => (asked.push(wanted), priced) })],
      metrics: createHttpMetrics(new Registry()),
      session: async () => (name === null ? null : world.as(name)),
      authHandler: async () => new Response(null, { status: 404 }),
      ping: async () => undefined,
      version: 'test',
    });
  const priced = [aPricedLine];
  const post = async (name: Name | null, path: string, body: unknown) => {
    const answer = await web(name).request(`http://karkhana/api${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
    return { status: answer.status, body: (await answer.json()) as unknown };
  };
  const fifty = { quantities: [{ lineId: 'l1', quantityMilli: 50_000 }] };

  it('are told to whoever may decide, at the desk and by their link, and to nobody else', async () => {
    const { id } = await world.raise();
    expect(await post('vikram', `/cases/${id}/requote`, fifty)).toEqual({ status: 200, body: { lines: priced } });
    expect(await post(null, `/links/${await issue(id)}/requote`, fifty)).toEqual({ status: 200, body: { lines: priced } });
    expect(asked).toEqual([fifty, fifty]);
    expect(await post('asha', `/cases/${id}/requote`, fifty), 'who asked for it').toMatchObject({ status: 409, body: { refusal: { code: 'own_request' } } });
    expect(await post('salim', `/cases/${id}/requote`, fifty)).toMatchObject({ status: 403 });
    expect(await post(null, `/links/nonsense/requote`, fifty)).toMatchObject({ status: 409, body: { refusal: { code: 'bad_token' } } });
    expect(await post('vikram', `/cases/${id}/requote`, { quantities: [{ lineId: 'l1', quantityMilli: 0 }] })).toMatchObject({ status: 422 });
    expect((await world.page(id)).decisions, 'trying decides nothing').toEqual([]);
    await world.choose('vikram', id);
    expect(await post('vikram', `/cases/${id}/requote`, fifty)).toMatchObject({ status: 409, body: { refusal: { code: 'wrong_state' } } });
  });
});

describe('a button', () => {
  it('decides for the version of its message, on the phone of its person', async () => {
    const { id } = await world.raise();
    const token = await issue(id);
    expect(await press(token, 'meera')).toMatchObject(refused('bad_token'));
    expect(await press(token, 'vikram')).toMatchObject({ ok: true, value: { kind: 'decided' } });
    expect((await world.page(id)).decisions).toMatchObject([{ way: 'whatsapp_button', choice: 'approve' }]);
  });

  it('under an older message decides nothing', async () => {
    const { id } = await world.raise();
    const token = await issue(id);
    await world.raise({ card: { lines: [], ask: 2 } });
    expect(await press(token, 'vikram')).toMatchObject(refused('stale_version'));
  });
});

describe('the address of a link', () => {
  const logged: object[] = [];
  const log = { debug: () => undefined, info: (facts: object) => void logged.push(facts), warn: () => undefined, error: () => undefined };
  const app = () =>
    createHttpApp({
      runtime: { ...world.db.runtime, log },
      modules: [exceptionsModule({ links })],
      metrics: createHttpMetrics(new Registry()),
      session: async () => null,
      authHandler: async () => new Response(null, { status: 404 }),
      ping: async () => undefined,
      version: 'test',
    });
  const post = (web: ReturnType<typeof app>, path: string, body: unknown) =>
    web.request(`http://karkhana${path}`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });

  it('needs no sign-in, may not be kept by browsers, and is not logged; all other addresses of cases need one', async () => {
    const { id } = await world.raise();
    const token = await issue(id);
    const web = app();
    const read = await web.request(`http://karkhana/api/links/${token}`);
    expect(read.status).toBe(200);
    expect(read.headers.get('cache-control')).toBe('no-store');
    expect(await read.json()).toMatchObject({ id, mayDecide: true });
    const decided = await post(web, `/api/links/${token}/decide`, { version: 1, choice: 'decline' });
    expect(decided.status).toBe(200);
    expect(await decided.json()).toMatchObject({ state: 'decided', mayDecide: false });
    expect((await web.request(`http://karkhana/api/cases/${id}`)).status).toBe(401);
    expect((await post(web, `/api/cases/${id}/decide`, { version: 1, choice: 'decline' })).status).toBe(401);
    expect(JSON.stringify(logged)).toContain('/api/links/***');
    for (const part of token.split('.')) expect(JSON.stringify(logged)).not.toContain(part);
  });

  it('answers what is wrong with a code', async () => {
    const web = app();
    const answer = await web.request('http://karkhana/api/links/nonsense');
    expect(answer.status).toBe(409);
    expect(await answer.json()).toEqual({ refusal: { code: 'bad_token', facts: {} } });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('is slowed down for who guesses', async () => {
    const web = app();
    const codes: number[] = [];
    for (let at = 0; at < 62; at += 1) codes.push((await web.request('http://karkhana/api/links/nonsense')).status);
    expect(codes.slice(0, 60).every((code) => code === 409)).toBe(true);
    expect(codes.slice(60)).toEqual([429, 429]);
    world.clock.advance(60_000);
    expect((await web.request('http://karkhana/api/links/nonsense')).status).toBe(409);
  });
});

describe('the desk', () => {
  it('lists, shows, acknowledges and decides over HTTP', async () => {
    const { id } = await world.raise();
    const web = createHttpApp({
      runtime: world.db.runtime,
      modules: [exceptionsModule({ links })],
      metrics: createHttpMetrics(new Registry()),
      session: async () => world.as('vikram'),
      authHandler: async () => new Response(null, { status: 404 }),
      ping: async () => undefined,
      version: 'test',
    });
    const send = async (path: string, body?: unknown) => {
      const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
      const answer = await web.request(`http://karkhana/api${path}`, init);
      return { status: answer.status, body: (await answer.json()) as unknown };
    };
    expect(await send('/cases?mine=true&state=raised,acked&kind=price_request')).toMatchObject({
      status: 200,
      body: { rows: [{ id }], counts: { raised: 1 } },
    });
    expect(await send(`/cases/${id}/ack`, {})).toMatchObject({ status: 200, body: { state: 'acked' } });
    expect(await send(`/cases/${id}/decide`, { version: 1, choice: 'counter' })).toMatchObject({ status: 409, body: { refusal: { code: 'bad_terms' } } });
    expect(await send(`/cases/${id}/decide`, { version: 1, choice: 'approve' })).toMatchObject({ status: 200, body: { state: 'decided' } });
    expect(await send(`/cases/${id}`)).toMatchObject({ status: 200, body: { decisions: [{ way: 'desk' }] } });
    expect(await send('/cases/00000000-0000-7000-8000-000000000009')).toMatchObject({ status: 404 });
  });
});
