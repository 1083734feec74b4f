import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { afterEach, describe, expect, it } from 'vitest';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import { startTallySandbox } from '../../../sandbox/tally/index.ts';
import type { ErpConnection } from '../../kit/types.ts';
import { allowedCompany } from '../agent/allow-list.ts';
import { tallyAgentDoor } from '../agent/door.ts';
import type { TallyAgentDoor } from '../agent/door.ts';
import { runTallyAgent } from '../agent/run.ts';
import { tally } from '../index.ts';
import { exportXml, importXml } from '../wire/templates.ts';
import { aCommand, india, now, peerSettings } from './sandbox-peer.ts';

const token = 'agent-token-of-the-test';
const address = 'http://shop.tally-agent.invalid/';
const silent = (): void => undefined;
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function folder(): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), 'tally-agent-'));
  closing.push(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

const doorOf = (more: Partial<Parameters<typeof tallyAgentDoor>[0]> = {}): TallyAgentDoor =>
  tallyAgentDoor({ agents: () => [{ name: 'shop', tokenSha256: createHash('sha256').update(token).digest('hex') }], longestPollMs: 300, ...more });
const listenDoor = (door: TallyAgentDoor): Promise<string> => listen(createAdaptorServer({ fetch: door.app.fetch }) as Server);

function startAgent(serverUrl: string, tallyUrl: string, stateDir: string, more: object = {}): () => Promise<void> {
  const controller = new AbortController();
  const running = runTallyAgent({ serverUrl, token, tallyUrl, stateDir, fetch, log: silent, signal: controller.signal, pollMs: 200, restMs: 100, ...more });
  const stop = async (): Promise<void> => {
    controller.abort();
    await running;
  };
  closing.push(stop);
  return stop;
}

const openVia = (door: TallyAgentDoor, timeoutMs = 8_000): ErpConnection =>
  tally.open(
    { ...peerSettings, baseUrl: address, timeoutMs },
    {},
    { now: () => now, randomHex: () => '', fetch: door.fetchVia(() => Promise.reject(new Error('no other way'))) },
  );

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let round = 0; round < 600; round += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('it never happened');
}

const readCompany = exportXml({ name: 'company', company: india, wanted: { by: 'all' }, period: null });
const ask = (door: TallyAgentDoor, signal?: AbortSignal): Promise<Response> =>
  door.fetchVia(fetch)(address, { method: 'POST', body: readCompany, headers: { 'content-type': 'text/xml' }, ...(signal ? { signal } : {}) });

