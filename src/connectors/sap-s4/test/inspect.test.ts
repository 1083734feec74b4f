import { describe, expect, it } from 'vitest';
import { createSapSandbox } from '../../../sandbox/sap-s4/index.ts';
import { tinyCompany } from '../../../sandbox/kit/test/tiny-company.ts';
import { sapS4 } from '../index.ts';
import { auth, baseUrl, peerSettings, sandboxPeer } from './sandbox-peer.ts';

const bad = (findings: readonly { readonly state: string }[]) => findings.filter((one) => one.state === 'bad');

describe('the doctor', () => {
  it('finds nothing wrong with a system that has all services, fields and rights', async () => {
    const peer = await sandboxPeer();
    const findings = await peer.open().inspect();
    expect(bad(findings)).toEqual([]);
    expect(findings).toContainEqual(expect.objectContaining({ about: 'connect', state: 'ok' }));
    expect(findings).toContainEqual(expect.objectContaining({ about: 'speed' }));
    expect(findings.filter((one) => one.about === 'contract').length).toBeGreaterThan(15);
    expect(peer.calls.every((call) => call.startsWith('GET '))).toBe(true);
  });

  it('names a service that is not there, a field that is missing and one that must be filled', async () => {
    const sandbox = await createSapSandbox({ stateDir: null, seed: tinyCompany(), auth });
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      if (url.includes('API_BILLING_DOCUMENT_SRV')) return sandbox.fetch(url.replace('API_BILLING_DOCUMENT_SRV', 'API_NO_SUCH_SRV'), init);
      const answer = await sandbox.fetch(url, init);
      if (!url.includes('API_SALES_ORDER_SRV/$metadata')) return answer;
      const text = (await answer.text())
        .replace('Name="PurchaseOrderByShipToParty"', 'Name="SomethingElse"')
        .replace('<Property Name="SalesGroup"', '<Property Name="YY1_Route_SDH" Type="Edm.String" Nullable="false"/><Property Name="SalesGroup"');
      return new Response(text, { headers: { 'content-type': 'application/xml' } });
    };
    const findings = await sapS4.open(peerSettings, { password: auth.password }, { now: Date.now, randomHex: () => '', fetch }).inspect();
    expect(bad(findings)).toEqual([
      expect.objectContaining({ about: 'contract', what: 'API_SALES_ORDER_SRV/A_SalesOrder/PurchaseOrderByShipToParty' }),
      expect.objectContaining({ about: 'fields', what: 'API_SALES_ORDER_SRV/A_SalesOrder/YY1_Route_SDH' }),
      expect.objectContaining({ about: 'contract', what: 'API_BILLING_DOCUMENT_SRV' }),
      expect.objectContaining({ about: 'permission', what: 'API_BILLING_DOCUMENT_SRV/A_BillingDocument' }),
    ]);
  });

  it('says in one line that nobody lets it in', async () => {
    const peer = await sandboxPeer();
    expect(await peer.open({}, 'wrong').inspect()).toEqual([expect.objectContaining({ about: 'connect', state: 'bad' })]);
  });
});

describe('signing in by token', () => {
  const client = { clientId: 'KARKHANA_CLIENT', clientSecret: 'token-secret' };
  const tokenUrl = 'http://tokens.test:4321/sap/bc/sec/oauth2/token';

  async function world(secret = client.clientSecret, more: Record<string, unknown> = {}) {
    const sandbox = await createSapSandbox({ stateDir: null, seed: tinyCompany(20), auth: { ...auth, oauth: client } });
    const calls: string[] = [];
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      calls.push(`${init?.method ?? 'GET'} ${new URL(url).host} ${new URL(url).pathname.split('/').at(-1) ?? ''}`);
      return sandbox.fetch(url, init);
    };
    const settings = { ...peerSettings, signIn: 'oauth', clientId: client.clientId, tokenUrl, pageSize: 1, ...more };
    const connection = sapS4.open(settings, { clientSecret: secret }, { now: Date.now, randomHex: () => '', fetch });
    return { sandbox, calls, connection, tokens: () => calls.filter((call) => call.includes('tokens.test')).length };
  }

  it('fetches one token for twenty calls at once, from its own host, and another one when it has ended', async () => {
    const { sandbox, connection, tokens } = await world();
    const read = () => Promise.all(Array.from({ length: 20 }, () => connection.readPage('item', null)));
    expect((await read()).every((page) => page.records.length === 1)).toBe(true);
    expect(tokens()).toBe(1);
    sandbox.endTokens();
    const again = await read();
    expect(again.every((page) => page.nextCursor !== null)).toBe(true);
    expect(tokens()).toBeLessThanOrEqual(3);
  });

  it('needs the client secret and no password', () => {
    expect(sapS4.secretsFor?.({ ...peerSettings, signIn: 'oauth' })).toEqual(['clientSecret']);
    expect(sapS4.secretsFor?.(peerSettings)).toEqual(['password']);
  });

  it('tells of a wrong secret once, and asks SAP nothing', async () => {
    const { connection, calls } = await world('wrong');
    expect(await connection.testConnection()).toEqual({ ok: false, text: expect.stringContaining('invalid_client') as string });
    expect(calls).toEqual(['POST tokens.test:4321 token']);
  });

  it('takes the token address of the system itself when none is set', async () => {
    const { connection, calls } = await world(client.clientSecret, { tokenUrl: null });
    expect((await connection.testConnection()).ok).toBe(true);
    expect(calls[0]).toBe(`POST ${new URL(baseUrl).host} token`);
  });
});
