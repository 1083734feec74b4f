import { describe, expect, it } from 'vitest';
import { demoApi } from '../demo-api.ts';

const signIns = [{ email: 'a@vindhya.example', password: 'p', name: 'A', roles: ['it'] }];
const api = demoApi({ whatsappUrl: 'http://127.0.0.1:4310', erpUrl: 'http://127.0.0.1:4320', erpName: 'SAP S/4HANA', quietMs: 4000, phones: [], signIns });
const ask = async (origin: string) => (await (await api.request(`${origin}/demo`)).json()) as object;

describe('what the demo says of itself', () => {
  it('holds the sign-ins for a browser on this machine', async () => {
    for (const origin of ['http://127.0.0.1:4300', 'http://localhost:4300', 'http://[::1]:4300']) expect(await ask(origin)).toMatchObject({ signIns });
  });

  it('holds none for another machine, or a foreign page that gave this machine another name', async () => {
    for (const origin of ['http://10.1.2.3:4300', 'http://rebound.example:4300']) expect(await ask(origin)).toMatchObject({ signIns: [], quietMs: 4000 });
  });
});