describe('the Tally agent', () => {
  it('carries an order from the server to Tally and back, with nothing but outgoing calls', async () => {
    const sandbox = await startTallySandbox({ stateDir: null, seed: tinyCompany(), port: 0 });
    closing.push(() => sandbox.stop());
    const door = doorOf();
    startAgent(await listenDoor(door), sandbox.url, await folder());
    await until(() => door.status('shop') !== null);
    const connection = openVia(door);
    expect(await connection.testConnection()).toMatchObject({ ok: true });
    const command = aCommand();
    expect(await connection.find(command, silent)).toEqual({ kind: 'absent' });
    const made = await connection.execute(command, silent);
    expect(made).toMatchObject({ kind: 'committed' });
    if (made.kind === 'committed') expect(await connection.verify(command, made.erpKey, silent)).toMatchObject({ kind: 'equal' });
  });

  it('does one thing at a time', async () => {
    let [at, most] = [0, 0];
    const slow = createServer((request, response) => {
      at += 1;
      most = Math.max(most, at);
      request.resume();
      setTimeout(() => {
        at -= 1;
        response.writeHead(200, { 'content-type': 'text/xml' }).end('<ENVELOPE/>');
      }, 30);
    });
    const door = doorOf();
    startAgent(await listenDoor(door), await listen(slow), await folder());
    await until(() => door.status('shop') !== null);
    const all = await Promise.all(Array.from({ length: 5 }, () => ask(door)));
    expect(all.map((one) => one.status)).toEqual([200, 200, 200, 200, 200]);
    expect(most).toBe(1);
  });

  it('says for certain that nothing was done when Tally is not there, or the agent is away', async () => {
    const door = doorOf();
    startAgent(await listenDoor(door), 'http://127.0.0.1:9', await folder());
    await until(() => door.status('shop') !== null);
    expect(await openVia(door).execute(aCommand(), silent)).toMatchObject({ kind: 'transient' });
    expect(await openVia(doorOf()).execute(aCommand(), silent)).toMatchObject({ kind: 'transient', why: 'refused' });
  });

  it('asks Tally nothing that is not one of the fixed requests, whoever asks', async () => {
    let reached = 0;
    const watched = createServer((request, response) => {
      reached += 1;
      request.resume();
      response.end('<RESPONSE/>');
    });
    const door = doorOf();
    startAgent(await listenDoor(door), await listen(watched), await folder());
    await until(() => door.status('shop') !== null);
    for (const body of ['<ENVELOPE/>', readCompany.replace('<TYPE>Company</TYPE>', '<TYPE>Ledger</TYPE>')])
      expect((await door.fetchVia(fetch)(address, { method: 'POST', body })).status).toBe(403);
    expect(reached).toBe(0);
  });

  it('keeps an answer when the link is lost, and brings it when the link is back', async () => {
    const works = createServer((request, response) => {
      request.resume();
      setTimeout(() => response.writeHead(200, { 'content-type': 'text/xml' }).end('<ENVELOPE/>'), 100);
    });
    const door = doorOf();
    let cut = false;
    const flaky: typeof globalThis.fetch = (input, init) =>
      cut && String(input).includes('answer') ? Promise.reject(new TypeError('fetch failed')) : fetch(input, init);
    const dir = await folder();
    startAgent(await listenDoor(door), await listen(works), dir, { fetch: flaky });
    await until(() => door.status('shop') !== null);
    cut = true;
    const asked = ask(door);
    await until(async () => (await readdir(dir)).some((name) => name.endsWith('.answer')));
    cut = false;
    expect((await asked).status).toBe(200);
    await until(async () => !(await readdir(dir)).some((name) => name.endsWith('.answer') || name.endsWith('.begun')));
  });

  it('killed while Tally works, it does not send the request again, and says that it may have been done', async () => {
    let reached = 0;
    const hanging = createServer((request) => {
      reached += 1;
      request.resume();
    });
    const door = doorOf();
    const [url, tallyUrl, dir] = [await listenDoor(door), await listen(hanging), await folder()];
    const stateDir = path.join(dir, 'state');
    const script = path.join(dir, 'agent.mts');
    const run = new URL('../agent/run.ts', import.meta.url).pathname;
    const options = JSON.stringify({ serverUrl: url, token, tallyUrl, stateDir, pollMs: 200, restMs: 100 });
    await writeFile(
      script,
      `import { runTallyAgent } from ${JSON.stringify(run)};\nawait runTallyAgent({ ...${options}, fetch, log: () => {}, signal: new AbortController().signal });\n`,
    );
    const child = spawn(process.execPath, ['--import', 'tsx', script], { cwd: process.cwd(), stdio: 'ignore' });
    closing.push(() => child.kill('SIGKILL'));
    await until(() => door.status('shop') !== null);
    const asked = ask(door).catch((error: unknown) => error);
    await until(() => reached === 1);
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    startAgent(url, tallyUrl, stateDir);
    expect(await asked).toMatchObject({ cause: { code: 'ECONNRESET' } });
    expect(reached).toBe(1);
  }, 60_000);

  it('works alone in its folder, and sends its token over TLS only', async () => {
    const dir = await folder();
    await writeFile(path.join(dir, 'agent.pid'), String(process.ppid));
    const options = { serverUrl: 'http://127.0.0.1:1', token, tallyUrl: 'http://127.0.0.1:9', stateDir: dir, fetch, log: silent, signal: AbortSignal.abort() };
    await expect(runTallyAgent(options)).rejects.toThrow('another agent');
    await expect(runTallyAgent({ ...options, serverUrl: 'http://erp.example' })).rejects.toThrow('https');
  });
});

