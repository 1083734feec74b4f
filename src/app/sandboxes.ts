import { hkdfSync } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { demoFactory } from '../../db/seed/index.ts';
import type { DemoFactory } from '../../db/seed/index.ts';
import { businessDateIn, instantFromMs } from '../kernel/time.ts';
import { templates } from '../platform/channels/whatsapp/index.ts';
import { lockState } from '../platform/db/state.ts';
import { startWhatsappSandbox } from '../sandbox/whatsapp/index.ts';
import type { WhatsappSandbox } from '../sandbox/whatsapp/index.ts';
import type { Closing } from './closing.ts';
import { demoErpIds } from './demo-erps/ids.ts';
import type { DemoErpId } from './demo-erps/ids.ts';
import { demoErpOf } from './demo-erps/index.ts';
import type { ErpSignIn } from './demo-erps/index.ts';
import { keptSecret } from './kept-file.ts';
import type { ErpEndpoint, WhatsappEndpoint } from './running.ts';
import type { Settings } from './settings.ts';

const phoneNumberId = '106540352242922';
const businessNumber = '917312345678';

/** The made-up secrets with which karkhana and its sandboxes know each other. */
export interface SandboxSecrets {
  readonly accessToken: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  /** A password of a sandbox ERP, by purpose. */
  readonly erp: (purpose: string) => string;
}

/** Derives them from the secret of the installation, so that a sandbox in a process of its own has the same. */
export function sandboxSecrets(settings: Pick<Settings, 'state' | 'secret'>): SandboxSecrets {
  const secret = settings.secret ?? keptSecret(settings.state, 'karkhana');
  const derive = (purpose: string, bytes: number): string => Buffer.from(hkdfSync('sha256', secret, 'karkhana sandbox', purpose, bytes)).toString('base64url');
  return {
    accessToken: derive('access token', 32),
    appSecret: derive('app secret', 32),
    verifyToken: derive('verify token', 24),
    erp: (purpose) => derive(purpose, 18),
  };
}

/** The demo company as it is on a day; today where its plant stands by default. */
export function buildDemo(settings: Settings, today: string | null = null): DemoFactory {
  const day = today ?? businessDateIn('Asia/Kolkata', instantFromMs(Date.now()));
  return demoFactory({ today: day, pastOrders: settings.pastOrders ?? null, extraCustomers: settings.extraCustomers });
}

/** Folder of a sandbox, which its sign-in may name. */
const folderOf = (settings: Pick<Settings, 'state'>, name: string): string => path.join(settings.state, 'sandbox', name);

/** A folder of its own for one sandbox, taken for this process. */
function takeFolder(settings: Settings, name: string, closing: Closing): string {
  const dir = folderOf(settings, name);
  mkdirSync(dir, { recursive: true });
  const lock = lockState(dir);
  closing.add(`sandbox ${name}: folder`, () => lock.release());
  return dir;
}

const endpointOf = (id: DemoErpId, url: string, signIn: ErpSignIn): ErpEndpoint => {
  const { name, loseAnswers } = demoErpOf(id);
  return { id, name, url, signIn, loseAnswers };
};

/** Starts the stand-in for an ERP with the demo company. */
export async function startErp(id: DemoErpId, settings: Settings, closing: Closing): Promise<ErpEndpoint> {
  const erp = demoErpOf(id);
  const signIn = erp.signIn(sandboxSecrets(settings).erp, folderOf(settings, id));
  const stateDir = takeFolder(settings, id, closing);
  const sandbox = await erp.start({ port: settings.erpPort, stateDir, seed: (keptToday) => buildDemo(settings, keptToday), signIn });
  closing.add(`sandbox ${erp.name}`, () => sandbox.stop());
  return endpointOf(id, sandbox.url, signIn);
}

/** The stand-in that already runs at `url`; user and password may be in the address, else they are those of this state folder. */
export function foreignErp(id: DemoErpId, settings: Settings, url: string): ErpEndpoint {
  const address = new URL(url);
  const given = {
    ...(address.username ? { user: decodeURIComponent(address.username) } : {}),
    ...(address.password ? { password: decodeURIComponent(address.password) } : {}),
  };
  return endpointOf(id, address.origin, { ...demoErpOf(id).signIn(sandboxSecrets(settings).erp, folderOf(settings, id)), ...given });
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

/** Starts one stand-in alone, WhatsApp or an ERP, and says how to reach it. */
export async function startOneSandbox(which: string, settings: Settings, closing: Closing): Promise<string> {
  const erp = demoErpIds.find((id) => id === which);
  if (erp !== undefined) {
    const { name, url, signIn } = await startErp(erp, settings, closing);
    return [`sandbox ${name} at ${url}`, ...Object.entries(signIn).map(([word, value]) => `${word} ${value}`)].join(', ');
  }
  const webhookUrl = `http://127.0.0.1:${settings.port}/webhooks/whatsapp`;
  const demo = buildDemo(settings);
  const { endpoint } = await startWhatsapp(settings, [...demo.phones, ...demo.people], webhookUrl, closing);
  return `sandbox WhatsApp at ${endpoint.url}, webhooks to ${webhookUrl}, access token ${endpoint.accessToken}, app secret ${endpoint.appSecret}, verify token ${endpoint.verifyToken}`;
}
