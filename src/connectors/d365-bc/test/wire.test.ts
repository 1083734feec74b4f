import { describe, expect, it } from 'vitest';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import type { CallRecord } from '../../kit/types.ts';
import { aCommand, auth, origin, peerSettings, sandboxPeer } from './sandbox-peer.ts';
import { failureOf, silent } from './reads.ts';

describe('the token', () => {
  it('is one for twenty readers at once, renewed once when it ends in the middle of the pages', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open({ pageSize: 1 });
    const first = await connection.readPage('customer', null);
    await peer.endToken();
    // answers come one after the other: the last refusals of the old token come when there is a new one
    peer.habits({ slowMs: [0, 40] });
    const asked = (): number => peer.calls.filter((call) => call.endsWith('/token')).length;
    const before = asked();
    const pages = await Promise.all(Array.from({ length: 20 }, () => connection.readPage('customer', first.nextCursor)));
    expect(new Set(pages.map((page) => page.records[0]?.key))).toEqual(new Set(['C-1042']));
    expect(asked() - before).toBe(1);
  });

  it('is asked for anew before it ends', async () => {
    const peer = await sandboxPeer(tinyCompany(), { tokenMinutes: 0.01 });
    const connection = peer.open();
    await connection.testConnection();
    await new Promise((resolve) => setTimeout(resolve, 700));
    await connection.readPage('company', null);
    expect(peer.calls.filter((call) => call.endsWith('/token')).length).toBe(2);
  });

  it('that Business Central does not take pauses the connection instead of asking for ever', async () => {
    const peer = await sandboxPeer(tinyCompany(), { p401Token: 1 });
    expect(await peer.open().find(aCommand(), silent)).toMatchObject({ kind: 'unauthorised' });
    expect(peer.calls.length).toBeLessThanOrEqual(4);
  });

  it('says why Entra ID refused, without secret or trace', async () => {
    const calls: CallRecord[] = [];
    const outcome = await (await sandboxPeer()).open({}, 'wrong').find(aCommand(), (call) => calls.push(call));
    expect(outcome).toMatchObject({ kind: 'unauthorised', text: 'Entra ID refused our application: AADSTS7000215: Invalid client secret provided.' });
    expect(JSON.stringify(calls)).not.toContain('wrong');
  });

  it('is not needed on premises, where a user has a web service access key', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open({ baseUrl: `${origin}/BC`, auth: { by: 'basic', user: auth.user } });
    const command = aCommand();
    expect(await connection.execute(command, silent)).toMatchObject({ kind: 'committed' });
    expect(await connection.find(command, silent)).toMatchObject({ kind: 'found' });
    expect(peer.calls.some((call) => call.endsWith('/token'))).toBe(false);
    const wrong = peer.open({ baseUrl: `${origin}/BC`, auth: { by: 'basic', user: 'nobody' } });
    expect(await wrong.find(command, silent)).toMatchObject({ kind: 'unauthorised' });
  });
});

describe('limits', () => {
  it('are kept by us before the service refuses', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open({ requestsIn5Min: 3 });
    for (let at = 0; at < 3; at += 1) await connection.readPage('item', null).catch(silent);
    const before = peer.calls.length;
    const failure = await failureOf(connection.readPage('item', null));
    expect(failure).toMatchObject({ kind: 'throttled' });
    expect((failure as { afterMs: number }).afterMs).toBeGreaterThan(1_000);
    expect(peer.calls.length).toBe(before);
  });

  it('that the service keeps say how long to wait, also when it does not', async () => {
    const peer = await sandboxPeer(tinyCompany(), { requestsIn5Min: 2, retryAfterS: null });
    const connection = peer.open();
    await connection.readPage('company', null).catch(silent);
    expect(await failureOf(connection.readPage('item', null))).toEqual({ kind: 'throttled', afterMs: 2_000 });
  });
});

describe('what does not answer as it should', () => {
  it.each([
    ['pLoginPage', 'unauthorised'],
    ['pTruncated', 'transient'],
    ['pWrongType', 'transient'],
    ['pRedirect', 'transient'],
    ['p503', 'throttled'],
    ['p429', 'throttled'],
  ] as const)('%s is %s, named, and nothing is taken in', async (habit, kind) => {
    const peer = await sandboxPeer();
    const connection = peer.open();
    await connection.testConnection();
    peer.habits({ [habit]: 1 });
    expect(await failureOf(connection.readPage('customer', null))).toMatchObject({ kind });
    expect(peer.calls.join()).not.toContain('elsewhere');
  });

  it.each([
    ['p408AfterCommit', 'found'],
    ['p408BeforeCommit', 'absent'],
    ['p504AfterCommit', 'found'],
  ] as const)('%s leaves an order in doubt, and it is %s', async (habit, kind) => {
    const peer = await sandboxPeer();
    const connection = peer.open();
    const command = aCommand();
    peer.habits({ [habit]: 1 });
    expect(await connection.execute(command, silent)).toMatchObject({ kind: 'unknown' });
    peer.habits({ [habit]: 0 });
    expect(await connection.find(command, silent)).toMatchObject({ kind });
  });

  it('a next page of another host is not read', async () => {
    const peer = await sandboxPeer(tinyCompany(), { pForeignNextLink: 1, pageSize: 1 });
    // the list of companies is the first that has a next page
    expect(await failureOf(peer.open().readPage('item', null))).toMatchObject({ kind: 'rejected', code: 'foreign_next_link' });
    expect(peer.calls.join()).not.toContain('elsewhere');
  });

  it('a company that is not there is named', async () => {
    const peer = await sandboxPeer();
    const connection = peer.open({ companies: [{ ...peerSettings.companies[0], name: 'CRONUS' }] });
    expect(await connection.testConnection()).toEqual({ ok: false, text: "Business Central shows our user no company 'CRONUS'" });
    expect(await connection.find(aCommand(), silent)).toMatchObject({ kind: 'rejected', code: 'unknown_company' });
  });

  it('a cursor that is none starts from the beginning', async () => {
    const connection = (await sandboxPeer()).open();
    expect((await connection.readPage('customer', 'no cursor')).records.length).toBeGreaterThan(0);
  });
});
