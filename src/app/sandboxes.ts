import { hkdfSync } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { demoFactory } from '../../db/seed/index.ts';
import type { DemoFactory } from '../../db/seed/index.ts';
import { businessDateIn, instantFromMs } from '../kernel/time.ts';
import { templates } from '../platform/channels/whatsapp/index.ts';
import { lockState } from '../platform/db/state.ts';
import { startSapSandbox } from '../sandbox/sap-s4/index.ts';
import { startWhatsappSandbox } from '../sandbox/whatsapp/index.ts';
import type { WhatsappSandbox } from '../sandbox/whatsapp/index.ts';
import type { Closing } from './closing.ts';
import { keptSecret } from './kept-file.ts';
import type { SapEndpoint, WhatsappEndpoint } from './running.ts';
import type { Settings } from './settings.ts';

const phoneNumberId = '106540352242922';
const businessNumber = '917312345678';
const sapUser = 'KARKHANA';
const sapClient = '100';

/** The made-up secrets with which karkhana and its sandboxes know each other. */
export interface SandboxSecrets {
  readonly accessToken: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly sapPassword: string;
}

/** Derives them from the secret of the installation, so that a sandbox in a process of its own has the same. */
export function sandboxSecrets(settings: Pick<Settings, 'state' | 'secret'>): SandboxSecrets {
  const secret = settings.secret ?? keptSecret(settings.state, 'karkhana');
  const derive = (purpose: string, bytes: number): string => Buffer.from(hkdfSync('sha256', secret, 'karkhana sandbox', purpose, bytes)).toString('base64url');
  return {
    accessToken: derive('access token', 32),
    appSecret: derive('app secret', 32),
    verifyToken: derive('verify token', 24),
    sapPassword: derive('sap', 18),
  };
}

/** The demo company as it is on a day; today where its plant stands by default. */
export function buildDemo(settings: Settings, today: string | null = null): DemoFactory {
  const day = today ?? businessDateIn('Asia/Kolkata', instantFromMs(Date.now()));
  return demoFactory({ today: day, pastOrders: settings.pastOrders ?? null, extraCustomers: settings.extraCustomers });
}

/** A folder of its own for one sandbox, taken for this process. */
function takeFolder(settings: Settings, name: string, closing: Closing): string {
  const dir = path.join(settings.state, 'sandbox', name);
  mkdirSync(dir, { recursive: true });
  const lock = lockState(dir);
  closing.add(`sandbox ${name}: folder`, () => lock.release());
  return dir;
}

/** Starts the stand-in for SAP S/4HANA with the demo company. */
export async function startSap(settings: Settings, closing: Closing): Promise<SapEndpoint> {
  const password = sandboxSecrets(settings).sapPassword;
  const stateDir = takeFolder(settings, 'sap-s4', closing);
  const sandbox = await startSapSandbox({
    port: settings.sapPort,
    stateDir,
    seed: (keptToday) => buildDemo(settings, keptToday),
    auth: { user: sapUser, password },
  });
  closing.add('sandbox SAP', () => sandbox.stop());
  return { url: sandbox.url, client: sapClient, user: sapUser, password };
}

/** The stand-in for SAP that already runs at `url`; user and password may be in the address, else they are those of this state folder. */
export function foreignSap(settings: Settings, url: string): SapEndpoint {
  const address = new URL(url);
  const user = decodeURIComponent(address.username) || sapUser;
  const password = decodeURIComponent(address.password) || sandboxSecrets(settings).sapPassword;
  return { url: address.origin, client: sapClient, user, password };
}

/** Starts the stand-in for WhatsApp with the phones of the demo's customers and colleagues. Webhooks go to `webhookUrl` when there is one. */
export async function startWhatsapp(
  settings: Settings,
  phones: readonly { readonly phone: string; readonly name: string }[],
  webhookUrl: string | null,
  closing: Closing,
): Promise<{ endpoint: WhatsappEndpoint; sandbox: WhatsappSandbox }> {
  const { accessToken, appSecret, verifyToken } = sandboxSecrets(settings);
  const stateDir = takeFolder(settings, 'whatsapp', closing);
  const secrets = { accessToken, appSecret, verifyToken, phoneNumberId };
  const people = phones.map(({ phone, name }) => ({ phone, name }));
  const sandbox = await startWhatsappSandbox({
    port: settings.whatsappPort,
    stateDir,
    webhookUrl,
    ...secrets,
    displayPhoneNumber: businessNumber,
    people,
    templates: Object.values(templates),
  });
  closing.add('sandbox WhatsApp', () => sandbox.stop());
  return { endpoint: { url: sandbox.url, businessNumber, ...secrets }, sandbox };
}

/** Starts one stand-in alone and says how to reach it. */
export async function startOneSandbox(which: 'whatsapp' | 'sap-s4', settings: Settings, closing: Closing): Promise<string> {
  if (which === 'sap-s4') {
    const sap = await startSap(settings, closing);
    return `sandbox SAP at ${sap.url}, client ${sap.client}, user ${sap.user}, password ${sap.password}`;
  }
  const webhookUrl = `http://127.0.0.1:${settings.port}/webhooks/whatsapp`;
  const demo = buildDemo(settings);
  const { endpoint } = await startWhatsapp(settings, [...demo.phones, ...demo.people], webhookUrl, closing);
  return `sandbox WhatsApp at ${endpoint.url}, webhooks to ${webhookUrl}, access token ${endpoint.accessToken}, app secret ${endpoint.appSecret}, verify token ${endpoint.verifyToken}`;
}
