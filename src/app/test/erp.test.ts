import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { peerSettings } from '../../connectors/sap-s4/test/sandbox-peer.ts';
import { tinyCompany } from '../../sandbox/kit/test/tiny-company.ts';
import type { SapSandbox } from '../../sandbox/sap-s4/index.ts';
import { startSapSandbox } from '../../sandbox/sap-s4/index.ts';
import { demoErpOf } from '../demo-erps/index.ts';
import { runErp } from '../erp/erp.ts';

let sandbox: SapSandbox;
let dir: string;
const file = (name: string, content: object | string): string => {
  const at = path.join(dir, name);
  writeFileSync(at, typeof content === 'string' ? content : JSON.stringify(content));
  return at;
};
beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'karkhana-erp-'));
  sandbox = await startSapSandbox({ stateDir: null, seed: tinyCompany(25), auth: { user: 'KARKHANA', password: 'sandbox-secret' }, port: 0 });
});
afterAll(async () => {
  await sandbox.stop();
  rmSync(dir, { recursive: true, force: true });
});

const run = async (more: Partial<Parameters<typeof runErp>[0]> = {}) => {
  const said: string[] = [];
  const complained: string[] = [];
  const { baseUrl: _ours, ...settings } = peerSettings;
  const code = await runErp(
    {
      kind: 'erp',
      what: 'conformance',
      connector: 'sap-s4',
      url: sandbox.url,
      settings: file('settings.json', { ...settings, pageSize: 10 }),
      secrets: file('secrets.json', { password: 'sandbox-secret' }),
      write: false,
      json: false,
      ...more,
    },
    { say: (line) => void said.push(line), complain: (line) => void complained.push(line) },
  );
  return { code, said: said.join('\n'), complained: complained.join('\n') };
};

describe('karkhana erp conformance', () => {
  it('runs the safe part against any server that speaks the protocol, and says what it saw', async () => {
    const { code, said } = await run();
    expect(code, said).toBe(0);
    expect(said).toContain(' ok   C1  item is read, in the agreed form: 29 records');
    expect(said).toMatch(/ok {3}R2 {2}item: another process goes on from the cursor/);
    expect(said).toMatch(/ok {3}C2 {2}a wrong secret is one clear refusal/);
    expect(said).toMatch(/ok {3}W2 {2}an order that was never sent is not found: absent/);
    expect(said).toMatch(/\d+ checks of SAP S\/4HANA: 0 failed/);
    expect(await (await fetch(`${sandbox.url}/sandbox/orders`)).json()).toMatchObject({ orders: [{ number: '3000001' }] });
  });

  it('writes one order where it may', async () => {
    const { code, said } = await run({ write: true });
    expect(code, said).toBe(0);
    expect(said).toMatch(/W1 {2}an order is written once, .*: order \d+ with MO\d{14}: cancel it in the ERP/);
  });

  it('fails what does not keep its promises, and goes on with the rest', async () => {
    const broken: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init);
      // a proxy that hides every second product from later pages
      const url = decodeURIComponent(String(input instanceof Request ? input.url : input));
      return url.includes('A_Product?') && !url.includes('inlinecount') ? new Response('{"d":{"results":[]}}', answer) : answer;
    };
    const said: string[] = [];
    const { baseUrl: _ours, ...settings } = peerSettings;
    const files = { settings: file('s.json', { ...settings, pageSize: 10 }), secrets: file('k.json', { password: 'sandbox-secret' }) };
    const line = { kind: 'erp', what: 'conformance', connector: 'sap-s4', url: sandbox.url, ...files, write: false, json: false } as const;
    expect(await runErp(line, { say: (text) => void said.push(text), complain: () => undefined }, broken)).toBe(1);
    expect(said.join('\n')).toMatch(/FAIL {2}R1 {2}item: no doubles, and as many as the ERP counts: 10 of 29 came/);
    expect(said.join('\n')).toMatch(/ok {3}C1 {2}customer is read/);
  });
});

describe('karkhana erp doctor', () => {
  it('says what answers and what it misses', async () => {
    const { code, said } = await run({ what: 'doctor' });
    expect(code, said).toBe(0);
    expect(said).toMatch(/ok {3}connect {4}connection/);
    expect(said).toMatch(/ok {3}permission item: 10 on the first page of 29/);
  });
  it('stops at a closed door', async () => {
    const { code, said } = await run({ what: 'doctor', secrets: file('wrong.json', { password: 'no' }), json: true });
    expect(code).toBe(1);
    expect(JSON.parse(said)).toMatchObject([{ about: 'connect', state: 'bad' }]);
  });
});

describe('a command line that makes no sense', () => {
  it.each([
    ['an unknown connector', { connector: 'nope' }, /There is no connector nope; there are: sap-s4/],
    ['no secrets', { secrets: null }, /--secrets FILE lacks: password/],
    ['no such file', { secrets: '/nowhere/k.json' }, /\/nowhere\/k.json cannot be read \(ENOENT\)/],
  ])('%s is said in one sentence', async (_what, more, sentence) => {
    const { code, complained } = await run(more);
    expect(code).toBe(2);
    expect(complained).toMatch(sentence);
  });
  it('broken files and settings are named, without their values', async () => {
    expect((await run({ secrets: file('broken.json', '{"password": "geheim') })).complained).toMatch(/broken.json is no valid JSON/);
    const { complained } = await run({ settings: file('few.json', { client: 'abc' }) });
    expect(complained).toMatch(/settings of sap-s4 lack or mistake: .*client.*salesOrganizations/);
    expect(complained).not.toContain('abc');
  });
});

describe('an ERP of which only the address and who signs in are known', () => {
  it.each(['sap-s4', 'd365-fo', 'd365-bc', 'sap-b1'] as const)('%s tells its companies itself, and is read', { timeout: 60_000 }, async (id) => {
    const erp = demoErpOf(id);
    const dir = mkdtempSync(path.join(tmpdir(), 'karkhana-erp-'));
    const signIn = erp.signIn((purpose) => `secret of ${purpose}`, dir);
    const sandbox = await erp.start({ port: 0, stateDir: dir, seed: () => tinyCompany(), signIn });
    try {
      const { settings, secrets } = erp.connection(sandbox.url, signIn);
      const access = Object.fromEntries(
        ['user', 'client', 'companyDb', 'auth', 'tokenUrl', 'clientId'].flatMap((name) => (name in settings ? [[name, settings[name]]] : [])),
      );
      const file = path.join(dir, 'secrets.json');
      writeFileSync(file, JSON.stringify({ ...access, ...secrets }));
      const said: string[] = [];
      const voice = { say: (line: string) => said.push(line), complain: (line: string) => said.push(line) };
      const url = String(settings['baseUrl']);
      const code = await runErp({ kind: 'erp', what: 'conformance', connector: id, url, settings: null, secrets: file, write: false, json: false }, voice);
      expect(said.filter((line) => line.startsWith('FAIL'))).toEqual([]);
      expect(said.at(-1)).toMatch(/\d+ checks of .*: 0 failed/);
      expect(said.join('\n')).toMatch(/item is read, in the agreed form: [1-9]\d* records/);
      expect(code).toBe(0);
    } finally {
      await sandbox.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  });
});