describe('the door of the agents', () => {
  const call = (door: TallyAgentDoor, way: string, init: RequestInit = {}, given = token, instance = 'a'.repeat(32)): Promise<Response> =>
    Promise.resolve(
      door.app.request(way, {
        ...init,
        headers: { authorization: `Bearer ${given}`, 'x-agent-instance': instance, ...(init.headers as Record<string, string>) },
      }),
    );

  it('opens for a known token only', async () => {
    const door = doorOf();
    expect((await call(door, '/next?wait=0', {}, 'wrong')).status).toBe(401);
    expect((await call(door, '/next?wait=0', {}, '')).status).toBe(401);
    expect((await call(door, `/answer/${'0'.repeat(32)}`, { method: 'POST' }, 'wrong')).status).toBe(401);
    expect((await call(door, '/next?wait=0')).status).toBe(204);
    expect((await call(door, '/next?wait=0', {}, token, 'no id')).status).toBe(400);
  });

  it('hands a request that was taken to the same installation again, and to no other while that one is there', async () => {
    const door = doorOf();
    await call(door, '/next?wait=0');
    const asked = ask(door);
    const first = await call(door, '/next?wait=200');
    const id = first.headers.get('x-job-id') ?? '';
    expect((await call(door, '/next?wait=0')).headers.get('x-job-id')).toBe(id);
    expect((await call(door, '/next?wait=0', {}, token, 'b'.repeat(32))).status).toBe(409);
    const told = { 'x-outcome': 'answered', 'x-tally-status': '200', 'x-tally-content-type': 'text/xml' };
    expect((await call(door, `/answer/${id}`, { method: 'POST', body: '<ENVELOPE/>', headers: told })).status).toBe(204);
    expect(await (await asked).text()).toBe('<ENVELOPE/>');
    expect((await call(door, `/answer/${id}`, { method: 'POST', headers: { 'x-outcome': 'timeout' } })).status).toBe(404);
  });

  it('lets at most so many requests wait, and what nobody took was certainly not done', async () => {
    const door = doorOf({ mostWaiting: 1 });
    await call(door, '/next?wait=0');
    const controller = new AbortController();
    const waiting = ask(door, controller.signal).catch((error: unknown) => error);
    await until(() => door.status('shop')?.waiting === 1);
    const full = await ask(door);
    expect([full.status, full.headers.get('retry-after')]).toEqual([503, '5']);
    controller.abort();
    expect(await waiting).toMatchObject({ cause: { code: 'UND_ERR_CONNECT_TIMEOUT' } });
    expect(door.status('shop')?.waiting).toBe(0);
  });

  it('refuses at once what an agent that is away would get', async () => {
    let clock = 0;
    const door = doorOf({ now: () => clock, awayMs: 1_000 });
    await call(door, '/next?wait=0');
    clock = 2_000;
    await expect(ask(door)).rejects.toMatchObject({ cause: { code: 'EHOSTUNREACH' } });
    await expect(door.fetchVia(fetch)('http://nobody.tally-agent.invalid/')).rejects.toMatchObject({ cause: { code: 'ENOTFOUND' } });
  });
});

describe('the list of allowed requests', () => {
  const ours = '<REFERENCE>MO0123456789ABCD</REFERENCE>';
  const voucher = (attributes: string, body = ours): string => importXml(india, `<VOUCHER ${attributes}>${body}</VOUCHER>`);
  const wanted = [
    { by: 'reference', reference: 'MO0123456789ABCD' },
    { by: 'id', id: 7 },
    { by: 'alter', after: 3, upTo: 9 },
    { by: 'master', after: 3, upTo: null },
  ] as const;

  it('holds our own requests', () => {
    expect(allowedCompany(readCompany)).toBe(india);
    for (const one of wanted)
      expect(allowedCompany(exportXml({ name: 'orders', company: india, wanted: one, period: { from: '2026-04-01', to: '2027-03-31' } }))).toBe(india);
    expect(allowedCompany(voucher('REMOTEID="MO0123456789ABCD" ACTION="Create"'))).toBe(india);
    expect(allowedCompany(voucher('TAGNAME="MasterID" TAGVALUE="7" ACTION="Cancel"', '<NARRATION>x</NARRATION>'))).toBe(india);
  });

  it.each([
    ['a voucher is deleted', voucher('TAGNAME="MasterID" TAGVALUE="7" ACTION="Delete"')],
    ['a master is deleted', importXml(india, '<LEDGER NAME="Cash" ACTION="Delete"/>')],
    ['a voucher without our reference', voucher('REMOTEID="X" ACTION="Create"', '')],
    ['two vouchers at once', importXml(india, '<VOUCHER ACTION="Cancel" TAGNAME="MasterID" TAGVALUE="1"/>'.repeat(2))],
    ['a tag that we never write', voucher('REMOTEID="MO0123456789ABCD" ACTION="Create"', `${ours}<ISDELETED>Yes</ISDELETED>`)],
    ['a formula of somebody else', readCompany.replace('$Name = ##SVCurrentCompany', '$Name = $Name')],
    ['a report', readCompany.replace('<TYPE>Collection</TYPE>', '<TYPE>Data</TYPE>')],
    ['an action', readCompany.replace('Export', 'Execute')],
    ['one more blank', readCompany.replace('<BODY>', '<BODY> ')],
    ['no XML', 'hello'],
  ])('refuses what it does not hold: %s', (_why, text) => {
    expect(allowedCompany(text)).toBeNull();
  });
});
