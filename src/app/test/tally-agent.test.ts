import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tally } from '../../connectors/tally/index.ts';
import type { Runtime } from '../../platform/runtime/ctx.ts';
import { tinyCompany } from '../../sandbox/kit/test/tiny-company.ts';
import { startTallySandbox } from '../../sandbox/tally/index.ts';
import { agentDoorModule, agentDoorOf, runAgent } from '../tally-agent.ts';

let dir = '';
const closing: (() => unknown)[] = [];
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'karkhana-agent-'));
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  rmSync(dir, { recursive: true, force: true });
});
const never = new AbortController().signal;

/** Makes a token as IT would, and gives the words for the server. */
async function newToken(): Promise<{ tokenFile: string; tallyAgents: string }> {
  const tokenFile = path.join(dir, 'token');
  const said: string[] = [];
  await runAgent({ name: 'indore', tokenFile }, (line) => said.push(line), never);
  const tallyAgents = /KARKHANA_TALLY_AGENTS=(\S+)/.exec(said.join('\n'))?.[1] ?? '';
  return { tokenFile, tallyAgents };
}

describe('karkhana tally-agent', () => {
  it('makes a token for this account only, tells the server its hash and never the token, and overwrites none', async () => {
    const { tokenFile, tallyAgents } = await newToken();
    expect(statSync(tokenFile).mode & 0o777).toBe(0o600);
    expect(tallyAgents).toMatch(/^indore:[0-9a-f]{64}$/);
    expect(tallyAgents).not.toContain(readFileSync(tokenFile, 'utf8').trim());
    await expect(runAgent({ name: 'indore', tokenFile }, () => undefined, never)).rejects.toThrow(/is there already/);
  });

  it('brings what Tally answers through the door of the server, and nobody with another token', async () => {
    const { tokenFile, tallyAgents } = await newToken();
    const erp = await startTallySandbox({ port: 0, stateDir: null, seed: tinyCompany() });
    closing.push(() => erp.stop());
    const door = agentDoorOf({ tallyAgents }, () => undefined);
    if (door === null) throw new Error('no door');
    const app = agentDoorModule(door).door?.({} as Runtime);
    const server = createAdaptorServer({ fetch: (request) => app?.fetch(request) ?? new Response(null, { status: 404 }) }) as Server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => {
      server.closeAllConnections();
      server.close();
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tally-agent`;
    const agent = { name: null, server: url, tally: erp.url, companies: [], state: path.join(dir, 'state') };
    const company = { code: 'VI01', name: 'Vindhya Snacks & Foods', salesOrg: 'VS01', plant: 'PI01', languages: ['en', 'hi'] };
    const deps = { now: Date.now, randomHex: (bytes: number) => '0'.repeat(bytes * 2), fetch: door.fetchVia(globalThis.fetch) };
    const open = () => tally.open({ baseUrl: 'http://indore.tally-agent.invalid', companies: [company] }, {}, deps);

    const wrongFile = path.join(dir, 'wrong');
    writeFileSync(wrongFile, 'some other token');
    const wrong = new AbortController();
    const refused = runAgent({ ...agent, tokenFile: wrongFile, state: path.join(dir, 'other') }, () => undefined, wrong.signal);
    expect(await open().testConnection()).toMatchObject({ ok: false });
    wrong.abort();
    await refused;

    const stop = new AbortController();
    const running = runAgent({ ...agent, tokenFile }, () => undefined, stop.signal);
    await expect.poll(async () => (await open().testConnection()).ok, { timeout: 10_000 }).toBe(true);
    expect((await open().readPage('item', null)).records.length).toBeGreaterThan(0);
    stop.abort();
    await running;
  });
});
